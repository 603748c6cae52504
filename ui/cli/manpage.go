package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// manPage is the page of a command; that of the root explains everything that is
// not about one command.
func (a *app) manPage(c *cobra.Command) string {
	var r roff
	name := pageName(c)
	b := a.build()
	release, _, _ := strings.Cut(b.Version, "-") // the foot of the page has no room for more
	r.line(fmt.Sprintf(`.TH %s 1 "%s" %s "reader"`, roffArgument(strings.ToUpper(name)), b.date(), roffArgument("reader "+release)))
	r.line(".ad l\n.nh") // what is justified has holes, what is hyphenated cannot be copied
	r.section("Name")
	r.line(roffText(name) + ` \- ` + roffText(lowerFirst(c.Short)))
	r.section("Synopsis")
	r.line(`\fB` + roffText(c.CommandPath()) + `\fR` + roffText(strings.TrimPrefix(usageLine(c), c.CommandPath())))
	r.section("Description")
	r.prose(c.Long)
	if c.Long == "" {
		r.text(c.Short + ".")
	}
	r.flags("Options", c.NonInheritedFlags())
	if subs := commandsOf(c); len(subs) > 0 {
		r.section("Commands")
		for _, sub := range subs {
			r.term(strings.TrimPrefix(usageLine(sub), c.CommandPath()+" "), sub.Short+". See "+pageName(sub)+"(1).")
		}
	}
	r.section("Examples")
	r.asIs(strings.Split(c.Example, "\n"))
	if c.HasParent() {
		r.section("See also")
		r.text(pageName(c.Parent()) + "(1)")
		return r.String()
	}
	for _, t := range topics() {
		r.section(strings.ReplaceAll(t.name, "exit-codes", "exit status"))
		r.prose(t.text)
	}
	return r.String()
}

// flags writes the flags of a command, those that cobra made too.
func (r *roff) flags(title string, flags *pflag.FlagSet) {
	if !flags.HasAvailableFlags() {
		return
	}
	r.section(title)
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		term := "--" + f.Name
		if f.Shorthand != "" {
			term = "-" + f.Shorthand + ", " + term
		}
		value, says := pflag.UnquoteUsage(f)
		if value != "" {
			term += " " + valueName(value)
		}
		if f.DefValue != "" && f.DefValue != "false" && f.DefValue != "0" && f.DefValue != "[]" {
			says += " (" + f.DefValue + ")"
		}
		r.term(term, says)
	})
}

// valueName is what stands for the value of a flag.
func valueName(kind string) string {
	switch kind {
	case "string", "stringArray", "strings":
		return "VALUE"
	}
	return kind
}

// usageLine is how a command is called, without the word [flags].
func usageLine(c *cobra.Command) string {
	return strings.TrimSuffix(strings.TrimSpace(c.UseLine()), " [flags]")
}

// pageName is the name of the page of a command: reader-config-init.
func pageName(c *cobra.Command) string { return strings.ReplaceAll(c.CommandPath(), " ", "-") }

// commandsOf are the commands below c that have a page. The shells of completion
// have none: cobra wrote their help.
func commandsOf(c *cobra.Command) []*cobra.Command {
	var out []*cobra.Command
	for _, sub := range c.Commands() {
		if !sub.Hidden && c.Name() != "completion" {
			out = append(out, sub)
		}
	}
	return out
}

func lowerFirst(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToLower(s[:1]) + s[1:]
}

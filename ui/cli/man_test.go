package cli

import (
	"io"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// everyCommand calls f with all commands that people see.
func everyCommand(t *testing.T, f func(a *app, c *cobra.Command)) {
	t.Helper()
	a := &app{env: environ{}, stdout: io.Discard, stderr: io.Discard}
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		f(a, c)
		for _, sub := range commandsOf(c) {
			walk(sub)
		}
	}
	walk(a.root())
}

func TestEveryCommandIsExplained(t *testing.T) {
	n := 0
	everyCommand(t, func(_ *app, c *cobra.Command) {
		n++
		if c.Short == "" || strings.HasSuffix(c.Short, ".") {
			t.Errorf("%s: short text %q", c.CommandPath(), c.Short)
		}
		if !strings.Contains(c.Example, "reader") {
			t.Errorf("%s has no example", c.CommandPath())
		}
		for line := range strings.Lines(c.Long) {
			if len([]rune(strings.TrimSuffix(line, "\n"))) > 80-2 { // it is printed two in
				t.Errorf("%s: a line of its help is too wide: %s", c.CommandPath(), line)
			}
		}
	})
	if n < 15 {
		t.Errorf("only %d commands were looked at", n)
	}
}

// Examples are commands that reader takes: with commands and flags that are there
// and values that can be read.
func TestExamplesAreTaken(t *testing.T) {
	word := regexp.MustCompile(`'[^']*'|"(?:[^"\\]|\\.)*"|[^\s'"|><;]+|[|><;]`)
	everyCommand(t, func(_ *app, c *cobra.Command) {
		for line := range strings.Lines(c.Example) {
			var args []string
			for _, w := range word.FindAllString(line, -1) {
				if strings.ContainsAny(w[:1], "|><;#&") {
					break
				}
				args = append(args, strings.Trim(w, `'"`))
			}
			if len(args) == 0 || args[0] != "reader" {
				continue
			}
			root := (&app{env: environ{}, stdout: io.Discard, stderr: io.Discard}).root()
			found, rest, err := root.Find(args[1:])
			if err == nil {
				err = found.ParseFlags(rest)
			}
			if err == nil {
				err = found.ValidateArgs(found.Flags().Args())
			}
			if err != nil {
				t.Errorf("%s: %s: %v", c.CommandPath(), strings.TrimSpace(line), err)
			}
		}
	})
}

// A page has only lines that are text or the macros that we know, so that no text
// of a command can be taken for one.
func TestPagesAreSound(t *testing.T) {
	macro := regexp.MustCompile(`^\.(TH "[^"]*" 1 "[-0-9]*" "[^"]*" "reader"|SH "[^"]*"|PP|TP|RS 2|RE|nf|fi|ad l|nh|sp)$`)
	escape := regexp.MustCompile(`\\(e|-|\(aq|\(ga|\(ha|\(ti|\(bu|\(dq|&|fB|fR)`)
	mandoc, missing := exec.LookPath("mandoc")
	everyCommand(t, func(a *app, c *cobra.Command) {
		page := a.manPage(c)
		for line := range strings.Lines(page) {
			line = strings.TrimSuffix(line, "\n")
			if (strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'")) && !macro.MatchString(line) {
				t.Errorf("%s: the line %q", c.CommandPath(), line)
			}
			if rest := escape.ReplaceAllString(line, ""); strings.Contains(rest, `\`) || line == "" {
				t.Errorf("%s: the line %q", c.CommandPath(), line)
			}
		}
		for _, want := range []string{".SH \"NAME\"\n" + roffText(pageName(c)) + ` \- `, ".SH \"SYNOPSIS\"\n", ".SH \"DESCRIPTION\"\n", ".SH \"EXAMPLES\"\n"} {
			if !strings.Contains(page, want) {
				t.Errorf("%s: its page has no %q", c.CommandPath(), want)
			}
		}
		if missing != nil {
			return
		}
		lint := exec.Command(mandoc, "-T", "lint", "-W", "warning")
		lint.Stdin = strings.NewReader(page)
		if out, err := lint.CombinedOutput(); err != nil && !onlyWithoutDate(string(out)) {
			t.Errorf("%s: %s", c.CommandPath(), out)
		}
	})
}

// onlyWithoutDate: a test is not built from a commit.
func onlyWithoutDate(out string) bool {
	for line := range strings.Lines(out) {
		if !strings.Contains(line, "missing date") {
			return false
		}
	}
	return true
}

func TestPageOfRootHasTheTopics(t *testing.T) {
	a := &app{env: environ{}, stdout: io.Discard, stderr: io.Discard}
	page := a.manPage(a.root())
	for _, want := range []string{
		".SH \"QUERIES\"", ".SH \"FORMATS\"", ".SH \"CONFIGURATION\"", ".SH \"ENVIRONMENT\"", ".SH \"EXIT STATUS\"",
		"\\fBREADER_THEME\\fR\n", "\\fBfull_text\\fR\n", "\\fBtitle:vpn\\fR\n", "\\fB130\\fR\ninterrupted\n",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q", want)
		}
	}
}

func TestRoffText(t *testing.T) {
	for in, want := range map[string]string{
		".SH x": `\&.SH x`, "'quoted'": `\(aqquoted\(aq`, `a\nb`: `a\enb`, "--once": `\-\-once`, "a.b": "a.b", "~/x": `\(ti/x`, "{{.Title}}": "{{.Title}}",
	} {
		if got := roffText(in); got != want {
			t.Errorf("roffText(%q) = %q, want %q", in, got, want)
		}
	}
}

package cli

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"reader/store/query"
	"reader/ui/once"
)

// A topic is what `reader help` and the manual explain beside the commands. Its
// text is paragraphs with a blank line between; one whose lines have tabs is a list
// of terms and what they mean, one that is indented stands as it is.
type topic struct{ name, short, text string }

func topics() []topic {
	return []topic{
		{"queries", "What --query, views and / understand", aboutQueries()},
		{"formats", "What --format prints", aboutFormats()},
		{"keys", "What can be done, with the keys", aboutBindings()},
		{"themes", "Colours, and how to make your own", aboutThemes()},
		{"configuration", "The configuration file and its keys", aboutKeys + "\n\n" + aboutNotify},
		{"environment", "The variables that count, and files", aboutEnvironment},
		{"jobs", "What --since last prints", aboutJobs},
		{"exit-codes", "What scripts can rely on", aboutExits},
	}
}

func topicNamed(name string) (topic, bool) {
	for _, t := range topics() {
		if strings.EqualFold(t.name, name) {
			return t, true
		}
	}
	return topic{}, false
}

const aboutExits = `0	all well
1	failure, and nothing to print
2	wrong command line or configuration
3	printed, although at least one source failed, or what was printed could not be marked or kept
10	with --exit-code: at least one headline was printed
130	interrupted

With --exit-code a headline counts for more than a source that failed: 3 then says
that there was none, but that not everything could be looked at.

Data goes to standard output and everything else to standard error. That whoever
reads our output has had enough, as head has, is no failure.`

const aboutEnvironment = `Flags count over the environment, that over the configuration, and that over what
is built in; reader config show tells what is in force.

READER_CONFIG	configuration file; --config counts over it
READER_DATA_DIR	directory of the store; with --demo, where the demo is kept
READER_THEME	theme, as --theme has it
XDG_CONFIG_HOME, XDG_DATA_HOME	base directories (XDG Base Directory Specification)
NO_COLOR	any value: no colours and no other styles
CLICOLOR, CLICOLOR_FORCE	0: no styles; not 0: styles in a pipe, too
TERM	dumb or unset: neither styles nor links
TZ	zone of printed times
BROWSER	program that opens links, with its arguments
HTTP_PROXY, HTTPS_PROXY, NO_PROXY	proxies

Files:

$XDG_CONFIG_HOME/reader/config.toml	configuration; in ~/.config without the variable
$XDG_DATA_HOME/reader/reader.db	articles and marks; in ~/.local/share without the variable`

const aboutKeys = `The file is TOML; reader config path says where it stands, and reader config init
writes one with a comment for every key. Whoever can write it decides where
reader connects to, so it must not be writable by others. An unknown key or a bad
value is an error. Without sources in it, or without the file, reader has a
starter pack of security sources.

theme	the colours, such as "auto", "dark" or "paper"; see reader help themes
themes	tables [themes.NAME]: your own
keep	how long articles are kept: an age ("180d"; also h, w, mo, y), a number of the newest (500), both ("180d 500") or "all", the default; what is starred always stays
ignore	a query: articles that no source is to bring
keys	a table [keys]: a preset of keys, and keys of your own; see reader help keys
notify	a table [notify]: how to tell you of new articles, see below

A [[view]] is a query with a name:

name	what to call it
query	what it shows, see reader help queries
sort	"newest", "oldest", "source" or "title"

A [[source]] is what is read:

url	where it is: a site, a feed or a WordPress REST collection
name	what to call it; otherwise the title that it gives itself
kind	"auto", "wordpress", "rss", "atom" or "json"
tags	such as ["news", "advisories"]; a tag names all its sources on the command line
interval	least time between two checks, such as "30m"
full_text	true: also get the pages of articles that come cut short
keep, ignore	as above, for this source
allow_private	true: it may lead to private addresses although its URL does not name one
headers	such as { Cookie = "..." }, sent to the host of the source only
user	name for a login, with a password that password_cmd prints
password_cmd	a command and its arguments, such as ["pass", "show", "news"]; no shell runs it
site, description	what a subscription list said of it`

// aboutFormats explains the formats by their own reference, under our heading.
func aboutFormats() string {
	_, text, _ := strings.Cut(once.Reference(), "\n\n")
	return strings.ReplaceAll(text, "`", "")
}

// aboutQueries explains the query language by its list of fields.
func aboutQueries() string {
	var b strings.Builder
	b.WriteString(`Words find the articles that have all of them, in title or text, whatever their
case and accents. Words in quotes follow each other. A * at the end of a word
lets it go on. A - in front, or NOT, finds what has it not. OR between terms finds
what has either, and parentheses group.

    fortinet "remote code" -sponsored
    (vpn OR firewall) cve:* is:unread since:7d
    source:(krebs OR cisa) title:ransom*

A field looks at one thing:

`)
	for _, f := range query.Fields() {
		says := f.Says
		if strings.Contains(f.Value, "`") {
			says += " (" + f.Value + ")"
		}
		fmt.Fprintf(&b, "%s\t%s\n", f.Example, strings.ReplaceAll(says, "`", ""))
	}
	b.WriteString(`
Dates are years, months, days and minutes of your time zone: 2025, 2025-01,
2025-01-31, 2025-01-31T12:00. What is no field and no operator is searched for;
quotes make a word of anything.`)
	return b.String()
}

// printTopic lays a topic out for a terminal or a pipe.
func printTopic(t topic) string {
	const width = 78
	var b strings.Builder
	b.WriteString("\n  " + strings.ToUpper(t.short) + "\n\n")
	for i, p := range paragraphs(t.text) {
		if i > 0 {
			b.WriteByte('\n')
		}
		switch p.kind {
		case verbatim:
			for _, line := range p.lines {
				b.WriteString("    " + line + "\n")
			}
		case rows:
			b.WriteString(columns(p.lines, width))
		default:
			for line := range strings.Lines(ansi.Wordwrap(strings.Join(p.lines, " "), width-2, "")) {
				b.WriteString("  " + strings.TrimSuffix(line, "\n") + "\n")
			}
		}
	}
	return b.String() + "\n"
}

// columns writes terms and their meanings, these broken where they do not fit.
// The meaning of a long term stands below it.
func columns(lines []string, width int) string {
	const most = 28
	wide := 0
	for _, line := range lines {
		term, _, _ := strings.Cut(line, "\t")
		if n := ansi.StringWidth(term); n <= most {
			wide = max(wide, n)
		}
	}
	var b strings.Builder
	for _, line := range lines {
		term, says, _ := strings.Cut(line, "\t")
		b.WriteString("    " + term)
		gap := wide - ansi.StringWidth(term)
		if gap < 0 {
			b.WriteString("\n    ")
			gap = wide
		}
		indent := strings.Repeat(" ", wide+6)
		text := strings.ReplaceAll(ansi.Wordwrap(says, width-wide-6, ""), "\n", "\n"+indent)
		b.WriteString(strings.Repeat(" ", gap+2) + text + "\n")
	}
	return b.String()
}

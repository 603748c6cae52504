package cli

import (
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"reader/feed"
	"reader/ui/cells"
	"reader/ui/theme"
)

// label is how wide the names of values are.
const label = 14

// A reportPrinter writes a report for people.
type reportPrinter struct {
	*app
	b     strings.Builder
	look  *theme.Styles
	width int
}

// printReport writes what needs the user first.
func (a *app) printReport(w io.Writer, r *report) error {
	p := &reportPrinter{app: a, look: theme.New(theme.Plain()), width: min(cmp.Or(a.terminalWidth(), defaultWidth), 100)}
	p.width = max(p.width, minWidth)
	if a.styled() {
		p.look = theme.New(a.printTheme())
		w = a.colours(w)
	}
	p.fixed(r.Fix)
	p.problems(r.Problems)
	p.config(r.Config)
	p.store(r.Store)
	p.terminal(r.Terminal)
	p.heading("Network")
	if len(r.Proxies) == 0 {
		p.line("proxy", "none")
	}
	for _, proxy := range r.Proxies {
		p.line(proxy.Variable, cmp.Or(proxy.Value, "no valid address"))
	}
	p.sources(r.Sources)
	_, err := io.WriteString(w, cells.Gate(p.b.String()))
	return err
}

func (p *reportPrinter) paint(s lipgloss.Style, text string) string {
	if p.styled() {
		return s.Render(text)
	}
	return text
}

func (p *reportPrinter) heading(text string) {
	if p.b.Len() > 0 {
		p.b.WriteByte('\n')
	}
	p.b.WriteString(p.paint(p.look.Heading, text) + "\n")
}

// line writes a value beside its name, wrapped behind it.
func (p *reportPrinter) line(name, value string) {
	p.text("  "+name+strings.Repeat(" ", max(1, label-len(name))), label+2, p.look.Text, value)
}

// detail is a line below something that has a name itself.
func (p *reportPrinter) detail(name, value string) {
	p.text("    "+name+strings.Repeat(" ", max(1, label-2-len(name))), label+2, p.look.Text, value)
}

// text writes a paragraph behind what stands before it, the lines below indented.
// A pipe gets words, such as addresses, whole.
func (p *reportPrinter) text(before string, indent int, style lipgloss.Style, value string) {
	wrap := ansi.Wrap
	if p.terminalWidth() == 0 {
		wrap = func(s string, w int, _ string) string { return wholeWords(s, w) }
	}
	for i, line := range strings.Split(wrap(value, max(p.width-indent, 10), ""), "\n") {
		if i > 0 {
			before = strings.Repeat(" ", indent)
		}
		p.b.WriteString(before + p.paint(style, line) + "\n")
	}
}

func (p *reportPrinter) problems(list []trouble) {
	if len(list) == 0 {
		if p.b.Len() > 0 {
			p.b.WriteByte('\n')
		}
		p.b.WriteString(p.paint(p.look.Good, "All is well.") + "\n")
		return
	}
	p.heading("Needs you")
	for _, t := range list {
		text := t.Text
		if t.Name != "" {
			text = t.Name + ": " + text
		}
		p.text(p.paint(p.look.Bad, "!")+" ", 2, p.look.Text, p.paths(text))
		if t.Hint != "" {
			p.text("  ", 2, p.look.Muted, "-> "+t.Hint)
		}
	}
}

func (p *reportPrinter) config(c configReport) {
	p.heading("Configuration")
	switch {
	case c.Path == "":
		p.line("file", "none: there is no home directory")
	case c.Exists:
		p.line("file", p.paths(c.Path))
		p.line("mode", c.Mode)
	default:
		p.line("file", p.paths(c.Path))
		p.line("mode", "not there")
	}
	sources := strconv.Itoa(c.Sources)
	if c.Starter {
		sources += ", the starter pack"
	}
	p.line("sources", sources)
}

// paths writes the home directory as people do.
func (p *reportPrinter) paths(text string) string {
	if home := p.env["HOME"]; len(home) > 1 {
		return strings.ReplaceAll(text, home+"/", "~/")
	}
	return text
}

func (p *reportPrinter) store(s storeReport) {
	p.heading("Cache")
	switch {
	case s.Path == "":
		p.line("file", "none: there is no home directory")
		return
	case !s.Exists:
		p.line("file", p.paths(s.Path))
		p.line("size", "not there yet")
		return
	}
	p.line("file", p.paths(s.Path))
	p.line("size", bytesIn(s.Size))
	if !s.Writable {
		p.line("writable", "no")
	}
	if len(s.Problems) > 0 {
		p.line("integrity", "damaged, or not readable")
		for _, problem := range s.Problems {
			p.text("  "+p.paint(p.look.Bad, "!")+strings.Repeat(" ", label-1), label+2, p.look.Text, p.paths(problem))
		}
	} else {
		p.line("integrity", "good")
	}
	if s.Schema > 0 {
		p.line("schema", strconv.Itoa(s.Schema))
		text := strconv.Itoa(s.Articles)
		if s.Waiting > 0 {
			text += fmt.Sprintf(", of them %d not searchable yet", s.Waiting)
		}
		p.line("articles", text)
		p.line("kept besides", fmt.Sprintf("%d full texts, %d earlier texts", s.Pages, s.Revisions))
	}
}

func (p *reportPrinter) terminal(t terminalReport) {
	p.heading("Terminal")
	size := "unknown"
	if t.Columns > 0 {
		size = fmt.Sprintf("%d x %d", t.Columns, t.Rows)
	}
	if !t.Terminal {
		size += " (the output goes elsewhere)"
	}
	p.line("size", size)
	p.line("TERM", cmp.Or(t.Term, "not set"))
	p.line("COLORTERM", cmp.Or(t.ColorTerm, "not set"))
	colours := t.Profile
	switch {
	case t.NoColor:
		colours += ", not used: NO_COLOR is set"
	case !t.Styled:
		colours += ", not used now"
	}
	p.line("colours", colours)
	p.line("background", t.Background)
	locale := cmp.Or(t.Locale, "not set")
	if !t.UTF8 {
		locale += ", not UTF-8: set LANG=C.UTF-8 if letters look wrong"
	}
	p.line("locale", locale)
	p.line("links", t.Hyperlinks+" (OSC 8)")
	p.line("clipboard", t.Clipboard+" (OSC 52)")
	p.line("pictures", t.Graphics+" (kitty graphics)")
	inside := t.Inside
	if t.SSH {
		inside = strings.TrimPrefix(inside+" over ssh", " ")
	}
	p.line("inside", cmp.Or(inside, "neither tmux, screen nor ssh"))
}

func (p *reportPrinter) sources(list []sourceReport) {
	p.heading(fmt.Sprintf("Sources (%d)", len(list)))
	for _, s := range list {
		sign := " "
		if s.Failures >= failing || s.MovedTo != "" {
			sign = "!"
		}
		p.text(p.paint(p.look.Bad, sign)+" ", 2, p.look.Strong, s.Name)
		p.detail("url", s.URL)
		if s.Endpoint != "" && s.Endpoint != s.URL {
			p.detail("read from", s.Endpoint)
		}
		p.detail("articles", fmt.Sprintf("%d, %d unread, %s", s.Articles, s.Unread, kindInWords(s.Kind)))
		p.detail("checked", p.checked(s))
		if s.Error != "" {
			p.detail("error", s.Error)
			p.detail("", "-> "+s.Hint)
		}
		if s.MovedTo != "" {
			p.detail("moved to", s.MovedTo)
		}
		if s.PagesFailed > 0 {
			p.detail("full texts", fmt.Sprintf("%d could not be had, first: %s", s.PagesFailed, s.PageError))
		}
		if s.NextCheck != nil {
			p.detail("next check", p.next(s))
		}
	}
}

// checked says in words how the last check of a source was.
func (p *reportPrinter) checked(s sourceReport) string {
	if s.Checked == nil {
		return "never"
	}
	parts := []string{p.clock(*s.Checked)}
	if s.Status > 0 {
		parts = append(parts, "status "+strconv.Itoa(s.Status))
	}
	var validators []string
	if s.ETag {
		validators = append(validators, "ETag")
	}
	if s.LastModified {
		validators = append(validators, "Last-Modified")
	}
	if len(validators) > 0 {
		parts = append(parts, "with "+strings.Join(validators, " and "))
	} else {
		parts = append(parts, "no validators")
	}
	if s.Failures > 0 {
		parts = append(parts, fmt.Sprintf("failed %d in a row", s.Failures))
	}
	return strings.Join(parts, ", ")
}

// next says when a source is checked next, and why then.
func (p *reportPrinter) next(s sourceReport) string {
	at := p.clock(*s.NextCheck)
	if s.NextCheck.Before(p.Now().Add(time.Second)) {
		at = "now due, since " + at
	}
	return at + ", by " + cmp.Or(s.Rule, "interval")
}

func kindInWords(k feed.Kind) string {
	switch k {
	case feed.KindWordPress:
		return "by WordPress REST"
	case feed.KindRSS:
		return "by RSS"
	case feed.KindAtom:
		return "by Atom"
	case feed.KindJSON:
		return "by JSON Feed"
	}
	return "of a kind not known yet"
}

// wholeWords breaks a line at spaces alone.
func wholeWords(s string, width int) string {
	var b strings.Builder
	used := 0
	for _, word := range strings.Fields(s) {
		w := cells.Width(word)
		switch {
		case used == 0:
		case used+1+w > width:
			b.WriteByte('\n')
			used = 0
		default:
			b.WriteByte(' ')
			used++
		}
		b.WriteString(word)
		used += w
	}
	return b.String()
}

// bytesIn is a size for people.
func bytesIn(n int64) string {
	switch {
	case n < 1<<10:
		return fmt.Sprintf("%d bytes", n)
	case n < 1<<20:
		return fmt.Sprintf("%.1f KiB", float64(n)/(1<<10))
	case n < 1<<30:
		return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
	}
	return fmt.Sprintf("%.1f GiB", float64(n)/(1<<30))
}

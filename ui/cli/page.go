package cli

import (
	"net/url"
	"os"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"reader/ui/cells"
	"reader/ui/once"
	"reader/ui/theme"
	"reader/ui/typeset"
)

// textPage returns what sets an article in lines, and the rule between two.
func (a *app) textPage(styled bool) (page func(once.Entry) string, rule string) {
	width := a.pageWidth()
	o := typeset.Options{Width: width, Theme: theme.Plain(), Links: a.links(), Bare: !styled}
	if styled {
		o.Theme = a.printTheme()
	}
	look := theme.New(o.Theme)
	paint := func(s lipgloss.Style, text string) string {
		if styled {
			return s.Render(text)
		}
		return text
	}
	rule = "\n" + paint(look.Faint, strings.Repeat("─", min(width, 40))) + "\n\n"
	return func(e once.Entry) string {
		var b strings.Builder
		for _, line := range wrapped(titleOf(e), width) {
			b.WriteString(paint(look.Heading, line) + "\n")
		}
		for _, line := range wrapped(a.byline(e), width) {
			b.WriteString(paint(look.Muted, line) + "\n")
		}
		b.WriteByte('\n')
		set := typeset.Render(e.Markdown, o)
		for _, line := range set.Lines {
			b.WriteString(line + "\n")
		}
		links := typeset.LinkList(set, o)
		if e.URL != "" {
			links = append(links, wrapURL(e.URL, width, o.Bare)...)
		}
		if len(links) > 0 {
			b.WriteString("\n" + strings.Join(links, "\n") + "\n")
		}
		for _, file := range e.Article.Attachments {
			b.WriteString("\n")
			for _, line := range wrapped("Attachment: "+once.AttachmentName(file)+once.AttachmentFacts(file), width) {
				b.WriteString(line + "\n")
			}
			b.WriteString(strings.Join(wrapURL(file.URL, width, o.Bare), "\n") + "\n")
		}
		return cells.Gate(b.String())
	}, rule
}

// pageWidth is how wide text is set.
func (a *app) pageWidth() int {
	width := a.flags.width.n
	if width == 0 {
		width = a.terminalWidth()
	}
	if width == 0 {
		width = defaultWidth
	}
	return min(max(width, minWidth), maxWidth)
}

// darkTerminal tells whether the terminal has a dark background.
func (a *app) darkTerminal() bool {
	in, ok1 := a.stdin.(*os.File)
	out, ok2 := a.stdout.(*os.File)
	if !ok1 || !ok2 || !isTerminal(in) || !isTerminal(out) {
		return true
	}
	return lipgloss.HasDarkBackground(in, out)
}

// wrapURL writes the article's own URL: whole for scripts, in the width of a
// terminal otherwise.
func wrapURL(u string, width int, whole bool) []string {
	u = cells.GatePlain(u)
	if whole {
		return []string{u}
	}
	return strings.Split(ansi.Hardwrap(u, width, false), "\n")
}

// byline says where an article is from, when, and by whom.
func (a *app) byline(e once.Entry) string {
	parts := []string{e.Source}
	if e.Via != "" {
		parts = append(parts, hostOf(e.URL)+" via "+hostOf(e.Via))
	}
	if e.Published.IsZero() {
		parts = append(parts, "undated")
	} else {
		parts = append(parts, e.Published.In(a.Location).Format("2006-01-02 15:04"))
	}
	if len(e.Authors) > 0 {
		parts = append(parts, strings.Join(e.Authors, ", "))
	}
	return strings.Join(parts, " · ")
}

func hostOf(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

func titleOf(e once.Entry) string {
	if e.Title != "" {
		return e.Title
	}
	return "(no title)"
}

// wrapped breaks one line of outside text at a width.
func wrapped(text string, width int) []string {
	return strings.Split(ansi.Wrap(cells.GatePlain(text), width, ""), "\n")
}

// markdownPage is an article as Markdown, with what is known of it above and its
// attachments below.
func (a *app) markdownPage(e once.Entry) string {
	var b strings.Builder
	b.WriteString("# " + once.MarkdownText(titleOf(e)) + "\n\n" + once.MarkdownText(a.byline(e)) + "\n")
	if cells.Target(e.URL) {
		b.WriteString("\n<" + e.URL + ">\n")
	}
	if md := strings.Trim(e.Markdown, "\n"); md != "" {
		b.WriteString("\n" + md + "\n")
	}
	for i, file := range e.Article.Attachments {
		if i == 0 {
			b.WriteString("\nAttachments:\n\n")
		}
		line := "- " + once.MarkdownLink(once.AttachmentName(file), file.URL) + " " + once.MarkdownText(once.AttachmentFacts(file))
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	return once.Lines(b.String())
}

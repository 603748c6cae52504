package article

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"reader/ui/cells"
	"reader/ui/typeset"
)

// margin is how many blank cells stand at both sides of the text.
func (p *Pane) margin() int {
	if p.width < 30 {
		return min(1, p.width/8)
	}
	return 2
}

// indent is how many blank cells stand before the text.
func (p *Pane) indent() int {
	if p.zen {
		return max(p.margin(), (p.width-min(p.Measure(), maxProse))/2)
	}
	return p.margin()
}

// dress makes the lines above and below the text.
func (p *Pane) dress() {
	p.header, p.footer = nil, nil
	if p.headline.ID == 0 || p.width < 1 {
		return
	}
	w, s := min(p.Measure(), maxProse), p.styles
	p.header = append(p.header, p.titleLines(w)...)
	star := ""
	if p.headline.Starred {
		star = "★ "
	}
	authors := p.headline.Authors
	if p.ready && len(p.article.Authors) > 0 {
		authors = p.article.Authors
	}
	when := "no date, first seen " + stamp(p.headline.SortTime.In(p.zone))
	if !p.headline.Published.IsZero() {
		when = stamp(p.headline.Published.In(p.zone))
	}
	by := join(" · ", cells.GatePlain(strings.Join(authors, ", ")), when)
	for i, l := range wrap(by, max(1, w-cells.Width(star))) {
		if i == 0 && star != "" {
			l = s.Star.Render(star) + s.Muted.Render(l)
		} else {
			l = s.Muted.Render(l)
		}
		p.header = append(p.header, l)
	}
	if hosts := p.hosts(); hosts != "" {
		line := s.Faint.Render(cells.Cut(hosts, w))
		p.header = append(p.header, cells.Link(p.headline.URL, "", line))
	}
	if len(p.headline.Tags) > 0 {
		p.header = append(p.header, s.Faint.Render(cells.Cut(tags(p.headline.Tags), w)))
	}
	p.header = append(p.header, "")
	if note := p.noteLines(w); note != nil {
		p.header = append(append(p.header, note...), "")
	}
	p.footer = p.linkLines()
}

// stamp writes a time as people read it.
func stamp(t time.Time) string { return t.Format("Monday 2 January 2006, 15:04") }

// tags writes tags as a line of words.
func tags(all []string) string {
	words := make([]string, 0, len(all))
	for _, t := range all {
		if t = strings.ReplaceAll(cells.GatePlain(t), " ", "-"); t != "" {
			words = append(words, "#"+t)
		}
	}
	return strings.Join(words, " ")
}

// hosts says where the article lives, and which mirror brought it.
func (p *Pane) hosts() string {
	original, via := host(p.headline.URL), host(p.headline.Via)
	switch {
	case original == "":
		return via
	case via == "" || via == original:
		return original
	}
	return original + " via " + via
}

// host is the host of a URL as it would be looked up.
func host(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return ""
	}
	return cells.GatePlain(u.Hostname())
}

// linkLines lists the links.
func (p *Pane) linkLines() []string {
	if len(p.links.Lines) == 0 {
		return nil
	}
	return append([]string{"", p.styles.Heading.Render("Links"), ""}, p.links.Lines...)
}

// footerHead is how many lines stand above the links.
const footerHead = 3

// View draws the pane: as many lines as it is high, each as wide as it is.
func (p *Pane) View() string {
	if p.width < 1 || p.height < 1 {
		return ""
	}
	lines := make([]string, 0, p.height)
	lines = append(lines, p.titleLine())
	for len(lines) < min(p.head(), p.height) {
		lines = append(lines, strings.Repeat(" ", p.width))
	}
	pad := strings.Repeat(" ", p.indent())
	for _, l := range p.body(p.height - len(lines)) {
		lines = append(lines, cells.Fit(pad+l, p.width))
	}
	return strings.Join(lines[:p.height], "\n")
}

// body returns the n lines that are shown of the article, without margin.
func (p *Pane) body(n int) []string {
	out := make([]string, 0, n)
	if p.headline.ID == 0 {
		out = append(out, p.hints(n)...)
	} else {
		for i := p.top; i < p.length() && len(out) < n; i++ {
			out = append(out, p.labelled(p.lineAt(i)))
		}
		switch {
		case p.problem != "":
			for _, l := range wrap("! "+p.problem, p.Measure()) {
				out = append(out, p.styles.Bad.Render(l))
			}
		case !p.ready:
			out = append(out, p.styles.Faint.Render("Opening…"))
		}
	}
	for len(out) < n {
		out = append(out, "")
	}
	return out[:n]
}

// hints name keys, in the middle of n lines.
func (p *Pane) hints(n int) []string {
	keys, all := 0, 0
	for _, h := range p.empty {
		keys = max(keys, cells.Width(h.Key))
	}
	for _, h := range p.empty {
		all = max(all, keys+2+cells.Width(h.Words))
	}
	if all > p.Measure() || len(p.empty) > n {
		return nil
	}
	out := make([]string, max(0, (n-len(p.empty))*2/5))
	left := strings.Repeat(" ", (p.Measure()-all)/2)
	for _, h := range p.empty {
		out = append(out, left+p.styles.Muted.Render(cells.Fit(h.Key, keys))+"  "+p.styles.Faint.Render(h.Words))
	}
	return out
}

// lineAt returns a line of the article.
func (p *Pane) lineAt(i int) string {
	if i < len(p.header) {
		return p.header[i]
	}
	if i -= len(p.header); i < len(p.page.Lines) {
		return p.emphasised(p.page.Lines[i], p.marksOf(i))
	}
	i -= len(p.page.Lines)
	return p.emphasised(p.footer[i], p.finding.linksMarks[i-footerHead])
}

// emphasised is a line with what was found in it.
func (p *Pane) emphasised(line string, marks []typeset.Mark) string {
	if len(marks) == 0 {
		return line
	}
	return typeset.Emphasise(line, marks, p.styles.Theme)
}

// titleLine names the source and says how far the reader is.
func (p *Pane) titleLine() string {
	style := p.styles.TitleResting
	if p.focused {
		style = p.styles.Title
	}
	name, far := "Article", ""
	if p.headline.ID != 0 {
		name = cells.GatePlain(p.headline.Source)
		if p.ready && p.length() > p.room() {
			far = fmt.Sprintf("%d%% ", p.Progress())
		}
		if p.finding.text != "" {
			far = join(" · ", p.FoundWords(), far)
		}
	}
	left := strings.Repeat(" ", p.indent())
	right := max(0, p.indent()-p.margin()) // as far from the edge as the text
	room := p.width - len(left) - cells.Width(far) - 1 - right
	if room < 1 {
		return style.Render(cells.Fit(name, p.width))
	}
	name = cells.Cut(name, room)
	return left + style.Render(name) + strings.Repeat(" ", room+1-cells.Width(name)) + p.styles.Muted.Render(far) +
		strings.Repeat(" ", right)
}

// wrap breaks text at spaces into lines of at most w cells. A word that is wider
// is broken too.
func wrap(s string, w int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(s) {
		if line != "" && cells.Width(line)+1+cells.Width(word) <= w {
			line += " " + word
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for cells.Width(word) > w {
			n := fitting(word, w)
			lines, word = append(lines, word[:n]), word[n:]
		}
		line = word
	}
	return append(lines, line)
}

// fitting is how many bytes of s fit into w cells, at least one cluster.
func fitting(s string, w int) int {
	used := 0
	for i := 0; i < len(s); {
		n, cw := cells.Next(s[i:])
		if used += cw; used > w && i > 0 {
			return i
		}
		i += n
	}
	return len(s)
}

// join joins what is not empty.
func join(sep string, parts ...string) string {
	var all []string
	for _, s := range parts {
		if s != "" {
			all = append(all, s)
		}
	}
	return strings.Join(all, sep)
}

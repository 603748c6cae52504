package article

import (
	"strconv"
	"strings"

	"reader/ui/cells"
	"reader/ui/typeset"
)

// openLink is how a link begins in a line, with the number that the text has for it.
const openLink = "\x1b]8;id="

// LinksInView returns the numbers of the links that are on the screen, in their
// order.
func (p *Pane) LinksInView() []int {
	var all []int
	seen := map[int]bool{}
	for i := p.top; i < min(p.length(), p.top+p.room()); i++ {
		for _, n := range linksOf(p.lineAt(i)) {
			if _, ok := p.Link(n); ok && !seen[n] {
				seen[n] = true
				all = append(all, n)
			}
		}
	}
	return all
}

// SetLabels puts letters in the place of the numbers of links; typed are those of
// them that were typed already. nil takes them away.
func (p *Pane) SetLabels(labels map[int]string, typed string) { p.labels, p.typed = labels, typed }

// linksOf are the numbers of the links of a line.
func linksOf(line string) []int {
	var all []int
	for {
		_, rest, ok := strings.Cut(line, openLink)
		if !ok {
			return all
		}
		line = rest
		number, _, _ := strings.Cut(rest, ";")
		if n, err := strconv.Atoi(number); err == nil {
			all = append(all, n)
		}
	}
}

// labelled is a line with the labels of its links in the place of their numbers.
// No line becomes wider: a label has at most two letters, and a number its
// brackets.
func (p *Pane) labelled(line string) string {
	if p.labels == nil {
		return line
	}
	here := map[int]bool{}
	for _, n := range linksOf(line) {
		here[n] = true
	}
	if len(here) == 0 {
		return line
	}
	var b strings.Builder
	for line != "" {
		if line[0] == '[' {
			number, _, ok := strings.Cut(line[1:], "]")
			if n, err := strconv.Atoi(number); ok && err == nil && here[n] && p.labels[n] != "" {
				b.WriteString(p.label(p.labels[n], len(number)+2))
				line = line[len(number)+2:]
				continue
			}
		}
		size, _ := cells.Next(line)
		b.WriteString(line[:size])
		line = line[size:]
	}
	return b.String()
}

// label draws the letters of a link in w cells. One that does not begin with what
// was typed is faint.
func (p *Pane) label(letters string, w int) string {
	rest, ok := strings.CutPrefix(letters, p.typed)
	if !ok {
		return p.styles.Faint.Render(cells.Fit(" "+letters, w))
	}
	s := p.styles.Selected
	text := s.Text.Render(p.typed) + s.Strong.Render(rest)
	if w > len(letters) {
		text = s.Fill.Render(" ") + text
		w--
	}
	return text + s.Fill.Render(strings.Repeat(" ", w-len(letters)))
}

// LinkList returns the links of the article.
func (p *Pane) LinkList() []typeset.Link { return p.page.Links }

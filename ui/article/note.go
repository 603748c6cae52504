package article

import (
	"strings"

	"reader/ui/cells"
)

// maxNote is how many lines of a note are shown above the article.
const maxNote = 8

// SetNote shows what the user wrote on the open article; "" is nothing.
func (p *Pane) SetNote(text string) {
	if p.headline.Noted = text != ""; text == p.note {
		return
	}
	at := p.place()
	p.note = text
	p.dress()
	p.restore(at)
}

// noteLines are the note as lines of a quotation.
func (p *Pane) noteLines(w int) []string {
	text := strings.TrimSpace(p.note)
	if text == "" || w < 4 {
		return nil
	}
	var words []string
	for l := range strings.SplitSeq(text, "\n") {
		words = append(words, wrap(cells.GatePlain(strings.ReplaceAll(l, "\t", " ")), w-2)...)
	}
	if len(words) > maxNote {
		words = append(words[:maxNote-1], "…")
	}
	bar := p.styles.Border.Render("│ ")
	lines := []string{bar + p.styles.Accent.Render(cells.Cut("note", w-2))}
	for _, l := range words {
		lines = append(lines, bar+p.styles.Text.Render(l))
	}
	return lines
}

package palette

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sahilm/fuzzy"
)

// What it is worth that all that is typed stands together: at the start, at the
// start of a word, or within one.
const (
	atStart  = 300
	atWord   = 200
	together = 100
)

// find finds the entries that have the letters that are typed, in their order,
// and ranks them: those first that have them together. Blanks in what is typed
// are for the eye only.
func (p *Pane) find() {
	p.found, p.cursor, p.top = p.found[:0], 0, 0
	typed := strings.Join(strings.Fields(p.line.String()), " ")
	if typed == "" {
		for i := range p.entries {
			p.found = append(p.found, found{entry: i})
		}
		return
	}
	for _, m := range fuzzy.FindNoSort(strings.ReplaceAll(typed, " ", ""), p.texts) {
		// The library takes a point for every letter that was not typed; titles are
		// sentences, and the longer one is not the worse one.
		f := found{entry: m.Index, hits: m.MatchedIndexes, score: m.Score + len(m.Str) - len(m.MatchedIndexes)}
		if at, worth := whole(m.Str, typed); worth > 0 {
			f.score += worth
			f.hits = f.hits[:0]
			for i := range m.Str[at : at+len(typed)] {
				f.hits = append(f.hits, at+i)
			}
		}
		p.found = append(p.found, f)
	}
	slices.SortStableFunc(p.found, func(a, b found) int {
		if n := b.score - a.score; n != 0 {
			return n
		}
		return len(p.texts[a.entry]) - len(p.texts[b.entry])
	})
}

// whole finds all that is typed in a text, and says what it is worth there.
func whole(text, typed string) (at, worth int) {
	for i := range text {
		if i+len(typed) > len(text) || !strings.EqualFold(text[i:i+len(typed)], typed) {
			continue
		}
		last, _ := utf8.DecodeLastRuneInString(text[:i])
		switch {
		case i == 0:
			return 0, atStart
		case !unicode.IsLetter(last) && !unicode.IsDigit(last):
			return i, atWord
		case worth == 0:
			at, worth = i, together
		}
	}
	return at, worth
}

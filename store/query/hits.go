package query

import (
	"unicode"

	"reader/store"
	"reader/store/words"
)

// Hits returns what finds the words that e asks for in a title: the parts of it,
// as offsets of bytes, in order, none over another. It is nil when e asks for none
// that could stand there; what must not be there is none.
func Hits(e store.Expr) func(title string) [][2]int { return hits(e, store.InTitle) }

// TextHits is Hits for the text of an article.
func TextHits(e store.Expr) func(text string) [][2]int { return hits(e, store.InText) }

func hits(e store.Expr, in store.Part) func(string) [][2]int {
	var wanted []hitPhrase
	gatherHits(e, in, false, &wanted)
	if len(wanted) == 0 {
		return nil
	}
	return func(s string) [][2]int { return findHits(s, wanted) }
}

// maxHits bounds the work for one title.
const maxHits = 32

// A hitPhrase is words that follow each other.
type hitPhrase []hitPiece

// A hitPiece is one word of a phrase, its beginning, or any number.
type hitPiece struct {
	word   string
	begun  bool
	number bool
}

func (p hitPiece) is(word string) bool {
	switch {
	case p.number:
		return words.Digits(word)
	case p.begun:
		return len(word) >= len(p.word) && word[:len(p.word)] == p.word
	}
	return word == p.word
}

// gatherHits collects what e, or negated what the opposite of e, asks for.
func gatherHits(e store.Expr, in store.Part, negated bool, to *[]hitPhrase) {
	switch e := e.(type) {
	case store.And:
		for _, one := range e {
			gatherHits(one, in, negated, to)
		}
	case store.Or:
		for _, one := range e {
			gatherHits(one, in, negated, to)
		}
	case store.Not:
		gatherHits(e.Expr, in, !negated, to)
	case store.Words:
		if !negated && (e.In == store.Anywhere || e.In == in) {
			addHit(e.Text, e.Begun, to)
		}
	case store.CVE:
		switch {
		case negated:
		case e.ID == "" && len(*to) < maxHits:
			*to = append(*to, hitPhrase{{word: "cve"}, {number: true}, {number: true}})
		default:
			addHit(e.ID, e.Begun, to)
		}
	}
}

func addHit(text string, begun bool, to *[]hitPhrase) {
	var p hitPhrase
	for _, w := range words.Split(words.Space(text)) {
		p = append(p, hitPiece{word: w})
	}
	if len(p) == 0 || len(*to) == maxHits {
		return
	}
	p[len(p)-1].begun = begun
	*to = append(*to, p)
}

// A hitWord is a word of a title and where it stands.
type hitWord struct {
	word       string
	start, end int
}

func findHits(title string, wanted []hitPhrase) [][2]int {
	tokens := hitWords(title)
	var found [][2]int
	for i := range tokens {
		longest := 0
		for _, p := range wanted {
			if len(p) > longest && p.at(tokens[i:]) {
				longest = len(p)
			}
		}
		if longest == 0 {
			continue
		}
		span := [2]int{tokens[i].start, tokens[i+longest-1].end}
		if n := len(found); n > 0 && span[0] <= found[n-1][1] {
			found[n-1][1] = max(found[n-1][1], span[1])
		} else {
			found = append(found, span)
		}
	}
	return found
}

// at tells whether the tokens begin with the phrase.
func (p hitPhrase) at(tokens []hitWord) bool {
	if len(p) > len(tokens) {
		return false
	}
	for i := range p {
		if !p[i].is(tokens[i].word) {
			return false
		}
	}
	return true
}

// hitWords finds the words of a text as the index sees them: letters of scripts
// without spaces are words of their own.
func hitWords(s string) []hitWord {
	var all []hitWord
	open := false // the last word may go on
	for i, r := range s {
		end := i + len(string(r))
		switch {
		case words.IsUnspaced(r):
			all = append(all, hitWord{start: i, end: end})
			open = false
		case open && words.IsPart(r):
			all[len(all)-1].end = end
		case words.IsRune(r):
			all = append(all, hitWord{start: i, end: end})
			open = true
		case unicode.IsMark(r) && len(all) > 0 && all[len(all)-1].end == i:
			all[len(all)-1].end = end // of the letter before it
		default:
			open = false
		}
	}
	for i := range all {
		all[i].word = words.Fold(s[all[i].start:all[i].end])
	}
	return all
}

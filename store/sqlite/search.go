package sqlite

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"reader/store"
	"reader/store/words"
)

// What a text to search for may hold; what goes beyond is passed over.
const (
	maxTerms    = 32
	maxTermSize = 256
)

// typed returns the condition that a text searched for sets: each of its terms
// occurs; the last may go on when prefix is set.
func typed(text string, prefix bool) store.Expr {
	terms := splitTerms(text)
	list := make(store.And, len(terms))
	for i, t := range terms {
		goesOn := prefix && i == len(terms)-1 && !t.closed && endsInWord(t.text)
		list[i] = store.Words{Text: t.text, Begun: goesOn}
	}
	return list
}

// A term is a word or a phrase of a text; closed tells that quotes stand on both
// sides.
type term struct {
	text   string
	closed bool
}

// splitTerms splits at spaces, but not between quotes. Terms without a letter or
// digit are left out: the index knows nothing of them.
func splitTerms(text string) []term {
	var terms []term
	text = strings.ToValidUTF8(text, " ")
	for len(terms) < maxTerms {
		text = strings.TrimLeftFunc(text, unicode.IsSpace)
		if text == "" {
			break
		}
		var t term
		if rest, quoted := strings.CutPrefix(text, `"`); quoted {
			t.text, text, t.closed = strings.Cut(rest, `"`)
		} else if i := strings.IndexFunc(text, unicode.IsSpace); i >= 0 {
			t.text, text = text[:i], text[i:]
		} else {
			t.text, text = text, ""
		}
		if len(t.text) > maxTermSize {
			t.text = strings.ToValidUTF8(t.text[:maxTermSize], "")
		}
		if t.text = strings.TrimSpace(t.text); strings.ContainsFunc(t.text, words.IsRune) {
			terms = append(terms, t)
		}
	}
	return terms
}

// endsInWord tells whether the last word of a term may go on: in "CVE-2024-" it
// is complete.
func endsInWord(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return words.IsPart(r)
}

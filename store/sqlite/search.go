package sqlite

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"reader/store/words"
)

// How text is searched. The index knows words (package store/words). All else separates
// words, and a term with separators in it is a phrase: 10.0.0.1 is four words in
// that order with nothing but separators between. So CVE-2024-3400 finds neither
// CVE-2024-34001 nor an article that has the three words apart, and evil.example
// finds evil[.]example too. (With the separators as part of words, a full stop
// would belong to the last word of a sentence, and "day" would not find
// "zero-day".)
//
// Scripts written without spaces are indexed letter by letter, so that any part
// of a run is found as a phrase.
//
// Some words of our own stand in the column private. They begin with a character
// for private use, which is taken out of all text, so that nobody's words can be
// mistaken for them:
const (
	sourceMark = '\uE000' // and the number of the source: search within sources
	cveMark    = '\uE001' // and the digits of a CVE: far quicker than the phrase, above all while it is typed
)

// What a query may hold; what goes beyond is passed over.
const (
	maxTerms    = 32
	maxTermSize = 256
)

// A search is a text as the index is asked for it.
type search struct {
	match string // the expression that finds it; "" if the text has no word

	// While a word is typed, match makes the index gather all words that begin
	// so, which are many. It is quicker then to look into the newest articles
	// that rough finds (all, when it is ""), for those that hold the words of
	// begun, the last of them begun. begun is nil when match is quick itself.
	rough string
	begun []string
}

// newSearch makes expressions of a text. Terms are quoted, so that nothing in
// them has a meaning for the index.
func newSearch(text string, prefix bool) search {
	terms := splitTerms(text)
	if len(terms) == 0 {
		return search{}
	}
	last := terms[len(terms)-1]
	var all []string
	for _, t := range terms[:len(terms)-1] {
		all = append(all, t.exactly())
	}
	if !prefix || last.closed || !endsInWord(last.text) {
		return search{match: strings.Join(append(all, last.exactly()), " ")}
	}
	split := words.Split(last.text)
	n := len(split) - 1
	prefixed := quote(last.text) + "*"
	cve, isCVE := begunCVE(split)
	if isCVE {
		prefixed = quote(cve) + "*"
	}
	s := search{match: strings.Join(append(slices.Clone(all), prefixed), " ")}
	short := utf8.RuneCountInString(split[n]) <= 3 && !strings.ContainsFunc(split[n], words.IsUnspaced)
	if isCVE && n == 1 || short && !isCVE {
		if n > 0 {
			all = append(all, quote(strings.TrimRightFunc(last.text, words.IsPart)))
		}
		s.rough = strings.Join(all, " ")
		s.begun = split
	}
	return s
}

func quote(s string) string { return `"` + s + `"` }

// within narrows a search to sources.
func (s search) within(sources []int64) search {
	var b strings.Builder
	b.WriteString(" AND (")
	for i, id := range sources {
		if i > 0 {
			b.WriteString(" OR ")
		}
		b.WriteString(quote(sourceWord(id)))
	}
	b.WriteByte(')')
	s.match = "(" + s.match + ")" + b.String()
	if s.rough != "" {
		s.rough = "(" + s.rough + ")" + b.String()
	}
	return s
}

// isIn tells whether an article that rough finds is right.
func (s search) isIn(title, text string) bool {
	return words.Hold(title, s.begun) || words.Hold(text, s.begun)
}

// A term is a word or a phrase of a query, folded; closed tells that quotes
// stand on both sides.
type term struct {
	text   string
	closed bool
}

func (t term) exactly() string {
	if cve, ok := wholeCVE(words.Split(t.text)); ok {
		return quote(cve)
	}
	return quote(t.text)
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
		t.text = strings.TrimSpace(words.Space(strings.ReplaceAll(t.text, `"`, " ")))
		if strings.ContainsFunc(t.text, words.IsRune) {
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

func sourceWord(id int64) string { return string(sourceMark) + strconv.FormatInt(id, 10) }

// wholeCVE returns our word for a CVE: cve, four digits of a year, four or more.
func wholeCVE(split []string) (string, bool) {
	if len(split) != 3 || split[0] != "cve" || len(split[1]) != 4 || len(split[2]) < 4 ||
		!words.Digits(split[1]) || !words.Digits(split[2]) {
		return "", false
	}
	return string(cveMark) + split[1] + split[2], true
}

// begunCVE returns the beginning of our word for a CVE that is being typed.
func begunCVE(split []string) (string, bool) {
	switch {
	case len(split) < 2 || len(split) > 3 || split[0] != "cve" || !words.Digits(split[1]) || len(split[1]) > 4:
		return "", false
	case len(split) == 2:
		return string(cveMark) + split[1], true
	case len(split[1]) < 4 || !words.Digits(split[2]):
		return "", false
	}
	return string(cveMark) + split[1] + split[2], true
}

// privateWords is what the column private holds of an article.
func privateWords(sourceID int64, texts ...string) string {
	all := []string{sourceWord(sourceID)}
	for _, s := range texts {
		for i := 0; i+3 < len(s); i++ {
			if s[i]|0x20 != 'c' || s[i+1]|0x20 != 'v' || s[i+2]|0x20 != 'e' {
				continue
			}
			if r, _ := utf8.DecodeLastRuneInString(s[:i]); i > 0 && words.IsRune(r) {
				continue
			}
			if cve, ok := wholeCVE(words.First(s[i:], 3)); ok && !slices.Contains(all, cve) {
				all = append(all, cve)
			}
		}
	}
	return strings.Join(all, " ")
}

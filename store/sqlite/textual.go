package sqlite

import (
	"strings"
	"unicode/utf8"

	"reader/store"
	"reader/store/words"
)

// How the full-text index is asked. It knows words (package store/words). All
// else separates words, and words that follow each other are a phrase: 10.0.0.1
// is four words in that order with nothing but separators between. So
// CVE-2024-3400 finds neither CVE-2024-34001 nor an article that has the three
// words apart, and evil.example finds evil[.]example too. (With the separators as
// part of words, a full stop would belong to the last word of a sentence, and
// "day" would not find "zero-day".) Scripts written without spaces are indexed
// letter by letter, so that any part of a run is found as a phrase.
//
// All that is asked stands in quotes and has no quote in it, so that nothing in
// it has a meaning for the index.

func quote(s string) string { return `"` + s + `"` }

// column names the column of a part in an expression.
func column(p store.Part) string {
	switch p {
	case store.InTitle:
		return "title : "
	case store.InText:
		return "body : "
	}
	return ""
}

func matchNode(match string) node { return node{kind: textual, match: match} }

// phraseNode is about words of ours.
func phraseNode(ours string) node {
	if ours == "" {
		return never
	}
	return matchNode(quote(ours))
}

func sourcesNode(ids []int64) node {
	if len(ids) == 0 {
		return never
	}
	return node{kind: located, ids: ids}
}

// A begun is words of which the last may go on. The index gathers all words that
// begin so, which are many while the beginning is short. It is quicker then to
// look into the newest articles that have the words before.
type begun struct {
	in    store.Part
	words []string
	rough node // the words before
}

// isIn tells whether an article that is found roughly has the words.
func (b *begun) isIn(title, text string) bool {
	return b.in != store.InText && words.Hold(title, b.words) ||
		b.in != store.InTitle && words.Hold(text, b.words)
}

func wordsNode(e store.Words) node {
	split := words.Split(words.Space(e.Text))
	if len(split) == 0 {
		return always
	}
	match := column(e.In) + quote(strings.Join(split, " "))
	if !e.Begun {
		if id, ok := words.CVE(split); ok {
			digits, _ := cveDigits(id, false)
			cve := quote(cveWord(digits)) // far quicker than the phrase
			if e.In != store.Anywhere {
				cve = both([]string{cve, match}, nil)
			}
			match = cve
		}
		return matchNode(match)
	}
	n := matchNode(match + "*")
	before, last := split[:len(split)-1], split[len(split)-1]
	short := utf8.RuneCountInString(last) <= 3 && !strings.ContainsFunc(last, words.IsUnspaced)
	if short || len(before) == 1 && before[0] == "cve" && words.Digits(last) {
		n.begun = &begun{in: e.In, words: split, rough: wordsNode(store.Words{In: e.In, Text: strings.Join(before, " ")})}
	}
	return n
}

func cveNode(e store.CVE) node {
	digits, ok := cveDigits(e.ID, e.Begun)
	switch {
	case !ok:
		return never
	case e.Begun && len(digits) > shortCVE:
		return matchNode(quote(cveWord(digits)) + "*")
	}
	return matchNode(quote(cveWord(digits)))
}

// taggedNode is about the articles that have a tag, and those of some sources.
func taggedNode(tag string, sources []int64) node {
	own := phraseNode(tagWord(tag))
	switch {
	case own.isNever() || len(sources) == 0:
		return own
	case len(sources) <= fewWords:
		return matchNode("(" + own.match + " OR " + sourcesMatch(sources) + ")")
	}
	return join(some, own, join(all, sourcesNode(sources), node{kind: indexed}))
}

// fewWords is up to how many sources are named in an expression.
const fewWords = 16

func sourcesMatch(ids []int64) string {
	list := make([]string, len(ids))
	for i, id := range ids {
		list[i] = quote(sourceWord(id))
	}
	return joined(list, " OR ")
}

// joined returns expressions as one, in parentheses if need be.
func joined(list []string, op string) string {
	if len(list) == 1 {
		return list[0]
	}
	return "(" + strings.Join(list, op) + ")"
}

// both returns the expression that is met when all of found and none of not are.
func both(found, not []string) string {
	s := joined(found, " AND ")
	if len(not) > 0 {
		s = "(" + s + " NOT " + joined(not, " OR ") + ")"
	}
	return s
}

// maxNested is how deep an expression is nested for the index, which takes a few
// dozen. What is deeper is asked piece by piece.
const maxNested = 6

// expression returns n as one expression for the index; ok is false when it
// cannot be one: the index lists only what has some word.
func (n node) expression(depth int) (s string, ok bool) {
	switch {
	case n.kind == textual:
		return n.match, !n.not
	case n.kind != all && n.kind != some || len(n.kids) == 0 || depth > maxNested:
		return "", false
	}
	found, not, rest := sortTextual(n.kids, depth+1)
	switch {
	case len(rest) > 0 || len(found) == 0:
		return "", false
	case n.kind == all:
		return both(found, not), true
	}
	return joined(found, " OR "), len(not) == 0
}

// sortTextual returns which nodes the index can find, of which it can find the
// opposite, and the rest.
func sortTextual(nodes []node, depth int) (found, not []string, rest []node) {
	for _, n := range nodes {
		if s, ok := n.expression(depth); ok {
			found = append(found, s)
		} else if s, ok := n.negated().expression(depth); ok {
			not = append(not, s)
		} else {
			rest = append(rest, n)
		}
	}
	return found, not, rest
}

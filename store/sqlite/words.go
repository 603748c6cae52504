package sqlite

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// This file sees words as the tokenizer of the search index does: runs of
// letters and digits, in lower case, without diacritics.

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || 'A' <= r && r <= 'Z'
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r)
}

// eachWord calls f with the words of s as they are written, until f returns
// false.
func eachWord(s string, f func(word string) bool) {
	start := -1
	for i, r := range s {
		switch {
		case isWordRune(r):
			if start < 0 {
				start = i
			}
		case start >= 0 && (r < utf8.RuneSelf || !unicode.IsMark(r)):
			if !f(s[start:i]) {
				return
			}
			start = -1
		}
	}
	if start >= 0 {
		f(s[start:])
	}
}

// foldWords returns the words of s as the index has them.
func foldWords(s string) []string {
	var words []string
	eachWord(s, func(w string) bool {
		words = append(words, foldWord(w))
		return true
	})
	return words
}

func foldWord(w string) string {
	if isASCII(w) {
		return strings.ToLower(w)
	}
	return strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.IsMark(r) {
			return -1
		}
		return r
	}, norm.NFD.String(w)))
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// begins tells whether a word as written begins with a folded prefix.
func begins(word, prefix string) bool {
	if !isASCII(word) {
		return strings.HasPrefix(foldWord(word), prefix)
	}
	if len(word) < len(prefix) {
		return false
	}
	for i := range len(prefix) {
		c := word[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != prefix[i] {
			return false
		}
	}
	return true
}

// holds tells whether the folded words follow each other in s, where the last
// may be the beginning of one.
func holds(s string, words []string) bool {
	last := len(words) - 1
	if last == 0 {
		found := false
		eachWord(s, func(w string) bool {
			found = begins(w, words[0])
			return !found
		})
		return found
	}
	found := false
	var before []string // the last words of s read so far
	eachWord(s, func(w string) bool {
		if len(before) == last {
			if begins(w, words[last]) {
				found = true
				for i := range before {
					found = found && foldWord(before[i]) == words[i]
				}
			}
			before = append(before[:0], before[1:]...)
		}
		before = append(before, w)
		return !found
	})
	return found
}

// plainLetter returns the first letter or digit of a word if the index sees one
// of ASCII there.
func plainLetter(word string) (byte, bool) {
	if word[0] >= utf8.RuneSelf {
		r, _ := utf8.DecodeRuneInString(word)
		word = foldWord(string(r))
		if word == "" {
			return 0, false
		}
	}
	switch c := word[0]; {
	case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
		return c, true
	case 'A' <= c && c <= 'Z':
		return c + 'a' - 'A', true
	}
	return 0, false
}

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

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
		lower := r | 0x20
		return 'a' <= lower && lower <= 'z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r)
}

// isWordPart tells whether r stands within words: a mark belongs to the letter
// before it.
func isWordPart(r rune) bool { return isWordRune(r) || r >= utf8.RuneSelf && unicode.IsMark(r) }

// eachWord calls f with the words of s as they are written, until f returns
// false.
func eachWord(s string, f func(word string) bool) {
	start := -1
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		at := i
		i += size
		switch {
		case isWordRune(r):
			if start < 0 {
				start = at
			}
		case start >= 0 && !isWordPart(r):
			if !f(s[start:at]) {
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
func foldWords(s string) []string { return firstWords(s, len(s)) }

// firstWords returns the first n of them.
func firstWords(s string, n int) []string {
	var words []string
	eachWord(s, func(w string) bool {
		words = append(words, foldWord(w))
		return len(words) < n
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

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

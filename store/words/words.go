// Package words sees words as the full-text index does, for all who must agree
// with it on what a text holds: runs of letters and digits, in lower case,
// without diacritics; scripts that are written without spaces letter by letter.
//
// It does not know what is searched, nor how an index is asked.
package words

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// IsRune tells whether r begins a word, or stands within one.
func IsRune(r rune) bool {
	if r < utf8.RuneSelf {
		return isWordByte(byte(r))
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r)
}

// isWordByte is IsRune for ASCII.
func isWordByte(c byte) bool {
	lower := c | 0x20
	return 'a' <= lower && lower <= 'z' || '0' <= c && c <= '9'
}

// IsPart tells whether r stands within words: a mark belongs to the letter
// before it.
func IsPart(r rune) bool { return IsRune(r) || r >= utf8.RuneSelf && unicode.IsMark(r) }

// Each calls f with the words of s as they are written, until f returns
// false.
func Each(s string, f func(word string) bool) {
	start := -1
	for i := 0; i < len(s); {
		at, size, begins, part := i, 1, false, false
		if c := s[i]; c < utf8.RuneSelf {
			begins = isWordByte(c)
			part = begins
		} else {
			var r rune
			r, size = utf8.DecodeRuneInString(s[i:])
			begins = IsRune(r)
			part = begins || IsPart(r)
		}
		i += size
		switch {
		case begins:
			if start < 0 {
				start = at
			}
		case start >= 0 && !part:
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

// Split returns the words of s as the index has them.
func Split(s string) []string { return First(s, len(s)) }

// First returns the first n of them.
func First(s string, n int) []string {
	var words []string
	Each(s, func(w string) bool {
		words = append(words, Fold(w))
		return len(words) < n
	})
	return words
}

// Fold returns a word as the index has it.
func Fold(w string) string {
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
	n, ok := agree(word, prefix)
	return ok && (n == len(prefix) || n < len(word) && strings.HasPrefix(Fold(word), prefix))
}

// is tells whether a word as written is a folded one.
func is(word, folded string) bool {
	n, ok := agree(word, folded)
	return ok && (n == len(word) && n == len(folded) || n < len(word) && word[n] >= utf8.RuneSelf && Fold(word) == folded)
}

// agree tells whether the ASCII that a word begins with could be that of a folded
// one, and how much there is: folding costs, and few words need it.
func agree(word, folded string) (n int, ok bool) {
	for n < len(word) && n < len(folded) && word[n] < utf8.RuneSelf {
		c := word[n]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != folded[n] {
			return n, false
		}
		n++
	}
	if n == 0 && folded != "" && folded[0] < utf8.RuneSelf {
		return n, mayBeASCII(word)
	}
	return n, true
}

// mayBeASCII tells whether a folded word may begin with ASCII though it does not
// as written: é does, か does not.
func mayBeASCII(word string) bool {
	d := norm.NFD.PropertiesString(word).Decomposition()
	return len(d) > 0 && d[0] < utf8.RuneSelf
}

// Hold tells whether the folded words follow each other in s, where the last
// may be the beginning of one.
func Hold(s string, words []string) bool { return Follow(s, words, true) }

// Follow tells whether the folded words follow each other in s; the last may be
// the beginning of a word if begun. No words do anywhere.
func Follow(s string, words []string, begun bool) bool {
	last := len(words) - 1
	if last < 0 {
		return true
	}
	end := is
	if begun {
		end = begins
	}
	found := false
	var before []string // the last words of s read so far
	Each(s, func(w string) bool {
		if len(before) == last {
			found = end(w, words[last])
			for i := 0; found && i < last; i++ {
				found = is(before[i], words[i])
			}
			if last > 0 {
				before = append(before[:0], before[1:]...)
			}
		}
		if last > 0 {
			before = append(before, w)
		}
		return !found
	})
	return found
}

// Digits tells whether s is made of ASCII digits.
func Digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// Space prepares text for the index: spaces around letters of scripts that use
// none, and instead of characters that are ours.
func Space(s string) string {
	if !strings.ContainsFunc(s, needsFold) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + len(s)/2)
	for _, r := range s {
		switch {
		case r == 0 || unicode.Is(unicode.Co, r):
			b.WriteByte(' ')
		case IsUnspaced(r):
			b.WriteByte(' ')
			b.WriteRune(r)
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func needsFold(r rune) bool {
	return r == 0 || r >= 0x0E00 && (IsUnspaced(r) || unicode.Is(unicode.Co, r))
}

// IsUnspaced tells whether r is a letter of a script that is written without
// spaces between words (or, as Hangul, with endings on words). The two signs
// that lengthen a Katakana vowel belong to no script.
func IsUnspaced(r rune) bool {
	return r >= 0x0E00 && (r == 'ー' || r == 'ｰ' || unicode.IsLetter(r) &&
		unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul,
			unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar))
}

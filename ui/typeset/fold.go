package typeset

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"reader/store/words"
)

// A folded text is one in lower case and without accents, and for each of its
// bytes where the character begins and ends that it is made of.
type folded struct {
	text       string
	start, end []int
}

// foldText folds text as the words of the index are. Blanks are one space;
// quotation marks and dashes are those that keyboards have.
func foldText(s string) folded {
	var f folded
	var b strings.Builder
	add := func(text string, from, to int) {
		b.WriteString(text)
		for range len(text) {
			f.start, f.end = append(f.start, from), append(f.end, to)
		}
	}
	blank := false
	for i, r := range s {
		end := i + utf8.RuneLen(r)
		if r == utf8.RuneError {
			_, n := utf8.DecodeRuneInString(s[i:])
			end = i + n
		}
		switch {
		case unicode.IsSpace(r):
			if !blank {
				add(" ", i, end)
			}
			blank = true
			continue
		case unicode.IsMark(r) && len(f.end) > 0 && !blank:
			for j := len(f.end) - 1; j >= 0 && f.start[j] == f.start[len(f.end)-1]; j-- {
				f.end[j] = end
			}
		case r < utf8.RuneSelf:
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			add(string(r), i, end)
		default:
			add(words.Fold(plainSign(r)), i, end)
		}
		blank = false
	}
	f.text = b.String()
	return f
}

// plainSign is a character as keyboards have it.
func plainSign(r rune) string {
	switch r {
	case '‘', '’', '‚', '‛', 'ʼ':
		return "'"
	case '“', '”', '„', '‟':
		return `"`
	case '‐', '‑', '‒', '–', '—', '―', '−':
		return "-"
	case '…':
		return "..."
	}
	return string(r)
}

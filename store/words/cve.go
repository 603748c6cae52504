package words

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// CVE tells whether split words are a CVE (the word, four digits of a year, four
// or more), and returns it as people write it: CVE-2024-3400.
func CVE(split []string) (id string, ok bool) {
	if len(split) != 3 || split[0] != "cve" || len(split[1]) != 4 || len(split[2]) < 4 ||
		!Digits(split[1]) || !Digits(split[2]) {
		return "", false
	}
	return "CVE-" + split[1] + "-" + split[2], true
}

// EachCVE calls f with the CVEs in a text that Space prepared, also one after
// the other, until f returns false. What separates their parts does not count.
func EachCVE(s string, f func(id string) bool) {
	for i := 0; i+3 < len(s); i++ {
		if s[i]|0x20 != 'c' || s[i+1]|0x20 != 'v' || s[i+2]|0x20 != 'e' {
			continue
		}
		if inWord(s[:i]) {
			continue
		}
		if id, ok := CVE(First(s[i:], 3)); ok && !f(id) {
			return
		}
	}
}

// inWord tells whether a letter behind s goes on with a word.
func inWord(s string) bool {
	s = strings.TrimRightFunc(s, unicode.IsMark)
	r, _ := utf8.DecodeLastRuneInString(s)
	return s != "" && IsRune(r)
}

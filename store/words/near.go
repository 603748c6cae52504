package words

import (
	"strings"
	"unicode/utf8"
)

// longestTypo is the length in runes from which a word is no mistyped name.
const longestTypo = 40

// Near returns the candidate that a mistyped word most likely meant; "" when
// none is near.
func Near(word string, candidates []string) string {
	n := utf8.RuneCountInString(word)
	if n > longestTypo {
		return ""
	}
	word = strings.ToLower(word)
	best, least := "", 1+max(1, n/3)
	for _, c := range candidates {
		folded := strings.ToLower(c)
		d := distance(word, folded)
		if len(word) >= 3 && strings.HasPrefix(folded, word) {
			d = min(d, 1)
		}
		if d < least {
			best, least = c, d
		}
	}
	return best
}

// distance counts the edits from a to b: insertions, deletions, substitutions
// and swaps of neighbours (optimal string alignment).
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	var before []int
	last := make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row := make([]int, len(y)+1)
		row[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last = last, row
	}
	return last[len(y)]
}

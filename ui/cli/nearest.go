package cli

import "strings"

// nearest returns the candidate that a mistyped word most likely meant; "" when
// none is near.
func nearest(word string, candidates []string) string {
	word = strings.ToLower(word)
	best, bestDistance := "", 1+max(1, len([]rune(word))/3)
	for _, c := range candidates {
		folded := strings.ToLower(c)
		d := distance(word, folded)
		if len(word) >= 3 && strings.HasPrefix(folded, word) {
			d = min(d, 1)
		}
		if d < bestDistance {
			best, bestDistance = c, d
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

// didYouMean is a hint towards a near candidate; "" when none is near. quote
// says how it is written.
func didYouMean(word string, candidates []string, quote func(string) string) string {
	if near := nearest(word, candidates); near != "" {
		return "did you mean " + quote(near) + "?"
	}
	return ""
}

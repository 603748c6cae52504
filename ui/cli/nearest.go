package cli

import "reader/store/words"

// didYouMean is a hint towards a near candidate; "" when none is near. quote
// says how it is written.
func didYouMean(word string, candidates []string, quote func(string) string) string {
	if near := words.Near(word, candidates); near != "" {
		return "did you mean " + quote(near) + "?"
	}
	return ""
}

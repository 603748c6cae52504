package cells_test

import (
	"testing"
	"unicode/utf8"

	"reader/ui/cells"
	"reader/ui/cells/audit"
)

// The gate and the audit share no code: they must agree on every rune there is.
func TestEveryRune(t *testing.T) {
	for r := rune(0); r <= utf8.MaxRune; r++ {
		for _, s := range []string{string(r), "a" + string(r) + "b"} {
			if out := cells.Gate(s); len(audit.Scan(out)) > 0 {
				t.Errorf("Gate(%q) is %q: %v", s, out, audit.Scan(out))
			}
		}
	}
}

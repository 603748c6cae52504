package typeset_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reader/ui/theme"
	"reader/ui/typeset"
)

func TestTablesThatDoNotFit(t *testing.T) {
	const hash = "bd31d8f5f7d0f68222517afc54f85da9d305e63a"
	for name, c := range map[string]struct {
		md    string
		width int
		want  string
	}{
		"hashes stay whole": {
			"| IOC | Type |\n|---|---|\n| " + hash + " | SHA-1 |\n| a.example | domain |\n", 44,
			"IOC:\n  " + hash + "\nType: SHA-1\n────────\nIOC: a.example\nType: domain",
		},
		"and beside each other where they fit": {
			"| IOC | Type |\n|---|---|\n| " + hash + " | SHA-1 |\n| a.example | domain |\n", 60,
			"IOC                                      │ Type\n─────────────────────────────────────────┼───────\n" +
				hash + " │ SHA-1\na.example                                │ domain",
		},
		"one long word in many rows": {
			"| IOC | Type |\n|---|---|\n| " + hash + " | SHA-1 |\n" + strings.Repeat("| a.example | domain |\n", 4), 44,
			"IOC                                 │ Type",
		},
		"a row that names the columns without being marked": {
			"|  |  |  |\n|---|---|---|\n|  | first product | second product |\n| photographs | yes, without bound | ○ |\n| " + hash + " | no | ○ |\n", 30,
			"photographs\nfirst product: yes, without\n  bound\nsecond product: ○",
		},
	} {
		got := strings.Join(typeset.Plain(c.md, c.width).Lines, "\n")
		if !strings.HasPrefix(got, c.want) {
			t.Errorf("%s (-want +got):\n%s", name, cmp.Diff(c.want, got))
		}
	}
}

// A head that stands before every field is found once.
func TestFindsTheHeadOfAStackedTableOnce(t *testing.T) {
	md := "| Indicator | Type |\n|---|---|\n" + strings.Repeat("| 0123456789012345678901234567890123 | SHA-1 |\n", 5)
	for _, width := range []int{40, 80} {
		p := typeset.Render(md, typeset.Options{Width: width, Theme: theme.Dark()})
		if got := typeset.NewIndex(p).Find("indicator"); len(got) != 1 {
			t.Errorf("%d cells: found %d times in\n%s", width, len(got), strings.Join(p.Lines, "\n"))
		}
	}
}

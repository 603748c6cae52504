package typeset_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reader/ui/typeset"
)

func TestBreaks(t *testing.T) {
	for name, c := range map[string]struct {
		md    string
		width int
		want  []string
	}{
		"no word is torn from its neighbour of another script": {
			"攻撃者は日本の製造業の社内でWindows端末を狙う", 30,
			[]string{"攻撃者は日本の製造業の社内", "でWindows端末を狙う"},
		},
		"nor before it": {
			"攻撃者は日本の製造業でのWindows端末", 31,
			[]string{"攻撃者は日本の製造業で", "のWindows端末"},
		},
		"unless half of the line were empty": {
			"日本のMicrosoft365ExchangeOnline端末", 29,
			[]string{"日本の", "Microsoft365ExchangeOnline端", "末"},
		},
		"with a space to break at": {
			"see also the word Windows日本の製造業", 26,
			[]string{"see also the word", "Windows日本の製造業"},
		},
		"code with neither space nor sign": {
			"    " + strings.Repeat("x", 40), 24,
			[]string{"  " + strings.Repeat("x", 22), "  " + strings.Repeat("x", 18)},
		},
		"code with a space before the last quarter": {
			"    ab " + strings.Repeat("x", 40), 24,
			[]string{"  ab " + strings.Repeat("x", 19), "  " + strings.Repeat("x", 21)},
		},
		"code, a space before a sign": {
			"    curl --silent --out /tmp/x https://example.org/", 28,
			[]string{"  curl --silent --out", "  /tmp/x https://example.", "  org/"},
		},
	} {
		if diff := cmp.Diff(c.want, typeset.Plain(c.md, c.width).Lines); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

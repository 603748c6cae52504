package query

import (
	"fmt"
	"strings"
	"testing"

	"reader/store"
)

// hitsIn writes a title with what is found in it in brackets.
func hitsIn(t *testing.T, e store.Expr, title string) string {
	t.Helper()
	find := Hits(e)
	if find == nil {
		return "none: " + title
	}
	var b strings.Builder
	at := 0
	for _, span := range find(title) {
		if span[0] < at || span[1] <= span[0] || span[1] > len(title) {
			t.Fatalf("%q: span %v after %d", title, span, at)
		}
		b.WriteString(title[at:span[0]] + "[" + title[span[0]:span[1]] + "]")
		at = span[1]
	}
	return b.String() + title[at:]
}

func TestHits(t *testing.T) {
	word := func(s string) store.Words { return store.Words{Text: s} }
	for _, c := range []struct {
		e           store.Expr
		title, want string
	}{
		{nil, "Anything", "none: Anything"},
		{word("vpn"), "A VPN, and vpns", "A [VPN], and vpns"},
		{store.Words{Text: "vp", Begun: true}, "A VPN, and vpns", "A [VPN], and [vpns]"},
		{word("zero day"), "Zero-Day, zero, day", "[Zero-Day], [zero, day]"},
		{word("zero day"), "zero days of a day", "zero days of a day"},
		{word("negociations"), "Négociations ici", "[Négociations] ici"},
		{word("製造"), "日本の製造業", "日本の[製造]業"},
		{store.Or{word("a b"), word("b c")}, "a b c d", "[a b c] d"},
		{store.And{word("fix"), store.Not{Expr: word("patch")}}, "fix or patch", "[fix] or patch"},
		{store.Not{Expr: store.Not{Expr: word("fix")}}, "fix", "[fix]"},
		{store.Words{In: store.InText, Text: "fix"}, "fix", "none: fix"},
		{store.Words{In: store.InTitle, Text: "fix"}, "fix", "[fix]"},
		{store.And{store.IsUnread, store.Tag{Name: "fix"}}, "fix", "none: fix"},
		{store.CVE{ID: "CVE-2026-90014"}, "CVE-2026-90014 and CVE-2026-9001", "[CVE-2026-90014] and CVE-2026-9001"},
		{store.CVE{ID: "CVE-2026-9", Begun: true}, "CVE-2026-90014", "[CVE-2026-90014]"},
		{store.CVE{Begun: true}, "cve 2026, CVE-2026-90014", "cve 2026, [CVE-2026-90014]"},
		{store.Not{Expr: store.CVE{Begun: true}}, "CVE-2026-90014", "none: CVE-2026-90014"},
		{word("!?"), "wow!?", "none: wow!?"},
		{word("หนังสือ"), "อ่านหนังสือ", "อ่าน[หนังสือ]"},
		{word("x"), "\xffx\x00 e\u0301x", "\xff[x]\x00 e\u0301x"},
	} {
		if got := hitsIn(t, c.e, c.title); got != c.want {
			t.Errorf("%#v in %q: %q, want %q", c.e, c.title, got, c.want)
		}
	}
}

func TestTextHits(t *testing.T) {
	e := store.And{store.Words{In: store.InTitle, Text: "a"}, store.Words{In: store.InText, Text: "b"}, store.Words{Text: "c"}, store.Not{Expr: store.Words{Text: "d"}}}
	if got := fmt.Sprint(TextHits(e)("a b c d")); got != "[[2 3] [4 5]]" {
		t.Errorf("found %s", got)
	}
	if TextHits(store.Words{In: store.InTitle, Text: "a"}) != nil {
		t.Error("what is sought in titles is sought in texts")
	}
}

// FuzzHits: whatever is sought in whatever, the parts are within the title, in
// order, and of whole runes where it has them.
func FuzzHits(f *testing.F) {
	f.Add("zero day", "Zero-Day é 日本 \xff", true)
	f.Fuzz(func(t *testing.T, text, title string, begun bool) {
		e := store.Or{store.Words{Text: text, Begun: begun}, store.CVE{Begun: true}, store.CVE{ID: text, Begun: true}}
		got := hitsIn(t, e, title)
		if plain := strings.NewReplacer("[", "", "]", ""); plain.Replace(got) != plain.Replace(title) {
			t.Errorf("%q became %q", title, got)
		}
	})
}

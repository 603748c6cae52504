package sqlite

import (
	"context"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"reader/feed"
	"reader/store"
	"reader/store/storetest"
	"reader/store/words"
)

func TestNewSearch(t *testing.T) {
	for _, test := range []struct {
		text   string
		prefix bool
		match  string
		rough  string
		begun  string
	}{
		{text: ""},
		{text: `" - "`},
		{text: "two words", match: `"two" "words"`},
		{text: `"a phrase" b`, match: `"a phrase" "b"`},
		{text: `"open phrase`, match: `"open phrase"`},
		{text: `NEAR(a*) OR`, match: `"NEAR(a*)" "OR"`},
		{text: `mid"quote`, match: `"mid quote"`},
		{text: "CVE-2024-3400", match: "\"\ue00120243400\""},
		{text: "CVE-2024-34", match: `"CVE-2024-34"`},
		{text: "漏洞a", match: `"漏  洞 a"`},
		{text: "rans", prefix: true, match: `"rans"*`},
		{text: "a ran", prefix: true, match: `"a" "ran"*`, rough: `"a"`, begun: "ran"},
		{text: "R", prefix: true, match: `"R"*`, begun: "r"},
		{text: "É", prefix: true, match: `"É"*`, begun: "e"},
		{text: "a b-", prefix: true, match: `"a" "b-"`},
		{text: `"a b"`, prefix: true, match: `"a b"`},
		{text: "10.0.0.1", prefix: true, match: `"10.0.0.1"*`, rough: `"10.0.0."`, begun: "10 0 0 1"},
		{text: "CVE-2", prefix: true, match: "\"\ue0012\"*", rough: `"CVE-"`, begun: "cve 2"},
		{text: "x CVE-2024-3", prefix: true, match: "\"x\" \"\ue00120243\"*"},
	} {
		got := newSearch(test.text, test.prefix)
		if begun := strings.Join(got.begun, " "); got.match != test.match || got.rough != test.rough || begun != test.begun {
			t.Errorf("newSearch(%q, %v) = %q, %q, %q; want %q, %q, %q", test.text, test.prefix,
				got.match, got.rough, begun, test.match, test.rough, test.begun)
		}
	}
}

func TestHolds(t *testing.T) {
	for _, test := range []struct {
		text  string
		words string
		want  bool
	}{
		{"Über alles", "ub", true},
		{"Tuber alles", "ub", false},
		{"a-ub", "ub", true},
		{"", "a", false},
		{"a", "ab", false},
		{"lateral movement", "lateral m", true},
		{"lateral (movement", "lateral m", true},
		{"lateral", "lateral m", false},
		{"lateral late lateral moves", "lateral m", true},
		{"movement lateral", "lateral m", false},
		{"10.0.0.12", "10 0 0 1", true},
		{"1.10.0.0.1", "10 0 0 1", true},
		{"10.0.1.1", "10 0 0 1", false},
		{"Cafe\u0301s", "cafes", true},
		{"10 10 0", "10 0", true},
	} {
		if got := words.Hold(test.text, strings.Fields(test.words)); got != test.want {
			t.Errorf("holds(%q, %q) = %v", test.text, test.words, got)
		}
	}
}

func TestPrivateWords(t *testing.T) {
	got := strings.Fields(privateWords(12, "A CVE-2024-3400 and cve 2024 3400!", "éa; CVE-24-1 CVE-2024-12 — я 9cve-2024-1234, (CVE_2021_44228)"))
	slices.Sort(got)
	want := []string{"\ue00012", "\ue001202144228", "\ue00120243400"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// The two ways to answer a search as typed agree.
func TestRoughlyAndExactly(t *testing.T) {
	ctx := context.Background()
	s, err := OpenMemory(ctx, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if err := storetest.Fill(ctx, s, 4, 30); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Index(ctx, 1000); err != nil {
		t.Fatal(err)
	}
	answered := 0
	for _, text := range []string{"ra", "se", "the", "ransomware se", "xa", "q", "10.1", "10.1.2", "CVE-2", "CVE-2024-1", `"lateral m`, "bo"} {
		q := store.Query{Text: text, Prefix: true, Limit: 12}
		sc, ok, err := s.scope(ctx, q)
		if err != nil || !ok {
			t.Fatal(ok, err)
		}
		want, err := s.exactly(ctx, &sc)
		if err != nil {
			t.Fatal(err)
		}
		got, ok, err := s.roughly(ctx, &sc)
		if err != nil {
			t.Fatal(err)
		}
		if !ok {
			continue
		}
		answered++
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-exactly +roughly):\n%s", text, diff)
		}
	}
	if answered < 6 {
		t.Errorf("only %d searches were answered roughly: the test shows little", answered)
	}
}

func FuzzSearch(f *testing.F) {
	for _, text := range storetest.Hostile() {
		f.Add(text)
	}
	ctx := context.Background()
	s, err := OpenMemory(ctx, Options{})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = s.Close() })
	b := feed.Batch{Source: feed.Source{URL: "https://fuzz.example/"}, Articles: []feed.Article{
		{GUID: "1", Title: "CVE-2024-3400 in a b c", Text: "a b c 漏洞 évil [.] 10.0.0.1"}, {GUID: "2", Title: "b", Summary: "c"},
	}}
	if _, err := s.Save(ctx, b); err != nil {
		f.Fatal(err)
	}
	if _, err := s.Index(ctx, 10); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, q := range []store.Query{
			{Text: text, Sources: []string{b.Source.URL}},
			{Text: text, Prefix: true, Limit: 1, Sources: []string{b.Source.URL}},
			{Text: "a " + text, Prefix: true},
		} {
			if _, err := s.Headlines(ctx, q); err != nil {
				t.Fatalf("Headlines(%+q): %v", q.Text, err)
			}
		}
		if folded := words.Space(text); utf8.ValidString(text) && !utf8.ValidString(folded) {
			t.Fatalf("words.Space(%+q) = %+q", text, folded)
		}
	})
}

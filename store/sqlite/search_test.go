package sqlite

import (
	"context"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"reader/feed"
	"reader/store"
	"reader/store/query"
	"reader/store/storetest"
	"reader/store/words"
)

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
	got := strings.Fields(privateWords(particulars{
		sourceID: 12, authors: []string{"Zoë O'Neil", "—", "漏洞"}, tags: []string{"Zero-Day", "zero day", "É", "!"},
		url: "https://www.News.example:8080/a", via: "https://news.example/b",
	}, "A CVE-2024-3400 and cve 2024 3400!", "éa; CVE-24-1 CVE-2024-12 — я 9cve-2024-1234, (CVE_2021_44228) e\u0301cve-2020-0001"))
	want := strings.Fields("\ue00012 \ue00120243400 \ue001 \ue0012 \ue00120 \ue001202 \ue0012024 \ue00120243 " +
		"\ue001202144228 \ue0012021 \ue00120214 " +
		"\ue002zero\ue00f20\ue00fday \ue002e " +
		"\ue004news\ue00f2e\ue00fexample \ue004example " +
		"\ue003zoe \ue003o \ue003neil \ue003 \ue003\ue00f6f0f\ue00f \ue003\ue00f6d1e\ue00f \ue003")
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
	begun := func(text string) store.Expr { return store.Words{Text: text, Begun: true} }
	word := func(text string) store.Expr { return store.Words{Text: text} }
	queries := []store.Expr{
		store.Or{word("torvik"), begun("ra")},
		store.Or{store.And{begun("se"), store.IsUnread}, store.IsStarred},
		store.And{word("torvik"), store.Not{Expr: begun("xa")}},
		store.And{begun("ra"), store.Or{begun("lateral m"), store.Not{Expr: word("hushpoint")}}},
		store.Not{Expr: store.Or{begun("qu"), word("torvik"), store.And{begun("xa"), begun("b")}}},
		store.Words{In: store.InTitle, Text: "ra", Begun: true},
		store.Words{In: store.InText, Text: "t", Begun: true},
	}
	for _, text := range []string{"ra", "se", "the", "ransomware se", "xa", "q", "10.1", "10.1.2", "CVE-2", "CVE-2024-1", `"lateral m`, "bo"} {
		queries = append(queries, storetest.Typed(t, text))
	}
	for _, e := range queries {
		q := store.Query{Where: e, Limit: 12}
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
			t.Errorf("%v (-exactly +roughly):\n%s", e, diff)
		}
	}
	if answered < 12 {
		t.Errorf("only %d searches were answered roughly: the test shows little", answered)
	}
}

// A window that is looked for in parts is the one that is looked for at once.
func TestPartsAndWhole(t *testing.T) {
	ctx := context.Background()
	s, err := OpenMemory(ctx, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if err := storetest.Fill(ctx, s, 3, 200); err != nil { // more than one part
		t.Fatal(err)
	}
	if _, err := s.Index(ctx, 5000); err != nil {
		t.Fatal(err)
	}
	word := func(text string) store.Expr { return store.Words{Text: text} }
	not := func(e store.Expr) store.Expr { return store.Not{Expr: e} }
	inParts, most := 0, 0
	for _, e := range []store.Expr{
		not(word("ransomware")), not(store.And{word("the"), store.Or{word("torvik"), store.IsStarred}}),
		store.And{not(word("the")), store.IsUnread},
		store.And{not(word("torvik")), store.IsUnread},
		store.Or{store.IsUnread, word("torvik")},
		store.Or{word("torvik"), not(word("ransomware"))},
		store.And{word("ransomware"), store.Or{store.IsStarred, not(store.CVE{Begun: true})}},
		store.And{not(word("ransomware")), store.Words{Text: "torvik"}, store.Or{store.IsRead, word("quillbase")}},
		store.Or{store.IsStarred, store.And{store.Author{Name: "a"}, not(word("the"))}, store.And{word("hushpoint"), store.IsUnread}},
	} {
		for _, limit := range []int{7, 1000} {
			for _, q := range inAllDirections(store.Query{Where: e}) {
				q.Limit = limit
				sc, ok, err := s.scope(ctx, q)
				if err != nil || !ok {
					t.Fatal(ok, err)
				}
				if sc.inParts() {
					inParts++
				}
				got, err := s.exactly(ctx, &sc)
				if err != nil {
					t.Fatal(err)
				}
				sc.plan.texts = false // at once
				want, err := s.exactly(ctx, &sc)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Fatalf("%+v (-at once +in parts):\n%s", q, diff)
				}
				most = max(most, len(got))
			}
		}
	}
	if inParts < 30 || most < 500 {
		t.Errorf("%d windows were looked for in parts, the largest has %d: the test shows little", inParts, most)
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
		// What cannot be read sets no condition.
		parsed, _ := query.Parse(text, query.Options{})
		typed, _ := query.Parse("a "+text, query.Options{Typing: true})
		for _, q := range []store.Query{
			{Where: store.Words{Text: text}, Sources: []string{b.Source.URL}},
			{Where: store.Words{Text: text, Begun: true}, Limit: 1, Sources: []string{b.Source.URL}},
			{Where: parsed, Limit: 1},
			{Where: typed},
			{Where: store.Or{store.Words{Text: text, In: store.InTitle}, store.Not{Expr: store.Words{Text: text, Begun: true}}}, Limit: 1},
			{Where: store.Or{store.Author{Name: text}, store.Tag{Name: text}, store.Host{Name: text}}},
			{Where: store.And{store.Or{store.CVE{ID: text, Begun: true}, store.IsUnread}, store.Not{Expr: store.FromSource{Name: text}}}},
		} {
			if _, err := s.Headlines(ctx, q); err != nil {
				t.Fatalf("Headlines(%+v): %v", q, err)
			}
		}
		if folded := words.Space(text); utf8.ValidString(text) && !utf8.ValidString(folded) {
			t.Fatalf("words.Space(%+q) = %+q", text, folded)
		}
	})
}

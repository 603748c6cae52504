package query_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"reader/store"
	"reader/store/query"
)

func TestFormat(t *testing.T) {
	for text, want := range map[string]string{
		"":                                     "",
		"a  AND b":                             "a b",
		"(a OR b) c":                           "(a OR b) c",
		"a b | c":                              "a b OR c",
		"-(a b) NOT c":                         "-(a b) -c",
		"NOT NOT a":                            "-(-a)",
		"a OR NOT b":                           "a OR -b",
		`“zero day”* "OR"`:                     `"zero day"* "OR"`,
		"zero-day 10.0.0.1 a:80":               "",
		"zero-day 10.0.0.1 [::1]":              `zero-day 10.0.0.1 "[::1]"`,
		"TITLE:(a b*)":                         "title:a title:b*",
		`text:"a b" source:"x y" tag:z`:        `text:"a b" source:"x y" tag:z`,
		`author:"jane doe" host:www.a.example`: `author:"jane doe" host:a.example`,
		"cve:* cve:2024-* cve:2024-34* cve:2024-3400": "cve:* cve:CVE-2024-* cve:CVE-2024-34* cve:CVE-2024-3400",
		"is:Unread":      "is:unread",
		"since:24h":      "since:2026-11-23T12:30:15.0000005Z",
		"date:2025 a":    "(since:2025-01-01T00:00:00Z before:2026-01-01T00:00:00Z) a",
		"date:2025":      "since:2025-01-01T00:00:00Z before:2026-01-01T00:00:00Z",
		"-date:2025":     "-(since:2025-01-01T00:00:00Z before:2026-01-01T00:00:00Z)",
		"date:2025 OR a": "(since:2025-01-01T00:00:00Z before:2026-01-01T00:00:00Z) OR a",
		"脆弱性 naïve":      `"脆弱性" "naïve"`,
	} {
		e, err := query.Parse(text, at(time.UTC))
		if want == "" && text != "" {
			if err == nil {
				t.Errorf("%s: no error", text)
			}
			continue
		}
		if got := query.Format(e); err != nil || got != want {
			t.Errorf("%s: %s, want %s (%v)", text, got, want, err)
		}
	}
}

// TestFormatForeign formats conditions that no query makes: what is written has
// their meaning.
func TestFormatForeign(t *testing.T) {
	for _, e := range []store.Expr{
		all{},
		some{},
		without(all{}), without(some{}),
		all{w("a")},
		some{w("a")},
		all{all{}, some{w("a"), all{}}},
		w(""), w("--"), w(`a "b" c`), begun("a-"),
		words{In: store.InTitle, Text: "--"},
		source(""), tag("--"), author("  "), host("WWW.x"), host(""), cve(""), cve("banana"),
		store.Within{},
		store.Flag("new"),
		all{nil},
		all{store.Within{From: now}, store.Within{To: now}},
		without(without(without(w("a")))),
		cves("CVE-2024"),
		store.CVE{ID: "CVE-2024-34 OR is:read", Begun: true},
	} {
		text := query.Format(e)
		back, err := query.Parse(text, at(time.UTC))
		if err != nil {
			t.Errorf("%#v: %s: %v", e, text, err)
			continue
		}
		for _, s := range subjects() {
			if got, want := query.Matches(back, s), query.Matches(e, s); got != want {
				t.Errorf("%#v: %s: %v of %q, want %v", e, text, got, s.Headline.Title, want)
			}
		}
	}
}

// pieces of queries, for those made by chance.
var pieces = []string{
	"a", "b*", "ransom", `"zero day"`, `"x y"*`, "“q”", "-", "NOT ", "(", ")", "(", ")", " OR ", " AND ", " | ", " ", " ", "title:", "text:",
	"source:", "tag:x", "author:", "host:a.b", "cve:*", "cve:2024-34*", "is:read", "is:unread", "since:24h", "before:2025", "date:2025-01",
	"date:>=2024", "***", "--", "é", "脆弱", "\x00", "\xff", "\uE001", "\"", ":", "12:30", "http://x", "'", "OR", "\u202e", "*",
}

// TestRoundTrip makes queries by chance: what Parse reads, Format writes so that
// it is read as the same.
func TestRoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	right := 0
	for range 30_000 {
		var b strings.Builder
		for range 1 + r.IntN(9) {
			b.WriteString(pieces[r.IntN(len(pieces))])
			if r.IntN(2) == 0 {
				b.WriteByte(' ')
			}
		}
		if roundTrip(t, b.String()) {
			right++
		}
	}
	if right < 3000 {
		t.Errorf("only %d queries were right: the test says little", right)
	}
}

// roundTrip tells whether s is a query, and fails if it breaks a promise.
func roundTrip(t *testing.T, s string) bool {
	t.Helper()
	typing := at(time.UTC)
	typing.Typing = true
	_, typingErr := query.Parse(s, typing)
	if typingErr != nil {
		checkError(t, s, typingErr)
	}
	e, err := query.Parse(s, at(time.UTC))
	if err != nil {
		checkError(t, s, err)
		return false
	}
	if typingErr != nil {
		t.Fatalf("%q: wrong only while it is typed: %v", s, typingErr)
	}
	checkShape(t, s, e)
	text := query.Format(e)
	back, err := query.Parse(text, at(time.UTC))
	if err != nil {
		if len(text) > 4<<10 {
			return true // written in full, it went beyond a limit
		}
		t.Fatalf("%q: %q: %v", s, text, err)
	}
	if diff := cmp.Diff(e, back); diff != "" {
		t.Fatalf("%q: %q:\n%s", s, text, diff)
	}
	for _, sub := range subjects() {
		query.Matches(e, sub)
	}
	return true
}

// checkShape holds what Parse promises of an expression.
func checkShape(t *testing.T, s string, e store.Expr) {
	t.Helper()
	var list []store.Expr
	within := 0
	switch e := e.(type) {
	case all:
		list = e
		for _, inner := range e {
			switch inner.(type) {
			case all:
				t.Fatalf("%q: And in And", s)
			case store.Within:
				within++
			}
		}
	case some:
		list = e
		for _, inner := range e {
			if _, ok := inner.(some); ok {
				t.Fatalf("%q: Or in Or", s)
			}
		}
	case store.Not:
		checkShape(t, s, e.Expr)
		return
	case words:
		if strings.ContainsAny(e.Text, "\"\x00\n\uE001") {
			t.Fatalf("%q: %q", s, e.Text)
		}
		return
	default:
		return
	}
	if len(list) < 2 || within > 1 {
		t.Fatalf("%q: %#v", s, e)
	}
	for _, inner := range list {
		if inner == nil {
			t.Fatalf("%q: %#v", s, e)
		}
		checkShape(t, s, inner)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		`fortinet "remote code" title:vpn source:krebs tag:ransomware cve:CVE-2024-3400 is:unread host:x.y since:24h -a (b OR c)`,
		"“a”* NOT (title:(b | c)) date:>=2025-01-31T14:00", "titel:x", `"a`, "((", "a\x00\xff\uE001", "cve:* - -- *** AND",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { roundTrip(t, s) })
}

package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"reader/feed"
	"reader/store"
	"reader/store/query"
)

// library is what the searches look for.
var library = map[string][2]string{ // title, text
	"vpn":      {"Fennvault VPN flaw exploited", "The vulnerability CVE-2024-3400 lets attackers run code. Patch now."},
	"longer":   {"Another number", "This one is CVE-2024-34001, not the other. Year 2024, number 3400 apart; no CVE."},
	"id2":      {"CVE-2026-0001 fixed", "A zero-day in Corabix. It was found by a café's Überwachung."},
	"ip":       {"Beacons", "Traffic to 10.0.0.1 and 192.168.10.7 was seen; also hxxps://evil[.]example/a?b=c."},
	"ip2":      {"More beacons", "Traffic to 10.0.0.12 and 110.0.0.1 was seen. C++ and snake_case too."},
	"crew":     {"CL0P^_- returns", "The crew calls itself CL0P^_- and sells \"remote code\" to anyone. AND OR NOT NEAR."},
	"chinese":  {"研究人员披露漏洞", "全球网络安全事件：Windows漏洞被利用。"},
	"japanese": {"サーバーの脆弱性", "ランサムウェアの攻撃が確認された。"},
	"korean":   {"보안은 중요하다", "악성코드를 배포했다."},
	"thai":     {"ช่องโหว่ร้ายแรง", "พบการโจมตีทางไซเบอร์"},
	"russian":  {"Уязвимость в Ядре", "Злоумышленники используют Ёлку."},
}

func fillLibrary(t testing.TB, s store.Store) {
	t.Helper()
	src := source("library.example")
	subscribe(t, s, src)
	names := []string{}
	for name := range library {
		names = append(names, name)
	}
	slices.Sort(names)
	var list []feed.Article
	for i, name := range names {
		a := article(name, i)
		a.Title, a.Text = library[name][0], library[name][1]
		list = append(list, a)
	}
	save(t, s, src, list...)
	indexAll(t, s)
}

// Written returns the condition that a text in the query language sets.
func Written(t testing.TB, text string) store.Expr { return parse(t, text, false) }

// Typed returns the condition that a text sets while it is typed.
func Typed(t testing.TB, text string) store.Expr { return parse(t, text, true) }

func parse(t testing.TB, text string, typing bool) store.Expr {
	t.Helper()
	e, err := query.Parse(text, query.Options{Now: day, Typing: typing})
	if err != nil {
		t.Fatalf("parse %q: %v", text, err)
	}
	return e
}

func testSearchWords(t *testing.T, s store.Store) {
	fillLibrary(t, s)
	for _, test := range []struct {
		text string
		want []string
	}{
		{"vulnerability", []string{"vpn"}},
		{"VULNERABILITY", []string{"vpn"}},
		{"vulnerabilit", nil},
		{"code attackers", []string{"vpn"}},
		{"code", []string{"vpn", "crew"}},
		{"fennvault patch", []string{"vpn"}}, // title and text
		{"CVE-2024-3400", []string{"vpn"}},
		{"cve-2024-3400", []string{"vpn"}},
		{"CVE-2024-34001", []string{"longer"}},
		{"CVE-2024-340", nil},
		{"CVE-2026-0001", []string{"id2"}},
		{"CVE-2024-3400 attackers", []string{"vpn"}},
		{"2024 3400", []string{"vpn", "longer"}},
		{`"2024 3400"`, []string{"vpn"}},
		{"10.0.0.1", []string{"ip"}},
		{"192.168.10.7", []string{"ip"}},
		{"evil.example", []string{"ip"}},
		{"evil[.]example", []string{"ip"}},
		{"https://evil.example/a", nil}, // it was written hxxps
		{"CL0P^_-", []string{"crew"}},
		{"cl0p", []string{"crew"}},
		{`"remote code"`, []string{"crew"}},
		{`"code remote"`, nil},
		{"remote-code", []string{"crew"}},
		{"zero-day", []string{"id2"}},
		{"day", []string{"id2"}},
		{"snake_case", []string{"ip2"}},
		{`"AND"`, []string{"ip", "ip2", "crew"}},
		{"cafe", []string{"id2"}},
		{"café", []string{"id2"}},
		{"ÜBERWACHUNG", []string{"id2"}},
		{"漏洞", []string{"chinese"}},
		{"网络安全", []string{"chinese"}},
		{"络安", []string{"chinese"}},
		{"安网", nil},
		{"windows漏洞", []string{"chinese"}},
		{"windows 利用", []string{"chinese"}},
		{"脆弱性", []string{"japanese"}},
		{"サーバー", []string{"japanese"}},
		{"ウェア", []string{"japanese"}},
		{"보안", []string{"korean"}},
		{"코드", []string{"korean"}},
		{"โจมตี", []string{"thai"}},
		{"уязвимость", []string{"russian"}},
		{"ядре злоумышленники", []string{"russian"}},
		{"nowhere", nil},
	} {
		got := guids(headlines(t, s, store.Query{Where: Written(t, test.text)}))
		slices.Sort(got)
		slices.Sort(test.want)
		equal(t, "search "+test.text, got, test.want)
	}
}

// What is typed letter by letter is found all the way.
func testSearchAsTyped(t *testing.T, s store.Store) {
	fillLibrary(t, s)
	for _, test := range []struct{ text, guid string }{
		{"fennvault", "vpn"},
		{"patch fennv", "vpn"},
		{"CVE-2024-3400", "vpn"},
		{"attackers cve-2024-3400", "vpn"},
		{"192.168.10.7", "ip"},
		{"CL0P^_-", "crew"},
		{`"remote code"`, "crew"},
		{"uberwachung", "id2"},
		{"Überwachung", "id2"},
		{"网络安全", "chinese"},
		{"サーバー", "japanese"},
		{"악성코드", "korean"},
		{"уязвимость", "russian"},
	} {
		for i := range test.text + " " {
			for _, limit := range []int{0, 20} {
				typed := test.text[:i]
				got := guids(headlines(t, s, store.Query{Where: Typed(t, typed), Limit: limit}))
				if !slices.Contains(got, test.guid) {
					t.Errorf("typed %q, limit %d: %v, want %s among them", typed, limit, got, test.guid)
				}
			}
		}
	}
	for text, want := range map[string][]string{
		"x":              nil,
		"q":              nil,
		"vu":             {"vpn"},
		"vulx":           nil,
		"CVE-2024-34":    {"longer", "vpn"},
		"CVE-2026":       {"id2"},
		"CVE-2024-34001": {"longer"},
		"10.0.0.1":       {"ip", "ip2"},
		`"zero d`:        {"id2"},
		`"zero d"`:       nil, // the quotes are closed
		"zero x":         nil,
	} {
		for _, limit := range []int{0, 20} {
			got := guids(headlines(t, s, store.Query{Where: Typed(t, text), Limit: limit}))
			slices.Sort(got)
			equal(t, fmt.Sprintf("typed %q, limit %d", text, limit), got, want)
		}
	}
}

// Hostile returns texts with characters that mean something to search engines.
// A search must take all of it for text.
func Hostile() []string {
	return []string{
		`"`, `""`, `"""`, `" "`, `*`, `a*`, `*a`, `^`, `^a`, `:`, `title:`, `title : a`, `private : a`, `-`, `-a`, `a -b`, `NEAR(`, `NEAR(a b, 2)`,
		`CVE-2026-0001`, `a OR`, `OR`, `AND`, `NOT`, `a AND OR b`, `(`, `)`, `(a`, `a)`, `()`, `{`, `{a}`, `{title body} : a`, `+`, `a + b`,
		`'`, `''`, `' OR 1=1 --`, `; DROP TABLE articles`, `\`, `\"`, `%`, `_`, `?1`, `@a`, `$a`, "\x00", "a\x00b", "\xff", "a\xffb", "\ue000", "\ue0001",
		"\ue000a", "\ue00120243400", "\u202e", "\u200b", "🔥", "a🔥", "́", "á", "a\u200bb", "\t\n", "　", "﷽", "ﬁ", "Ⅷ", "½", "𝕏", "𐐀",
		`"unclosed phrase`, `"a" "b`, `a"b"c`, `""a""`, `"漏`, "rank:1", "search MATCH", "null", "1e999", "--", "/*", "0x", "x'00'",
	}
}

func testSearchHostile(t *testing.T, s store.Store) {
	fillLibrary(t, s)
	all := len(headlines(t, s, store.Query{}))
	for _, text := range Hostile() {
		list := []store.Expr{store.Words{Text: text}, store.Words{Text: text, Begun: true}}
		for _, written := range []string{text, "code " + text, text + " code"} {
			for _, typing := range []bool{false, true} {
				e, err := query.Parse(written, query.Options{Now: day, Typing: typing})
				if _, refused := errors.AsType[*query.Error](err); err != nil && !refused {
					t.Errorf("parse %+q: %v", written, err)
				}
				if err == nil {
					list = append(list, e)
				}
			}
		}
		for _, e := range list {
			for _, q := range []store.Query{
				{Where: e},
				{Where: e, Limit: 5},
				{Where: e, Unread: true, Sources: []string{source("library.example").URL}},
			} {
				if _, err := s.Headlines(context.Background(), q); err != nil {
					t.Errorf("Headlines(%+q): %v", e, err)
				}
			}
		}
	}
	for text, want := range map[string]int{
		"": all, "  \t ": all, `"" - ^ *`: all, // no words, no restriction
		"OR": 1, "a OR": 0, "a b": 1, "AND OR NOT": 1, `code "`: 2, "code * - ^": 2, "nowhere -": 0, "\ue00120243400": 0, "\ue001v": 0,
	} {
		equal(t, fmt.Sprintf("found by %+q", text), len(headlines(t, s, store.Query{Where: store.Words{Text: text}})), want)
	}
	long := ""
	for i := range 5000 {
		long += fmt.Sprintf("word%d ", i)
	}
	for name, text := range map[string]string{"a long text": long, "a long word": fmt.Sprintf("%0100000d", 1)} {
		for _, begun := range []bool{false, true} {
			e := store.Words{Text: text, Begun: begun}
			equal(t, name, headlines(t, s, store.Query{Where: e}), nil)
			equal(t, "not "+name, len(headlines(t, s, store.Query{Where: store.Not{Expr: e}})), all)
		}
	}
}

func testSearchWindows(t *testing.T, s store.Store) {
	m := newModel(t, s, 3)
	for range 20 {
		m.grow(t, s)
	}
	indexAll(t, s)
	for range 60 {
		q := m.query()
		want := m.window(q)
		for _, text := range []string{"body", "t", "bo", "title bod"} { // each is in every article
			q.Where = Written(t, text)
			if text != "body" {
				q.Where = Typed(t, text)
			}
			equal(t, fmt.Sprintf("search %+v", q), headlines(t, s, q), want)
		}
		if t.Failed() {
			return
		}
	}
}

func testSearchAfterUpdate(t *testing.T, s store.Store) {
	src := source("again.example")
	subscribe(t, s, src)
	a := article("a", 0)
	a.Text = "alpha"
	save(t, s, src, a)
	equal(t, "before Index", headlines(t, s, store.Query{Where: store.Words{Text: "alpha"}}), nil)
	indexAll(t, s)
	equal(t, "after Index", len(headlines(t, s, store.Query{Where: store.Words{Text: "alpha"}})), 1)
	for _, word := range []string{"beta", "gamma", "delta"} {
		old := a.Text
		a.Text = word
		save(t, s, src, a)
		indexAll(t, s)
		equal(t, "new word", len(headlines(t, s, store.Query{Where: store.Words{Text: word}})), 1)
		equal(t, "old word", headlines(t, s, store.Query{Where: store.Words{Text: old}}), nil)
	}
	a.Title = "epsilon"
	save(t, s, src, a)
	indexAll(t, s)
	equal(t, "new title", len(headlines(t, s, store.Query{Where: Written(t, "epsilon delta")})), 1)
}

package query_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"reader/store"
	"reader/store/query"
)

// now is a Tuesday.
var now = time.Date(2026, time.November, 24, 12, 30, 15, 500, time.UTC)

func at(zone *time.Location) query.Options { return query.Options{Now: now, Location: zone} }

type (
	all   = store.And
	some  = store.Or
	words = store.Words
)

func w(text string) words                 { return words{Text: text} }
func begun(text string) words             { return words{Text: text, Begun: true} }
func title(text string) words             { return words{In: store.InTitle, Text: text} }
func text(text string) words              { return words{In: store.InText, Text: text} }
func without(e store.Expr) store.Not      { return store.Not{Expr: e} }
func source(name string) store.FromSource { return store.FromSource{Name: name} }
func tag(name string) store.Tag           { return store.Tag{Name: name} }
func author(name string) store.Author     { return store.Author{Name: name} }
func host(name string) store.Host         { return store.Host{Name: name} }
func cve(id string) store.CVE             { return store.CVE{ID: id} }
func cves(id string) store.CVE            { return store.CVE{ID: id, Begun: true} }

func TestParse(t *testing.T) {
	for _, c := range []struct {
		text string
		want store.Expr
	}{
		// words
		{"", nil},
		{" \t\n ", nil},
		{"fortinet", w("fortinet")},
		{"Fortinet VPN", all{w("Fortinet"), w("VPN")}},
		{"a  b\tc\nd", all{w("a"), w("b"), w("c"), w("d")}},
		{"a\u00a0b", all{w("a"), w("b")}},
		{`"remote code"`, w("remote code")},
		{`"remote   code" exec`, all{w("remote code"), w("exec")}},
		{"“remote code”", w("remote code")},
		{"„remote code“", w("remote code")},
		{"”remote code”", w("remote code")},
		{"“remote code\"", w("remote code")},
		{`"the “zero day” bug"`, w("the “zero day” bug")},
		{`a"b c`, all{w("a b"), w("c")}},
		{`15" 17" screens`, all{w("15"), w("17"), w("screens")}},
		{`"a""b"`, all{w("a"), w("b")}},
		{`"a"b`, all{w("a"), w("b")}},
		{`""`, nil},
		{`" "`, nil},
		{"don't", w("don't")},
		{"C++ C# .NET", all{w("C++"), w("C#"), w(".NET")}},
		{"10.0.0.1", w("10.0.0.1")},
		{"脆弱性 情報", all{w("脆弱性"), w("情報")}},
		{"a\x00b", w("a b")},
		{"a\x1b[31mb", w("a [31mb")},
		{"a\uE001b", w("a b")},
		{"a\xffb", w("a b")},
		{"\xff\xfe", nil},
		{"or and not", all{w("or"), w("and"), w("not")}},
		{"Or AND1 NOTE", all{w("Or"), w("AND1"), w("NOTE")}},
		{`"OR"`, w("OR")},
		{`"AND" "NOT"`, all{w("AND"), w("NOT")}},

		// what may go on
		{"ransom*", begun("ransom")},
		{"ransom**", begun("ransom")},
		{`"remote co"*`, begun("remote co")},
		{"“remote co”*", begun("remote co")},
		{"zero-d*", begun("zero-d")},
		{"CVE-2024-*", w("CVE-2024-")},
		{"a*b", w("a*b")},
		{"*a", w("*a")},
		{`"a*"`, w("a*")},
		{"title:vuln*", words{In: store.InTitle, Text: "vuln", Begun: true}},
		{`text:"proof of con"*`, words{In: store.InText, Text: "proof of con", Begun: true}},
		{`"a"* b`, all{begun("a"), w("b")}},

		// what means nothing
		{"*", nil},
		{"***", nil},
		{"--", nil},
		{"- a", w("a")},
		{"Fortinet - a flaw", all{w("Fortinet"), w("a"), w("flaw")}},
		{"a – b — c", all{w("a"), w("b"), w("c")}},
		{"a & b", all{w("a"), w("b")}},
		{"a -> b", all{w("a"), w("b")}},
		{"-*** a", w("a")},
		{`NOT "--" a`, w("a")},
		{"title:*** a", w("a")},
		{"tag:++ a", w("a")},
		{"()", nil},
		{"-() a", w("a")},
		{"a OR ***", w("a")},
		{"(*** OR --) a", w("a")},
		{"😀 a", w("a")},

		// not
		{"-a", without(w("a"))},
		{"NOT a", without(w("a"))},
		{"a -b", all{w("a"), without(w("b"))}},
		{"a NOT b c", all{w("a"), without(w("b")), w("c")}},
		{"-a*", without(begun("a"))},
		{`-"a b"`, without(w("a b"))},
		{"-“a b”", without(w("a b"))},
		{"-title:a", without(title("a"))},
		{"-(a b)", without(all{w("a"), w("b")})},
		{"-(a)", without(w("a"))},
		{"NOT NOT a", without(without(w("a")))},
		{"NOT -a", without(without(w("a")))},
		{"NOT(a)", without(w("a"))},
		{"--privileged", w("--privileged")},
		{"-.exe", without(w(".exe"))},
		{"zero-day", w("zero-day")},
		{"a- b", all{w("a-"), w("b")}},

		// and, or, groups
		{"a AND b", all{w("a"), w("b")}},
		{"a OR b", some{w("a"), w("b")}},
		{"a | b", some{w("a"), w("b")}},
		{"a|b", w("a|b")},
		{"a || b", all{w("a"), w("b")}},
		{"a b OR c d", some{all{w("a"), w("b")}, all{w("c"), w("d")}}},
		{"a AND b OR c", some{all{w("a"), w("b")}, w("c")}},
		{"a OR b AND c", some{w("a"), all{w("b"), w("c")}}},
		{"(a OR b) c", all{some{w("a"), w("b")}, w("c")}},
		{"a (b OR c)", all{w("a"), some{w("b"), w("c")}}},
		{"a OR b OR c", some{w("a"), w("b"), w("c")}},
		{"(a OR b) OR c", some{w("a"), w("b"), w("c")}},
		{"(a b) (c d)", all{w("a"), w("b"), w("c"), w("d")}},
		{"a ((b))", all{w("a"), w("b")}},
		{"(((a)))", w("a")},
		{"(a)(b)", all{w("a"), w("b")}},
		{"(a)b", all{w("a"), w("b")}},
		{"a OR -b", some{w("a"), without(w("b"))}},
		{"OR1 | OR2", some{w("OR1"), w("OR2")}},
		{"a OR(b)", some{w("a"), w("b")}},
		{"a AND (b OR c) NOT d", all{w("a"), some{w("b"), w("c")}, without(w("d"))}},
		{"memcpy(dst) exec()", all{w("memcpy(dst)"), w("exec()")}},
		{"(memcpy(dst) OR b)", some{w("memcpy(dst)"), w("b")}},
		{"f(a OR b)", all{w("f"), some{w("a"), w("b")}}},
		{"CISA (the agency) warns", all{w("CISA"), w("the"), w("agency"), w("warns")}},

		// fields
		{"title:vpn", title("vpn")},
		{"TITLE:vpn", title("vpn")},
		{`title:"remote code"`, title("remote code")},
		{"title:“remote code”", title("remote code")},
		{"title:std::vector", title("std::vector")},
		{"title:-x", title("-x")},
		{"title:OR", title("OR")},
		{"title:f(x)", title("f(x)")},
		{"text:vpn", text("vpn")},
		{"title:(a b)", all{title("a"), title("b")}},
		{"title:(a OR b)", some{title("a"), title("b")}},
		{"title:(a -b)", all{title("a"), without(title("b"))}},
		{"title:(a (b OR c*))", all{title("a"), some{title("b"), words{In: store.InTitle, Text: "c", Begun: true}}}},
		{"title:(a) b", all{title("a"), w("b")}},
		{"title:(a) foo://b titled", all{title("a"), w("foo://b"), w("titled")}},
		{"title:(foo:bar)", title("foo:bar")},
		{"-title:(a OR b)", without(some{title("a"), title("b")})},
		{"title:() a", w("a")},
		{"(title:a) b", all{title("a"), w("b")}},
		{"source:krebs", source("krebs")},
		{`source:"Krebs on Security"`, source("Krebs on Security")},
		{"source:krebs-on-security", source("krebs-on-security")},
		{"source:https://www.example.org/feed/", source("example.org")},
		{`source:(krebs OR "dark reading")`, some{source("krebs"), source("dark reading")}},
		{"tag:zero-day", tag("zero-day")},
		{`tag:"Zero Day"`, tag("Zero Day")},
		{`author:"Brian Krebs"`, author("Brian Krebs")},
		{"author:o'hara", author("o'hara")},
		{"host:darkreading.com", host("darkreading.com")},
		{"host:WWW.DarkReading.com", host("darkreading.com")},
		{"host:https://www.darkreading.com:443/a?b=c#d", host("darkreading.com")},
		{"host:*.darkreading.com", host("darkreading.com")},
		{"host:gov", host("gov")},
		{"host:10.0.0.1:8080", host("10.0.0.1")},
		{"host:2001:DB8::1", host("2001:db8::1")},
		{"host:[::1]:80", host("::1")},
		{"host:bücher.example", host("xn--bcher-kva.example")},
		{"cve:CVE-2024-3400", cve("CVE-2024-3400")},
		{"cve:cve-2024-3400", cve("CVE-2024-3400")},
		{"cve:2024-3400", cve("CVE-2024-3400")},
		{`cve:"CVE 2024 3400"`, cve("CVE-2024-3400")},
		{"cve:CVE-2024-12345678", cve("CVE-2024-12345678")},
		{"cve:*", cves("")},
		{"cve:CVE-*", cves("")},
		{"cve:CVE-2024-*", cves("CVE-2024-")},
		{"cve:CVE-2024*", cves("CVE-2024-")},
		{"cve:2024-*", cves("CVE-2024-")},
		{"cve:CVE-20*", cves("CVE-20")},
		{"cve:CVE-2024-34*", cves("CVE-2024-34")},
		{"-cve:*", without(cves(""))},
		{"is:unread", store.IsUnread},
		{"IS:Starred", store.IsStarred},
		{"is:Noted", store.IsNoted},
		{"is:read", store.IsRead},
		{`is:"edited"`, store.IsEdited},
		{"is:(unread OR starred)", some{store.IsUnread, store.IsStarred}},

		// what looks like a field and is none
		{"https://example.com/a:b", w("https://example.com/a:b")},
		{"title://x", w("title://x")},
		{"10.0.0.1:8080", w("10.0.0.1:8080")},
		{"std::vector", w("std::vector")},
		{"text::align", w("text::align")},
		{"12:30", w("12:30")},
		{`C:\Windows`, w(`C:\Windows`)},
		{"[::1]:80", w("[::1]:80")},
		{"sha256:abc", w("sha256:abc")},
		{"Breaking: news", all{w("Breaking:"), w("news")}},
		{":a", w(":a")},
		{"новости:сегодня", w("новости:сегодня")},
		{`"title:vpn"`, w("title:vpn")},
	} {
		t.Run(c.text, func(t *testing.T) {
			got, err := query.Parse(c.text, at(time.UTC))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

// TestParseHeadlines pastes what publishers write: free text is no error.
func TestParseHeadlines(t *testing.T) {
	for _, s := range []string{
		"CISA Adds One Known Exploited Vulnerability to Catalog",
		"Critical: Fortinet (again) – patch now!",
		"What's next? 5 things you 'must' know",
		"Log4j: the bug that won't die; CVSS 10/10",
		"10% of servers @ risk & counting... #infosec",
		"$1.2M stolen -- in 24h; {curly} [square] <angle> `tick` ~tilde ^caret",
		`Attackers say "pay up", "or else"`,
		"A & B | C || D", "SELECT * FROM users; DROP TABLE x --", "NEAR(a b, 10)",
	} {
		e, err := query.Parse(s, at(time.UTC))
		if err != nil || e == nil {
			t.Errorf("%s: %v, %v", s, e, err)
		}
	}
}

func TestParseLimits(t *testing.T) {
	nested := func(n int) string { return strings.Repeat("(", n) + "a" + strings.Repeat(")", n) }
	for what, c := range map[string]struct{ right, wrong string }{
		"bytes": {
			strings.Repeat("é", 4096), strings.Repeat("é", 4096) + "e",
		},
		"terms":  {strings.Repeat("a ", 200), strings.Repeat("a ", 201)},
		"values": {"title:(" + strings.Repeat("a ", 200) + ")", "title:(" + strings.Repeat("a ", 201) + ")"},
		"depth":  {nested(50), nested(51)},
		"not":    {strings.Repeat("NOT ", 50) + "a", strings.Repeat("NOT ", 51) + "a"},
		"mixed":  {strings.Repeat("-(", 25) + "a" + strings.Repeat(")", 25), strings.Repeat("-(", 26) + "a" + strings.Repeat(")", 26)},
		"beside": {strings.Repeat("(a) -b ", 90), nested(60)},
	} {
		if _, err := query.Parse(c.right, at(time.UTC)); err != nil {
			t.Errorf("%s: %v", what, err)
		}
		if e, err := query.Parse(c.wrong, at(time.UTC)); err == nil {
			t.Errorf("%s: got %s", what, fmt.Sprint(e)[:40])
		}
	}
}

func TestNeedsIndex(t *testing.T) {
	for text, want := range map[string]bool{
		"": false, "is:unread": false, "source:krebs since:24h": false, "-is:read": false, "is:read OR source:x": false,
		"a": true, "title:a": true, "tag:a": true, "author:a": true, "host:a": true, "cve:*": true,
		"-a": true, "is:read OR a": true, "is:read -(source:x OR tag:a)": true,
	} {
		e, err := query.Parse(text, at(time.UTC))
		if err != nil {
			t.Fatal(err)
		}
		if got := query.NeedsIndex(e); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

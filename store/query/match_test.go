package query_test

import (
	"strings"
	"testing"
	"time"

	"reader/store"
	"reader/store/query"
)

// subjects are articles that differ in all that a condition looks at.
func subjects() []query.Subject {
	return []query.Subject{
		{
			Headline: store.Headline{
				Title: "Fortinet patches a Zero-Day", Source: "Krebs on Security", SourceURL: "https://www.krebsonsecurity.com/feed/",
				URL: "https://news.darkreading.com/a", Via: "https://mirror.example/b", Authors: []string{"Brian Krebs", "Jürgen Groß"},
				Tags: []string{"Zero Day", "C++"}, SortTime: now.Add(-time.Hour), Starred: true, Noted: true,
			},
			SourceTags: []string{"news"},
			Text:       "Remote code\nexecution. See (CVE-2024-3400), not CVE-2024-34001; evil[.]example. 脆弱性の情報。",
		},
		{
			Headline: store.Headline{
				Title: "xCVE-2023-1111 and cve:2023/2222", Source: "CISA", SourceURL: "https://cisa.gov/feed", URL: "https://cisa.gov/x",
				SortTime: now.Add(-48 * time.Hour), Read: true, Summary: "Only a summary",
			},
			Edited: true,
		},
		{Headline: store.Headline{Title: "Bücher\u0308 für München", URL: "https://xn--bcher-kva.example/"}, Text: "naïve"},
		{},
	}
}

func TestMatches(t *testing.T) {
	for _, c := range []struct {
		text string
		want string // a 1 for each subject that meets it
	}{
		{"", "1111"},
		{"fortinet", "1000"},
		{"FORTINET remote", "1000"},
		{"forti", "0000"},
		{"forti*", "1000"},
		{"zero day", "1000"},
		{"zero-day", "1000"},
		{`"day zero"`, "0000"},
		{"zero.d*", "1000"},
		{`"a zero"`, "1000"},
		{`"a ze"`, "0000"},
		{`"a ze"*`, "1000"},
		{`"zero day remote"`, "0000"}, // title and text are apart
		{`"remote code execution"`, "1000"},
		{"title:remote", "0000"},
		{"text:remote", "1000"},
		{"text:fortinet", "0000"},
		{"summary", "0100"},
		{"text:summary", "0100"},
		{"evil.example", "1000"},
		{"弱性", "1000"},
		{"性情", "0000"},
		{"情報*", "1000"},
		{"naive", "0010"},
		{"munchen", "0010"},
		{"bucher", "0010"},
		{"CVE-2024-3400", "1000"},
		{"CVE-2024-340", "0000"},
		{"-fortinet", "0111"},
		{"fortinet OR summary", "1100"},
		{"-(fortinet OR summary)", "0011"},
		{"fortinet -remote", "0000"},

		{"source:krebs", "1000"},
		{"source:security", "1000"},
		{`source:"on security"`, "1000"},
		{"source:secur", "0000"},
		{"source:krebsonsecurity.com", "1000"},
		{"source:WWW.krebsonsecurity.com", "1000"},
		{"source:security.com", "0000"},
		{"source:gov", "0100"},
		{"tag:zero-day", "1000"},
		{"tag:ZERO_DAY", "1000"},
		{"tag:zero", "0000"},
		{"tag:news", "1000"},
		{"author:krebs", "1000"},
		{`author:"brian krebs"`, "1000"},
		{`author:"krebs jurgen"`, "0000"},
		{"author:jurgen", "1000"},
		{"host:darkreading.com", "1000"},
		{"host:reading.com", "0000"},
		{"host:mirror.example", "1000"},
		{"host:bücher.example", "0010"},
		{"host:example", "1010"},

		{"cve:*", "1100"},
		{"cve:CVE-2024-3400", "1000"},
		{"cve:CVE-2024-34001", "1000"},
		{"cve:CVE-2024-34000", "0000"},
		{"cve:CVE-2024-*", "1000"},
		{"cve:2023-*", "0100"},
		{"cve:2023-2222", "0100"},
		{"cve:2023-1111", "0000"}, // within a word
		{"cve:CVE-20*", "1100"},
		{"cve:CVE-2024-340*", "1000"},

		{"is:read", "0100"},
		{"is:unread", "1011"},
		{"is:noted", "1000"},
		{"is:starred", "1000"},
		{"is:edited", "0100"},
		{"since:24h", "1000"},
		{"since:1h", "1000"},
		{"before:1h", "0111"},
		{"date:yesterday", "0000"},
		{"date:2026-11-22", "0100"},
	} {
		e, err := query.Parse(c.text, at(time.UTC))
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		var got strings.Builder
		for _, s := range subjects() {
			if query.Matches(e, s) {
				got.WriteByte('1')
			} else {
				got.WriteByte('0')
			}
		}
		if got.String() != c.want {
			t.Errorf("%s: %s, want %s", c.text, got.String(), c.want)
		}
	}
}

const typical = `fortinet "remote code" source:krebs cve:CVE-2024-3400 is:unread since:24h -sponsored (vpn OR firewall)`

func BenchmarkParse(b *testing.B) {
	o := query.Options{Now: now, Location: time.UTC}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := query.Parse(typical, o); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkMatches looks in vain for words in a text of 10 KB.
func BenchmarkMatches(b *testing.B) {
	for name, text := range map[string]string{
		"latin":    strings.Repeat("The attackers used a remote code execution flaw in the gateway. ", 160),
		"accents":  strings.Repeat("Die Angreifer nützten eine Lücke für die Ausführung von Schadcode. ", 160),
		"japanese": strings.Repeat("攻撃者はリモートでコードを実行できる脆弱性を悪用した。", 125),
	} {
		b.Run(name, func(b *testing.B) {
			e, err := query.Parse(`"remote code" OR "remote access" OR cve:*`, at(time.UTC))
			if err != nil {
				b.Fatal(err)
			}
			s := query.Subject{Text: strings.ReplaceAll(text, "remote code", "remote shell")}
			b.ReportAllocs()
			for b.Loop() {
				if query.Matches(e, s) {
					b.Fatal("found")
				}
			}
		})
	}
}

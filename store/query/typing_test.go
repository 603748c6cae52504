package query_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"reader/store"
	"reader/store/query"
)

func TestTyping(t *testing.T) {
	o := at(time.UTC)
	o.Typing = true
	for _, c := range []struct {
		text string
		want store.Expr
	}{
		{"", nil},
		{"ran", begun("ran")},
		{"ran ", w("ran")},
		{"fortinet vp", all{w("fortinet"), begun("vp")}},
		{"vp OR fortinet", some{w("vp"), begun("fortinet")}},
		{"CVE-2024-", w("CVE-2024-")},
		{"CVE-2024-34", begun("CVE-2024-34")},
		{"ran*", begun("ran")},
		{"(a b", all{w("a"), begun("b")}},
		{"(a b)", all{w("a"), w("b")}},
		{"((", nil},
		{"a (", w("a")},
		{"a (b OR ", all{w("a"), w("b")}},
		{`"remote co`, begun("remote co")},
		{`"remote co `, begun("remote co")},
		{`"remote code"`, w("remote code")},
		{`"`, nil},
		{"“remote co", begun("remote co")},
		{"a -", w("a")},
		{"a - ", w("a")},
		{"a NOT", w("a")},
		{"a NOT ", w("a")},
		{"a OR", w("a")},
		{"a O", all{w("a"), begun("O")}},
		{"a | ", w("a")},
		{"a AND", w("a")},
		// What must not be there is not guessed: -s would hide nearly all.
		{"a -s", all{w("a"), without(w("s"))}},
		{"a -(b c", all{w("a"), without(all{w("b"), w("c")})}},
		{"-(-a", without(without(begun("a")))},
		{"-cve:CVE-2024-34", nil},
		{"-cve:CVE-2024-3400", without(cve("CVE-2024-3400"))},

		{"title:", nil},
		{"a title:", w("a")},
		{"title:vp", words{In: store.InTitle, Text: "vp", Begun: true}},
		{`title:"remote co`, words{In: store.InTitle, Text: "remote co", Begun: true}},
		{"title:(a b", all{title("a"), words{In: store.InTitle, Text: "b", Begun: true}}},
		{"title:(", nil},
		{"tag:ran", tag("ran")},
		{"source:kre", source("kre")},
		{"cve:", nil},
		{"cve:C", nil},
		{"cve:CVE", cves("")},
		{"cve:CVE-20", cves("CVE-20")},
		{"cve:CVE-2024-", cves("CVE-2024-")},
		{"cve:2024-34", cves("CVE-2024-34")},
		{"cve:CVE-2024-3400 ", cve("CVE-2024-3400")},
		{"is:st", nil},
		{"is:starred", store.IsStarred},
		{"a is:un", w("a")},
		{"since:2", nil},
		{"since:24", nil},
		{"since:24h", store.Within{From: now.Add(-24 * time.Hour)}},
		{"since:2025-0", nil},
		{"date:>", nil},
		{"ht", begun("ht")},
		{"http:", w("http:")},
	} {
		t.Run(c.text, func(t *testing.T) {
			got, err := query.Parse(c.text, o)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
	// What typing on cannot put right is told at once.
	for _, s := range []string{"titel:f", "a)", "is:st ", "title: a", "OR", "a OR OR", "since:24 a", `(since:"24")`, "tag:a* b"} {
		if e, err := query.Parse(s, o); err == nil {
			t.Errorf("%s: %+v", s, e)
		}
	}
}

// TestTypingAnything types every query of a table letter by letter: it is never
// an error before its own is due.
func TestTypingAnything(t *testing.T) {
	o := at(time.UTC)
	o.Typing = true
	for _, s := range []string{
		`fortinet "remote code" title:vpn source:krebs tag:ransomware cve:CVE-2024-3400 cve:* is:unread is:starred`,
		`host:darkreading.com since:24h before:2025-01-31T14:00 -sponsored (a OR b) NOT c`,
		`title:(a OR -"b c") AND (date:>=2025-01 | since:yesterday) -(is:read author:"jane doe")`,
	} {
		for i := range s {
			if _, err := query.Parse(s[:i], o); err != nil {
				t.Errorf("%s: %v", s[:i], err)
			}
		}
	}
}

package query_test

import (
	"errors"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"reader/store/query"
)

func TestErrors(t *testing.T) {
	for _, c := range []struct {
		text, at, what, hint string
	}{
		{"titel:foo", "titel", `unknown field "titel"`, "did you mean title?"},
		{"a Sorce:b", "Sorce", `unknown field "Sorce"`, "did you mean source?"},
		{"a -tags:b", "tags", `unknown field "tags"`, "did you mean tag?"},
		{"(b OR auth:c)", "auth", `unknown field "auth"`, "did you mean author?"},
		{`kev:true`, "kev", `unknown field "kev"`, `quote them: "kev:true"`},
		{"epss:>0.5", "epss", `unknown field "epss"`, `quote them: "epss:>0.5"`},
		{"cvss:>=9", "cvss", `unknown field "cvss"`, "quote them"},
		{"ioc:1.2.3.4", "ioc", `unknown field "ioc"`, "quote them"},
		{"AWS re:Invent", "re", `unknown field "re"`, `quote them: "re:Invent"`},
		{`foo:"bar baz"`, "foo", `unknown field "foo"`, "quote them"},
		{"foo:(bar)", "foo", `unknown field "foo"`, "quote them"},
		{"title: foo", "title:", "title: has no value", "title:vpn"},
		{"a SINCE:", "SINCE:", "since: has no value", "since:24h"},
		{"(tag:)", "tag:", "tag: has no value", "tag:ransomware"},
		{"title:(a tag:b)", "tag:", "a field stands within title:(…)", "parenthesis"},

		{"is:stared", "stared", `unknown state "stared"`, "did you mean is:starred?"},
		{"is:kev", "kev", `unknown state "kev"`, "is:read, is:unread, is:starred, is:noted and is:edited are known"},
		{"is:watched", "watched", `unknown state "watched"`, "are known"},
		{`is:""`, `""`, `unknown state ""`, "are known"},
		{"is:*", "*", `unknown state ""`, "are known"},
		{"is:(read OR red)", "red", `unknown state "red"`, "did you mean is:read?"},
		{"cve:banana", "banana", `"banana" is no CVE`, "cve:CVE-2024-*"},
		{"cve:CVE-2024", "CVE-2024", `"CVE-2024" is no CVE`, "cve:CVE-2024-*"},
		{"cve:CVE-2024-340", "CVE-2024-340", `"CVE-2024-340" is no CVE`, "cve:*"},
		{"cve:CVE-24-3400", "CVE-24-3400", `is no CVE`, "cve:*"},
		{"cve:CVE-20245-*", "CVE-20245-*", `is no CVE`, "cve:*"},
		{"cve:CVE-2024-3400-1", "CVE-2024-3400-1", `is no CVE`, "cve:*"},
		{"tag:ransom*", "ransom*", "tag: finds whole words", "leave out the *"},
		{"author:k*", "k*", "author: finds whole words", "leave out the *"},
		{"source:k*", "k*", "source: finds whole words", "leave out the *"},
		{"host:k*", "k*", "host: finds whole words", "leave out the *"},
		{`host:"a b"`, `"a b"`, `"a b" is no host`, "host:darkreading.com"},
		{"host:a,b", "a,b", `"a,b" is no host`, "host:darkreading.com"},
		{"since:soon", "soon", `"soon" is no date`, "age: 24h"},
		{"since:24", "24", `"24" is no date`, "age: 24h"},
		{"since:2025*", "2025*", `"2025" is no date`, "2025-01-31"},
		{"before:2025-13", "2025-13", `"2025-13" is no date`, "2025-01-31"},
		{"date:2025-02-30", "2025-02-30", `"2025-02-30" is no date`, "2025-01-31"},
		{"date:2025-01-31T25:00", "2025-01-31T25:00", "is no date", "T14:00"},
		{"date:24h", "24h", "date: takes no age", "since:24h for what is newer, before:24h for what is older"},
		{"date:>24h", ">24h", "date: takes no age", "since:24h"},
		{"date:=>2025", "=>2025", `unknown comparison "=>"`, "<, <=, > and >="},
		{"date:>", ">", `"" is no date`, "2025"},
		{"since:0001", "0001", `"0001" is out of reach`, "1900"},
		{"since:9999-01-02", "9999-01-02", `"9999-01-02" is out of reach`, "1900"},
		{"since:999999y", "999999y", `"999999y" is out of reach`, "1900"},
		{"since:99999999999999999999h", "99999999999999999999h", "is no date", "2025"},

		{`a "b c`, `"`, "the quote is not closed", "close it"},
		{"a “b c", "“", "the quote is not closed", "close it"},
		{`title:"b`, `"`, "the quote is not closed", "close it"},
		{"a (b c", "(", "the parenthesis is not closed", "close it"},
		{"a (b (c)", "(", "the parenthesis is not closed", "close it"},
		{"title:(a", "(", "the parenthesis is not closed", "close it"},
		{"a b)", ")", "no parenthesis is open here", `")"`},
		{"() )", ")", "no parenthesis is open here", `")"`},
		{"a OR", "OR", "nothing stands after OR", `quote it: "OR"`},
		{"OR", "OR", "nothing stands before OR", `quote it: "OR"`},
		{"| a", "|", "nothing stands before |", "leave it out"},
		{"(OR a)", "OR", "nothing stands before OR", "quote it"},
		{"a OR )", "OR", "nothing stands after OR", "quote it"},
		{"a OR OR b", "OR", "nothing stands after OR", "quote it"},
		{"a OR AND b", "OR", "nothing stands after OR", "quote it"},
		{"AND a", "AND", "nothing stands before AND", "quote it"},
		{"a AND OR b", "AND", "nothing stands after AND", "quote it"},
		{"NOT", "NOT", "nothing stands after NOT", `quote it: "NOT"`},
		{"a NOT OR b", "NOT", "nothing stands after NOT", "quote it"},
		{"a -", "-", "nothing stands after -", "leave it out"},
		{"é ä OR", "OR", "nothing stands after OR", "quote it"},
	} {
		e, err := query.Parse(c.text, at(time.UTC))
		var wrong *query.Error
		if !errors.As(err, &wrong) {
			t.Errorf("%s: no error: %+v", c.text, e)
			continue
		}
		if got := c.text[wrong.Start:wrong.End]; got != c.at || wrong.Text != c.text {
			t.Errorf("%s: at %q", c.text, got)
		}
		if !strings.Contains(err.Error(), c.what) || !strings.Contains(wrong.Hint(), c.hint) {
			t.Errorf("%s: %s (%s)", c.text, err, wrong.Hint())
		}
	}
}

func TestPoint(t *testing.T) {
	for _, c := range []struct {
		name  string
		err   query.Error
		width int
		want  string
	}{
		{"all", query.Error{Text: "a titel:b", Start: 2, End: 7}, 40, "a titel:b\n  ^^^^^"},
		{"wide", query.Error{Text: "脆弱性 OR", Start: 10, End: 12}, 40, "脆弱性 OR\n       ^^"},
		{"wide marked", query.Error{Text: "a 脆弱", Start: 2, End: 8}, 40, "a 脆弱\n  ^^^^"},
		{"accents", query.Error{Text: "e\u0301 OR", Start: 4, End: 6}, 40, "e\u0301 OR\n  ^^"},
		{"controls", query.Error{Text: "a\x1b[31m\n\tOR\r\n", Start: 8, End: 10}, 40, "a [31m  OR\n        ^^"},
		{"bytes", query.Error{Text: "\xff\u202e\u200bOR", Start: 7, End: 9}, 40, "???OR\n   ^^"},
		{"at the end", query.Error{Text: "abc", Start: 3, End: 3}, 40, "abc\n   ^"},
		{"empty", query.Error{}, 40, "\n^"},
		{"left", query.Error{Text: "0123456789012345678901234567890", Start: 0, End: 2}, 20, "012345678901234567…\n^^"},
		{"right", query.Error{Text: "0123456789012345678901234567890", Start: 30, End: 31}, 20, "…345678901234567890\n                  ^"},
		{"middle", query.Error{Text: "0123456789012345678901234567890", Start: 15, End: 16}, 20, "…678901234567890123…\n          ^"},
		{"long", query.Error{Text: "a 0123456789012345678901234567890", Start: 2, End: 33}, 20, "…012345678901234567…\n ^^^^^^^^^^^^^^^^^^"},
	} {
		if got := c.err.Point(c.width); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

// checkError holds what every error promises, for the tests that make many.
func checkError(t *testing.T, s string, err error) {
	t.Helper()
	var e *query.Error
	if !errors.As(err, &e) {
		t.Fatalf("%q: %T is no *Error", s, err)
	}
	if e.Text != s || e.Start < 0 || e.Start > e.End || e.End > len(s) || e.What == "" || e.Advice == "" {
		t.Fatalf("%q: %+v", s, e)
	}
	for _, i := range []int{e.Start, e.End} {
		for at := range s + "." { // where runes begin
			if at == i {
				i = -1
			}
		}
		if i >= 0 {
			t.Fatalf("%q: byte %d is within a rune", s, i)
		}
	}
	lines := strings.Split(e.Point(30), "\n")
	if len(lines) != 2 || !strings.Contains(lines[1], "^") || strings.Trim(lines[1], " ^") != "" {
		t.Fatalf("%q: points as %q", s, lines)
	}
	for _, text := range append(lines, e.What, e.Advice) {
		if !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }) {
			t.Fatalf("%q: %q is not fit to print", s, text)
		}
		if utf8.RuneCountInString(text) > 300 {
			t.Fatalf("%q: %q is too long", s, text)
		}
	}
}

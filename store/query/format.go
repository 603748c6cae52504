package query

import (
	"strings"
	"time"

	"reader/store"
)

// Format writes a condition as a query: Parse reads it, with any Options but
// Typing, as one that means the same, and exactly as e when e came from Parse.
func Format(e store.Expr) string {
	switch e := e.(type) {
	case nil:
		return ""
	case store.And:
		return series(e, " ", always, false)
	case store.Or:
		return series(e, " OR ", never, true)
	case store.Not:
		return "-" + operand(e.Expr)
	case store.Words:
		text := plain(e.Text)
		if !hasWord(text) {
			return always
		}
		name := ""
		switch e.In {
		case store.InTitle:
			name = "title:"
		case store.InText:
			name = "text:"
		}
		if !e.Begun {
			return name + quote(text)
		}
		return name + quote(strings.TrimRightFunc(text, func(r rune) bool { return !mayGoOn(string(r)) })) + "*"
	case store.FromSource:
		return about("source:", e.Name)
	case store.Tag:
		return about("tag:", e.Name)
	case store.Author:
		return about("author:", e.Name)
	case store.Host:
		return about("host:", e.Name)
	case store.CVE:
		return cve(e)
	case store.Within:
		return within(e)
	case store.Flag:
		if _, problem := readFlag(value{text: string(e)}, Options{}); problem != nil {
			return never
		}
		return "is:" + string(e)
	}
	return ""
}

// What is met by every article, and by none, for conditions that no query makes.
const (
	always = "(is:read OR is:unread)"
	never  = "(is:read is:unread)"
)

// series writes conditions with something between; loose tells that it binds
// less than what stands between the conditions of an And.
func series(list []store.Expr, between, empty string, loose bool) string {
	if len(list) == 0 {
		return empty
	}
	parts := make([]string, len(list))
	for i, e := range list {
		if _, ok := e.(store.And); ok && loose {
			parts[i] = Format(e)
			continue
		}
		parts[i] = operand(e)
		if _, ok := e.(store.Not); ok {
			parts[i] = Format(e)
		}
	}
	return strings.Join(parts, between)
}

// operand is a condition behind a - or between others.
func operand(e store.Expr) string {
	s := Format(e)
	switch e := e.(type) {
	case nil:
		return always
	case store.And, store.Or, store.Not:
		return "(" + s + ")"
	case store.Within:
		if !e.From.IsZero() && !e.To.IsZero() {
			return "(" + s + ")"
		}
	}
	return s
}

func about(field, name string) string {
	name = plain(name)
	if !hasWord(name) {
		return never
	}
	return field + quote(name)
}

func cve(e store.CVE) string {
	if _, problem := readCVE(value{text: e.ID, star: e.Begun}, Options{}); problem != nil {
		return never
	}
	if e.Begun {
		return "cve:" + e.ID + "*"
	}
	return "cve:" + e.ID
}

// quote quotes what would not be read as one word.
func quote(s string) string {
	for i := range len(s) {
		c := s[i] | 0x20
		if (c < 'a' || c > 'z') && (s[i] < '0' || s[i] > '9') && (i == 0 || s[i] != '-' && s[i] != '.') {
			return `"` + s + `"`
		}
	}
	if isOperator(s) {
		return `"` + s + `"`
	}
	return s
}

func within(w store.Within) string {
	var parts []string
	if !w.From.IsZero() {
		parts = append(parts, "since:"+w.From.UTC().Format(time.RFC3339Nano))
	}
	if !w.To.IsZero() {
		parts = append(parts, "before:"+w.To.UTC().Format(time.RFC3339Nano))
	}
	if len(parts) == 0 {
		return always
	}
	return strings.Join(parts, " ")
}

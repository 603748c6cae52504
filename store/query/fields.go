package query

import (
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"reader/store"
	"reader/store/words"
)

// A Field is a condition that is written name:value.
type Field struct {
	Name    string
	Value   string // what stands behind the colon, for people
	Example string // a condition of the field
	Says    string // what it finds

	read func(value, Options) (store.Expr, *problem)
}

// A value is what was written behind the colon, or for itself.
type value struct {
	text  string // see plain
	star  bool   // a * stands behind
	typed bool   // it is still being typed, and may go on
}

// A problem is what is wrong with a value.
type problem struct{ what, advice string }

// Fields returns all fields, in the order in which people should learn them. It
// is the one list that help, completion, errors and the README have.
func Fields() []Field {
	return []Field{
		{Name: "title", Value: "words", Example: "title:vpn", Says: "the words in the title", read: readTitle},
		{Name: "text", Value: "words", Example: `text:"proof of concept"`, Says: "the words in the text", read: readText},
		{Name: "source", Value: "name or host", Example: "source:krebs", Says: "articles of sources with these words in their name, or at this host", read: readSource},
		{Name: "tag", Value: "tag", Example: "tag:ransomware", Says: "articles with this tag, or of a source with it", read: readTag},
		{Name: "author", Value: "name", Example: `author:"jane doe"`, Says: "articles with an author of this name, or a part of it", read: readAuthor},
		{Name: "host", Value: "host", Example: "host:darkreading.com", Says: "articles that live at this host, or at one below it", read: readHost},
		{Name: "cve", Value: "number", Example: "cve:CVE-2024-3400", Says: "articles that name this CVE; `cve:CVE-2024-*` one of that year, `cve:*` any", read: readCVE},
		{Name: "is", Value: "`read`, `unread`, `starred`, `noted` or `edited`", Example: "is:unread", Says: "what you did with the article; `noted`: you wrote a note on it; `edited`: its publisher changed it", read: readFlag},
		{Name: "since", Value: "date or age", Example: "since:24h", Says: "at or after this time; ages are `30m`, `24h`, `7d`, `2w`, `3mo`, `1y`", read: readSince},
		{Name: "before", Value: "date or age", Example: "before:2025-01-31", Says: "earlier than the start of this time", read: readBefore},
		{Name: "date", Value: "date, also behind `<` `<=` `>` `>=`", Example: "date:2025-01", Says: "within this year, month, day or minute; `today`, `yesterday`, `monday`", read: readDate},
	}
}

func fieldNamed(all []Field, name string) *Field {
	i := slices.IndexFunc(all, func(f Field) bool { return strings.EqualFold(f.Name, name) })
	if i < 0 {
		return nil
	}
	return &all[i]
}

func readTitle(v value, _ Options) (store.Expr, *problem) { return v.words(store.InTitle), nil }
func readText(v value, _ Options) (store.Expr, *problem)  { return v.words(store.InText), nil }

// readFree reads what is written without a field.
func readFree(v value, _ Options) (store.Expr, *problem) { return v.words(store.Anywhere), nil }

func (v value) words(part store.Part) store.Expr {
	if !hasWord(v.text) {
		return nil
	}
	return store.Words{In: part, Text: v.text, Begun: (v.star || v.typed) && mayGoOn(v.text)}
}

// whole is the problem of a value that stands for whole words.
func (v value) whole(name string) *problem {
	if !v.star {
		return nil
	}
	return &problem{name + ": finds whole words", "leave out the *"}
}

func readSource(v value, _ Options) (store.Expr, *problem) {
	if p := v.whole("source"); p != nil || !hasWord(v.text) {
		return nil, p
	}
	if strings.Contains(v.text, "://") {
		if host := words.Host(v.text); host != "" {
			return store.FromSource{Name: host}, nil
		}
	}
	return store.FromSource{Name: v.text}, nil
}

func readTag(v value, _ Options) (store.Expr, *problem) {
	if p := v.whole("tag"); p != nil || !hasWord(v.text) {
		return nil, p
	}
	return store.Tag{Name: v.text}, nil
}

func readAuthor(v value, _ Options) (store.Expr, *problem) {
	if p := v.whole("author"); p != nil || !hasWord(v.text) {
		return nil, p
	}
	return store.Author{Name: v.text}, nil
}

func readHost(v value, _ Options) (store.Expr, *problem) {
	if p := v.whole("host"); p != nil || !hasWord(v.text) {
		return nil, p
	}
	address := strings.TrimPrefix(v.text, "*.") // the hosts below are found anyway
	if addr, err := netip.ParseAddr(address); err == nil && addr.Is6() {
		address = "//[" + address + "]"
	} else if !strings.Contains(address, "://") {
		address = "//" + address
	}
	host := words.Host(address)
	if host == "" {
		return nil, &problem{quoted(v.text) + " is no host", "write it as in host:darkreading.com"}
	}
	return store.Host{Name: host}, nil
}

// readCVE reads what people copy: CVE-2024-3400, 2024-3400, "cve 2024 3400".
func readCVE(v value, _ Options) (store.Expr, *problem) {
	begun := v.star || v.typed
	parts := words.Split(v.text)
	if len(parts) > 0 && parts[0] == "cve" {
		parts = parts[1:]
	}
	bad := slices.ContainsFunc(parts, func(s string) bool { return !words.Digits(s) }) ||
		len(parts) > 2 || len(parts) > 0 && len(parts[0]) > 4
	switch {
	case bad:
	case len(parts) == 0 && begun:
		return store.CVE{Begun: true}, nil
	case len(parts) == 1 && begun && len(parts[0]) < 4:
		return store.CVE{ID: "CVE-" + parts[0], Begun: true}, nil
	case len(parts) == 1 && begun:
		return store.CVE{ID: "CVE-" + parts[0] + "-", Begun: true}, nil
	case len(parts) == 2 && len(parts[0]) == 4 && (begun || len(parts[1]) >= 4):
		return store.CVE{ID: "CVE-" + parts[0] + "-" + parts[1], Begun: begun}, nil
	}
	return nil, &problem{quoted(v.text) + " is no CVE", "write cve:CVE-2024-3400, cve:CVE-2024-* for those of a year, or cve:* for any"}
}

func readFlag(v value, _ Options) (store.Expr, *problem) {
	flags := []string{string(store.IsRead), string(store.IsUnread), string(store.IsStarred), string(store.IsNoted), string(store.IsEdited)}
	name := strings.ToLower(v.text)
	if slices.Contains(flags, name) && !v.star {
		return store.Flag(name), nil
	}
	advice := "is:read, is:unread, is:starred, is:noted and is:edited are known"
	if near := words.Near(name, flags); near != "" {
		advice = "did you mean is:" + near + "?"
	}
	return nil, &problem{"unknown state " + quoted(v.text), advice}
}

// quoted repeats a part of the text in a message.
func quoted(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		s = string(r[:most-1]) + "…"
	}
	return strconv.Quote(s)
}

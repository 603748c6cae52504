package cli

import (
	"strings"
	"testing"
	"time"

	"reader/feed"
	"reader/store/query"
)

func TestSaysRead(t *testing.T) {
	for text, want := range map[string]bool{
		"":                                false,
		"vpn source:krebs":                false,
		"is:edited":                       false,
		"is:read":                         true,
		"is:unread":                       true,
		"-is:read":                        true,
		"is:starred":                      true,
		"-is:starred":                     false,
		"vpn (is:starred OR is:edited)":   true,
		"vpn -(is:edited -is:starred)":    true,
		"vpn (title:x OR -(y is:unread))": true,
		`"is:read"`:                       false,
		"title:read":                      false,
	} {
		e, err := query.Parse(text, query.Options{Now: time.Now()})
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		if got := saysRead(e, true); got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

func TestViewByName(t *testing.T) {
	s := settings{views: []view{{Name: "Zero Days"}, {Name: "zero-days"}, {Name: "漏洞"}, {Name: "!!"}}}
	for name, want := range map[string]string{
		"Zero Days": "Zero Days", "zero-days": "zero-days", "ZERO DAYS": "Zero Days", "漏洞": "漏洞", "!!": "!!",
	} {
		if v, err := s.view(name); err != nil || v.Name != want {
			t.Errorf("%s: %q, %v", name, v.Name, err)
		}
	}
	for _, name := range []string{"zero-dais", "?", "", "!"} {
		if v, err := s.view(name); err == nil {
			t.Errorf("%q is %q", name, v.Name)
		}
	}
}

// Different questions are different jobs, and how the answer looks makes none.
func TestJobNames(t *testing.T) {
	one, two := feed.Source{URL: "https://a.example/1"}, feed.Source{URL: "https://b.example/2"}
	some := selection{configured: []feed.Source{one}, named: []feed.Source{two}}
	seen := map[string]string{}
	for what, name := range map[string]string{
		"nothing":     (&flags{}).jobName(selection{everything: true, configured: []feed.Source{one}}, true),
		"sources":     (&flags{}).jobName(some, true),
		"one source":  (&flags{}).jobName(selection{configured: []feed.Source{one}}, true),
		"all":         (&flags{}).jobName(some, false),
		"query":       (&flags{query: []string{"a b"}}).jobName(some, true),
		"two queries": (&flags{query: []string{"a", "b"}}).jobName(some, true),
		"search":      (&flags{search: "a b"}).jobName(some, true),
		"tag":         (&flags{tags: []string{"a b"}}).jobName(some, true),
		"view":        (&flags{view: "a b"}).jobName(some, true),
		"name":        (&flags{name: "mail"}).jobName(some, true),
	} {
		if other, ok := seen[name]; ok {
			t.Errorf("%s and %s are the same job", what, other)
		}
		seen[name] = what
		if isJobName(name) != (what == "name") {
			t.Errorf("%s: a name that can be given: %s", what, name)
		}
	}
	same := (&flags{limit: count{n: 3}, content: true, format: "json", markRead: true}).jobName(selection{named: []feed.Source{two, one}}, true)
	if seen[same] != "sources" {
		t.Error("the order of sources, a limit and a format make another job")
	}
	grown := (&flags{}).jobName(selection{everything: true, configured: []feed.Source{one, two}}, true)
	if seen[grown] != "nothing" {
		t.Error("a new source in the configuration makes another job")
	}
	for name, want := range map[string]bool{
		"mail": true, "morning-mail_2": true, "Überblick": true, "": false, "-x": false, "a b": false, "a/b": false,
		"asked:x": false, "a\n": false, strings.Repeat("x", 65): false,
	} {
		if isJobName(name) != want {
			t.Errorf("isJobName(%q) is %v", name, !want)
		}
	}
}

//go:build unix

package sqlite_test

import (
	"context"
	"testing"
	"time"

	"reader/store"
)

// BenchmarkConditions lists the first window of conditions on 100,000 articles:
// those of which few are found, of which many are, and those that no index
// answers alone. Nearly all is read, some is starred.
func BenchmarkConditions(b *testing.B) {
	s := mustOpen(b, filled(b, 100_000))
	readNearlyAll(b, s)
	word := func(text string) store.Expr { return store.Words{Text: text} }
	not := func(e store.Expr) store.Expr { return store.Not{Expr: e} }
	since := store.Within{From: time.Date(2025, time.June, 1, 0, 0, 0, 0, time.UTC)}
	source := store.FromSource{Name: "news77.example"}
	for _, q := range []struct {
		name  string
		where store.Expr
	}{
		{"word-rare", word("torvik")},
		{"word-common", word("ransomware")},
		{"word-commonest", word("the")},
		{"title", store.Words{In: store.InTitle, Text: "ransomware"}},
		{"cve-unread", store.And{store.CVE{ID: "CVE-2024-3400"}, store.IsUnread}},
		{"cve-unread-user", store.And{store.CVE{ID: "CVE-2024-3400"}, store.IsRead}},
		{"cve-any", store.CVE{Begun: true}},
		{"cve-year", store.CVE{ID: "CVE-2024", Begun: true}},
		{"cve-6-digits", store.CVE{ID: "CVE-2024-34", Begun: true}},
		{"tag", store.Tag{Name: "ransomware"}},
		{"tag-sources", store.Tag{Name: "group-1"}},
		{"tag-all-sources", store.Tag{Name: "invented"}},
		{"author", store.Author{Name: "sol"}},
		{"host", store.Host{Name: "news77.example"}},
		{"host-all", store.Host{Name: "example"}},
		{"source-since", store.And{source, since}},
		{"source-many", store.FromSource{Name: "newsroom"}},
		{"not-word-rare", not(word("torvik"))},
		{"not-word-common", not(word("ransomware"))},
		{"not-word-commonest", not(word("the"))},
		{"or", store.Or{word("ransomware"), word("torvik")}},
		{"or-not", store.Or{word("torvik"), not(word("ransomware"))}},
		{"starred-or-word", store.Or{store.IsStarred, word("torvik")}},
		{"starred-or-common", store.Or{store.IsStarred, word("ransomware")}},
		{"starred", store.IsStarred},
		{"starred-word-rare", store.And{store.IsStarred, word("torvik")}},
		{"starred-word-common", store.And{store.IsStarred, word("the")}},
		{"starred-not-common", store.And{store.IsStarred, not(word("the"))}},
		{"unread-word-rare", store.And{store.IsUnread, word("torvik")}},
		{"unread-word-common", store.And{store.IsUnread, word("ransomware")}},
		{"unread-word-commonest", store.And{store.IsUnread, word("the")}},
		{"unread-not-common", store.And{store.IsUnread, not(word("ransomware"))}},
		{"unread-or-word", store.Or{store.IsUnread, word("torvik")}},
		{"source-not-common", store.And{source, not(word("the"))}},
		{"edited", store.IsEdited},
		{"edited-not-common", store.And{store.IsEdited, not(word("the"))}},
		{"nothing", store.And{word("the"), not(store.CVE{Begun: true}), store.IsStarred}},
		{"typed", store.And{store.Words{Text: "ra", Begun: true}, store.IsRead}},
		{"typed-not", store.And{store.Words{Text: "ra", Begun: true}, not(word("ransomware"))}},
		{"typed-title", store.Words{In: store.InTitle, Text: "ra", Begun: true}},
		{"typed-or", store.Or{word("torvik"), store.Words{Text: "ra", Begun: true}}},
		{"typed-or-1", store.Or{word("torvik"), store.Words{Text: "r", Begun: true}}},
		{"typed-without", store.And{word("torvik"), not(store.Words{Text: "ra", Begun: true})}},
		{"typed-starred", store.And{store.Words{Text: "r", Begun: true}, store.IsStarred}},
	} {
		b.Run(q.name, func(b *testing.B) {
			query(b, s, store.Query{Where: q.where, Limit: 50})
		})
	}
	b.Run("oldest", func(b *testing.B) {
		query(b, s, store.Query{Where: word("ransomware"), Limit: 50, Oldest: true})
	})
	b.Run("nothing-newer", func(b *testing.B) {
		newest, err := s.Newest(context.Background())
		if err != nil {
			b.Fatal(err)
		}
		query(b, s, store.Query{NewerThan: newest, Limit: 50})
	})
}

// Package storetest holds the promises that every store keeps, as tests, and a
// filler that makes stores of any size for benchmarks.
//
// It knows the contract in package store and nothing of how it is kept.
package storetest

import (
	"context"
	"errors"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"reader/feed"
	"reader/store"
)

// Run tests the stores that open makes: each call a new, empty one, with the
// real clock, closed by t.Cleanup.
func Run(t *testing.T, open func(t *testing.T) store.Store) {
	for _, test := range []struct {
		name string
		run  func(*testing.T, store.Store)
	}{
		{"Subscribe", testSubscribe},
		{"Names", testNames},
		{"AdHocSource", testAdHoc},
		{"State", testState},
		{"StateChanged", testStateChanged},
		{"ArticleRoundTrip", testRoundTrip},
		{"FindArticle", testFindArticle},
		{"Markdown", testMarkdown},
		{"Read", testRead},
		{"Identity", testIdentity},
		{"ChangingGUIDs", testChangingGUIDs},
		{"AlikeInOneBatch", testAlike},
		{"Updates", testUpdates},
		{"Excerpts", testExcerpts},
		{"SortTime", testSortTime},
		{"MovedArticle", testMoved},
		{"Mark", testMark},
		{"MarkMany", testMarkMany},
		{"UsersApart", testUsers},
		{"Triage", testTriage},
		{"TriageUsers", testTriageUsers},
		{"TriagePast", testTriagePast},
		{"TriageBounds", testTriageBounds},
		{"TriageAtRandom", testTriageAtRandom},
		{"TriageTogether", testTriageTogether},
		{"Notes", testNotes},
		{"NotesRefused", testNotesRefused},
		{"KeepNoted", testKeepNoted},
		{"Places", testPlaces},
		{"Windows", testWindows},
		{"Scroll", testScroll},
		{"ScrollWhileSaving", testScrollWhileSaving},
		{"NoSources", testNoSources},
		{"Index", testIndex},
		{"IndexCancelled", testIndexCancelled},
		{"SearchWords", testSearchWords},
		{"SearchAsTyped", testSearchAsTyped},
		{"SearchHostile", testSearchHostile},
		{"Conditions", testConditions},
		{"ConditionsWaiting", testConditionsWaiting},
		{"ConditionsHostile", testConditionsHostile},
		{"ConditionsLarge", testConditionsLarge},
		{"SearchWindows", testSearchWindows},
		{"SearchAfterUpdate", testSearchAfterUpdate},
		{"Revisions", testRevisions},
		{"Pages", testPages},
		{"PageTries", testPageTries},
		{"Rename", testRename},
		{"Forget", testForget},
		{"KeepCount", testKeepCount},
		{"KeepSameDate", testKeepSameDate},
		{"KeepUndated", testKeepUndated},
		{"KeepAge", testKeepAge},
		{"KeepStarred", testKeepStarred},
		{"KeepNothing", testKeepNothing},
		{"KeepOften", testKeepOften},
		{"Prune", testPrune},
		{"Repair", testRepair},
		{"Bookmarks", testBookmarks},
		{"NewerThan", testNewerThan},
		{"Inspect", testInspect},
		{"Unknown", testUnknown},
		{"Cancelled", testCancelled},
		{"ConcurrentSaves", testConcurrentSaves},
		{"ConcurrentUse", testConcurrentUse},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			test.run(t, open(t))
		})
	}
}

// day is a moment well before any test runs.
var day = time.Date(2025, time.January, 17, 22, 3, 46, 0, time.UTC)

func source(host string) feed.Source {
	return feed.Source{URL: "https://" + host + "/feed.xml", Kind: feed.KindRSS}
}

// article makes an article of that GUID, published some minutes after day.
func article(guid string, minutes int) feed.Article {
	return feed.Article{
		GUID: guid, URL: "https://news.example/" + guid, Title: "Title of " + guid,
		Published: day.Add(time.Duration(minutes) * time.Minute),
		HTML:      "<p>Body of " + guid + "</p>", Text: "Body of " + guid,
	}
}

func save(t testing.TB, s store.Store, src feed.Source, articles ...feed.Article) feed.Saved {
	t.Helper()
	saved, err := s.Save(context.Background(), feed.Batch{Source: src, Articles: articles})
	if err != nil {
		t.Fatalf("Save: %v", err)
	}
	return saved
}

func subscribe(t testing.TB, s store.Store, sources ...feed.Source) {
	t.Helper()
	if err := s.Subscribe(context.Background(), sources); err != nil {
		t.Fatalf("Subscribe: %v", err)
	}
}

func headlines(t testing.TB, s store.Store, q store.Query) []store.Headline {
	t.Helper()
	heads, err := s.Headlines(context.Background(), q)
	if err != nil {
		t.Fatalf("Headlines(%+v): %v", q, err)
	}
	return heads
}

func guids(heads []store.Headline) []string {
	list := []string{}
	for _, h := range heads {
		list = append(list, h.GUID)
	}
	return list
}

func find(t testing.TB, s store.Store, key string) int64 {
	t.Helper()
	id, err := s.FindArticle(context.Background(), key)
	if err != nil {
		t.Fatalf("FindArticle(%q): %v", key, err)
	}
	return id
}

func indexAll(t testing.TB, s store.Store) {
	t.Helper()
	pending, err := s.Index(context.Background(), 1_000_000)
	if err != nil || pending != 0 {
		t.Fatalf("Index: %d pending, %v", pending, err)
	}
}

func mark(t testing.TB, s store.Store, user string, c store.MarkChange, ids ...int64) []store.Mark {
	t.Helper()
	before, err := s.Mark(context.Background(), user, c, ids...)
	if err != nil {
		t.Fatalf("Mark: %v", err)
	}
	return before
}

func yes() *bool { b := true; return &b }
func no() *bool  { b := false; return &b }

func equal[T any](t testing.TB, what string, got, want T) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// noneZero fails where a test leaves out a field: a new one must be kept too.
func noneZero(t testing.TB, v any) {
	t.Helper()
	for f, value := range reflect.ValueOf(v).Fields() {
		if value.IsZero() {
			t.Errorf("the test sets no %T.%s", v, f.Name)
		}
	}
}

func isNotFound(t testing.TB, what string, err error) {
	t.Helper()
	if !errors.Is(err, store.ErrNotFound) {
		t.Errorf("%s: got %v, want store.ErrNotFound", what, err)
	}
}

package sqlite

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"reader/feed"
	"reader/store"
)

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// isDamage wants an error that says what to do.
func isDamage(t *testing.T, err error) {
	t.Helper()
	var hinted interface{ Hint() string }
	if !errors.Is(err, store.ErrDamaged) || !errors.As(err, &hinted) || !strings.Contains(hinted.Hint(), "reader doctor --fix") {
		t.Errorf("got %v, want store.ErrDamaged with a hint", err)
	}
}

// A file that is no database any more is never begun anew silently. Salvage keeps
// it and makes an empty store.
func TestDamagedBeyondReading(t *testing.T) {
	whole := read(t, wounded(t, 20))
	for name, test := range map[string]struct{ db, wal []byte }{
		"zeros":          {db: make([]byte, 40_000)},
		"ten bytes":      {db: []byte("SQLite for")},
		"a short header": {db: whole[:100]},
		"a lost file":    {db: nil, wal: make([]byte, 5000)},
		"words":          {db: []byte(strings.Repeat("no database at all ", 1000))},
	} {
		t.Run(name, func(t *testing.T) {
			ctx := t.Context()
			path := filepath.Join(t.TempDir(), "reader.db")
			write(t, path, test.db)
			if test.wal != nil {
				write(t, path+"-wal", test.wal)
			}
			for range 2 {
				_, err := Open(ctx, path, Options{})
				isDamage(t, err)
			}
			if !bytes.Equal(read(t, path), test.db) {
				t.Fatal("opening changed the file")
			}
			now := time.Date(2026, 11, 24, 12, 15, 0, 0, time.UTC)
			saved, err := Salvage(ctx, path, Options{Now: func() time.Time { return now }}, nil)
			if want := (store.Salvaged{Aside: path + ".corrupt-20261124T121500"}); err != nil || saved != want {
				t.Fatalf("salvaged %+v, %v; want %+v", saved, err, want)
			}
			if !bytes.Equal(read(t, saved.Aside), test.db) {
				t.Error("the damaged file is not as it was")
			}
			if test.wal != nil && !bytes.Equal(read(t, saved.Aside+"-wal"), test.wal) {
				t.Error("the log of the damaged file is not as it was")
			}
			s, err := Open(ctx, path, Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			if err := saveMore(s); err != nil {
				t.Error(err)
			}
			files, err := filepath.Glob(path + "*")
			if err != nil || len(files) > 5 {
				t.Errorf("files are left: %q, %v", files, err)
			}
		})
	}
}

// Whatever pages are lost, all that stands on the others is saved.
func TestSalvage(t *testing.T) {
	const articles, rounds = 200, 6
	whole := read(t, wounded(t, articles))
	pages := len(whole) / 4096
	for round := range rounds {
		t.Run(fmt.Sprint(round), func(t *testing.T) {
			t.Parallel()
			ctx := t.Context()
			r := rand.New(rand.NewPCG(7, uint64(round)))
			path := filepath.Join(t.TempDir(), "reader.db")
			damaged := bytes.Clone(whole)
			lost := 1 + round
			for range lost {
				page := damaged[4096*(1+r.IntN(pages-1)):][:4096]
				for i := range page {
					page[i] = byte(r.Uint32())
				}
			}
			write(t, path, damaged)
			if s, err := Open(ctx, path, Options{}); err == nil {
				h, err := s.Inspect(ctx, true)
				if err != nil || !h.Damaged || len(h.Problems) == 0 {
					t.Errorf("the damage is not found: %+v, %v", h, err)
				}
				if err := s.Close(); err != nil {
					t.Error(err)
				}
			} else {
				isDamage(t, err)
			}
			saved, err := Salvage(ctx, path, Options{}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(read(t, saved.Aside), damaged) {
				t.Error("the damaged file is not as it was")
			}
			t.Logf("of %d pages without %d: %+v", pages, lost, saved)
			checkSalvaged(t, path, saved)
		})
	}
}

func checkSalvaged(t *testing.T, path string, saved store.Salvaged) {
	t.Helper()
	ctx := context.Background()
	s, err := Open(ctx, path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Repair(ctx, nil); err != nil {
		t.Error(err)
	}
	h, err := s.Inspect(ctx, true)
	if err != nil || len(h.Problems) > 0 || h.Articles != saved.Articles || h.Waiting != 0 {
		t.Errorf("the new store says %+v, %v", h, err)
	}
	infos, err := s.ListSources(ctx)
	if err != nil {
		t.Fatal(err)
	}
	var sources []string
	for _, i := range infos {
		sources = append(sources, i.Source.URL)
	}
	heads, err := s.Headlines(ctx, store.Query{Sources: sources})
	if err != nil || len(heads) != saved.Articles {
		t.Errorf("%d headlines, %v; want %d", len(heads), err, saved.Articles)
	}
	starred := 0
	for _, h := range heads {
		a, err := s.Article(ctx, h.ID)
		if err != nil || a.Text != "" && a.Text != "more" && !strings.HasPrefix(a.Text, "alpha beta ") {
			t.Errorf("article %s: %.20q, %v", h.GUID, a.Text, err)
		}
		if h.Starred {
			starred++
		}
	}
	if starred > saved.Marks || starred > 100 {
		t.Errorf("%d are starred, %d were", starred, saved.Marks)
	}
}

// Where a page is lost that leads to others, those are found nevertheless.
func TestSalvageOfFirstPages(t *testing.T) {
	const articles = 120
	whole := read(t, wounded(t, articles))
	for name, test := range map[string]struct {
		pages           []int
		sources, marked int
	}{
		"the schema":           {[]int{1}, 1, 40},
		"sources":              {[]int{2}, 1, 40}, // their addresses stand in an index
		"sources, their index": {[]int{2, 3}, 1, 40},
		"articles":             {[]int{4}, 1, 40},
		"texts":                {[]int{11}, 1, 40},
		"users":                {[]int{13}, 1, 40},
		"marks":                {[]int{15}, 1, 0},
		"many":                 {[]int{1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14}, 1, 40},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "reader.db")
			damaged := bytes.Clone(whole)
			for _, page := range test.pages {
				for i := range 4096 {
					damaged[4096*(page-1)+i] = byte(i*7919 + i>>4 + 3)
				}
			}
			write(t, path, damaged)
			saved, err := Salvage(t.Context(), path, Options{}, nil)
			if err != nil || saved.Articles != articles || saved.Bodies != articles || saved.Sources != test.sources || saved.Marks != test.marked {
				t.Errorf("salvaged %+v, %v", saved, err)
			}
			checkSalvaged(t, path, saved)
			s, err := Open(t.Context(), path, Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			infos, err := s.ListSources(t.Context())
			address := "https://x.example/"
			if slices.Contains(test.pages, 2) && slices.Contains(test.pages, 3) {
				address = "lost:1"
			}
			if err != nil || infos[0].Source.URL != address {
				t.Errorf("the sources are %+v, %v", infos, err)
			}
		})
	}
}

// What comes after lost articles does not get their IDs: steps and bookmarks may
// still speak of them.
func TestSalvageContinuesIDs(t *testing.T) {
	ctx := t.Context()
	path := wounded(t, 50)
	data := read(t, path)
	for page := 4; page <= len(data)/4096; page++ {
		if page != 6 { // sqlite_sequence
			clear(data[4096*(page-1):][:4096])
		}
	}
	write(t, path, data)
	saved, err := Salvage(ctx, path, Options{}, nil)
	if err != nil || saved.Articles != 0 || saved.Sources != 1 {
		t.Errorf("salvaged %+v, %v", saved, err)
	}
	s, err := Open(ctx, path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := saveMore(s); err != nil {
		t.Fatal(err)
	}
	if id, err := s.FindArticle(ctx, "more"); err != nil || id != 51 {
		t.Errorf("a new article has ID %d, %v; want 51", id, err)
	}
}

// Only the damaged rows are lost: of one lost page of texts the articles stay,
// and get their texts again.
func TestSalvageLosesLittle(t *testing.T) {
	ctx := t.Context()
	path := wounded(t, 300)
	s, err := Open(ctx, path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var page int
	_, err = one(ctx, s.view, `SELECT pageno FROM dbstat WHERE name = 'bodies' AND pagetype = 'leaf' ORDER BY pageno LIMIT 1 OFFSET 5`, nil, &page)
	if err != nil {
		t.Skip(err) // SQLite was built without it
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	data := read(t, path)
	clear(data[4096*(page-1):][:4096])
	write(t, path, data)
	saved, err := Salvage(ctx, path, Options{}, nil)
	if err != nil || saved.Articles != 300 || saved.Lost != 0 || saved.Bodies < 290 || saved.Bodies == 300 || saved.Marks != 100 || saved.Sources != 1 {
		t.Errorf("salvaged %+v, %v", saved, err)
	}
	checkSalvaged(t, path, saved)
	s, err = Open(ctx, path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if st, err := s.State(ctx, "https://x.example/"); err != nil || st.ETag != "" {
		t.Errorf("the next check would ask for what is new alone: %+v, %v", st, err)
	}
	b := feed.Batch{Source: feed.Source{URL: "https://x.example/"}}
	for i := range 300 {
		b.Articles = append(b.Articles, feed.Article{
			GUID: fmt.Sprint("guid", i), URL: fmt.Sprint("https://x.example/", i), Title: fmt.Sprint("Title ", i), Text: fmt.Sprint("alpha beta ", i, noise(i)), Tags: []string{"tag"},
		})
	}
	got, err := s.Save(ctx, b)
	if err != nil || got.New != 0 || got.Updated != 300-saved.Bodies {
		t.Errorf("taken anew: %+v, %v", got, err)
	}
	for i := range 300 {
		id, err := s.FindArticle(ctx, fmt.Sprint("guid", i))
		if err != nil {
			t.Fatal(err)
		}
		if a, err := s.Article(ctx, id); err != nil || a.Text == "" {
			t.Errorf("article %d: %q, %v", i, a.Text, err)
		}
	}
}

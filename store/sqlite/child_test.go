package sqlite_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"testing"
	"time"

	"reader/feed"
	"reader/store"
	"reader/store/sqlite"
)

// TestMain runs the test binary as one of the other processes that the tests
// start, when READER_STORE_CHILD says so.
func TestMain(m *testing.M) {
	var err error
	switch os.Getenv("READER_STORE_CHILD") {
	case "":
		os.Exit(m.Run())
	case "write":
		err = writeForever(os.Args[1], os.Args[2])
	case "read":
		err = readOnly(os.Args[1])
	default:
		err = errors.New("unknown child")
	}
	if err != nil {
		fmt.Println("error:", err)
		os.Exit(1)
	}
	os.Exit(0)
}

// The batches of writeForever.
const (
	killSources = 3
	killBatch   = 10
)

func killSource(i int) feed.Source {
	return feed.Source{URL: "https://kill" + strconv.Itoa(i) + ".example/feed"}
}

func killGUID(round string, batch, i int) string {
	return round + "-" + strconv.Itoa(batch) + "-" + strconv.Itoa(i)
}

// writeForever saves batches and tells of each one that it is saved, until it is
// killed. Two processes of the same round save the same batches.
func writeForever(path, round string) error {
	ctx := context.Background()
	s, err := sqlite.Open(ctx, path, sqlite.Options{})
	if err != nil {
		return err
	}
	for batch := 0; ; batch++ {
		b := feed.Batch{Source: killSource(batch % killSources), State: feed.State{Failures: batch}}
		for i := range killBatch {
			guid := killGUID(round, batch, i)
			b.Articles = append(b.Articles, feed.Article{
				GUID: guid, URL: "https://kill.example/" + guid, Title: guid,
				Published: time.Unix(int64(1_700_000_000+1000*batch+i), 0).UTC(), Text: "text of " + guid,
				HTML: "<p>" + string(make([]byte, 3000)) + guid,
			})
		}
		if _, err := s.Save(ctx, b); err != nil {
			return err
		}
		fmt.Println("saved", batch)
		id, err := s.FindArticle(ctx, killGUID(round, batch, 0))
		if err != nil {
			return err
		}
		read := batch%2 == 0
		if _, err := s.Mark(ctx, "child", store.MarkChange{Read: &read, Starred: &read}, id); err != nil {
			return err
		}
		if _, err := s.Index(ctx, 7); err != nil {
			return err
		}
	}
}

// readOnly does what a reader does where nothing can be written.
func readOnly(path string) error {
	ctx := context.Background()
	s, err := sqlite.Open(ctx, path, sqlite.Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	return readsButCannotWrite(ctx, s)
}

type plain struct{}

func (plain) Version() int                   { return 1 }
func (plain) Markdown(a feed.Article) string { return a.Text }

func readsButCannotWrite(ctx context.Context, s store.Store) error {
	heads, err := s.Headlines(ctx, store.Query{})
	if err != nil || len(heads) != 3 {
		return fmt.Errorf("got %d headlines, want 3: %w", len(heads), err)
	}
	if found, err := s.Headlines(ctx, store.Query{Where: store.Words{Text: "words"}}); err != nil || len(found) != 3 {
		return fmt.Errorf("found %d, want 3: %w", len(found), err)
	}
	if _, md, err := store.Read(ctx, s, plain{}, heads[0].ID); err != nil || md == "" {
		return fmt.Errorf("read %q: %w", md, err)
	}
	if err := s.Subscribe(ctx, []feed.Source{readOnlySource()}); err != nil {
		return fmt.Errorf("subscribe to what is subscribed: %w", err)
	}
	yes := true
	_, markErr := s.Mark(ctx, "", store.MarkChange{Read: &yes}, heads[0].ID)
	_, saveErr := s.Save(ctx, feed.Batch{Source: readOnlySource(), Articles: []feed.Article{{GUID: "new"}}})
	for op, err := range map[string]error{"Mark": markErr, "Save": saveErr, "PutMarkdown": s.PutMarkdown(ctx, heads[0].ID, 2, "")} {
		var hinted interface{ Hint() string }
		if !errors.Is(err, store.ErrReadOnly) || !errors.As(err, &hinted) || hinted.Hint() == "" {
			return fmt.Errorf("%s: got %w, want store.ErrReadOnly with a hint", op, err)
		}
	}
	return nil
}

func readOnlySource() feed.Source { return feed.Source{URL: "https://ro.example/feed", Name: "RO"} }

// fillReadOnly makes what readsButCannotWrite wants to find.
func fillReadOnly(t testing.TB, s store.Store) {
	t.Helper()
	ctx := context.Background()
	if err := s.Subscribe(ctx, []feed.Source{readOnlySource()}); err != nil {
		t.Fatal(err)
	}
	b := feed.Batch{Source: readOnlySource()}
	for i := range 3 {
		b.Articles = append(b.Articles, feed.Article{GUID: strconv.Itoa(i), Title: "t", Text: "some words"})
	}
	if _, err := s.Save(ctx, b); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Index(ctx, 10); err != nil {
		t.Fatal(err)
	}
}

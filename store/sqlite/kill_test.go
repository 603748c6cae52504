package sqlite_test

import (
	"bufio"
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"reader/feed"
	"reader/store"
)

// TestKill kills two processes in the middle of their saves, again and again.
// READER_KILL_ROUNDS sets how often.
func TestKill(t *testing.T) {
	rounds := 20
	if n, err := strconv.Atoi(os.Getenv("READER_KILL_ROUNDS")); err == nil {
		rounds = n
	}
	path := filepath.Join(t.TempDir(), "reader.db")
	kept := markedArticle(t, path)
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	for round := range rounds {
		name := "r" + strconv.Itoa(round)
		var writers []*killed
		for range 2 {
			writers = append(writers, startWriter(t, path, name))
		}
		// Let them run into each other for a random while, and for at least one save.
		timer := time.NewTimer(time.Duration(r.IntN(60_000)) * time.Microsecond)
		writers[0].wait(t)
		<-timer.C
		saved := -1
		for _, w := range writers {
			saved = max(saved, w.kill())
		}
		checkKilled(t, path, name, saved, kept)
		if t.Failed() {
			t.Fatalf("in round %d", round)
		}
	}
}

// markedArticle makes a store with an article that is read and starred.
func markedArticle(t *testing.T, path string) (id int64) {
	ctx := context.Background()
	s := mustOpen(t, path)
	src := feed.Source{URL: "https://kept.example/"}
	if _, err := s.Save(ctx, feed.Batch{Source: src, Articles: []feed.Article{{GUID: "kept"}}}); err != nil {
		t.Fatal(err)
	}
	id, err := s.FindArticle(ctx, "kept")
	if err != nil {
		t.Fatal(err)
	}
	yes := true
	if _, err := s.Mark(ctx, "", store.MarkChange{Read: &yes, Starred: &yes}, id); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return id
}

// A killed process has told which batches it saved.
type killed struct {
	cmd   *exec.Cmd
	first chan struct{} // closed at the first batch, or at the end
	last  chan int      // gives the last one when the output ends
}

func startWriter(t *testing.T, path, round string) *killed {
	t.Helper()
	cmd := exec.Command(os.Args[0], path, round)
	cmd.Env = append(os.Environ(), "READER_STORE_CHILD=write")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	k := &killed{cmd: cmd, first: make(chan struct{}), last: make(chan int, 1)}
	go func() {
		last := -1
		for sc := bufio.NewScanner(out); sc.Scan(); {
			var n int
			if _, err := fmt.Sscanf(sc.Text(), "saved %d", &n); err != nil {
				t.Errorf("writer says %s", sc.Text())
				continue
			}
			if last == -1 {
				close(k.first)
			}
			last = n
		}
		if last == -1 {
			close(k.first)
		}
		k.last <- last
	}()
	return k
}

func (k *killed) wait(t *testing.T) {
	t.Helper()
	select {
	case <-k.first:
	case <-time.After(30 * time.Second):
		t.Error("a writer saves nothing")
	}
}

// kill ends the process as SIGKILL does and returns the last batch it saved.
func (k *killed) kill() int {
	_ = k.cmd.Process.Kill()
	last := <-k.last
	_ = k.cmd.Wait()
	return last
}

func checkKilled(t *testing.T, path, round string, saved int, kept int64) {
	ctx := context.Background()
	s := mustOpen(t, path)
	defer s.Close()
	checkIntegrity(t, path)
	var all []string
	for i := range killSources {
		all = append(all, killSource(i).URL)
	}
	heads, err := s.Headlines(ctx, store.Query{Sources: all})
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	for _, h := range heads {
		count[h.GUID]++
		if h.Starred {
			t.Errorf("%s is starred for a user who starred nothing", h.GUID)
		}
	}
	for batch := 0; batch <= saved; batch++ {
		for i := range killBatch {
			if guid := killGUID(round, batch, i); count[guid] != 1 {
				t.Errorf("%s was saved and is there %d times", guid, count[guid])
			}
		}
	}
	for guid, n := range count {
		batch := guid[:strings.LastIndex(guid, "-")+1]
		for i := range killBatch {
			if count[batch+strconv.Itoa(i)] != 1 || n != 1 {
				t.Fatalf("batch %s is there in part", batch)
			}
		}
	}
	counts, err := s.Counts(ctx, "")
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	for _, u := range all {
		total += counts[u].Total
	}
	if total != len(heads) {
		t.Errorf("counted %d, listed %d", total, len(heads))
	}
	if saved >= 0 {
		id, err := s.FindArticle(ctx, killGUID(round, saved, 3))
		if err != nil {
			t.Fatal(err)
		}
		if a, err := s.Article(ctx, id); err != nil || a.Text != "text of "+a.GUID {
			t.Errorf("article %q: %v", a.Text, err)
		}
	}
	if h, err := s.Headline(ctx, "", kept); err != nil || !h.Read || !h.Starred {
		t.Errorf("a mark is lost: %+v, %v", h, err)
	}
}

// checkIntegrity looks at the file as SQLite itself does, and at the counters.
func checkIntegrity(t *testing.T, path string) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, check := range []struct{ query, want string }{
		{`PRAGMA integrity_check`, "ok"},
		{`SELECT count(*) FROM pragma_foreign_key_check`, "0"},
		{`SELECT count(*) FROM (SELECT source_id, guid FROM articles GROUP BY 1, 2 HAVING count(*) > 1)`, "0"},
		{`SELECT count(*) FROM source_totals t WHERE articles <> (SELECT count(*) FROM articles a WHERE a.source_id = t.source_id)`, "0"},
		{`SELECT (SELECT sum(articles) FROM span_totals) - (SELECT count(*) FROM articles)`, "0"},
		{`SELECT coalesce((SELECT sum(read) FROM span_marks), 0) - (SELECT count(*) FROM marks WHERE read = 1)`, "0"},
		{`SELECT coalesce((SELECT sum(starred) FROM source_marks), 0) - (SELECT count(*) FROM marks WHERE starred = 1)`, "0"},
		{`SELECT count(*) FROM marks m JOIN articles a ON a.id = m.article_id WHERE a.place <> m.place`, "0"},
		{`SELECT count(*) FROM waiting WHERE place NOT IN (SELECT place FROM articles)`, "0"},
	} {
		var got string
		if err := db.QueryRow(check.query).Scan(&got); err != nil || got != check.want {
			t.Errorf("%s: got %s, %v; want %s", check.query, got, err, check.want)
		}
	}
	if _, err := db.Exec(`INSERT INTO search (search) VALUES ('integrity-check')`); err != nil {
		t.Errorf("search index: %v", err)
	}
}

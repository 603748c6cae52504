package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"reader/feed"
	"reader/store"
	"reader/store/query"
	"reader/store/sqlite"
	"reader/ui/cli"
)

// A shelf is a fixed store in a directory, and the clock that goes with it.
type shelf struct {
	dir  string
	now  time.Time
	zone *time.Location
	all  []string // GUIDs of what is subscribed
}

// TestQueries runs every query of testdata/queries.txt through the store and
// through the command line; both must find just the articles written there.
func TestQueries(t *testing.T) {
	s := newShelf(t)
	st, err := s.open(t.Context(), filepath.Join(s.dir, "reader.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	n := 0
	for text, want := range s.queries(t) {
		n++
		t.Run(text, func(t *testing.T) {
			got, code := s.once(t, text)
			if want == nil {
				if code != 2 {
					t.Errorf("exit code %d, want 2", code)
				}
				return
			}
			if code != 0 || !slices.Equal(got, want) {
				t.Errorf("reader --once prints %v (exit code %d), want %v", got, code, want)
			}
			where, err := query.Parse(text, query.Options{Now: s.now, Location: s.zone})
			if err != nil {
				t.Fatal(err)
			}
			heads, err := st.Headlines(t.Context(), store.Query{Where: where})
			if err != nil {
				t.Fatal(err)
			}
			var found []string
			for _, h := range heads {
				found = append(found, h.GUID)
			}
			slices.Sort(found)
			if !slices.Equal(found, want) {
				t.Errorf("the store finds %v, want %v", found, want)
			}
		})
	}
	if n < 120 {
		t.Errorf("%d queries", n)
	}
}

// queries reads the table. nil is an error, an empty list no article.
func (s *shelf) queries(t *testing.T) map[string][]string {
	t.Helper()
	data, err := os.ReadFile("testdata/queries.txt")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]string{}
	for line := range strings.Lines(string(data)) {
		text, answer, ok := strings.Cut(line, "=>")
		if !ok || strings.HasPrefix(line, "# ") {
			continue
		}
		text, answer = strings.TrimSpace(text), strings.TrimSpace(answer)
		if _, twice := out[text]; twice {
			t.Errorf("%s stands there twice", text)
		}
		switch answer {
		case "error":
			out[text] = nil
		case "none":
			out[text] = []string{}
		case "all":
			out[text] = s.all
		default:
			out[text] = strings.Fields(answer)
		}
	}
	return out
}

// once runs `reader --once` as a script would, and returns the GUIDs it printed.
func (s *shelf) once(t *testing.T, text string) (guids []string, code int) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	p := program()
	p.OpenStore = s.open
	p.Now, p.Location = func() time.Time { return s.now }, s.zone
	env := []string{"HOME=" + s.dir, "READER_DATA_DIR=" + s.dir, "READER_CONFIG=" + filepath.Join(s.dir, "config.toml")}
	code = cli.Run(t.Context(), p, []string{"--once", "--offline", "--all", "--format", "jsonl", "--query", text}, env, strings.NewReader(""), &stdout, &stderr)
	if code != 0 {
		t.Logf("exit code %d: %s", code, &stderr)
		if stderr.Len() == 0 {
			t.Error("not a word why")
		}
	}
	guids = []string{}
	for line := range bytes.Lines(stdout.Bytes()) {
		var item struct{ ID string }
		if err := json.Unmarshal(line, &item); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		guids = append(guids, item.ID)
	}
	slices.Sort(guids)
	return guids, code
}

func (s *shelf) open(ctx context.Context, file string) (store.Store, error) {
	return sqlite.Open(ctx, file, sqlite.Options{Now: func() time.Time { return s.now }})
}

// newShelf makes the store that queries.txt is about.
func newShelf(t *testing.T) *shelf {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Skip("no time zones here: ", err)
	}
	s := &shelf{dir: t.TempDir(), now: time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC), zone: zone}
	st, err := s.open(t.Context(), filepath.Join(s.dir, "reader.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()

	var config strings.Builder
	var subscribed []feed.Source
	marks := map[string]store.Mark{}
	for _, src := range shelved() {
		b := feed.Batch{Source: src.Source, State: feed.State{Endpoint: src.URL, CheckedAt: s.now}}
		for _, a := range src.articles {
			b.Articles = append(b.Articles, a.Article)
			marks[a.GUID] = a.mark
			if src.Name != "Elsewhere" {
				s.all = append(s.all, a.GUID)
			}
		}
		if src.Name != "Elsewhere" {
			subscribed = append(subscribed, src.Source)
			fmt.Fprintf(&config, "[[source]]\nname = %q\nurl = %q\ntags = [%s]\n", src.Name, src.URL, quoted(src.Tags))
		}
		if err := st.Subscribe(t.Context(), subscribed); err != nil {
			t.Fatal(err)
		}
		if _, err := st.Save(t.Context(), b); err != nil {
			t.Fatal(err)
		}
	}
	slices.Sort(s.all)
	edited := shelved()[3].articles[3].Article
	edited.HTML, edited.Text = "<p>fortinet vpn vpn</p>", "fortinet vpn vpn"
	if _, err := st.Save(t.Context(), feed.Batch{Source: subscribed[3], State: feed.State{Endpoint: subscribed[3].URL, CheckedAt: s.now}, Articles: []feed.Article{edited}}); err != nil {
		t.Fatal(err)
	}
	for guid, m := range marks {
		id, err := st.FindArticle(t.Context(), guid)
		if err != nil {
			t.Fatal(guid, err)
		}
		if _, err := st.Mark(t.Context(), store.LocalUser, store.MarkChange{Read: &m.Read, Starred: &m.Starred}, id); err != nil {
			t.Fatal(err)
		}
	}
	if pending, err := st.Index(t.Context(), 1000); err != nil || pending > 0 {
		t.Fatal(pending, err)
	}
	if err := os.WriteFile(filepath.Join(s.dir, "config.toml"), []byte(config.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return s
}

func quoted(words []string) string {
	var out []string
	for _, w := range words {
		out = append(out, fmt.Sprintf("%q", w))
	}
	return strings.Join(out, ", ")
}

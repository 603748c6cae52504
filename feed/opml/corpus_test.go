package opml

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// TestCorpus reads real lists: each gives as many sources as its index counts
// feeds, less what is listed twice or is no address of ours, which is said; and
// none loses anything on the way through Write.
func TestCorpus(t *testing.T) {
	root := os.Getenv("READER_CORPUS")
	if root == "" {
		t.Skip("READER_CORPUS is not set: no corpus of real lists to read")
	}
	dir := filepath.Join(root, "opml")
	f, err := os.Open(filepath.Join(dir, "INDEX.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma, r.LazyQuotes = '\t', true
	rows, err := r.ReadAll()
	if err != nil || len(rows) < 2 || rows[0][6] != "feeds" {
		t.Fatalf("read index: %d rows, %v", len(rows), err)
	}
	for _, row := range rows[1:] {
		t.Run(row[0], func(t *testing.T) {
			want, err := strconv.Atoi(row[6])
			if err != nil {
				t.Fatal(err)
			}
			b, err := os.ReadFile(filepath.Join(dir, row[0]))
			if err != nil {
				t.Fatal(err)
			}
			l := read(t, string(b))
			checkList(t, l)
			twice, skipped := repeated(b), 0
			for _, s := range l.Skipped {
				switch s.Why {
				case "has no address of a feed", "is a link, not a feed", "is another list: import it by itself": // the index counts none of these
				default:
					skipped++
					t.Logf("line %d: %s %s", s.Line, s.What, s.Why)
				}
			}
			if len(l.Sources) != want {
				t.Logf("%d sources of %d feeds: %d listed twice, %d skipped", len(l.Sources), want, twice, skipped)
			}
			if len(l.Sources)+twice+skipped != want {
				t.Errorf("%d sources, %d listed twice, %d skipped; want %d", len(l.Sources), twice, skipped, want)
			}
			if !Detect(b) {
				t.Error("is not detected")
			}
		})
	}
}

// repeated counts the outlines whose address an earlier one has.
func repeated(b []byte) int {
	s := newScanner(toUTF8(b))
	seen, n := map[string]bool{}, 0
	for {
		t, ok := s.next()
		if !ok {
			return n
		}
		u, why := address(t.attr("xmlurl"))
		if t.name != "outline" || why != "" {
			continue
		}
		if seen[u] {
			n++
		}
		seen[u] = true
	}
}

package opml

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/encoding/htmlindex"

	"reader/feed"
	"reader/feed/clean"
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
			checkKept(t, b, l)
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

// An element is an outline as encoding/xml sees it.
type element struct {
	Text        string    `xml:"text,attr"`
	Title       string    `xml:"title,attr"`
	URL         string    `xml:"xmlUrl,attr"`
	Page        string    `xml:"htmlUrl,attr"`
	Description string    `xml:"description,attr"`
	Outlines    []element `xml:"outline"`
}

// checkKept compares l with what encoding/xml finds in b, if it can read b: what
// is said first of a source is what is kept of it, and all of its folders are.
func checkKept(t *testing.T, b []byte, l List) {
	t.Helper()
	var doc struct {
		Title    string    `xml:"head>title"`
		Outlines []element `xml:"body>outline"`
	}
	d := xml.NewDecoder(bytes.NewReader(b))
	d.CharsetReader = func(label string, r io.Reader) (io.Reader, error) {
		e, err := htmlindex.Get(label)
		if err != nil {
			return nil, err
		}
		return e.NewDecoder().Reader(r), nil
	}
	if err := d.Decode(&doc); err != nil {
		t.Logf("not compared: %v", err)
		return
	}
	if want := clean.Line(doc.Title); l.Title != want {
		t.Errorf("title %q, want %q", l.Title, want)
	}
	got := map[string]feed.Source{}
	for _, s := range l.Sources {
		got[s.URL] = s
	}
	filled := map[string]string{} // the first value of each attribute by URL
	var walk func(path string, es []element)
	walk = func(path string, es []element) {
		for _, e := range es {
			name := clean.Line(firstFilled(e.Title, e.Text))
			if e.URL == "" {
				inner := path
				if name != "" {
					inner = tagInside(path, name)
				}
				walk(inner, e.Outlines)
				continue
			}
			walk(path, e.Outlines)
			u, why := address(e.URL)
			if why != "" {
				continue
			}
			s, ok := got[u]
			if !ok {
				t.Errorf("%s is lost", u)
				continue
			}
			if path != "" && !slices.Contains(s.Tags, path) {
				t.Errorf("%s: tags %q without %q", u, s.Tags, path)
			}
			for _, v := range []struct{ what, want, got string }{
				{"name", name, s.Name}, {"home page", page(u, e.Page), s.HomePage}, {"description", oneLine(e.Description), oneLine(s.Description)}, // encoding/xml leaves raw line ends as they are
			} {
				if v.what == "name" && (v.want == clean.Line(e.URL) || v.want == clean.Line(u)) {
					v.want = ""
				}
				if filled[u+v.what] == "" {
					filled[u+v.what] = v.want
					if v.want != "" && v.got != v.want {
						t.Errorf("%s: %s %q, want %q", u, v.what, v.got, v.want)
					}
				}
			}
			if strings.TrimSpace(e.Page) != "" && page(u, e.Page) == "" {
				t.Logf("%s: home page %q is no http or https address", u, e.Page)
			}
		}
	}
	walk("", doc.Outlines)
}

func oneLine(s string) string { return strings.Join(strings.Fields(clean.Text(s)), " ") }

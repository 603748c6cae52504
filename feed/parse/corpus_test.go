package parse

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// corpus returns the table of a folder of the corpus of real documents, by the
// names of its columns. The corpus is not part of this repository.
func corpus(t *testing.T, folder, table string) (dir string, rows []map[string]string) {
	t.Helper()
	root := os.Getenv("READER_CORPUS")
	if root == "" {
		t.Skip("READER_CORPUS is not set: no corpus of real documents to run over")
	}
	dir = filepath.Join(root, folder)
	f, err := os.Open(filepath.Join(dir, table))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = '\t', true, -1
	all, err := r.ReadAll()
	if err != nil || len(all) < 2 {
		t.Fatalf("read %s: %d rows, %v", table, len(all), err)
	}
	for _, row := range all[1:] {
		m := map[string]string{}
		for i, v := range row {
			if i < len(all[0]) {
				m[all[0][i]] = v
			}
		}
		rows = append(rows, m)
	}
	return dir, rows
}

// TestCorpusFeeds parses every real feed: those that are well-formed give all
// their articles, the others at least 95 % of what a regular expression counts.
func TestCorpusFeeds(t *testing.T) {
	dir, rows := corpus(t, "feeds", "INDEX.tsv")
	damaged, found := 0, 0
	for _, row := range rows {
		want, err := strconv.Atoi(row["items"])
		if err != nil || row["format"] == "atom-entry" { // an entry alone is an article here
			continue
		}
		file := filepath.Join(dir, row["file"])
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := Parse(b, Origin{URL: "file://" + file})
		if err == nil {
			checkDocument(t, doc)
		}
		got := len(doc.Articles)
		switch {
		case row["wellformed"] != "y":
			damaged += want
			found += min(got, want)
		case got != want:
			t.Errorf("%s: %d articles, want %d (%v)", row["file"], got, want, err)
		}
	}
	t.Logf("%d of %d articles of damaged feeds", found, damaged)
	if found*100 < damaged*95 {
		t.Errorf("only %d of %d articles of damaged feeds", found, damaged)
	}
}

// TestCorpusWordPress parses every answer of a REST API that holds posts.
func TestCorpusWordPress(t *testing.T) {
	dir, rows := corpus(t, "wp", "INDEX.tsv")
	for _, row := range rows {
		want, err := strconv.Atoi(row["items"])
		kind := strings.TrimPrefix(row["kind"], "list-of-")
		if err != nil || row["json_ok"] != "y" || !strings.HasPrefix(kind, "single-post") {
			continue
		}
		b, err := os.ReadFile(filepath.Join(dir, row["file"]))
		if err != nil {
			t.Fatal(err)
		}
		doc, err := Parse(b, Origin{URL: "https://origin.example/"})
		if err != nil || len(doc.Articles) != want {
			t.Errorf("%s: %d articles, want %d (%v)", row["file"], len(doc.Articles), want, err)
			continue
		}
		checkDocument(t, doc)
		for _, a := range doc.Articles {
			if a.Published.IsZero() || a.Title == "" {
				t.Errorf("%s: article %q of %v", row["file"], a.Title, a.Published)
			}
		}
	}
}

// TestCorpusDates reads the dates of the corpus whose meaning is known.
func TestCorpusDates(t *testing.T) {
	_, rows := corpus(t, "feeds", "DATES.tsv")
	known, read := 0, 0
	for _, row := range rows {
		want, err := time.Parse(time.RFC3339, row["expected_utc"])
		if err != nil {
			continue
		}
		known++
		if got := date(row["sample"]); got.Equal(want) {
			read++
		} else {
			t.Logf("date(%q) = %v, want %v", row["sample"], got, want)
		}
	}
	t.Logf("%d of %d dates", read, known)
	if known == 0 || read*100 < known*97 {
		t.Errorf("only %d of %d dates", read, known)
	}
}

package cli

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
	"time"

	"reader/feed"
	"reader/feed/clean"
	"reader/feed/parse"
	"reader/store"
	"reader/store/query"
	"reader/ui/once"
)

// A document is a file that was read. Nothing of it is kept.
type document struct {
	feed.Document
	name string // its title, its site, or the name of the file
	url  string // of the file; "" is standard input
}

// readDocument reads and parses a file, or standard input where path is "-".
func (a *app) readDocument(ctx context.Context, path string) (document, error) {
	d := document{name: "standard input"}
	read := func() ([]byte, error) { return readAll(a.stdin) }
	if path != "-" {
		absolute, err := filepath.Abs(path)
		if err != nil {
			return d, fmt.Errorf("find file %s: %w", strconv.Quote(clip(path)), err)
		}
		d.name, d.url = filepath.Base(path), (&url.URL{Scheme: "file", Path: filepath.ToSlash(absolute)}).String()
		read = func() ([]byte, error) { return readFile(path) }
	}
	body, err := interruptible(ctx, read)
	if err != nil {
		return d, err
	}
	if d.Document, err = parse.Parse(body, parse.Origin{URL: d.url, Kind: feed.KindAuto}); err != nil {
		return d, fmt.Errorf("read %s: %w", strconv.Quote(clip(path)), err)
	}
	d.name = cmp.Or(d.Title, hostOf(d.HomePage), d.name)
	return d, nil
}

// interruptible runs a read that the end of ctx cannot stop, such as one from a
// pipe that nobody writes to, and leaves it behind then.
func interruptible(ctx context.Context, read func() ([]byte, error)) ([]byte, error) {
	type result struct {
		body []byte
		err  error
	}
	done := make(chan result, 1)
	go func() {
		body, err := read()
		done <- result{body, err}
	}()
	select {
	case r := <-done:
		return r.body, r.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func readFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fileError(path, err)
	}
	defer f.Close()
	body, err := readAll(f)
	if err != nil {
		return nil, fileError(path, err)
	}
	return body, nil
}

// readAll reads what parse.Parse takes, and a byte more where there is more, so
// that it says so.
func readAll(r io.Reader) ([]byte, error) {
	var buf bytes.Buffer
	_, err := buf.ReadFrom(io.LimitReader(r, parse.MaxBytes+1))
	return buf.Bytes(), err
}

// fileError says what is wrong with a file and what to do about it.
func fileError(path string, err error) error {
	f := &failure{code: exitFailure}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		f.hint = "check the path"
	case errors.Is(err, fs.ErrPermission):
		f.hint = "its permissions do not let you read it"
	case errors.Is(err, syscall.EISDIR):
		f.hint = "name a file in it"
	}
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	f.err = fmt.Errorf("read %s: %w", strconv.Quote(clip(path)), err)
	return f
}

// headline is an article of a document as a headline: nobody has read it.
func (d document) headline(art feed.Article, now time.Time) store.Headline {
	h := store.Headline{
		SourceURL: d.url, Source: d.name, GUID: art.GUID, Title: art.Title, URL: art.URL, Via: art.Via,
		Authors: art.Authors, Tags: art.Tags, Published: art.Published, Updated: art.Updated,
		SortTime: art.Published, Summary: art.Summary,
	}
	if h.SortTime.IsZero() || h.SortTime.After(now) {
		h.SortTime = now
	}
	return h
}

// about describes a document that is the only source.
func (d document) about() once.About {
	return once.About{
		Title: d.Title, Untitled: d.Title == "", HomePage: d.HomePage, Description: d.Description, Language: d.Language, Authors: d.Authors,
	}
}

// subject is an article of a document as a query looks at it. Its words are those
// that a store would index.
func (d document) subject(h store.Headline, art feed.Article) query.Subject {
	return query.Subject{Headline: h, Text: cmp.Or(art.Text, art.Summary)}
}

// documentEntries lists the articles of documents that a query asks for; of those
// that are alike to the order, the order of the document stands.
func documentEntries(docs []document, q store.Query, o order, now time.Time, content bool) iter.Seq2[once.Entry, error] {
	var all []once.Entry
	for _, d := range docs {
		for _, art := range d.Articles {
			h := d.headline(art, now)
			if q.Starred || !q.Since.IsZero() && h.SortTime.Before(q.Since) {
				continue
			}
			if q.Where == nil || query.Matches(q.Where, d.subject(h, art)) {
				all = append(all, once.Entry{Headline: h, Article: art})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b once.Entry) int { return o.compare(a.Headline, b.Headline) })
	return func(yield func(once.Entry, error) bool) {
		for _, e := range all {
			if content {
				e.Markdown = clean.Converter{}.Markdown(e.Article)
			}
			if !yield(e, nil) {
				return
			}
		}
	}
}

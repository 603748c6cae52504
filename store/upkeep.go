package store

import (
	"context"
	"time"
)

// A Revision is a text that an article had before its publisher changed it.
type Revision struct {
	ReplacedAt time.Time // when the store saw the text that took its place; UTC
	Title      string
	Updated    time.Time // as its publisher gave it; zero when there was none
	HTML, Text string    // the body as in feed.Article
}

// Revisions keeps the texts that were replaced.
type Revisions interface {
	// Revisions returns what an article was before, newest first; none when it
	// never changed. An unknown ID is ErrNotFound.
	Revisions(ctx context.Context, id int64) ([]Revision, error)
}

// A Page is the full text of an article, as its own page on the web has it.
type Page struct {
	FetchedAt  time.Time // UTC
	URL        string    // where it was in the end
	HTML, Text string    // the body as in feed.Article, untrusted
	Error      string    // why there is none, cleaned; "" when there is one
}

// A PageTry is what is known of the page of an article.
type PageTry struct {
	ID       int64     // of the article
	URL      string    // of the article, or where its page was fetched
	SortTime time.Time // of the article
	TriedAt  time.Time // zero when its page was never asked for
	Error    string    // why there is none; "" when there is one, or it was never asked for
}

// Pages keeps full texts beside what the sources gave.
type Pages interface {
	// PageTries returns what is known of the pages of a source's n newest
	// articles, newest first; none for an unknown source.
	PageTries(ctx context.Context, sourceURL string, n int) ([]PageTry, error)
	// Page returns the page kept for an article, or ErrNotFound.
	Page(ctx context.Context, id int64) (Page, error)
	// PutPage keeps the page of an article in place of the one before. A page
	// with an Error never takes the place of one without.
	PutPage(ctx context.Context, id int64, p Page) error
}

// Health is what a store can say of itself.
type Health struct {
	Path              string   // of the file; "" in memory
	Size              int64    // bytes on disk, with what is not yet merged into the file
	Schema            int      // version of the schema
	Problems          []string // what the integrity check found; none when all is well
	Damaged           bool     // the file itself is: Repair is not enough
	Articles, Waiting int      // kept, and of them not yet searchable
	Pages, Revisions  int
}

// Inspector lets a person ask what state a store is in.
type Inspector interface {
	// Inspect reads the whole store when thorough is set, and its structure
	// otherwise. A damaged store is no error: Problems says what is wrong.
	Inspect(ctx context.Context, thorough bool) (Health, error)
}

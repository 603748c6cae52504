// Package store is what reader remembers: the articles of the sources, and what
// each user did with them. It holds the contract that every implementation keeps
// (package storetest checks it) and the per-user nouns.
//
// It does not know where articles come from, nor how they are shown. Only main
// sees an implementation.
package store

import (
	"context"
	"errors"
	"io"

	"reader/feed"
)

// Errors that callers decide by. Implementations wrap them.
var (
	ErrNotFound = errors.New("not found")
	ErrReadOnly = errors.New("the store can only be read")
	ErrFull     = errors.New("no space left for the store")
	ErrNewer    = errors.New("the store was written by a newer reader")
	ErrDamaged  = errors.New("the store is damaged")
)

// LocalUser is the user of the commands and of the program in a terminal.
const LocalUser = "local"

// A Store keeps everything. It is safe for concurrent use, also by several
// processes; what a method reported as saved survives a crash.
type Store interface {
	Sources
	Articles
	Headlines
	Marks
	Journal
	Notes
	Places
	Indexer
	Revisions
	Pages
	Bookmarks
	Inspector
	Upkeeper
	io.Closer
}

// Sources keeps which sources there are and the state of each. A source is
// known by its URL.
type Sources interface {
	// Subscribe makes the given sources the subscribed ones, in this order.
	// Others keep their state and articles, but are no longer subscribed.
	Subscribe(ctx context.Context, sources []feed.Source) error
	// ListSources returns the subscribed sources in order, then the others.
	ListSources(ctx context.Context) ([]SourceInfo, error)
	// State returns the state of a source; the zero State if it is not known.
	State(ctx context.Context, sourceURL string) (feed.State, error)
	// Save stores a batch in one transaction: source, articles, and what the
	// state is after them (feed.State.After). An article that the source already
	// has (by GUID; or, where the GUID is new, by the same URL and title) is
	// updated if it changed and keeps its ID and marks. A body that is no newer
	// and under half of what is kept is taken for an excerpt of it, and the kept
	// body stays.
	//
	// The Keep of the source is held: what is new and beyond it is not stored
	// and not counted as new, and what has come to be beyond it is removed with
	// all that is kept of it, the oldest first and at most 1,000 articles a
	// save. What any user starred or has a note on stays, and counts like
	// others. An article that its publisher lists on is judged by when it was
	// first seen: it comes back, in its old place, only to a source that keeps
	// more than before.
	Save(ctx context.Context, b feed.Batch) (feed.Saved, error)
	// Rename gives a source another address; it keeps its articles and marks and
	// is read anew. That another source with articles has the address is an
	// error; that there is no such source is ErrNotFound.
	Rename(ctx context.Context, oldURL, newURL string) error
	// Forget deletes a source that is not subscribed with its articles and all
	// that users did with them: marks, notes and places. It returns how many
	// articles there were. A source that is
	// not there is ErrNotFound.
	Forget(ctx context.Context, sourceURL string) (articles int, err error)
}

// Articles reads whole articles and keeps the Markdown made of them.
type Articles interface {
	// Article returns the article with its body, or ErrNotFound.
	Article(ctx context.Context, id int64) (feed.Article, error)
	// FindArticle returns the ID of the newest article whose URL, Via or GUID
	// is key, or ErrNotFound.
	FindArticle(ctx context.Context, key string) (int64, error)
	// Markdown returns the Markdown kept for an article by PutMarkdown with the
	// same version; ok is false when there is none.
	Markdown(ctx context.Context, id int64, version int) (md string, ok bool, err error)
	// PutMarkdown keeps the Markdown of an article until its body changes.
	PutMarkdown(ctx context.Context, id int64, version int, md string) error
}

// Headlines lists articles as one user sees them. Lists never load bodies.
type Headlines interface {
	// Headlines returns the window of q in q's order.
	Headlines(ctx context.Context, q Query) ([]Headline, error)
	// Headline returns one, or ErrNotFound.
	Headline(ctx context.Context, user string, id int64) (Headline, error)
	// Counts returns the number of articles per source URL.
	Counts(ctx context.Context, user string) (map[string]Count, error)
}

// Marks keeps what each user marked.
type Marks interface {
	// Mark changes the marks of the articles in one transaction and returns the
	// marks that were changed as they were before, for undo. Unknown IDs are
	// passed over.
	Mark(ctx context.Context, user string, change MarkChange, ids ...int64) ([]Mark, error)
	// PutMarks sets marks as given; it undoes a Mark.
	PutMarks(ctx context.Context, user string, marks []Mark) error
}

// Indexer makes saved articles searchable behind the saves.
type Indexer interface {
	// Index makes up to n articles searchable, newest first, and returns how
	// many still wait.
	Index(ctx context.Context, n int) (pending int, err error)
}

package store

import "context"

// Bookmarks keep how far a user's jobs have come, in the order in which articles
// were saved: IDs rise in that order, so that who sees an article sees or has
// seen all with lower IDs.
type Bookmarks interface {
	// Newest returns the highest ID there is; 0 without any article.
	Newest(ctx context.Context) (int64, error)
	// Bookmark returns the ID up to which a job has come, or ErrNotFound when it
	// never kept one.
	Bookmark(ctx context.Context, user, job string) (int64, error)
	// PutBookmark keeps how far a job has come. It never goes back: of two runs at
	// once the one that came farther counts.
	PutBookmark(ctx context.Context, user, job string, id int64) error
}

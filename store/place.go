package store

import "context"

// MaxPlaces is of how many articles a user's places are kept: those read last.
const MaxPlaces = 5000

// A Place is how far somebody has read an article: by block (a paragraph, a
// heading, an item of a list), because lines are others in every width.
type Place struct {
	Block int // the one at the top, from 0
	Of    int // how many blocks the article had then
}

// Places keeps how far users have read articles.
type Places interface {
	// Place returns how far a user has read an article; ok is false when that is
	// not kept.
	Place(ctx context.Context, user string, id int64) (p Place, ok bool, err error)
	// PutPlace keeps it. The beginning (a Block of 0) is not worth keeping: it
	// forgets what was kept, as does a Block that the article has not. An article
	// that is not there is passed over. A crash may take the last places away.
	PutPlace(ctx context.Context, user string, id int64, p Place) error
}

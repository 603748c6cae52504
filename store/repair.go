package store

import (
	"context"

	"reader/feed"
)

// An Upkeeper puts a store in order while others use it.
type Upkeeper interface {
	// Prune removes what is beyond how long the articles of the sources, by
	// URL, are kept, as Save does, and returns how many there were. Sources
	// that are not there are passed over.
	Prune(ctx context.Context, keep map[string]feed.Keep) (removed int, err error)
	// Repair makes anew what follows from something else (counters, indexes, what
	// is searched), removes what belongs to nothing and makes the file as small
	// as may be. Until it is done a search finds less. progress, if not nil, is
	// called with what it does next. When ctx ends nothing is lost: what is not
	// searchable yet waits for Index.
	Repair(ctx context.Context, progress func(step string)) (Repaired, error)
}

// Repaired is what Repair did.
type Repaired struct {
	Before, After int64  // bytes on disk
	Counters      int    // that were wrong
	Orphans       int    // rows that belonged to nothing
	Indexed       int    // articles made searchable anew
	Bulky         string // why the file was not made smaller; "" when it was
}

// Salvaged is what could be saved from a damaged store.
type Salvaged struct {
	Aside    string // the damaged file, as it was
	Articles int    // saved
	Bodies   int    // of them with their text
	Sources  int
	Marks    int
	Lost     int // articles that are known to be lost
}

package store

import "time"

// A Query asks for headlines. The zero Query asks for all articles of all
// subscribed sources as LocalUser sees them, newest first.
type Query struct {
	User    string   // "" is LocalUser
	Sources []string // source URLs; nil is every subscribed source

	Unread  bool // only unread ones
	Starred bool // only starred ones

	Since  time.Time // only those with SortTime at or after it; zero is no bound
	Before time.Time // only those with SortTime before it; zero is no bound

	// NewerThan is for only those that were saved after the article of this ID,
	// whatever their dates; 0 is no bound.
	NewerThan int64

	// Where is what else a headline must meet; nil is nothing.
	Where Expr

	// Oldest lists the oldest first.
	Oldest bool
	// Limit bounds the window; 0 is no bound.
	Limit int
	// After starts the window behind this position in the order of the list, Until
	// ends it before: a window backwards when Until is set and After is not (it
	// returns the Limit headlines just before Until, still in the order of the
	// list).
	After, Until Position
}

// A Position is a place in the order of headlines: by time, newest first, then
// by ID, newest first; or all of that the other way round (Query.Oldest). It stays
// valid when articles come and go.
type Position struct {
	Time time.Time
	ID   int64
}

// IsZero tells whether p is no position.
func (p Position) IsZero() bool { return p.ID == 0 && p.Time.IsZero() }

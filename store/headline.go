package store

import (
	"time"

	"reader/feed"
)

// A Headline is an article in a list as one user sees it.
type Headline struct {
	ID        int64
	SourceURL string
	Source    string // the source's name
	GUID      string
	Title     string
	URL, Via  string
	Authors   []string
	Tags      []string
	Published time.Time // zero when the publisher gave none
	Updated   time.Time
	// SortTime orders lists: Published, but never later than when the article
	// was first seen, and that time when there is no Published.
	SortTime time.Time
	Summary  string
	Read     bool
	Starred  bool
	Noted    bool // the user has a note on it
}

// Position returns the headline's place in the order of lists.
func (h Headline) Position() Position { return Position{Time: h.SortTime, ID: h.ID} }

// A SourceInfo is a source with its state.
type SourceInfo struct {
	Source     feed.Source // Name is filled in: configured, else the document's title, else the host
	State      feed.State
	Subscribed bool
}

// A Count counts the articles of a source for one user.
type Count struct{ Total, Unread, Starred int }

// A Mark is what one user did with an article.
type Mark struct {
	ID      int64 // of the article
	Read    bool
	Starred bool
}

// A MarkChange changes marks; nil fields stay as they are.
type MarkChange struct {
	Read    *bool
	Starred *bool
}

package feed

import "time"

// A Document is what one answer of a source, or one file, was parsed into.
type Document struct {
	Kind        Kind
	Title       string
	HomePage    string // http(s) URL of the site for people
	Description string
	Language    string
	Authors     []string
	TTL         time.Duration // the publisher's wish for the time between checks (<ttl>, sy:updatePeriod); 0 if none
	Articles    []Article

	// Truncated says that the document ended early: these are the articles
	// before the cut, and there may be more. Its validators prove nothing.
	Truncated bool
}

// A Batch is what one check of a source brought: its state, but for what only the
// store can tell (see State.After), and articles, which may be new or changed. A
// store saves it whole or not at all.
type Batch struct {
	Source   Source
	State    State
	Articles []Article
}

// Saved counts what saving a batch did.
type Saved struct {
	New     int // articles the store had not had
	Updated int // articles whose title, body or modification time changed
	Removed int // articles that are not kept any more
}

// A Check is the result of checking one source.
type Check struct {
	Source      Source
	State       State
	Saved       Saved
	Ignored     int // articles that the source gave and the person does not want; not stored
	NotModified bool
	Note        string // what people should know of a check that went well, e.g. a fallback to RSS; "" if nothing
	Err         error
}

// Progress is told while a refresh runs: once at its start, once for every source
// that was checked, and for every page of a history that is read.
type Progress struct {
	Done, Total int
	Check       *Check // the one just finished; nil otherwise
	History     *Check // of a source whose history is being read, as it stands; nil otherwise
}

package ui

import (
	"time"

	"reader/feed"
	"reader/store"
	"reader/ui/headlines"
	"reader/ui/typeset"
)

// headlinesMsg is a part of the list, asked for by the list pane, which refuses
// it when it has asked for another since.
type headlinesMsg struct{ result headlines.Result }

// sourcesMsg holds the sources and their states. One such request runs at a time.
type sourcesMsg struct {
	infos []store.SourceInfo
	err   error
}

// countsMsg holds the counts per source. One such request runs at a time.
type countsMsg struct {
	serial int // of the counts that were asked for
	counts map[string]store.Count
	open   int64          // the article that was open
	marks  store.Headline // and how it stands in the store, if it does
	err    error
}

// pageMsg is an article typeset for one width and theme.
type pageMsg struct {
	key      pageKey
	edition  int // of the text, see shelf
	article  feed.Article
	markdown string
	page     typeset.Page
	links    typeset.Page // the list of its links
	place    store.Place  // how far it was read, when it was read from the store now
	err      error
}

// refreshMsg is what a refresh has done since the last such message; over is set
// in its last one.
type refreshMsg struct {
	id     int
	done   int
	total  int
	checks []feed.Check
	since  int64 // the newest article before it
	over   bool
	err    error
}

// noticeMsg says why a notification failed.
type noticeMsg struct{ err error }

// marksMsg is what came of the changes of marks that were written.
type marksMsg struct{ outcomes []outcome }

// openedMsg says whether a browser could be started.
type openedMsg struct {
	host string
	err  error
}

// minuteMsg is the clock, for the ages.
type minuteMsg struct{ now time.Time }

// restMsg says that the cursor has not moved for a moment since it moved to
// where it was at serial.
type restMsg struct{ serial int }

// crashMsg is a panic in a command.
type crashMsg struct{ crash *CrashError }

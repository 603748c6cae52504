// Package ui is the program that people read with: the root model of Bubble
// Tea, which owns what is selected, opened and marked, routes keys, and runs
// everything that waits in commands.
//
// It draws panes (the packages below it) and knows no implementation: the store
// is an interface, and refreshing, rendering and opening links are functions
// that it is given. It has no package state, so that sessions of several people
// run in one process and never meet.
package ui

import (
	"context"
	"time"

	"reader/feed"
	"reader/store"
)

// Options are what a session needs. Store and Read must be set; the zero value
// of everything else works.
type Options struct {
	// Store holds what is shown.
	Store store.Store
	// User is whose marks are shown and made; "" is store.LocalUser.
	User string

	// Refresh checks sources and tells its progress, from any goroutine. nil:
	// this session cannot refresh.
	Refresh func(ctx context.Context, r RefreshRequest, progress func(feed.Progress)) error
	// Read returns an article and its Markdown.
	Read func(ctx context.Context, id int64) (feed.Article, string, error)
	// OpenLink shows an http(s) URL in a browser. nil: this session has none.
	OpenLink func(url string) error

	// Now is the clock; nil is time.Now.
	Now func() time.Time
	// Location is where times are shown in; nil is time.Local.
	Location *time.Location

	// Notice says in a few words what this session is, such as "demo newsroom";
	// "" says nothing.
	Notice string
	// Theme is "auto" (or ""), "dark", "light" or "plain".
	Theme string
	// Version is the program's, shown with the help.
	Version string
}

// A RefreshRequest says what a refresh should check.
type RefreshRequest struct {
	Sources []string // source URLs; nil is all
	Force   bool     // check also what is not due yet
}

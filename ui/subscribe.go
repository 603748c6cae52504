package ui

import (
	"context"

	"reader/feed"
)

// Subscriptions change the sources while the program runs. They wait, and are
// called from commands.
type Subscriptions struct {
	// Discover finds what can be subscribed to at an address, the best first.
	Discover func(ctx context.Context, typed string) ([]Found, error)
	// Add subscribes to what was found, and returns the URL of the source.
	Add func(ctx context.Context, f Found) (sourceURL string, err error)
	// Remove ends a subscription. The articles of the source stay, unless they
	// are to be deleted: then it returns how many there were.
	Remove func(ctx context.Context, sourceURL string, deleting bool) (articles int, err error)
	// Rename gives a source another name, and Tag other tags.
	Rename func(ctx context.Context, sourceURL, name string) error
	Tag    func(ctx context.Context, sourceURL string, tags []string) error
}

// Found is something to subscribe to.
type Found struct {
	Source  feed.Source
	Title   string
	Address string // without secrets, to be shown
	About   string // what is known of it, in words
	Have    bool   // it is subscribed to already
}

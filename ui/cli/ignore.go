package cli

import (
	"errors"
	"sync"
	"time"

	"reader/feed"
	"reader/store"
	"reader/store/query"
)

// An ignoreText is a query of what is not to be kept.
type ignoreText struct{ text string }

func (i *ignoreText) UnmarshalText(b []byte) error {
	i.text = string(b)
	return checkIgnore(i.text)
}

// checkIgnore refuses a text that is no query, or asks what is not known of an
// article before it is kept.
func checkIgnore(text string) error {
	if err := checkQuery(text); err != nil {
		return err
	}
	e, err := query.Parse(text, query.Options{Now: time.Unix(0, 0)})
	if err != nil {
		return err
	}
	if f := flagIn(e); f != "" {
		return errors.New("is:" + string(f) + " says nothing of an article that nobody has seen; what is ignored is never kept")
	}
	return nil
}

// flagIn is the first state that a condition asks for, "" if it asks for none.
func flagIn(e store.Expr) store.Flag {
	var parts []store.Expr
	switch e := e.(type) {
	case store.Flag:
		return e
	case store.Not:
		parts = []store.Expr{e.Expr}
	case store.And:
		parts = e
	case store.Or:
		parts = e
	}
	for _, p := range parts {
		if f := flagIn(p); f != "" {
			return f
		}
	}
	return ""
}

// ignoreAnew is how long what a condition says of time is good for.
const ignoreAnew = time.Minute

// An ignorer tells which articles the settings keep out.
type ignorer struct {
	settings settings
	now      func() time.Time
	zone     *time.Location

	mu   sync.Mutex
	read time.Time             // when the conditions were
	by   map[string]store.Expr // by the URL of the source
}

// ignoring returns what tells whether an article is ignored, nil if none is.
func (a *app) ignoring(s settings) func(feed.Source, feed.Article) bool {
	some := s.ignore != ""
	for _, src := range s.sources {
		some = some || src.Ignore != ""
	}
	if !some {
		return nil
	}
	i := &ignorer{settings: s, now: a.Now, zone: a.Location}
	return i.ignores
}

func (i *ignorer) ignores(src feed.Source, a feed.Article) bool {
	now := i.now()
	e := i.condition(src, now)
	if e == nil {
		return false
	}
	name := src.Name
	if name == "" {
		name = hostOf(src.URL)
	}
	h := store.Headline{
		SourceURL: src.URL, Source: name, GUID: a.GUID, Title: a.Title, URL: a.URL, Via: a.Via,
		Authors: a.Authors, Tags: a.Tags, Published: a.Published, Updated: a.Updated, SortTime: now.UTC(), Summary: a.Summary,
	}
	if !a.Published.IsZero() && a.Published.Before(now) {
		h.SortTime = a.Published
	}
	return query.Matches(e, query.Subject{Headline: h, SourceTags: src.Tags, Text: a.Text})
}

// condition is what is ignored of a source. It is read anew now and then, as the
// program may run for days.
func (i *ignorer) condition(src feed.Source, now time.Time) store.Expr {
	i.mu.Lock()
	defer i.mu.Unlock()
	if age := now.Sub(i.read); i.by == nil || age < 0 || age >= ignoreAnew {
		i.read, i.by = now, map[string]store.Expr{}
	}
	e, ok := i.by[src.URL]
	if !ok {
		// The settings were checked when they were read, so there is no error; of a
		// condition that cannot be read, nothing would be ignored.
		e, _ = i.settings.ignored(src, now, i.zone)
		i.by[src.URL] = e
	}
	return e
}

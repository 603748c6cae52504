package cli

import (
	"context"

	"reader/feed"
	"reader/store"
)

// A pageTrouble is what became of the full texts of a source that wants them.
type pageTrouble struct {
	failed int    // of its newest articles
	last   string // why the newest of them has none
}

// failedPages looks at the full texts of the sources that want them, by URL.
func failedPages(ctx context.Context, st store.Pages, sources []feed.Source) (map[string]pageTrouble, error) {
	found := map[string]pageTrouble{}
	for _, src := range sources {
		if !src.FullText {
			continue
		}
		tries, err := st.PageTries(ctx, src.URL, pagesOfNewest)
		if err != nil {
			return nil, err
		}
		var p pageTrouble
		for _, t := range tries {
			if t.Error == "" {
				continue
			}
			if p.failed++; p.failed == 1 {
				p.last = t.Error
			}
		}
		found[src.URL] = p
	}
	return found, nil
}

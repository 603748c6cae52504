package sqlite

import (
	"context"
	"maps"
	"slices"
	"time"

	"reader/feed"
)

// Prune removes what is beyond how long the articles of the sources are kept. If
// it fails, what it returns was removed nevertheless.
func (s *Store) Prune(ctx context.Context, keep map[string]feed.Keep) (removed int, err error) {
	for _, address := range slices.Sorted(maps.Keys(keep)) {
		for {
			n, err := s.pruneSome(ctx, address, keep[address])
			if err != nil {
				return removed, s.fail("remove articles", err)
			}
			removed += n
			if n < maxRemoved {
				break
			}
		}
	}
	return removed, nil
}

// pruneSome is one transaction of Prune.
func (s *Store) pruneSome(ctx context.Context, address string, keep feed.Keep) (n int, err error) {
	err = s.write.do(ctx, normal, func(t *tx) error {
		k := keeper{t: t, now: s.now().UTC().Truncate(time.Millisecond), keep: keep}
		ok, err := t.row(`SELECT id FROM sources WHERE url = ?`, []any{address}, &k.sourceID)
		if !ok || err != nil {
			return err
		}
		if n, err = k.prune(); err != nil {
			return err
		}
		return k.tidy()
	})
	return n, err
}

package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"math"
	"slices"
	"time"

	"reader/feed"
)

// maxRemoved is how many articles leave in one transaction, some 100 ms: others
// write between two of them.
const maxRemoved = 1000

// How many dropped articles of a source are remembered, and how long after their
// publisher last listed them. No document holds nearly as many; sources with new
// GUIDs at every check would leave ever more.
const (
	maxDropped  = 10_000
	dropAge     = 365 * 24 * time.Hour
	metInterval = 24 * time.Hour // so often it is written that one is still listed
)

// A keeper holds one source to how long its articles are kept.
type keeper struct {
	t        *tx
	now      time.Time
	sourceID int64
	keep     feed.Keep
	wrote    bool // something was remembered as dropped
}

// oldest is the least place that is not too old.
func (k *keeper) oldest() int64 {
	if k.keep.Age <= 0 {
		return math.MinInt64
	}
	return firstAt(k.now.Add(-k.keep.Age))
}

// needless returns what tells before a save whether an article that is not
// there will hardly be kept, so that its body need not be packed.
func (s *Store) needless(ctx context.Context, src feed.Source, guids []string) (func(*feed.Article) bool, error) {
	if src.Keep == (feed.Keep{}) {
		return func(*feed.Article) bool { return false }, nil
	}
	keys := make([]int64, len(guids))
	for i, g := range guids {
		keys[i] = dropKey(g)
	}
	dropped := make(map[int64]bool)
	err := s.view.rows(ctx, `SELECT d.key FROM json_each(?2) j
		CROSS JOIN dropped d ON d.source_id = (SELECT id FROM sources WHERE url = ?1) AND d.key = j.value`,
		[]any{src.URL, array(keys)}, func(r *sql.Rows) error {
			var key int64
			err := r.Scan(&key)
			dropped[key] = true
			return err
		})
	k := keeper{now: s.now(), keep: src.Keep}
	return func(a *feed.Article) bool {
		return placeOf(a.Published, k.now, idMask) < k.oldest() || dropped[dropKey(a.GUID)]
	}, err
}

// A newcomer is an article that the source does not have, perhaps because it was
// dropped.
type newcomer struct {
	draft *draft
	key   int64
	seen  time.Time
	known bool      // it was dropped before
	met   time.Time // when it was last listed, if known
	place int64     // where it would stand among the others
}

// dropKey is what is remembered of a GUID.
func dropKey(guid string) int64 {
	sum := sha256.Sum256([]byte(guid))
	return int64(binary.BigEndian.Uint64(sum[:8]))
}

// admit returns those of fresh articles that may be kept, in the same order, and
// remembers the others.
func (k *keeper) admit(fresh []*draft, isNew bool) ([]newcomer, error) {
	all, err := k.newcomers(fresh, isNew)
	if err != nil || k.keep == (feed.Keep{}) {
		return all, err
	}
	oldest := k.oldest()
	young := make([]*newcomer, 0, len(all))
	for i := range all {
		if all[i].place >= oldest {
			young = append(young, &all[i])
		}
	}
	slices.SortStableFunc(young, func(a, b *newcomer) int {
		switch {
		case a.place > b.place:
			return -1
		case a.place < b.place:
			return 1
		}
		return 0
	})
	within, err := k.rank(young)
	if err != nil {
		return nil, err
	}
	in := make(map[int64]bool, within)
	for _, n := range young[:within] {
		in[n.key] = true
	}
	for _, n := range young[within:] {
		if err := k.remember(n.key, n.seen.UnixMilli(), n.met); err != nil {
			return nil, err
		}
	}
	admitted := all[:0]
	for _, n := range all {
		switch {
		case in[n.key]:
			admitted = append(admitted, n)
		case n.known && n.place < oldest:
			if err := k.remember(n.key, n.seen.UnixMilli(), n.met); err != nil {
				return nil, err
			}
		}
	}
	return admitted, nil
}

// newcomers looks up what was dropped before: those count from when they were
// seen first. Of the same second they are older than all that is kept, others
// are newer, and the first of the document is the newest.
func (k *keeper) newcomers(fresh []*draft, isNew bool) ([]newcomer, error) {
	all := make([]newcomer, len(fresh))
	at := make(map[int64]int, len(fresh))
	keys := make([]int64, len(fresh))
	for i, d := range fresh {
		keys[i] = dropKey(d.GUID)
		at[keys[i]] = i
		all[i] = newcomer{draft: d, key: keys[i], seen: k.now, place: placeOf(d.Published, k.now, idMask-int64(i))}
	}
	if isNew || len(fresh) == 0 {
		return all, nil
	}
	err := k.t.rows(`SELECT d.key, d.seen, d.met FROM json_each(?2) j CROSS JOIN dropped d
		ON d.source_id = ?1 AND d.key = j.value`, []any{k.sourceID, array(keys)}, func(r *sql.Rows) error {
		var key, seen, met int64
		err := r.Scan(&key, &seen, &met)
		n := &all[at[key]]
		n.known, n.seen, n.met = true, time.UnixMilli(seen).UTC(), time.UnixMilli(met)
		n.place = placeOf(n.draft.Published, n.seen, 0)
		return err
	})
	return all, err
}

// rank returns how many of the newest articles, which come in order, are within
// the count that is kept.
func (k *keeper) rank(young []*newcomer) (within int, err error) {
	if k.keep.Count <= 0 || len(young) == 0 {
		return len(young), nil
	}
	var newer []int64
	err = k.t.rows(`SELECT place FROM articles WHERE source_id = ? AND place > ? ORDER BY place DESC LIMIT ?`,
		[]any{k.sourceID, young[len(young)-1].place, k.keep.Count}, func(r *sql.Rows) error {
			var place int64
			err := r.Scan(&place)
			newer = append(newer, place)
			return err
		})
	above := 0
	for i, n := range young {
		for above < len(newer) && newer[above] > n.place {
			above++
		}
		if above+i >= k.keep.Count {
			return i, err
		}
	}
	return len(young), err
}

// remember keeps that an article is not kept.
func (k *keeper) remember(key, seen int64, met time.Time) error {
	if k.now.Sub(met) < metInterval {
		return nil
	}
	k.wrote = true
	return k.t.exec(`INSERT INTO dropped (source_id, key, seen, met) VALUES (?1, ?2, ?3, ?4)
		ON CONFLICT (source_id, key) DO UPDATE SET met = ?4`, k.sourceID, key, seen, k.now.UnixMilli())
}

// prune lets articles go that are not kept any more, the oldest first, and
// returns how many.
func (k *keeper) prune() (removed int, err error) {
	oldest := k.oldest()
	bound, err := k.bound(oldest)
	if err != nil || bound == math.MinInt64 {
		return 0, err
	}
	type leaving struct{ key, seen int64 }
	var ids []int64
	var known []leaving
	err = k.t.rows(`SELECT a.id, a.place, a.guid, a.seen, a.published IS NULL OR a.published > a.seen
		FROM articles a WHERE a.source_id = ?1 AND a.place < ?2
			AND NOT EXISTS (SELECT 1 FROM users u CROSS JOIN marks m ON m.user_id = u.id AND m.article_id = a.id WHERE m.starred = 1)
			AND NOT EXISTS (SELECT 1 FROM notes n WHERE n.article_id = a.id)
		ORDER BY a.place LIMIT ?3`,
		[]any{k.sourceID, bound, maxRemoved}, func(r *sql.Rows) error {
			var id, place, seen int64
			var guid string
			var bySeen bool
			err := r.Scan(&id, &place, &guid, &seen, &bySeen)
			ids = append(ids, id)
			// What was published too long ago stays so whenever it comes again.
			if bySeen || place >= oldest {
				known = append(known, leaving{dropKey(guid), seen})
			}
			return err
		})
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	for _, l := range known {
		if err := k.remember(l.key, l.seen, time.Time{}); err != nil {
			return 0, err
		}
	}
	return len(ids), deleteArticles(k.t, `SELECT value FROM json_each(?1)`, array(ids))
}

// bound is the least place that is kept.
func (k *keeper) bound(oldest int64) (int64, error) {
	if k.keep.Count <= 0 {
		return oldest, nil
	}
	last := int64(math.MinInt64)
	_, err := k.t.row(`SELECT place FROM articles WHERE source_id = ?1
		AND (SELECT articles FROM source_totals WHERE source_id = ?1) > ?2
		ORDER BY place DESC LIMIT 1 OFFSET ?2 - 1`, []any{k.sourceID, k.keep.Count}, &last)
	return max(oldest, last), err
}

// tidy forgets what was dropped and is listed no more.
func (k *keeper) tidy() error {
	if !k.wrote {
		return nil
	}
	err := k.t.exec(`DELETE FROM dropped WHERE source_id = ? AND met < ?`, k.sourceID, k.now.Add(-dropAge).UnixMilli())
	if err != nil {
		return err
	}
	return k.t.exec(`DELETE FROM dropped WHERE source_id = ?1 AND key IN (
		SELECT key FROM dropped WHERE source_id = ?1 AND (SELECT count(*) FROM dropped WHERE source_id = ?1) > ?2
		ORDER BY met DESC LIMIT -1 OFFSET ?2)`, k.sourceID, maxDropped)
}

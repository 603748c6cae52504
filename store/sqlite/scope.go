package sqlite

import (
	"context"
	"database/sql"
	"sync"

	"reader/store"
)

// fewSources is up to how many sources a window is merged from the windows of
// each; above, the list of all articles is filtered.
const fewSources = 64

// A scope is a query as the database sees it.
type scope struct {
	store.Query
	userID    int64
	sources   []int64
	narrowed  bool  // to sources, rather than the subscribed ones
	low, high int64 // places, both excluded
	backwards bool

	met  []node // what else all must be met
	few  few
	plan plan
}

// A few tells of which articles there are so few that they are listed at once,
// rather than asked for one by one.
type few struct{ unread, read, starred, newer bool }

// manyTimes is how many times as many others there are of what there are few of.
const manyTimes = 32

// A plan is how a window is found: what an index lists, and what is asked of
// each article of that.
type plan struct {
	match string // what the full-text index lists, "" for nothing
	arms  []node // what indexes list together, or one that lists all but what is found; none for nothing
	rest  []node // what is left to be asked
	texts bool   // the full-text index is asked about each of them

	asked  []node // what more is told of each article
	packed bool   // its text too
}

// scope resolves names; ok is false when nothing can be found.
func (s *Store) scope(ctx context.Context, q store.Query) (sc scope, ok bool, err error) {
	sc = scope{Query: q, narrowed: q.Sources != nil, backwards: !q.Until.IsZero() && q.After.IsZero()}
	if sc.userID, err = s.userID(ctx, q.User); err != nil {
		return sc, false, err
	}
	sc.low, sc.high = bounds(q)
	c := compiler{load: sync.OnceValues(func() (catalogue, error) { return s.catalogue(ctx, q) })}
	root := c.compile(q.Where, 0)
	if c.err != nil {
		return sc, false, c.err
	}
	if root.isNever() {
		return sc, false, nil
	}
	named := sc.absorb(root)
	if sc.narrowed || named != nil {
		err = s.resolve(ctx, &sc, named)
	}
	if err == nil {
		err = s.count(ctx, &sc)
	}
	sc.plan = sc.planned(sc.met)
	return sc, (len(sc.sources) > 0 || !sc.narrowed) && sc.low < sc.high, err
}

// absorb takes what all must be met apart: what the scope has a field for, the
// sources that are named, and the rest.
func (sc *scope) absorb(root node) (named []int64) {
	kids := []node{root}
	if root.kind == all {
		kids = root.kids
	}
	for _, n := range kids {
		switch {
		case n.kind == timed && !n.not:
			sc.low, sc.high = max(sc.low, n.low), min(sc.high, n.high)
		case n.kind == located && !n.not:
			named = n.ids
		case n.kind == flagged && n.flag == store.IsRead && n.not:
			sc.Unread = true
		case n.kind == flagged && n.flag == store.IsStarred && !n.not:
			sc.Starred = true
		default:
			sc.met = append(sc.met, n)
		}
	}
	return named
}

// resolve finds the sources of a scope: those of its query, or those named, which
// are among them. One that has nothing unread needs no search for it.
func (s *Store) resolve(ctx context.Context, sc *scope, named []int64) error {
	sc.narrowed = true
	among, args := `s.url IN (SELECT value FROM json_each(?1))`, []any{array(sc.Sources), sc.userID, sc.Unread}
	if named != nil {
		among, args[0] = `s.id IN (SELECT value FROM json_each(?1))`, array(named)
	}
	return s.view.rows(ctx, `SELECT s.id FROM sources s
		LEFT JOIN source_totals t ON t.source_id = s.id
		LEFT JOIN source_marks m ON m.user_id = ?2 AND m.source_id = s.id
		WHERE `+among+` AND t.articles > iif(?3, coalesce(m.read, 0), 0)`,
		args, func(r *sql.Rows) error {
			var id int64
			err := r.Scan(&id)
			sc.sources = append(sc.sources, id)
			return err
		})
}

// count finds out what there are few of.
func (s *Store) count(ctx context.Context, sc *scope) error {
	if !sc.Unread && !sc.Starred && sc.NewerThan == 0 && len(sc.met) == 0 {
		return nil
	}
	var all, read, starred, newest int64
	_, err := one(ctx, s.view, `SELECT (SELECT coalesce(sum(articles), 0) FROM source_totals),
		coalesce(sum(read), 0), coalesce(sum(starred), 0), (SELECT coalesce(max(id), 0) FROM articles)
		FROM source_marks WHERE user_id = ?`, []any{sc.userID}, &all, &read, &starred, &newest)
	sc.few = few{
		unread: (all-read)*manyTimes <= all, read: read*manyTimes <= all, starred: starred*manyTimes <= all,
		newer: sc.NewerThan > 0 && (newest-sc.NewerThan)*manyTimes <= all,
	}
	return err
}

// planned decides how articles are found that meet all of some conditions.
func (sc *scope) planned(met []node) plan {
	found, not, rest := sortTextual(met, 0)
	if len(found) > 0 {
		if sc.narrowed && len(sc.sources) <= fewSources {
			found = append(found, sourcesMatch(sc.sources))
		}
		return plan{match: both(found, not), rest: rest, texts: askTexts(rest)}
	}
	p := plan{rest: met}
	if !sc.Starred && (!sc.narrowed || len(sc.sources) > fewSources) && (!sc.Unread || !sc.few.unread) && !sc.few.newer {
		for i, n := range met {
			if arms, exact := n.arms(); arms != nil {
				p.arms = arms
				if exact {
					p.rest = without(met, i)
				}
				break
			}
		}
		// All but what is found is one list without what is in another, of the same
		// order. Spans in which all is read are passed over rather than that.
		if p.arms == nil && len(not) > 0 && !sc.Unread && !wantRead(rest) {
			without := matchNode(joined(not, " OR "))
			without.not = true
			p.arms, p.rest = []node{without}, rest
		}
	}
	p.texts = askTexts(p.rest)
	return p
}

func without(nodes []node, i int) []node {
	return append(append([]node(nil), nodes[:i]...), nodes[i+1:]...)
}

// maxArms bounds how many lists are merged.
const maxArms = 16

// arms returns leaves of which indexes list the places in order, so that each
// article that meets n meets one of them; exact says that no other article does.
// There are none when no few indexes do.
func (n node) arms() (arms []node, exact bool) {
	if s, ok := n.expression(0); ok {
		return []node{matchNode(s)}, true
	}
	switch {
	case n.not:
		return nil, false
	case n.kind == flagged && n.flag != store.IsRead:
		return []node{n}, true
	case n.kind == located && len(n.ids) <= maxArms:
		for _, id := range n.ids {
			arms = append(arms, sourcesNode([]int64{id}))
		}
		return arms, true
	case n.kind == all:
		for _, k := range n.kids {
			if arms, _ = k.arms(); arms != nil {
				return arms, false
			}
		}
	case n.kind == some:
		return n.armsOfSome()
	}
	return nil, false
}

func (n node) armsOfSome() (arms []node, exact bool) {
	exact = true
	var texts []string
	for _, k := range n.kids {
		own, same := k.arms()
		if own == nil {
			return nil, false
		}
		exact = exact && same
		for _, a := range own {
			if a.kind == textual {
				texts = append(texts, a.match)
			} else {
				arms = append(arms, a)
			}
		}
	}
	if len(texts) > 0 {
		arms = append(arms, matchNode(joined(texts, " OR ")))
	}
	if len(arms) > maxArms {
		return nil, false
	}
	return arms, exact
}

// inParts tells whether a window is looked for in a few articles first.
func (sc *scope) inParts() bool {
	return sc.plan.texts && sc.Limit > 0 && !sc.isSmall() && !sc.isListed()
}

// isSmall tells whether all articles in question are of a few sources.
func (sc *scope) isSmall() bool { return sc.narrowed && len(sc.sources) <= fewWords }

func askTexts(nodes []node) bool {
	for _, n := range nodes {
		if n.kind == textual || askTexts(n.kids) {
			return true
		}
	}
	return false
}

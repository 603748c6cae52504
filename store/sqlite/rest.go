package sqlite

import "reader/store"

// columns are what a condition looks at, as a window names them.
type columns struct{ place, source string }

// rest adds what the plan leaves to be asked of each article.
func (sc *scope) rest(w *window, at columns) {
	if sc.NewerThan > 0 {
		w.add(` AND `+at.place+` & 536870911 > ?`, sc.NewerThan)
	}
	if len(sc.plan.rest) > 0 {
		w.add(` AND `)
		sc.condition(w, at, join(all, sc.plan.rest...))
	}
}

// condition writes n for an article.
func (sc *scope) condition(w *window, at columns, n node) {
	not := ""
	if n.not {
		not = "NOT "
	}
	switch n.kind {
	case all, some:
		sc.conditions(w, at, n)
	case textual:
		sc.listed(w, at, n.match, not)
	case located:
		w.add(at.source+` `+not+`IN (SELECT value FROM json_each(?))`, array(n.ids))
	case timed:
		w.add(not+`(`+at.place+` > ? AND `+at.place+` < ?)`, n.low, n.high)
	case flagged:
		sc.flagged(w, at, n.flag, n.not)
	case indexed:
		w.add(not + `EXISTS (SELECT 1 FROM search_docsize d WHERE d.id = ` + at.place + `)`)
	}
}

// listed asks whether the full-text index lists the article. It lists all those
// in question at once: asking it for each article takes far longer.
func (sc *scope) listed(w *window, at columns, match, not string) {
	if sc.isSmall() {
		match = both([]string{match, sourcesMatch(sc.sources)}, nil)
	}
	w.add(at.place+` `+not+`IN (SELECT rowid FROM search WHERE search MATCH ? AND `, match)
	sc.between(w, "rowid")
	if sc.isListed() {
		sc.list(w, "rowid")
	}
	w.add(`)`)
}

// isListed tells whether all articles in question, which the full-text index is
// asked about, are few.
func (sc *scope) isListed() bool {
	return sc.plan.match == "" && (sc.few.newer || sc.Starred && sc.few.starred || sc.Unread && sc.few.unread ||
		len(sc.plan.arms) == 1 && sc.plan.arms[0].kind == flagged)
}

// list adds that an article is one of those few. The + keeps SQLite from asking
// the full-text index for one after the other.
func (sc *scope) list(w *window, place string) {
	switch {
	case sc.few.newer:
		w.add(` AND +`+place+` & 536870911 > ?`, sc.NewerThan)
		return
	case sc.Starred && sc.few.starred:
		sc.set(w, place, store.IsStarred)
	case sc.Unread && sc.few.unread:
		sc.set(w, place, store.IsUnread)
	case sc.plan.arms != nil:
		w.add(` AND +` + place + ` IN (`)
		sc.arm(w, sc.plan.arms[0])
		w.add(`)`)
	}
}

// set adds that an article is one of those with a flag.
func (sc *scope) set(w *window, place string, flag store.Flag) {
	w.add(` AND +` + place + ` IN (`)
	switch flag {
	case store.IsStarred:
		w.add(`SELECT place FROM marks INDEXED BY marks_starred WHERE user_id = ? AND starred = 1`, sc.userID)
	case store.IsRead:
		w.add(`SELECT place FROM marks WHERE user_id = ? AND read = 1`, sc.userID)
	default:
		w.add(`SELECT c.place FROM span_totals y LEFT JOIN span_marks z ON z.user_id = ? AND z.span = y.span
			CROSS JOIN articles c INDEXED BY articles_place ON c.place > (y.span << 46) - 1 AND c.place < (y.span + 1) << 46
			WHERE y.span BETWEEN ? AND ? AND y.articles > coalesce(z.read, 0) AND `,
			sc.userID, sc.low>>spanBits, sc.high>>spanBits)
		sc.flagged(w, columns{place: "c.place"}, store.IsRead, true)
	}
	w.add(`)`)
}

func (sc *scope) flagged(w *window, at columns, flag store.Flag, not bool) {
	if not {
		w.add(`NOT `)
	}
	switch flag {
	case store.IsEdited:
		w.add(`EXISTS (SELECT 1 FROM edited e WHERE e.place = ` + at.place + `)`)
	case store.IsNoted:
		w.add(`EXISTS (SELECT 1 FROM notes k WHERE k.article_id = `+at.place+` & 536870911 AND k.user_id = ?)`, sc.userID)
	case store.IsRead:
		sc.marked(w, at, "read")
	default:
		sc.marked(w, at, "starred")
	}
}

func (sc *scope) marked(w *window, at columns, as string) {
	w.add(`EXISTS (SELECT 1 FROM marks x WHERE x.user_id = ? AND x.article_id = `+at.place+` & 536870911 AND x.`+as+` = 1)`,
		sc.userID)
}

// conditions writes the kids of n: what the index knows in one expression, or in
// one of what must not be.
func (sc *scope) conditions(w *window, at columns, n node) {
	if len(n.kids) == 0 {
		w.add(map[kind]string{all: `true`, some: `false`}[n.kind])
		return
	}
	found, not, rest := sortTextual(n.kids, 0)
	var parts []func()
	switch {
	case n.kind == all && len(found) > 0:
		parts = append(parts, func() { sc.listed(w, at, both(found, not), "") })
	case n.kind == all && len(not) > 0:
		parts = append(parts, func() { sc.listed(w, at, joined(not, " OR "), "NOT ") })
	case n.kind == some:
		if len(found) > 0 {
			parts = append(parts, func() { sc.listed(w, at, joined(found, " OR "), "") })
		}
		if len(not) > 0 {
			parts = append(parts, func() { sc.listed(w, at, joined(not, " AND "), "NOT ") })
		}
	}
	for _, k := range rest {
		parts = append(parts, func() { sc.condition(w, at, k) })
	}
	op := ` AND `
	if n.kind == some {
		op = ` OR `
	}
	balance(w, parts, op)
}

// balance writes parts as a tree: SQLite bounds how deep a condition is, and
// takes a long row of parts for a deep one.
func balance(w *window, parts []func(), op string) {
	if len(parts) == 1 {
		parts[0]()
		return
	}
	w.add(`(`)
	balance(w, parts[:len(parts)/2], op)
	w.add(op)
	balance(w, parts[len(parts)/2:], op)
	w.add(`)`)
}

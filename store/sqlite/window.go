package sqlite

import (
	"context"
	"database/sql"
	"strings"

	"reader/store"
)

// headlineColumns are what scanHeadline reads; the aliases are those of every
// window: a an article, s its source, m the user's mark.
const headlineColumns = `SELECT a.place, s.url, s.label, a.guid, a.title, a.url, a.via, a.authors, a.tags,
	a.published, a.updated, a.summary, coalesce(m.read, 0), coalesce(m.starred, 0)`

// fewSources is up to how many sources a window is merged from the windows of
// each; above, the list of all articles is filtered.
const fewSources = 64

// A window is the statement that lists the headlines of a query.
type window struct {
	text strings.Builder
	args []any
}

func (w *window) add(text string, args ...any) {
	w.text.WriteString(text)
	w.args = append(w.args, args...)
}

// roughTries is how many articles that a rough search finds are looked into for
// each headline that is wanted, before the exact search is asked.
const roughTries = 4

// A scope is a query as the database sees it.
type scope struct {
	store.Query
	userID    int64
	search    search
	sources   []int64
	low, high int64 // places, both excluded
	backwards bool
}

// scope resolves names; ok is false when nothing can be found.
func (s *Store) scope(ctx context.Context, q store.Query) (sc scope, ok bool, err error) {
	sc = scope{Query: q, backwards: !q.Until.IsZero() && q.After.IsZero()}
	if sc.userID, err = s.userID(ctx, q.User); err != nil {
		return sc, false, err
	}
	sc.low, sc.high = bounds(q)
	sc.search = newSearch(q.Text, q.Prefix)
	if q.Sources == nil {
		return sc, sc.low < sc.high, nil
	}
	// A source that has nothing unread needs no search for it.
	err = s.view.rows(ctx, `SELECT s.id FROM sources s
		LEFT JOIN source_totals t ON t.source_id = s.id
		LEFT JOIN source_marks m ON m.user_id = ?2 AND m.source_id = s.id
		WHERE s.url IN (SELECT value FROM json_each(?1)) AND t.articles > iif(?3, coalesce(m.read, 0), 0)`,
		[]any{array(q.Sources), sc.userID, q.Unread}, func(r *sql.Rows) error {
			var id int64
			err := r.Scan(&id)
			sc.sources = append(sc.sources, id)
			return err
		})
	if sc.search.match != "" && len(sc.sources) <= fewSources {
		sc.search = sc.search.within(sc.sources)
	}
	return sc, len(sc.sources) > 0 && sc.low < sc.high, err
}

// window writes the statement, with more columns after those of a headline.
// There is one form for each index that can give the rows in order, and none of
// them sorts more than it returns.
func (sc *scope) window(more string) *window {
	w := new(window)
	w.add(headlineColumns + more)
	switch {
	case sc.search.match != "":
		sc.bySearch(w)
	case sc.Starred:
		sc.byStar(w)
	case sc.Sources != nil && len(sc.sources) <= fewSources:
		sc.bySource(w)
	case sc.Unread:
		sc.bySpan(w)
	default:
		sc.byPlace(w)
	}
	return w
}

func (sc *scope) limit() int {
	if sc.Limit <= 0 {
		return -1
	}
	return sc.Limit
}

func (sc *scope) order() string {
	if sc.backwards {
		return "ASC"
	}
	return "DESC"
}

func (sc *scope) between(w *window, column string) {
	w.add(column+` > ? AND `+column+` < ?`, sc.low, sc.high)
}

// joins adds the source and the mark to the article of a window.
func (sc *scope) joins(w *window) {
	w.add(` CROSS JOIN sources s ON s.id = a.source_id
		LEFT JOIN marks m ON m.user_id = ? AND m.article_id = a.id WHERE `, sc.userID)
}

// filter adds the conditions that the index of a window does not answer.
func (sc *scope) filter(w *window) {
	if sc.Sources == nil {
		w.add(` AND s.subscribed = 1`)
	} else {
		w.add(` AND a.source_id IN (SELECT value FROM json_each(?))`, array(sc.sources))
	}
	if sc.Unread {
		w.add(` AND coalesce(m.read, 0) = 0`)
	}
	if sc.Starred {
		w.add(` AND m.starred = 1`)
	}
}

func (sc *scope) byPlace(w *window) {
	w.add(` FROM articles a INDEXED BY articles_place`)
	sc.joins(w)
	sc.between(w, "a.place")
	sc.filter(w)
	w.add(` ORDER BY a.place `+sc.order()+` LIMIT ?`, sc.limit())
}

func (sc *scope) byStar(w *window) {
	w.add(` FROM marks m INDEXED BY marks_starred
		CROSS JOIN articles a ON a.id = m.article_id CROSS JOIN sources s ON s.id = a.source_id
		WHERE m.user_id = ? AND m.starred = 1 AND `, sc.userID)
	sc.between(w, "m.place")
	sc.filter(w)
	w.add(` ORDER BY m.place `+sc.order()+` LIMIT ?`, sc.limit())
}

// bySpan passes over spans in which everything is read.
func (sc *scope) bySpan(w *window) {
	w.add(` FROM span_totals t LEFT JOIN span_marks r ON r.user_id = ? AND r.span = t.span
		CROSS JOIN articles a INDEXED BY articles_place
			ON a.place > max(?, (t.span << 46) - 1) AND a.place < min(?, (t.span + 1) << 46)`,
		sc.userID, sc.low, sc.high)
	sc.joins(w)
	w.add(`t.span BETWEEN ? AND ? AND t.articles > coalesce(r.read, 0)`, sc.low>>spanBits, sc.high>>spanBits)
	sc.filter(w)
	w.add(` ORDER BY t.span `+sc.order()+`, a.place `+sc.order()+` LIMIT ?`, sc.limit())
}

// bySource merges the windows of a few sources.
func (sc *scope) bySource(w *window) {
	w.add(` FROM json_each(?) j CROSS JOIN articles a ON a.id IN (
		SELECT c.place & 536870911 FROM articles c INDEXED BY articles_source WHERE c.source_id = j.value AND `,
		array(sc.sources))
	sc.between(w, "c.place")
	if sc.Unread {
		w.add(` AND NOT EXISTS (SELECT 1 FROM marks x
			WHERE x.user_id = ? AND x.article_id = c.place & 536870911 AND x.read = 1)`, sc.userID)
	}
	w.add(` ORDER BY c.place `+sc.order()+` LIMIT ?)`, sc.limit())
	sc.joins(w)
	w.add(`true ORDER BY a.place `+sc.order()+` LIMIT ?`, sc.limit())
}

// bySearch reads matches in the order of the index, which is that of the list.
func (sc *scope) bySearch(w *window) {
	w.add(` FROM search CROSS JOIN articles a ON a.id = search.rowid & 536870911`)
	sc.joins(w)
	w.add(`search MATCH ? AND `, sc.search.match)
	sc.between(w, "search.rowid")
	sc.filter(w)
	w.add(` ORDER BY search.rowid `+sc.order()+` LIMIT ?`, sc.limit())
}

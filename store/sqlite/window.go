package sqlite

import (
	"strings"

	"reader/store"
)

// headlineColumns are what scanHeadline reads; the aliases are those of every
// window: a an article, s its source, m the user's mark. They take the user.
const headlineColumns = `SELECT a.place, s.url, s.label, a.guid, a.title, a.url, a.via, a.authors, a.tags,
	a.published, a.updated, a.summary, coalesce(m.read, 0), coalesce(m.starred, 0),
	EXISTS (SELECT 1 FROM notes n WHERE n.article_id = a.id AND n.user_id = ?)`

// A window is the statement that lists the headlines of a query.
type window struct {
	text strings.Builder
	args []any
}

func (w *window) add(text string, args ...any) {
	w.text.WriteString(text)
	w.args = append(w.args, args...)
}

// packedColumn is the text of the article, as Index takes it.
const packedColumn = `, coalesce((SELECT packed FROM pages WHERE article_id = a.id),
	(SELECT packed FROM bodies WHERE article_id = a.id))`

// window writes the statement. There is one form for each index that can give the
// rows in order, and none of them sorts more than it returns.
func (sc *scope) window() *window {
	w := new(window)
	w.add(headlineColumns, sc.userID)
	for _, n := range sc.plan.asked {
		w.add(`, `)
		sc.condition(w, columns{place: "a.place", source: "a.source_id"}, n)
	}
	if sc.plan.packed {
		w.add(packedColumn)
	}
	switch {
	case sc.plan.match != "":
		sc.bySearch(w)
	case sc.Starred:
		sc.byStar(w)
	case sc.narrowed && len(sc.sources) <= fewSources:
		sc.bySource(w)
	case sc.plan.arms != nil:
		sc.byArms(w)
	case sc.few.newer:
		sc.byID(w)
	case sc.Unread || wantRead(sc.plan.rest):
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

func (sc *scope) ascending() bool { return sc.backwards != sc.Oldest }

func (sc *scope) order() string {
	if sc.ascending() {
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
func (sc *scope) filter(w *window, place string) {
	sc.rest(w, columns{place: place, source: "a.source_id"})
	if !sc.narrowed {
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
	sc.filter(w, "a.place")
	w.add(` ORDER BY a.place `+sc.order()+` LIMIT ?`, sc.limit())
}

// byID sorts the few articles that were saved last.
func (sc *scope) byID(w *window) {
	w.add(` FROM articles a NOT INDEXED`)
	sc.joins(w)
	w.add(`a.id > ? AND `, sc.NewerThan)
	sc.between(w, "a.place")
	sc.filter(w, "a.place")
	w.add(` ORDER BY a.place `+sc.order()+` LIMIT ?`, sc.limit())
}

func (sc *scope) byStar(w *window) {
	w.add(` FROM marks m INDEXED BY marks_starred
		CROSS JOIN articles a ON a.id = m.article_id CROSS JOIN sources s ON s.id = a.source_id
		WHERE m.user_id = ? AND m.starred = 1 AND `, sc.userID)
	sc.between(w, "m.place")
	sc.filter(w, "m.place")
	w.add(` ORDER BY m.place `+sc.order()+` LIMIT ?`, sc.limit())
}

// wantRead tells whether only articles that are read are wanted.
func wantRead(rest []node) bool {
	for _, n := range rest {
		if n.kind == flagged && n.flag == store.IsRead && !n.not {
			return true
		}
	}
	return false
}

// bySpan passes over spans in which everything is read, or nothing.
func (sc *scope) bySpan(w *window) {
	w.add(` FROM span_totals t LEFT JOIN span_marks r ON r.user_id = ? AND r.span = t.span
		CROSS JOIN articles a INDEXED BY articles_place
			ON a.place > max(?, (t.span << 46) - 1) AND a.place < min(?, (t.span + 1) << 46)`,
		sc.userID, sc.low, sc.high)
	sc.joins(w)
	w.add(`t.span BETWEEN ? AND ?`, sc.low>>spanBits, sc.high>>spanBits)
	if sc.Unread {
		w.add(` AND t.articles > coalesce(r.read, 0)`)
	}
	if wantRead(sc.plan.rest) {
		w.add(` AND coalesce(r.read, 0) > 0`)
	}
	sc.filter(w, "a.place")
	w.add(` ORDER BY t.span `+sc.order()+`, a.place `+sc.order()+` LIMIT ?`, sc.limit())
}

// bySource merges the windows of a few sources.
func (sc *scope) bySource(w *window) {
	w.add(` FROM json_each(?) j CROSS JOIN articles a ON a.id IN (
		SELECT c.place & 536870911 FROM articles c INDEXED BY articles_source WHERE c.source_id = j.value AND `,
		array(sc.sources))
	sc.between(w, "c.place")
	at := columns{place: "c.place", source: "c.source_id"}
	if sc.Unread {
		w.add(` AND `)
		sc.flagged(w, at, store.IsRead, true)
	}
	sc.rest(w, at)
	w.add(` ORDER BY c.place `+sc.order()+` LIMIT ?)`, sc.limit())
	sc.joins(w)
	w.add(`true ORDER BY a.place `+sc.order()+` LIMIT ?`, sc.limit())
}

// bySearch reads matches in the order of the index, which is that of the list.
func (sc *scope) bySearch(w *window) {
	w.add(` FROM search CROSS JOIN articles a ON a.id = search.rowid & 536870911`)
	sc.joins(w)
	w.add(`search MATCH ? AND `, sc.plan.match)
	sc.between(w, "search.rowid")
	// What there are few of is looked for before the article is.
	if sc.Unread && sc.few.unread {
		sc.set(w, "search.rowid", store.IsUnread)
	}
	if sc.Starred && sc.few.starred {
		sc.set(w, "search.rowid", store.IsStarred)
	}
	if wantRead(sc.plan.rest) && sc.few.read {
		sc.set(w, "search.rowid", store.IsRead)
	}
	sc.filter(w, "+search.rowid")
	w.add(` ORDER BY search.rowid `+sc.order()+` LIMIT ?`, sc.limit())
}

// byArms merges what a few indexes list. That they are merged as they are read,
// without a sort, is for SQLite: each gives its places in order.
func (sc *scope) byArms(w *window) {
	w.add(` FROM (`)
	for i, n := range sc.plan.arms {
		if i > 0 {
			w.add(` UNION `)
		}
		sc.arm(w, n)
	}
	w.add(` ORDER BY 1 ` + sc.order() + ` LIMIT -1) u CROSS JOIN articles a ON a.id = u.place & 536870911`)
	sc.joins(w)
	w.add(`true`)
	sc.filter(w, "u.place")
	w.add(` LIMIT ?`, sc.limit())
}

func (sc *scope) arm(w *window, n node) {
	column := "place"
	switch {
	case n.kind == textual && n.not:
		w.add(`SELECT place FROM articles INDEXED BY articles_place WHERE `)
		sc.between(w, column)
		column = "rowid"
		w.add(` EXCEPT SELECT rowid FROM search WHERE search MATCH ? AND `, n.match)
	case n.kind == textual:
		column = "rowid"
		w.add(`SELECT rowid AS place FROM search WHERE search MATCH ? AND `, n.match)
	case n.kind == located:
		w.add(`SELECT place FROM articles INDEXED BY articles_source WHERE source_id = ? AND `, n.ids[0])
	case n.flag == store.IsStarred:
		w.add(`SELECT place FROM marks INDEXED BY marks_starred WHERE user_id = ? AND starred = 1 AND `, sc.userID)
	case n.flag == store.IsNoted:
		w.add(`SELECT place FROM notes INDEXED BY notes_place WHERE user_id = ? AND `, sc.userID)
	default:
		w.add(`SELECT place FROM edited WHERE `)
	}
	sc.between(w, column)
}

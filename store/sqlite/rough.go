package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"reader/store"
	"reader/store/words"
)

// Words of which the last is hardly begun are slow to ask the full-text index
// for: it gathers all words that begin so. It is quicker to look into the newest
// articles that may be right. Where too few of them are, the index is asked.

// How many articles are looked into for each headline that is wanted.
const (
	roughTries = 4  // in their text
	titleTries = 40 // in their title alone
)

// A check tells of one article whether a condition is met.
type check struct {
	kind   kind
	kids   []check
	not    bool
	begun  *begun // of a leaf that is looked up in the article,
	column int    // or else that the database tells with each row
}

// A roughly is what may be met instead of a condition, and what is asked of the
// articles that meet it.
type roughly struct {
	met    []node
	checks []check
	asked  []node // the columns of the checks
	texts  bool   // a check looks into the text
}

// roughened takes out of a condition what is slow to ask the index for.
func roughened(met []node) (r roughly) {
	r.asked = []node{{kind: indexed}} // only then its words count
	for _, n := range met {
		if !n.isBegun() {
			r.met = append(r.met, n)
			continue
		}
		r.checks = append(r.checks, r.check(n))
		if rough := n.roughly(); rough.kind == all {
			r.met = append(r.met, rough.kids...)
		} else {
			r.met = append(r.met, rough)
		}
	}
	return r
}

// isBegun tells whether something in n is slow.
func (n node) isBegun() bool {
	return n.begun != nil || slices.ContainsFunc(n.kids, node.isBegun)
}

// roughly returns a condition that is not slow, and met wherever n is.
func (n node) roughly() node {
	switch {
	case n.begun != nil && n.not:
		return always
	case n.begun != nil:
		return n.begun.rough
	case len(n.kids) == 0:
		return n
	}
	kids := make([]node, len(n.kids))
	for i, k := range n.kids {
		kids[i] = k.roughly()
	}
	return join(n.kind, kids...)
}

// check returns how to check n. What is not slow in it the database tells.
func (r *roughly) check(n node) check {
	if n.begun != nil {
		r.texts = r.texts || n.begun.in != store.InTitle
		return check{begun: n.begun, not: n.not}
	}
	c := check{kind: n.kind}
	var quick []node
	for _, k := range n.kids {
		if k.isBegun() {
			c.kids = append(c.kids, r.check(k))
		} else {
			quick = append(quick, k)
		}
	}
	if len(quick) > 0 {
		c.kids = append(c.kids, check{column: len(r.asked)})
		r.asked = append(r.asked, join(n.kind, quick...))
	}
	return c
}

// isMet tells whether an article of that title and text meets the condition;
// columns is what the database told.
func (c check) isMet(title, text string, columns []bool) bool {
	isMet := func(k check) bool { return k.isMet(title, text, columns) }
	switch {
	case c.begun != nil:
		return (columns[0] && c.begun.isIn(title, text)) != c.not
	case c.kids == nil:
		return columns[c.column]
	case c.kind == some:
		return slices.ContainsFunc(c.kids, isMet)
	}
	return !slices.ContainsFunc(c.kids, func(k check) bool { return !isMet(k) })
}

// scope returns the scope that lists the articles to look into.
func (r *roughly) scope(sc *scope) scope {
	rough := *sc
	rough.plan = sc.planned(r.met)
	rough.plan.asked, rough.plan.packed = r.asked, r.texts
	rough.plan.texts = rough.plan.texts || askTexts(r.asked)
	rough.Limit *= titleTries
	if r.texts {
		rough.Limit = roughTries * sc.Limit
	}
	return rough
}

var errEnough = errors.New("enough")

// roughly answers what is typed from a rough search; ok is false when that did not
// give enough headlines to be sure that they are the window.
func (s *Store) roughly(ctx context.Context, sc *scope) (heads []store.Headline, ok bool, err error) {
	r := roughened(sc.met)
	if r.checks == nil || sc.Limit <= 0 || sc.Limit > 200 {
		return nil, false, nil
	}
	rough, tried := r.scope(sc), 0
	columns := make([]bool, len(r.asked))
	var packed []byte
	more := make([]any, 0, len(columns)+1)
	for i := range columns {
		more = append(more, &columns[i])
	}
	if r.texts {
		more = append(more, &packed)
	}
	var buf []byte
	err = s.walk(ctx, &rough, func(row *sql.Rows) error {
		tried++
		h, err := scanHeadline(row, more...)
		if err != nil {
			return err
		}
		text := ""
		if packed != nil {
			text, _ = s.packer.unpackText(&buf, packed) // as Index does
		}
		if text == "" {
			text = h.Summary
		}
		title, text := words.Space(h.Title), words.Space(text)
		if slices.ContainsFunc(r.checks, func(c check) bool { return !c.isMet(title, text, columns) }) {
			return nil
		}
		heads = append(heads, h)
		if len(heads) == sc.Limit {
			return errEnough
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		return heads, true, nil
	}
	return heads, err == nil && tried < rough.Limit, err
}

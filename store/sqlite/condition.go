package sqlite

import (
	"errors"
	"slices"

	"reader/store"
)

// A kind says what a node is.
type kind int

const (
	all     kind = iota // all of kids; none is met always
	some                // any of kids; none is never met
	textual             // found by the full-text index: match
	located             // of one of ids, which are of sources
	timed               // its place is above low and below high
	flagged             // flag, which is never store.IsUnread
	indexed             // in the full-text index
)

// A node is a condition as the database is asked for it: names are resolved,
// and only leaves are negated. Leaves with the same meaning may be written in
// more than one way; all and some have no kids of their own kind.
type node struct {
	kind kind
	kids []node

	not       bool // of a leaf
	match     string
	begun     *begun // of a textual one that is slow to ask the index for
	ids       []int64
	low, high int64
	flag      store.Flag
}

var (
	always = node{kind: all}
	never  = node{kind: some}
)

func (n node) isNever() bool { return n.kind == some && len(n.kids) == 0 }

// negated returns what is met when n is not.
func (n node) negated() node {
	switch n.kind {
	case all, some:
		kids := make([]node, len(n.kids))
		for i, k := range n.kids {
			kids[i] = k.negated()
		}
		return node{kind: all + some - n.kind, kids: kids}
	}
	n.not = !n.not
	return n
}

// join returns all, or some, of nodes.
func join(k kind, nodes ...node) node {
	var kids []node
	for _, n := range nodes {
		switch {
		case n.kind == k:
			kids = append(kids, n.kids...)
		case (n.kind == all || n.kind == some) && len(n.kids) == 0:
			return n // it decides
		default:
			kids = append(kids, n)
		}
	}
	kids = mergeSources(k, kids)
	if slices.ContainsFunc(kids, func(n node) bool { return n.kind == located && len(n.ids) == 0 }) {
		return never // of sources that no article can be from at once
	}
	if len(kids) == 1 {
		return kids[0]
	}
	return node{kind: k, kids: kids}
}

// mergeSources makes one leaf of those about sources, so that "a or b" is one
// list of them.
func mergeSources(k kind, kids []node) []node {
	first := -1
	out := kids[:0]
	for _, n := range kids {
		switch {
		case n.kind != located || n.not:
			out = append(out, n)
		case first < 0:
			first = len(out)
			out = append(out, n)
		case k == some:
			out[first].ids = unite(out[first].ids, n.ids)
		default:
			out[first].ids = intersect(out[first].ids, n.ids)
		}
	}
	return out
}

func unite(a, b []int64) []int64 {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}

func intersect(a, b []int64) []int64 {
	var both []int64
	for _, id := range a {
		if slices.Contains(b, id) {
			both = append(both, id)
		}
	}
	return both
}

// What a condition may hold. It keeps SQLite's own limits far away, and no
// person writes as much.
const (
	maxConditions = 1000
	maxDepth      = 200
)

// A tooLarge condition is refused.
type tooLarge struct{}

func (tooLarge) Error() string { return "the condition is too large" }
func (tooLarge) Hint() string  { return "ask for less at once" }

// A compiler makes a node of an expression.
type compiler struct {
	load   func() (catalogue, error) // asked once
	leaves int
	err    error
}

func (c *compiler) compile(e store.Expr, depth int) node {
	if depth > maxDepth {
		c.err = tooLarge{}
	}
	if c.err != nil {
		return never
	}
	switch e := e.(type) {
	case nil:
		return always
	case store.And:
		return c.join(all, e, depth)
	case store.Or:
		return c.join(some, e, depth)
	case store.Not:
		return c.compile(e.Expr, depth+1).negated()
	}
	if c.leaves++; c.leaves > maxConditions {
		c.err = tooLarge{}
		return never
	}
	return c.leaf(e)
}

func (c *compiler) join(k kind, list []store.Expr, depth int) node {
	nodes := make([]node, len(list))
	for i, e := range list {
		nodes[i] = c.compile(e, depth+1)
	}
	return join(k, nodes...)
}

func (c *compiler) leaf(e store.Expr) node {
	switch e := e.(type) {
	case store.Words:
		return wordsNode(e)
	case store.Author:
		return phraseNode(authorWords(e.Name))
	case store.Host:
		return phraseNode(hostWord(e.Name))
	case store.CVE:
		return cveNode(e)
	case store.Tag:
		return taggedNode(e.Name, c.sources().tagged(e.Name))
	case store.FromSource:
		return sourcesNode(c.sources().named(e.Name))
	case store.Within:
		n := node{kind: timed}
		n.low, n.high = bounds(store.Query{Since: e.From, Before: e.To})
		return n
	case store.Flag:
		switch e {
		case store.IsUnread:
			return node{kind: flagged, flag: store.IsRead, not: true}
		case store.IsRead, store.IsStarred, store.IsNoted, store.IsEdited:
			return node{kind: flagged, flag: e}
		}
	}
	return never
}

func (c *compiler) sources() catalogue {
	list, err := c.load()
	c.err = errors.Join(c.err, err)
	return list
}

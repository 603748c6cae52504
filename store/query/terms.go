package query

import (
	"strings"
	"unicode"

	"reader/store"
)

// term makes a condition of a value.
func (p *parser) term(f *Field, t token) store.Expr {
	if p.err != nil {
		return nil
	}
	if p.terms++; p.terms > maxTerms {
		p.fail(t.start, t.end, "query has more than 200 terms", "leave out what matters least")
		return nil
	}
	typed := p.options.Typing && t.end == len(p.text) && !t.star && !t.closed
	if t.kind == phrase && !t.closed && !typed {
		p.fail(t.start, t.start+quoteSize(p.text[t.start:]), "the quote is not closed", "close it, or leave it out")
		return nil
	}
	v := value{text: plain(t.text), star: t.star, typed: typed && !p.negated}
	e, problem := f.read(v, p.options)
	if problem != nil {
		if typed {
			return nil // it may become right
		}
		p.fail(t.start, t.end, problem.what, problem.advice)
		return nil
	}
	return e
}

// plain makes a value of what stands in the text: one line without what no text
// of an article holds, and without quotes.
func plain(s string) string {
	clean := true
	for i := 0; i < len(s) && clean; i++ {
		clean = s[i] > ' ' && s[i] < 0x7f && s[i] != '"'
	}
	if clean {
		return s
	}
	s = strings.Map(func(r rune) rune {
		if r == '"' || unicode.IsControl(r) || unicode.Is(unicode.Co, r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, " "))
	return strings.Join(strings.Fields(s), " ")
}

// join makes one condition of those in list that are not nil, as Parse promises
// it: nil for none.
func join(list []store.Expr, all bool) store.Expr {
	flat := make([]store.Expr, 0, len(list))
	within := -1
	add := func(e store.Expr) {
		if w, ok := e.(store.Within); ok && all {
			if within >= 0 {
				flat[within] = both(flat[within].(store.Within), w)
				return
			}
			within = len(flat)
		}
		flat = append(flat, e)
	}
	for _, e := range list {
		and, isAnd := e.(store.And)
		or, isOr := e.(store.Or)
		switch {
		case isAnd && all:
			for _, e := range and {
				add(e)
			}
		case isOr && !all:
			for _, e := range or {
				add(e)
			}
		case e != nil:
			add(e)
		}
	}
	switch {
	case len(flat) == 0:
		return nil
	case len(flat) == 1:
		return flat[0]
	case all:
		return store.And(flat)
	}
	return store.Or(flat)
}

// both is the time that is within a and within b.
func both(a, b store.Within) store.Within {
	if b.From.After(a.From) {
		a.From = b.From
	}
	if a.To.IsZero() || !b.To.IsZero() && b.To.Before(a.To) {
		a.To = b.To
	}
	return a
}

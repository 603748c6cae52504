package query

import "reader/store"

// A parser reads one text by recursive descent, one token ahead. After its first
// error it sees the end of the text.
type parser struct {
	lexer
	options Options
	free    Field // of what is written without one
	token   token
	err     error
	terms   int
	depth   int
	negated bool // an odd number of negations stands before what is read
}

func (p *parser) next() {
	if p.err != nil {
		return
	}
	t, err := p.lex()
	if err != nil {
		p.stop(err)
		return
	}
	p.token = t
}

func (p *parser) fail(start, end int, what, advice string) {
	p.stop(&Error{Text: p.text, Start: start, End: end, What: what, Advice: advice})
}

func (p *parser) stop(err *Error) {
	if p.err == nil {
		p.err = err
	}
	p.at = len(p.text)
	p.token = token{start: p.at, end: p.at}
}

// unfinished tells whether the text ends here because it is still being typed.
func (p *parser) unfinished() bool { return p.options.Typing && p.token.kind == end }

// either reads terms with OR between them; f is the field whose values they are,
// or nil. some tells whether there was any, even one that means nothing.
func (p *parser) either(f *Field) (e store.Expr, some bool) {
	var list []store.Expr
	for {
		e, found := p.all(f)
		list = append(list, e)
		if p.token.kind != or {
			return join(list, false), some || found
		}
		if !found {
			p.lone("before")
			return nil, false
		}
		some = true
		operator := p.token
		if p.next(); !p.starts() && !p.unfinished() {
			p.token = operator
			p.lone("after")
			return nil, false
		}
	}
}

// all reads terms of which all must hold.
func (p *parser) all(f *Field) (e store.Expr, some bool) {
	var list []store.Expr
	for {
		switch {
		case p.starts():
			list = append(list, p.unary(f))
			some = true
		case p.token.kind == and:
			if !some {
				p.lone("before")
				return nil, false
			}
			operator := p.token
			if p.next(); !p.starts() && !p.unfinished() {
				p.token = operator
				p.lone("after")
				return nil, false
			}
		default:
			return join(list, true), some
		}
	}
}

// starts tells whether the token begins a term.
func (p *parser) starts() bool {
	switch p.token.kind {
	case word, phrase, field, opening, not:
		return true
	}
	return false
}

// lone is the error of an operator without a term on one side.
func (p *parser) lone(side string) {
	name := p.text[p.token.start:p.token.end]
	advice := "leave it out"
	if hasWord(name) {
		advice = `to search for the word, quote it: "` + name + `"`
	}
	p.fail(p.token.start, p.token.end, "nothing stands "+side+" "+name, advice)
}

// deeper counts a level of parentheses or negations that begins at the token.
func (p *parser) deeper() bool {
	if p.depth++; p.depth > maxDepth {
		p.fail(p.token.start, p.token.end, "query is nested more than 50 deep", "leave out parentheses")
		return false
	}
	return true
}

func (p *parser) unary(f *Field) store.Expr {
	if p.token.kind != not {
		return p.primary(f)
	}
	if !p.deeper() {
		return nil
	}
	operator := p.token
	if p.next(); !p.starts() {
		if !p.unfinished() {
			p.token = operator
			p.lone("after")
		}
		return nil
	}
	p.negated = !p.negated
	e := p.unary(f)
	p.negated = !p.negated
	p.depth--
	if e == nil {
		return nil
	}
	return store.Not{Expr: e}
}

func (p *parser) primary(f *Field) store.Expr {
	t := p.token
	switch t.kind {
	case opening:
		return p.group(f, t, false)
	case field:
		if f != nil {
			p.fail(t.start, t.end, "a field stands within "+f.Name+":(…)", "close the parenthesis before it")
			return nil
		}
		return p.field(t)
	}
	if f == nil {
		f = &p.free
	}
	e := p.term(f, t)
	p.next()
	return e
}

// group reads what is between parentheses, of which the opening one is t; values
// tells that it stands right behind the colon of f.
func (p *parser) group(f *Field, t token, values bool) store.Expr {
	if !p.deeper() {
		return nil
	}
	if values {
		p.inGroup = true
	}
	p.next()
	e, _ := p.either(f)
	switch {
	case p.token.kind == closing:
	case p.unfinished():
		return e
	default:
		p.fail(t.start, t.end, "the parenthesis is not closed", "close it, or quote what it says")
		return nil
	}
	if values {
		p.inGroup = false
	}
	p.depth--
	p.next()
	return e
}

// field reads the value of a field, or a group of values.
func (p *parser) field(t token) store.Expr {
	f := fieldNamed(p.fields, t.text)
	v := p.value()
	switch v.kind {
	case end:
		if p.options.Typing && v.end == len(p.text) {
			p.next()
			return nil
		}
		p.fail(t.start, t.end, f.Name+": has no value", "write it right behind the colon, as in "+f.Example)
		return nil
	case opening:
		p.token = v
		return p.group(f, v, true)
	}
	e := p.term(f, v)
	p.next()
	return e
}

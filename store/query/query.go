// Package query is the query language that every face of reader speaks: --query,
// the search of the screen, saved views. It reads a text into the conditions of
// package store, writes them as text again, and answers them in memory.
//
// It does not know how a store looks conditions up, nor where a text came from.
package query

import (
	"time"

	"reader/store"
)

// What a query may hold; what goes beyond is an error.
const (
	maxText  = 8 << 10 // bytes
	maxTerms = 200
	maxDepth = 50 // of parentheses and negations
)

// Options say how a text is to be read.
type Options struct {
	Now      time.Time      // what relative dates count from
	Location *time.Location // of dates without a zone; nil is UTC

	// Typing says that the text is still being typed: its last word may go on,
	// and what is not complete yet is no error (an open quote or parenthesis,
	// "title:", a value that is none yet).
	Typing bool
}

// Parse reads a query; nil for one that asks for nothing. Its errors are *Error.
//
// Of what it returns, no And or Or has less than two elements or an element of
// its own kind, and no And more than one Within.
func Parse(text string, o Options) (store.Expr, error) {
	if len(text) > maxText {
		at := runeStart(text, maxText)
		return nil, &Error{
			Text: text, Start: at, End: len(text),
			What: "query is longer than 8 KiB", Advice: "leave out what matters least",
		}
	}
	if o.Location == nil {
		o.Location = time.UTC
	}
	p := parser{lexer: lexer{text: text, fields: Fields()}, options: o, free: Field{read: readFree}}
	p.next()
	e, _ := p.either(nil)
	if p.err == nil && p.token.kind == closing {
		p.fail(p.token.start, p.token.end, "no parenthesis is open here", `quote it to search for the words: ")"`)
	}
	if p.err != nil {
		return nil, p.err
	}
	return e, nil
}

// NeedsIndex tells whether a condition in e sees an article only once it is
// searchable.
func NeedsIndex(e store.Expr) bool {
	switch e := e.(type) {
	case store.And:
		return anyOf(e, NeedsIndex)
	case store.Or:
		return anyOf(e, NeedsIndex)
	case store.Not:
		return NeedsIndex(e.Expr)
	case store.Words, store.Tag, store.Author, store.Host, store.CVE:
		return true
	}
	return false
}

func anyOf(list []store.Expr, f func(store.Expr) bool) bool {
	for _, e := range list {
		if f(e) {
			return true
		}
	}
	return false
}

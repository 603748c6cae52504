package search

import (
	"slices"
	"strings"
	"unicode"

	"reader/ui/cells"
)

// A Field is a word that stands before a colon, with the values that are known
// for it.
type Field struct {
	Name   string
	Values []string
}

// The most runes of a value that is offered, and how many are.
const (
	maxValue  = 60
	maxOffers = 40
)

// offers are what the word at the cursor can become.
type offers struct {
	start int      // the rune at which it begins
	typed bool     // it has begun: else everything fits, and is offered only when asked for
	words []string // what is offered, as it would stand in the text
}

// SetFields sets what is offered.
func (p *Pane) SetFields(fields []Field) {
	p.fields = fields
	p.look()
}

// look finds out what completes the word at the cursor.
func (p *Pane) look() {
	p.offers, p.taken = p.offered(), -1
}

// complete puts the next offer (n > 0) or the one before into the text. When
// there is only one, what follows it is offered next.
func (p *Pane) complete(n int) {
	words := p.offers.words
	if len(words) == 0 {
		return
	}
	at := p.taken + n
	if at < 0 {
		at = len(words) - 1
	}
	at %= len(words)
	word := words[at]
	if len(p.line.Text)-(p.line.Cursor-p.offers.start)+len([]rune(word)) > maxRunes {
		return // it would be cut off
	}
	p.taken = at
	p.line.Cut(p.offers.start, p.line.Cursor)
	p.line.Cursor = p.offers.start
	p.line.Insert(word)
	p.history.leave()
	if len(words) == 1 {
		p.look()
	}
}

// offered returns what the word before the cursor can become. Within a word, and
// within quotes that are no value, that is nothing.
func (p *Pane) offered() offers {
	if p.line.Cursor < len(p.line.Text) && p.line.Text[p.line.Cursor] != ' ' && p.line.Text[p.line.Cursor] != ')' {
		return offers{}
	}
	start, colon, quoted := 0, -1, false
	for i, r := range p.line.Text[:p.line.Cursor] {
		switch {
		case r == '"':
			quoted = !quoted
		case quoted:
		case r == ' ' || r == '(' || r == '-' && i == start:
			start, colon = i+1, -1
		case r == ':' && colon < 0:
			colon = i
		}
	}
	if colon < 0 {
		if quoted {
			return offers{}
		}
		return p.offeredFields(start)
	}
	name := string(p.line.Text[start:colon])
	i := slices.IndexFunc(p.fields, func(f Field) bool { return strings.EqualFold(f.Name, name) })
	if i < 0 {
		return offers{}
	}
	value := p.line.Text[colon+1 : p.line.Cursor]
	if len(value) > 0 && value[0] == '"' {
		value = value[1:]
		if !quoted { // its end is typed
			return offers{}
		}
	}
	return offers{colon + 1, true, values(p.fields[i].Values, string(value))}
}

func (p *Pane) offeredFields(start int) offers {
	word := strings.ToLower(string(p.line.Text[start:p.line.Cursor]))
	o := offers{start: start, typed: word != ""}
	for _, f := range p.fields {
		if strings.HasPrefix(f.Name, word) {
			o.words = append(o.words, f.Name+":")
		}
	}
	return o
}

// values returns those of all that begin with the text or, behind them, have a
// word that does.
func values(all []string, text string) []string {
	text = strings.ToLower(text)
	var begin, within []string
	for _, v := range all {
		v = strings.ReplaceAll(cells.GatePlain(v), `"`, " ")
		low := strings.ToLower(v)
		switch {
		case v == "" || len([]rune(v)) > maxValue || low == text:
		case strings.HasPrefix(low, text):
			begin = append(begin, quote(v))
		case strings.Contains(low, " "+text):
			within = append(within, quote(v))
		}
	}
	words := append(begin, within...)
	return words[:min(len(words), maxOffers)]
}

// quote writes a value as it stands in the text, with the blank that ends it.
func quote(v string) string {
	plain := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("-._", r) }
	if strings.ContainsFunc(v, func(r rune) bool { return !plain(r) }) {
		v = `"` + v + `"`
	}
	return v + " "
}

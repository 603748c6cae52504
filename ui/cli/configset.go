package cli

import (
	"bytes"
	"errors"
	"slices"

	"github.com/pelletier/go-toml/v2/unstable"
)

// withValue writes the value of a key, as TOML, into the n-th [[source]] of a file
// that parses. Where the key is not there it becomes the first of its table.
// Every other byte stays.
func withValue(data []byte, n int, key, value string) ([]byte, error) {
	var p unstable.Parser
	p.Reset(data)
	source, first := -1, -1
	inside := false
	for p.NextExpression() {
		e := p.Expression()
		switch e.Kind {
		case unstable.ArrayTable, unstable.Table:
			name, parts := keyOf(e)
			if inside = name == "source" && parts == 1 && e.Kind == unstable.ArrayTable; inside {
				source++
			}
			if inside && source == n {
				header := e.Key()
				header.Next()
				first = lineAfter(data, int(header.Node().Raw.Offset))
			}
		case unstable.KeyValue:
			name, parts := keyOf(e)
			if !inside || source != n || name != key || parts != 1 {
				continue
			}
			k := e.Key()
			k.Next()
			from, to := valueAt(data, int(k.Node().Raw.Offset+k.Node().Raw.Length))
			return slices.Concat(data[:from], []byte(value), data[to:]), nil
		}
	}
	if err := p.Error(); err != nil {
		return nil, err
	}
	if first < 0 {
		return nil, errors.New("this source is no [[source]] table")
	}
	return slices.Concat(data[:first], []byte(key+" = "+value+lineEnd(data)), data[first:]), nil
}

// lineAfter is where the line after the one with at begins.
func lineAfter(data []byte, at int) int {
	if i := bytes.IndexByte(data[at:], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(data)
}

// valueAt finds the value behind a key that ends at. The file parses.
func valueAt(data []byte, at int) (from, to int) {
	from = at + bytes.IndexByte(data[at:], '=') + 1
	for from < len(data) && (data[from] == ' ' || data[from] == '\t') {
		from++
	}
	to = from
	for depth := 0; to < len(data); {
		switch c := data[to]; c {
		case '"', '\'':
			to = stringEnd(data, to)
		case '[', '{':
			depth++
			to++
		case ']', '}':
			depth--
			to++
		case '#', '\n', '\r':
			if depth == 0 {
				return from, from + len(bytes.TrimRight(data[from:to], " \t"))
			}
			if c == '#' {
				to = lineAfter(data, to) - 1
			}
			to++
		default:
			to++
		}
	}
	return from, from + len(bytes.TrimRight(data[from:to], " \t"))
}

// stringEnd is the end of the string that begins at.
func stringEnd(data []byte, at int) int {
	quote := data[at : at+1]
	if long := bytes.Repeat(quote, 3); bytes.HasPrefix(data[at:], long) {
		quote = long
	}
	i := at + len(quote)
	for i < len(data) {
		switch {
		case data[i] == '\\' && quote[0] == '"':
			i += 2
		case bytes.HasPrefix(data[i:], quote):
			i += len(quote)
			for len(quote) == 3 && i < len(data) && data[i] == quote[0] { // quotes may stand right before the end
				i++
			}
			return i
		default:
			i++
		}
	}
	return len(data)
}

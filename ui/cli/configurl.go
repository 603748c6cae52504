package cli

import (
	"errors"
	"slices"

	"github.com/pelletier/go-toml/v2/unstable"
)

// withURL writes another URL into the n-th [[source]] of a file that parses.
// Every other byte stays.
func withURL(data []byte, n int, url string) ([]byte, error) {
	var p unstable.Parser
	p.Reset(data)
	source := -1
	inside := false
	for p.NextExpression() {
		e := p.Expression()
		switch e.Kind {
		case unstable.ArrayTable, unstable.Table:
			name, parts := keyOf(e)
			if inside = name == "source" && parts == 1 && e.Kind == unstable.ArrayTable; inside {
				source++
			}
		case unstable.KeyValue:
			if name, parts := keyOf(e); inside && source == n && name == "url" && parts == 1 {
				at := e.Value().Raw
				from, to := int(at.Offset), int(at.Offset+at.Length)
				return slices.Concat(data[:from], []byte(tomlString(url)), data[to:]), nil
			}
		}
	}
	if err := p.Error(); err != nil {
		return nil, err
	}
	return nil, errors.New("this source is no [[source]] table")
}

// keyOf is the first part of a key and how many there are.
func keyOf(e *unstable.Node) (first string, parts int) {
	for key := e.Key(); key.Next(); parts++ {
		if parts == 0 {
			first = string(key.Node().Data)
		}
	}
	return first, parts
}

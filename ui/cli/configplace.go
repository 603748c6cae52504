package cli

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// places are the lines of the keys of a configuration file. They are known by
// paths such as "theme", "source[2]" and "source[2].url".
type places map[string]int

// line is the line of a key of the n-th table of an array, or of the table itself
// where the key is not there: 1 if that is not either.
func (p places) line(table string, n int, key string) int {
	at := table + "[" + strconv.Itoa(n) + "]"
	if line := p[at+"."+key]; line > 0 {
		return line
	}
	return max(1, p[at])
}

// A capital is a name that is not in small letters. The decoder takes it, but
// where a file has both "source" and "Source" it drops what one of them says.
type capital struct {
	line int
	name string
}

func (e *capital) Error() string {
	return fmt.Sprintf("%d: unknown key %s", e.line, strconv.Quote(clip(e.name)))
}

func (e *capital) Hint() string {
	return "did you mean " + strconv.Quote(clip(strings.ToLower(e.name))) + "?"
}

// locate finds the keys of a file that the decoder took.
func locate(data []byte) (places, error) {
	found := places{}
	count := map[string]int{} // of the tables of each array
	lineOf := lineCounter(data)
	table, free := "", false // free: its keys are anybody's, as those of headers
	var p unstable.Parser
	p.Reset(data)
	for p.NextExpression() {
		e := p.Expression()
		if e.Kind != unstable.ArrayTable && e.Kind != unstable.Table && e.Kind != unstable.KeyValue {
			continue
		}
		var names []string
		line := 0
		for key := e.Key(); key.Next(); {
			if line == 0 {
				line = lineOf(int(key.Node().Raw.Offset))
			}
			names = append(names, string(key.Node().Data))
		}
		ours := names[:1]
		switch {
		case e.Kind != unstable.KeyValue:
			ours = names[:min(2, len(names))]
		case free:
			ours = nil
		}
		for _, name := range ours {
			if name != strings.ToLower(name) {
				return nil, &capital{line, name}
			}
		}
		if e.Kind == unstable.KeyValue {
			found.put(table+names[0], line)
			found.put(table+strings.Join(names, "."), line)
			continue
		}
		at := names[0]
		if e.Kind == unstable.ArrayTable && len(names) == 1 {
			count[at]++
		}
		if n := count[at]; n > 0 { // [source.headers] belongs to the last source
			at += "[" + strconv.Itoa(n-1) + "]"
		}
		for _, name := range names[1:] {
			at += "." + name
		}
		found.put(at, line)
		table, free = at+".", len(names) > 1
	}
	return found, p.Error()
}

// put keeps the first line of a path.
func (p places) put(path string, line int) {
	if p[path] == 0 {
		p[path] = line
	}
}

// lineCounter gives the lines of offsets that only grow.
func lineCounter(data []byte) func(offset int) int {
	line, at := 1, 0
	return func(offset int) int {
		if offset > at {
			line += bytes.Count(data[at:offset], []byte("\n"))
			at = offset
		}
		return line
	}
}

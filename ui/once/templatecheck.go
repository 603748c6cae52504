package once

import (
	"slices"
	"strconv"
	"strings"
	"text/template/parse"
)

// A checker walks a template before it runs: it finds misspelled fields in
// branches that no sample reaches, learns whether articles must be loaded, reads
// \t and \n in the text, and puts a tick into every loop.
type checker struct {
	text  string
	tick  parse.Node
	given bool // the dot is what another template passed, maybe the headline
	loads bool
	err   *TemplateError
}

// list walks nodes; row tells that the dot is the headline there.
func (c *checker) list(l *parse.ListNode, row bool) {
	if l == nil {
		return
	}
	for _, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.TextNode:
			n.Text = []byte(unescape(string(n.Text)))
		case *parse.ActionNode:
			c.pipe(n.Pipe, row, false)
		case *parse.IfNode:
			c.branch(&n.BranchNode, row, row)
		case *parse.RangeNode:
			c.branch(&n.BranchNode, row, false)
			n.List.Nodes = append([]parse.Node{c.tick}, n.List.Nodes...)
		case *parse.WithNode:
			c.branch(&n.BranchNode, row, row && passes(n.Pipe))
		case *parse.TemplateNode:
			c.pipe(n.Pipe, row, passes(n.Pipe))
		}
	}
}

// branch walks if, range and with; inside tells what the dot is in their bodies.
func (c *checker) branch(b *parse.BranchNode, row, inside bool) {
	c.pipe(b.Pipe, row, passes(b.Pipe) && len(b.Pipe.Decl) == 0)
	c.list(b.List, inside)
	c.list(b.ElseList, row)
}

// passes tells whether a pipeline is the headline itself.
func passes(p *parse.PipeNode) bool {
	if p == nil || len(p.Cmds) != 1 || len(p.Cmds[0].Args) != 1 {
		return false
	}
	switch a := p.Cmds[0].Args[0].(type) {
	case *parse.DotNode:
		return true
	case *parse.VariableNode:
		return len(a.Ident) == 1 && a.Ident[0] == "$"
	}
	return false
}

// pipe walks a pipeline; onward tells that the headline is only passed on by it.
func (c *checker) pipe(p *parse.PipeNode, row, onward bool) {
	if p == nil {
		return
	}
	for _, cmd := range p.Cmds {
		for _, a := range cmd.Args {
			c.argument(a, row, onward)
		}
	}
}

func (c *checker) argument(a parse.Node, row, onward bool) {
	switch a := a.(type) {
	case *parse.DotNode: // all of the headline is printed, unless the dot is something else
		c.loads = c.loads || (row || c.given) && !onward
	case *parse.FieldNode:
		c.uses(a.Ident)
		if row {
			c.known(a.Ident[0], int(a.Pos))
		}
	case *parse.VariableNode:
		c.uses(a.Ident[1:])
		switch {
		case a.Ident[0] != "$" || !row: // in a template of its own $ is what it was given
		case len(a.Ident) > 1:
			c.known(a.Ident[1], int(a.Pos))
		}
		c.loads = c.loads || a.Ident[0] == "$" && len(a.Ident) == 1 && !onward
	case *parse.ChainNode:
		c.uses(a.Field)
		c.argument(a.Node, row, onward)
	case *parse.PipeNode:
		c.pipe(a, row, false)
	}
}

// uses notes which fields are named, whatever they are of.
func (c *checker) uses(names []string) {
	for _, n := range names {
		switch n {
		case "Content", "Image", "Language", "Attachments":
			c.loads = true
		}
	}
}

// known makes sure that a headline has a field.
func (c *checker) known(name string, at int) {
	names := fieldNames()
	if c.err != nil || slices.Contains(names, name) {
		return
	}
	before := c.text[:min(max(at, 0), len(c.text))]
	c.err = &TemplateError{
		Line:   1 + strings.Count(before, "\n"),
		Column: len(before) - strings.LastIndexByte(before, '\n'),
		What:   "there is no field " + strconv.Quote(clip(name)),
		Advice: didYouMean(name, names),
	}
}

// unescape reads \t, \n and \\ in the text between actions: few shells let one
// type a tab.
func unescape(s string) string {
	return strings.NewReplacer(`\\`, `\`, `\t`, "\t", `\n`, "\n").Replace(s)
}

// didYouMean is advice: the name that is nearest to a word, or all of them.
func didYouMean(word string, names []string) string {
	best, least := "", 1+max(1, (len(word)+1)/3)
	for _, n := range names {
		d := edits(strings.ToLower(word), strings.ToLower(n))
		if len(word) >= 3 && strings.HasPrefix(strings.ToLower(n), strings.ToLower(word)) {
			d = min(d, 1)
		}
		if d < least {
			best, least = n, d
		}
	}
	if best != "" {
		return "did you mean " + best + "?"
	}
	return "there are " + strings.Join(names, ", ")
}

// edits counts the insertions, deletions and substitutions from a to b.
func edits(a, b string) int {
	a, b = a[:min(len(a), 64)], b[:min(len(b), 64)]
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			next := diagonal
			if a[i] != b[j] {
				next = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], next
		}
	}
	return row[len(b)]
}

package typeset

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"reader/ui/cells"
)

const (
	maxLit     = 8 << 10  // bytes of a block of code that is highlighted
	maxLitPage = 24 << 10 // the same of all blocks of a page
	maxWary    = 2 << 10  // the same of a block in a language whose lexer may stall
	maxLitRow  = 500      // bytes of a line of code that is highlighted
	tabStop    = 4
	gutter     = 2 // cells left of code
)

// codeBreaks are what a line of code that goes on in the next is best cut behind.
const codeBreaks = " ,;.:/|&?=+-_()[]{}<>\\"

// code sets a block of code as it is: lines longer than the width go on in the
// next line, cut behind a space or a sign near the last cell, or else at it.
func (s *setter) code(n ast.Node, language string, width int) []line {
	var b strings.Builder
	for _, seg := range n.Lines().Sliced(0, n.Lines().Len()) {
		b.Write(seg.Value(s.src))
	}
	rows := strings.Split(strings.TrimRight(b.String(), "\n"), "\n")
	for i, row := range rows {
		rows[i] = strings.TrimRight(expandTabs(row), " ")
	}
	for len(rows) > 1 && rows[0] == "" {
		rows = rows[1:]
	}
	room := s.inside(width, gutter)
	var lines []line
	for _, spans := range s.highlight(rows, language) {
		how := fresh
		for first := true; first || len(spans) > 0; first = false {
			head, tail := splitAt(spans, room, codeBreaks)
			if n := len(head); n > 0 {
				head[0].join = how
				how = glued
				if strings.HasSuffix(head[n-1].text, " ") {
					how = spaced
				}
			}
			ln := line{spans: head}
			if room < width && len(head) > 0 {
				mark := blanks(gutter)
				if !first && !s.o.Bare {
					mark = span{text: "↪ ", pen: s.look.faint, aux: true}
				}
				ln = ln.indent(mark)
			}
			lines = append(lines, ln)
			spans = tail
		}
	}
	return lines
}

// highlight colours rows of code, if their language is known and they are not
// too long for it.
func (s *setter) highlight(rows []string, language string) [][]span {
	code := strings.Join(rows, "\n") + "\n"
	language = strings.ToLower(language)
	if s.o.Theme.Syntax != "" && !s.o.Bare && s.lit+len(code) <= maxLitPage && lights(rows, len(code), language) {
		s.lit += len(code)
		if out, err := s.glamour.code(code, language); err == nil {
			if lit := splitRows(s.read(out, s.look.text, nil)); same(lit, rows) {
				return s.grounded(lit[:len(rows)])
			}
		}
	}
	plain := make([][]span, len(rows))
	for i, row := range rows {
		if row != "" {
			plain[i] = []span{{text: row, pen: s.look.text}}
		}
	}
	return plain
}

// grounded takes the backgrounds from highlighted code, because blocks have none.
// Text that needs its background to be seen takes that as its colour.
func (s *setter) grounded(rows [][]span) [][]span {
	for _, spans := range rows {
		for i := range spans {
			p := &spans[i].pen
			if p.bg != 0 && p.fg.light() != s.o.Theme.Dark {
				p.fg = p.bg
			}
			p.bg = 0
		}
	}
	return rows
}

// Languages whose lexers were measured with input made to stall them. The time of
// many of Chroma's grows with the square of the input or faster (8 KB take that of
// CFEngine most of a minute), so code in other languages is not highlighted, and
// of the wary ones only little.
const (
	swift = " asm awk bash bat batch c c# c++ clojure cmake console cpp cs csharp css dart diff docker dockerfile" +
		" erlang fortran fsharp go golang graphql http ini javascript js json jsx kotlin matlab" +
		" mysql nasm nginx nim ocaml patch perl php pl posh powershell properties protobuf ps1 py python rb rs ruby rust" +
		" scala sh shell shell-session solidity sql swift tcl toml ts tsx typescript vb vbnet vim vue zig zsh "
	wary = " haskell hcl html java lua make makefile objc objective-c r terraform xml yaml yml "
)

// lights tells whether code in a language is highlighted. Without a language it
// is not, because Chroma would guess.
func lights(rows []string, size int, language string) bool {
	name := " " + language + " "
	switch {
	case strings.ContainsAny(language, " \n"):
		return false
	case strings.Contains(swift, name):
	case !strings.Contains(wary, name) || size > maxWary:
		return false
	}
	for _, row := range rows {
		if len(row) > maxLitRow {
			return false
		}
	}
	return language != "" && size <= maxLit
}

// splitRows divides highlighted code at its newlines.
func splitRows(spans []span) [][]span {
	rows := [][]span{nil}
	for _, sp := range spans {
		for i, part := range strings.Split(sp.text, "\n") {
			if i > 0 {
				rows = append(rows, nil)
			}
			if part != "" {
				last := len(rows) - 1
				rows[last] = append(rows[last], span{text: part, pen: sp.pen})
			}
		}
	}
	return rows
}

// same tells whether highlighting left the code as it was, but for blanks at the
// end of lines and of the block.
func same(lit [][]span, rows []string) bool {
	for i, spans := range lit {
		var b strings.Builder
		for _, sp := range spans {
			b.WriteString(sp.text)
		}
		want := ""
		if i < len(rows) {
			want = rows[i]
		}
		if strings.TrimRight(b.String(), " ") != want {
			return false
		}
	}
	return len(lit) >= len(rows)
}

// expandTabs replaces tabs by spaces up to the next stop.
func expandTabs(row string) string {
	if !strings.Contains(row, "\t") {
		return row
	}
	var b strings.Builder
	col := 0
	for len(row) > 0 {
		if row[0] == '\t' {
			n := tabStop - col%tabStop
			b.WriteString(strings.Repeat(" ", n))
			col += n
			row = row[1:]
			continue
		}
		n, w := cells.Next(row)
		b.WriteString(row[:n])
		col += w
		row = row[n:]
	}
	return b.String()
}

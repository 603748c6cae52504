package clean

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Limits of a table. Renderers lay out every cell at once.
const (
	maxRows    = 500
	maxColumns = 20
	maxCell    = 1500 // bytes of text; beyond it cells hold articles, not data
)

// table handles the three things tables are used for: data, layout, and code
// with line numbers beside it.
func (b *builder) table(n *html.Node) {
	rows := tableRows(n)
	if code, lang, ok := tableCode(n, rows); ok && !b.flat {
		b.codeBlock(code, lang)
		return
	}
	if b.flat || attr(n, "role") == "presentation" || isLayout(rows) {
		b.boundary()
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			b.node(c)
		}
		b.boundary()
		return
	}
	if c := childOf(n, atom.Caption); c != nil {
		b.label(c)
	}
	b.dataTable(rows)
}

// tableRows returns the rows of a table, not those of tables inside it.
func tableRows(n *html.Node) []*html.Node {
	var rows []*html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Tr:
			rows = append(rows, c)
		case atom.Thead, atom.Tbody, atom.Tfoot:
			for r := c.FirstChild; r != nil; r = r.NextSibling {
				if r.DataAtom == atom.Tr && !dropped(r) {
					rows = append(rows, r)
				}
			}
		}
	}
	return rows
}

func childOf(n *html.Node, a atom.Atom) *html.Node {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == a {
			return c
		}
	}
	return nil
}

func cellsOf(row *html.Node) []*html.Node {
	var cells []*html.Node
	for c := row.FirstChild; c != nil; c = c.NextSibling {
		if (c.DataAtom == atom.Td || c.DataAtom == atom.Th) && !dropped(c) {
			cells = append(cells, c)
		}
	}
	return cells
}

// isLayout tells whether a table places things rather than relates data.
func isLayout(rows []*html.Node) bool {
	columns, filled := 0, 0
	for _, r := range rows {
		n := 0
		for _, c := range cellsOf(r) {
			text := textLen(c, maxCell)
			if text >= maxCell || hasElement(c, atom.Table, atom.Pre, atom.H1, atom.H2, atom.H3, atom.Blockquote, atom.Iframe, atom.Figure) {
				return true
			}
			if text > 0 {
				n++
			}
		}
		columns = max(columns, n)
		if n > 0 {
			filled++
		}
	}
	return columns < 2 || filled < 2
}

// tableCode returns the code of a table that a highlighter made: one row with
// numbers in the first cell and all lines in the second, or a row for each line.
func tableCode(n *html.Node, rows []*html.Node) (code, lang string, ok bool) {
	if len(rows) == 0 {
		return "", "", false
	}
	marked := false
	for p, i := n, 0; p != nil && i < 4 && !marked; p, i = p.Parent, i+1 {
		class := strings.ToLower(attr(p, "class"))
		for _, c := range [...]string{"highlight", "syntax", "code", "gist", "crayon", "rouge", "hljs", "blob"} {
			marked = marked || strings.Contains(class, c)
		}
	}
	var lines []string
	for _, r := range rows {
		cells := cellsOf(r)
		if len(cells) == 0 || len(cells) > 2 {
			return "", "", false
		}
		cell := cells[len(cells)-1]
		class := attr(cell, "class")
		isCode := strings.Contains(class, "blob-code") || strings.Contains(class, "code") && (marked || hasElement(cell, atom.Pre))
		numbers := len(cells) == 2 && strings.Trim(textOf(cells[0], 8000), "0123456789 .:") == "" &&
			(textLen(cells[0], 1) > 0 || has(cells[0], "data-line-number"))
		switch {
		case isCode && (len(cells) == 1 || numbers):
		case numbers && (hasElement(cell, atom.Pre) || marked && hasElement(cell, atom.Code)):
		case numbers && marked && len(rows) > 1 && hasElement(cells[0], atom.Pre):
		default:
			return "", "", false
		}
		lines = append(lines, strings.Trim(codeText(cell), "\n"))
		if lang == "" {
			if lang = languageOf(cell); lang == "" {
				if pre := firstElement(cell, atom.Pre); pre != nil {
					lang = language(pre)
				}
			}
		}
	}
	if lang == "" {
		lang = language(n)
	}
	return strings.Join(lines, "\n"), lang, true
}

func firstElement(n *html.Node, a atom.Atom) *html.Node {
	left := maxLook
	for c := range n.Descendants() {
		if left--; left < 0 {
			return nil
		}
		if c.DataAtom == a && c.Type == html.ElementNode {
			return c
		}
	}
	return nil
}

// dataTable adds a table of at most maxRows rows with a header.
func (b *builder) dataTable(rows []*html.Node) {
	more := max(0, len(rows)-maxRows)
	rows = rows[:len(rows)-more]
	grid, wide := b.grid(rows)
	if wide {
		b.wideRows(rows)
	} else {
		b.appendTable(grid, rows)
	}
	if more > 0 {
		b.boundary()
		b.text(fmt.Sprintf("… %d more rows", more))
		b.boundary()
	}
}

// grid renders the cells and puts each in its place; a cell that spans several
// stands in the first, the others stay empty. wide tells that there are too many
// columns.
func (b *builder) grid(rows []*html.Node) (grid [][]string, wide bool) {
	b.flush()
	taken := map[[2]int]bool{}
	for y, row := range rows {
		var line []string
		x := 0
		for _, c := range cellsOf(row) {
			for taken[[2]int{y, x}] {
				line = append(line, "")
				x++
			}
			across, down := span(c, "colspan", maxColumns), span(c, "rowspan", len(rows)-y)
			if x+1 > maxColumns {
				return nil, true
			}
			line = append(line, b.cellText(c))
			for k := range across {
				if x+k >= maxColumns {
					break
				}
				for d := range down {
					if d > 0 || k > 0 {
						taken[[2]int{y + d, x + k}] = true
					}
				}
			}
			x++
		}
		grid = append(grid, line)
	}
	return grid, false
}

func span(n *html.Node, name string, limit int) int {
	v, err := strconv.Atoi(strings.TrimSpace(attr(n, name)))
	if err != nil || v < 1 {
		return 1
	}
	return max(1, min(v, limit))
}

// cellText returns the content of a cell as one line of Markdown.
func (b *builder) cellText(n *html.Node) string {
	old := *b
	b.para, b.st = paragraph{}, style{}
	b.flat, b.cell = true, true
	b.children(n)
	s := b.para.markdown(inCell)
	b.para, b.st, b.flat, b.cell = old.para, old.st, old.flat, old.cell
	return s
}

// appendTable adds a grid without its empty columns and rows.
func (b *builder) appendTable(grid [][]string, rows []*html.Node) {
	var used [maxColumns]bool
	for _, line := range grid {
		for x, s := range line {
			used[x] = used[x] || s != ""
		}
	}
	table := element(atom.Table)
	body := element(atom.Tbody)
	head := headerRow(grid, rows)
	for y, line := range grid {
		tr := element(atom.Tr)
		filled := false
		for x := range used {
			if !used[x] {
				continue
			}
			s := ""
			if x < len(line) {
				s = line[x]
			}
			filled = filled || s != ""
			cell := element(atom.Td)
			if y == head {
				cell = element(atom.Th)
				s = strings.TrimSuffix(strings.TrimPrefix(s, "**"), "**")
			}
			cell.AppendChild(markdownNode(s))
			tr.AppendChild(cell)
		}
		switch {
		case !filled:
		case y == head:
			h := element(atom.Thead)
			h.AppendChild(tr)
			table.AppendChild(h)
		default:
			body.AppendChild(tr)
		}
	}
	table.AppendChild(body)
	b.out.AppendChild(table)
}

// headerRow returns the row that names the columns; -1 if none does: only the
// first can, if it is in a <thead> or all its cells are headers or strong.
func headerRow(grid [][]string, rows []*html.Node) int {
	if len(rows) == 0 || len(grid) < 2 {
		return -1
	}
	if p := rows[0].Parent; p != nil && p.DataAtom == atom.Thead {
		return 0
	}
	all := true
	for _, c := range cellsOf(rows[0]) {
		all = all && c.DataAtom == atom.Th
	}
	if all {
		return 0
	}
	for _, s := range grid[0] {
		if len(s) < 5 || !strings.HasPrefix(s, "**") || !strings.HasSuffix(s, "**") || strings.Contains(s[2:len(s)-2], "**") {
			return -1
		}
	}
	return 0
}

// wideRows writes a table of too many columns as a list, a row an item.
func (b *builder) wideRows(rows []*html.Node) {
	if b.nesting >= maxNesting {
		return
	}
	ul := element(atom.Ul)
	for _, row := range rows {
		var cells []string
		for _, c := range cellsOf(row) {
			if s := b.cellText(c); s != "" {
				cells = append(cells, s)
			}
		}
		if len(cells) == 0 {
			continue
		}
		li := element(atom.Li)
		li.AppendChild(markdownNode(strings.Join(cells, " · ")))
		ul.AppendChild(li)
	}
	b.out.AppendChild(ul)
}

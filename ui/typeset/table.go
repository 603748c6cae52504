package typeset

import (
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"reader/ui/cells"
)

const (
	maxRows    = 500
	maxColumns = 20
	maxUnbroke = 24 // cells of a word for which a column is widened
)

// A grid is a table: cells by row and column, the first row being the head.
type grid struct {
	title   []span // a head that spans all columns
	rows    [][][]span
	align   []extast.Alignment
	head    bool    // the first row is not empty
	natural []int   // widths at which no cell breaks
	least   []int   // widths at which no word breaks but long ones
	long    [][]int // of each row, widths of the long ones by column
}

// table sets a table in columns that fit the width, or where its words do not
// fit side by side, row by row as a list of its fields. Larger ones than anyone
// reads as a table become plain rows.
func (s *setter) table(n *extast.Table, width int) []line {
	g := s.grid(n)
	columns := len(g.natural)
	title := wrap(g.title, min(width, measure))
	if len(g.rows) > maxRows+1 || columns > maxColumns {
		return append(title, s.plainRows(g, width)...)
	}
	if columns == 1 {
		width = min(width, measure)
	}
	widths := g.share(width - 3*(columns-1))
	if widths == nil || g.gallery() || g.tears(widths, width-2) {
		return append(title, s.records(g, width)...)
	}
	return append(title, s.columns(g, widths)...)
}

// spans tells whether a row has one text for all of its columns.
func spans(row [][]span) bool {
	for i, c := range row {
		if (i == 0) != (len(c) > 0) {
			return false
		}
	}
	return len(row) > 2
}

// tears tells whether columns of these widths break long words, such as hashes and
// addresses, in many rows, which would be whole on a line of their own.
func (g *grid) tears(widths []int, line int) bool {
	rows := 0
	for _, long := range g.long {
		for i, w := range long {
			if w > widths[i] && w <= line {
				rows++
				break
			}
		}
	}
	return 4*rows > len(g.rows)-1
}

// gallery tells a table that puts pictures side by side.
func (g *grid) gallery() bool {
	cells, pictures := 0, 0
	for _, row := range g.rows {
		for _, c := range row {
			if len(c) > 0 {
				cells++
				if strings.HasPrefix(c[0].text, picture) {
					pictures++
				}
			}
		}
	}
	return 2*pictures > cells
}

func (s *setter) grid(n *extast.Table) *grid {
	g := &grid{}
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		_, head := row.(*extast.TableHeader)
		var base pen
		if head {
			base = s.look.head
		}
		var cols [][]span
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			cols = append(cols, s.cell(c, base))
		}
		wide := spans(cols)
		long := make([]int, len(cols))
		if head && wide {
			g.title = cols[0]
			cols = make([][]span, len(cols))
		}
		for i, c := range cols {
			g.head = g.head || head && len(c) > 0

			if i == len(g.natural) {
				g.natural = append(g.natural, 1)
				g.least = append(g.least, 1)
				a := extast.AlignNone
				if i < len(n.Alignments) {
					a = n.Alignments[i]
				}
				g.align = append(g.align, a)
			}
			if wide {
				continue
			}
			whole, word := extent(c)
			g.natural[i] = max(g.natural[i], whole)
			g.least[i] = max(g.least[i], min(word, maxUnbroke))
			long[i] = word
		}
		if !head {
			g.long = append(g.long, long)
		}
		g.rows = append(g.rows, cols)
	}
	return g
}

// cell is the text of a cell without the blanks around it.
func (s *setter) cell(n ast.Node, base pen) []span {
	spans := s.inline(n, base)
	for _, sp := range spans {
		if strings.Trim(sp.text, " \u00a0"+string(forced)) != "" {
			return spans
		}
	}
	return nil
}

// extent is the width of a cell in one line, and of its longest word.
func extent(spans []span) (whole, word int) {
	for _, ln := range wrap(spans, 1<<20) {
		whole = max(whole, ln.width())
		w := 0
		for _, sp := range ln.spans {
			for i, part := range strings.Split(sp.text, " ") {
				if i > 0 {
					word, w = max(word, w), 0
				}
				w += wordWidth(part)
			}
		}
		word = max(word, w)
	}
	return whole, word
}

// wordWidth is the width of a word; scripts that break anywhere need little.
func wordWidth(part string) int {
	for _, r := range part {
		if ideographic(r) || spaceless(r) {
			return min(cells.Width(part), 8)
		}
	}
	return cells.Width(part)
}

// share gives each column its width: as much as it needs up to a level that is
// the same for all, but never less than its longest word. nil means that not even
// the words fit side by side.
func (g *grid) share(room int) []int {
	widths := make([]int, len(g.natural))
	fill := func(level int) (used int) {
		for i, w := range g.natural {
			widths[i] = max(min(w, level), g.least[i])
			used += widths[i]
		}
		return used
	}
	if fill(0) > room {
		return nil
	}
	level := sort.Search(room, func(level int) bool { return fill(level+1) > room })
	left := room - fill(level)
	for i, w := range g.natural {
		if left > 0 && widths[i] == level && level < w {
			widths[i]++
			left--
		}
	}
	return widths
}

// columns sets the rows of a table side by side. When some cell takes several
// lines, rows are parted by rules.
func (s *setter) columns(g *grid, widths []int) []line {
	var rows [][]line
	tall := false
	for i, row := range g.rows {
		if i == 0 && !g.head {
			continue
		}
		lines := s.row(g, row, widths)
		tall = tall || i > 0 && len(lines) > 1
		rows = append(rows, lines)
	}
	var lines []line
	for i, row := range rows {
		if i > 0 && (tall || i == 1 && g.head) {
			lines = append(lines, s.tableRule(widths))
		}
		lines = append(lines, row...)
	}
	return lines
}

func (s *setter) tableRule(widths []int) line {
	parts := make([]string, len(widths))
	for i, w := range widths {
		parts[i] = strings.Repeat("─", w)
	}
	return line{spans: []span{{text: strings.Join(parts, "─┼─"), pen: s.look.rule, aux: true}}}
}

// row sets one row.
func (s *setter) row(g *grid, row [][]span, widths []int) []line {
	if spans(row) {
		total := 3 * (len(widths) - 1)
		for _, w := range widths {
			total += w
		}
		return wrap(row[0], total)
	}
	set := make([][]line, len(widths))
	height := 1
	for i, c := range row {
		set[i] = wrap(c, widths[i])
		height = max(height, len(set[i]))
	}
	lines := make([]line, height)
	for y := range lines {
		var spans []span
		for x, w := range widths {
			var c line
			if y < len(set[x]) {
				c = set[x][y]
			}
			if x > 0 {
				spans = append(spans, s.bar())
			}
			before, after := pad(w-c.width(), g.align[x])
			spans = append(spans, blanks(before))
			for _, sp := range c.spans {
				sp.cell = x + 1
				spans = append(spans, sp)
			}
			spans = append(spans, blanks(after))
		}
		lines[y] = line{spans: spans}
	}
	return lines
}

// bar parts the cells of a row.
func (s *setter) bar() span { return span{text: " │ ", pen: s.look.rule, aux: true} }

func pad(room int, a extast.Alignment) (before, after int) {
	room = max(room, 0)
	left := 0
	switch a {
	case extast.AlignRight:
		left = room
	case extast.AlignCenter:
		left = room / 2
	}
	return left, room - left
}

// heads returns the row that names the columns, and those below it. A row whose
// first cell alone is empty does so where the author marked none.
func (g *grid) heads() (heads [][]span, below [][][]span) {
	heads, below = g.rows[0], g.rows[1:]
	if g.head || len(below) < 2 || len(below[0]) < 3 || len(below[0][0]) > 0 {
		return heads, below
	}
	for i, c := range below[0] {
		if i > 1 && len(c) == 0 { // beside an empty corner there may be two columns of names
			return heads, below
		}
	}
	return below[0], below[1:]
}

// records sets every row as a list of its fields.
func (s *setter) records(g *grid, width int) []line {
	width = min(width, measure)
	heads, below := g.heads()
	var lines []line
	for y, row := range below {
		if len(lines) > 0 {
			lines = append(lines, s.rule(min(width, 8)))
		}
		for i, c := range row {
			if len(c) == 0 {
				continue
			}
			field := c
			if i < len(heads) && len(heads[i]) > 0 {
				field = append(append(append([]span{}, heads[i]...), span{text: ": ", pen: s.look.head}), c...)
				for j := range len(heads[i]) + 1 {
					field[j].aux = field[j].aux || y > 0 // found once is enough
				}
			}
			set := wrap(field, width-2)
			for j := range set {
				if j > 0 {
					set[j] = set[j].indent(blanks(2))
				}
			}
			lines = append(lines, set...)
		}
	}
	if len(g.rows) == 1 {
		return s.plainRows(g, width)
	}
	return lines
}

// plainRows sets rows as running text, their cells parted by bars.
func (s *setter) plainRows(g *grid, width int) []line {
	var lines []line
	for _, row := range g.rows {
		var spans []span
		for _, c := range row {
			if len(spans) > 0 {
				spans = append(spans, s.bar())
			}
			spans = append(spans, c...)
		}
		lines = append(lines, wrap(spans, width)...)
	}
	return lines
}

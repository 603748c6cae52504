package query

import (
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"

	"reader/store/words"
)

// An Error says what is wrong with a query, and where.
type Error struct {
	Text       string // the query
	Start, End int    // the bytes of Text that it is about, on the borders of runes
	What       string // `unknown field "titel"`
	Advice     string // "did you mean title?"
}

func (e *Error) Error() string { return e.What }

// Hint says what to do about it.
func (e *Error) Hint() string { return e.Advice }

// Point shows the place: the query, or what of it fits into width cells, and a
// line below that marks the bytes. Controls are shown as spaces.
func (e *Error) Point(width int) string {
	width = max(width, 20)
	var cells []cell
	first, last := -1, 0 // the cells to mark
	for i := 0; i < len(e.Text); {
		cluster, w := ansi.FirstGraphemeCluster(e.Text[i:], ansi.GraphemeWidth)
		size := max(len(cluster), 1)
		if i+size > e.Start && first < 0 {
			first = len(cells)
		}
		if i < e.End {
			last = len(cells) + 1
		}
		cells = append(cells, shown(cluster, w))
		i += size
	}
	if first < 0 { // at the very end
		first = len(cells)
		cells = append(cells, cell{" ", 1})
	}
	last = min(max(last, first+1), len(cells))
	from, to := window(cells, first, last, width)

	var text, marks strings.Builder
	put := func(s string, w int, mark string) {
		text.WriteString(s)
		marks.WriteString(strings.Repeat(mark, w))
	}
	if from > 0 {
		put("…", 1, " ")
	}
	for i := from; i < to; i++ {
		mark := " "
		if first <= i && i < last {
			mark = "^"
		}
		put(cells[i].text, cells[i].width, mark)
	}
	if to < len(cells) {
		put("…", 1, " ")
	}
	return strings.TrimRight(text.String(), " ") + "\n" + strings.TrimRight(marks.String(), " ")
}

// A cell is a grapheme cluster as Point shows it.
type cell struct {
	text  string
	width int
}

// shown is a cluster as a terminal may have it: what is not plainly one or two
// cells wide would move the marks.
func shown(cluster string, width int) cell {
	for _, r := range cluster {
		switch {
		case unicode.IsSpace(r) || unicode.IsControl(r):
			return cell{" ", 1}
		case !unicode.IsPrint(r) || r == unicode.ReplacementChar:
			return cell{"?", 1}
		}
	}
	if width < 1 || width > 2 {
		return cell{"?", 1}
	}
	return cell{cluster, width}
}

// window chooses the cells to show: all, or as many as fit around the marked
// ones, of which the first is always there.
func window(cells []cell, first, last, width int) (from, to int) {
	total := 0
	for _, c := range cells {
		total += c.width
	}
	if total <= width {
		return 0, len(cells)
	}
	width -= 2 // for … on both sides
	from, to = first, first
	used := 0
	for to < last && used+cells[to].width <= width {
		used += cells[to].width
		to++
	}
	for grew := true; grew; {
		grew = false
		if from > 0 && used+cells[from-1].width <= width {
			from--
			used += cells[from].width
			grew = true
		}
		if to < len(cells) && used+cells[to].width <= width {
			used += cells[to].width
			to++
			grew = true
		}
	}
	return from, to
}

func unknownField(text string, start, end int) *Error {
	name := text[start:end]
	e := &Error{Text: text, Start: start, End: end, What: "unknown field " + quoted(name)}
	var names []string
	for _, f := range Fields() {
		names = append(names, f.Name)
	}
	if near := words.Near(name, names); near != "" {
		e.Advice = "did you mean " + near + "?"
		return e
	}
	n := end + 1 + bareSize(text[end+1:])
	e.Advice = "to search for the words, quote them: " + quotedTerm(text[start:n])
	return e
}

// quotedTerm is a term in quotes, cut when it is long.
func quotedTerm(s string) string {
	const most = 40
	r := []rune(strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return '?'
		}
		return r
	}, plain(s)))
	if len(r) > most {
		r = append(r[:most-1], '…')
	}
	return `"` + string(r) + `"`
}

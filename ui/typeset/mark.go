package typeset

import (
	"strings"

	"reader/ui/cells"
	"reader/ui/theme"
)

// A Mark is a part of a line that is emphasised, as bytes of the line without its
// sequences. The current one stands out from the others by more than its colour.
type Mark struct {
	From, To int
	Current  bool
}

// Emphasise draws marks in a line of a page; they are in order, none over another.
func Emphasise(line string, marks []Mark, t theme.Theme) string {
	hit, current := markPens(t)
	var (
		b         strings.Builder
		now, want pen // as drawn, and as the line has it
		at        int
	)
	draw := func(p pen, text string) {
		b.WriteString(change(now, p))
		now = p
		b.WriteString(text)
	}
	for line != "" {
		if line[0] == 0x1b {
			n, _ := cells.Next(line)
			if strings.HasPrefix(line, "\x1b[") && line[n-1] == 'm' {
				want.read(line[2 : n-1])
			} else {
				b.WriteString(line[:n])
			}
			line = line[n:]
			continue
		}
		end := strings.IndexByte(line, 0x1b)
		if end < 0 {
			end = len(line)
		}
		for len(marks) > 0 && marks[0].To <= at {
			marks = marks[1:]
		}
		p := want
		switch {
		case len(marks) == 0:
		case marks[0].From > at:
			end = min(end, marks[0].From-at)
		default:
			end = min(end, marks[0].To-at)
			p = hit.over(want)
			if marks[0].Current {
				p = current.over(want)
				p.attr &^= underline
			}
		}
		draw(p, line[:end])
		at, line = at+end, line[end:]
	}
	b.WriteString(change(now, pen{}))
	return cells.Gate(b.String())
}

func markPens(t theme.Theme) (hit, current pen) {
	accent := toInk(t.Accent)
	return pen{fg: accent, attr: bold | underline}, pen{fg: accent, attr: bold | reverse}
}

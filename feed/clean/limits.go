package clean

import (
	"fmt"
	"strings"
)

// Limits of what reaches a renderer, which lays out a whole document at once and
// whose time grows steeply with nesting (a line of 100 quote marks hangs Glamour).
const (
	maxMarkdown = 256 << 10 // bytes of a document
	maxCode     = 64 << 10  // bytes of a code block
	maxTags     = 100_000   // tags of a document, opening and closing
)

// Limit applies the caps of this package to Markdown from anywhere: the gate for
// text, at most 8 levels of quotes and lists, code blocks of 64 KiB, tables of 500
// rows and 20 columns, 256 KiB in all. What is cut says so. Markdown that is
// within the limits stays as it is; Limit(Limit(md)) == Limit(md).
func Limit(md string) string {
	md = scrub(md, modeCode)
	l := limiter{}
	l.out.Grow(min(len(md), maxMarkdown) + 256)
	for len(md) > 0 {
		line := md
		if i := strings.IndexByte(md, '\n'); i >= 0 {
			line = md[:i+1]
		}
		md = md[len(line):]
		text, end := strings.CutSuffix(line, "\n")
		if !l.line(text, end) {
			return l.cut()
		}
	}
	return l.out.String()
}

// A limiter copies Markdown line by line.
type limiter struct {
	out   strings.Builder
	block int // length of out at the last empty line outside of code

	fence    string // what opened the code block the line is in, "" outside
	quotes   int    // quote marks before it
	code     int    // bytes of it
	codeFull bool

	levels []level // list items that the next line may belong to
	rows   int     // lines of a table so far
}

// A level is a list item around a line.
type level struct {
	quotes  int
	marker  int // column of its marker
	content int // column of its content
}

// line copies one line, or returns false when the document is full.
func (l *limiter) line(s string, end bool) bool {
	if l.fence != "" {
		s = l.codeLine(s)
		if s == dropLine {
			return true
		}
	} else {
		s = l.textLine(s)
		if s == dropLine {
			return true
		}
	}
	if l.out.Len()+len(s)+1 > maxMarkdown {
		if l.block == 0 { // one block fills it all: cut inside
			l.out.WriteString(head(s, max(0, maxMarkdown-l.out.Len()-1)))
			l.block = l.out.Len()
		}
		return false
	}
	l.out.WriteString(s)
	if end {
		l.out.WriteByte('\n')
	}
	if l.fence == "" && strings.TrimLeft(s, "> ") == "" {
		l.block = l.out.Len()
	}
	return true
}

// dropLine stands for a line that is not copied: no line holds a line end.
const dropLine = "\n"

const cutNote = "*… cut here: the article is longer than reader shows.*\n"

func (l *limiter) cut() string {
	return strings.TrimRight(l.out.String()[:l.block], "\n> ") + "\n\n" + cutNote
}

// codeLine handles a line inside a code block.
func (l *limiter) codeLine(s string) string {
	body, quotes := s, 0
	for quotes < l.quotes {
		t := strings.TrimLeft(body, " ")
		if !strings.HasPrefix(t, ">") {
			break
		}
		body = t[1:]
		quotes++
	}
	if quotes < l.quotes { // the quote ended, and the code with it
		l.fence = ""
		return l.textLine(s)
	}
	if t := strings.Trim(body, " \t"); len(t) >= len(l.fence) && strings.Trim(t, l.fence[:1]) == "" {
		l.fence = ""
		return s
	}
	l.code += len(s) + 1
	if l.code <= maxCode+1024 {
		return s
	}
	if l.codeFull {
		return dropLine
	}
	l.codeFull = true
	return s[:len(s)-len(body)] + "… (cut: the code is longer than 64 KiB)"
}

// textLine handles a line outside of code: nesting, tables, the start of code.
func (l *limiter) textLine(s string) string {
	s, rest := l.nest(s)
	if f := fenceOf(rest); f != "" {
		l.fence, l.code, l.codeFull = f, 0, false
		l.quotes = strings.Count(s[:len(s)-len(rest)], ">")
		l.rows = 0
		return s
	}
	t := strings.TrimSpace(rest)
	switch {
	case t == "" || !strings.Contains(t, "|"):
		l.rows = 0
	case strings.Trim(t, "|-: ") == "" && strings.Contains(t, "-") && strings.Count(t, "|") > maxColumns+1:
		return s[:len(s)-len(rest)] + strings.Replace(rest, "-", `\-`, 1) // no table then
	default:
		if l.rows++; l.rows == maxRows+3 {
			return s[:len(s)-len(rest)] + "| … |"
		} else if l.rows > maxRows+3 {
			return dropLine
		}
	}
	return s
}

// fenceOf returns the fence that s, a line without its containers, opens.
func fenceOf(s string) string {
	n := 0
	for n < len(s) && s[n] == s[0] {
		n++
	}
	if n < 3 || s[0] != '`' && s[0] != '~' || s[0] == '`' && strings.Contains(s[n:], "`") {
		return ""
	}
	return s[:n]
}

// nest cuts the containers of a line down to the limit: a marker too deep is
// escaped, so that it shows. It returns the line and the part of it behind its
// containers.
func (l *limiter) nest(s string) (line, rest string) {
	col, i, quotes, depth := 0, 0, 0, 0
	kept := 0 // levels that go on in this line
	fresh := false
	for {
		start := i
		for i < len(s) && (s[i] == ' ' || s[i] == '\t') {
			col++
			if s[i] == '\t' {
				col += 3
			}
			i++
		}
		if i == len(s) {
			return s, ""
		}
		for kept < len(l.levels) && l.levels[kept].quotes == quotes && col >= l.levels[kept].content {
			kept++
			depth++
		}
		if s[i] == '>' {
			if depth >= maxNesting {
				return s[:i] + `\` + s[i:], s[i:]
			}
			quotes++
			depth++
			i++
			col++
			continue
		}
		n := markerLen(s[i:])
		if n == 0 {
			l.levels = l.levels[:kept]
			return s, s[i:]
		}
		if depth >= maxNesting {
			if i > start && kept > 0 && !fresh { // a sibling of the deepest item instead
				last := l.levels[kept-1]
				indent := max(0, (i-start)-(col-last.marker))
				s = s[:start] + strings.Repeat(" ", indent) + s[i:]
				l.levels[kept-1].content = last.marker + n + 1
				i, col, fresh = start+indent+n, last.marker+n, true
				continue
			}
			return s[:i] + escapeMarker(s[i:], n), s[i:]
		}
		l.levels = append(l.levels[:kept:kept], level{quotes: quotes, marker: col, content: col + n + 1})
		fresh = true
		kept++
		depth++
		i += n
		col += n
	}
}

func escapeMarker(s string, n int) string {
	return fmt.Sprintf(`%s\%s`, s[:n-1], s[n-1:])
}

// markerLen returns the length of the list marker that s begins with, or 0.
func markerLen(s string) int {
	n := 0
	switch s[0] {
	case '-', '*', '+':
		n = 1
		if t := strings.ReplaceAll(s, " ", ""); len(t) >= 3 && strings.Trim(t, s[:1]) == "" && s[0] != '+' {
			return 0 // a rule
		}
	default:
		for n < len(s) && n < 9 && s[n] >= '0' && s[n] <= '9' {
			n++
		}
		if n == 0 || n == len(s) || s[n] != '.' && s[n] != ')' {
			return 0
		}
		n++
	}
	if n < len(s) && s[n] != ' ' && s[n] != '\t' {
		return 0
	}
	return n
}

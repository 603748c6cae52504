package clean

import (
	"strings"
	"unicode/utf8"
)

// inline writes runs as Markdown.
type inline struct {
	b      strings.Builder
	before rune // what stands before b, 0 if nothing
	line   line
	in     container
	struck bool // some of it is struck out
	runs   []run
}

// A container is what a paragraph stands in, as far as its Markdown depends on it.
type container int

const (
	inBlock   container = iota
	inHeading           // no block can begin in there
	inCell              // nor in here, and line breaks and | have no place
)

// markdown returns the paragraph as Markdown and empties it.
func (p *paragraph) markdown(in container) string {
	p.seal()
	w := inline{in: in, runs: trimRuns(p.runs)}
	w.b.Grow(p.size + p.size/8)
	if in != inBlock {
		w.line.head = " "
	}
	for _, r := range w.runs {
		w.struck = w.struck || r.del
	}
	for i := 0; i < len(w.runs); {
		j := i + 1
		for j < len(w.runs) && w.runs[j].link == w.runs[i].link && w.runs[j].kind != runBreak && w.runs[i].kind != runBreak {
			j++
		}
		w.linked(i, j)
		i = j
	}
	*p = paragraph{}
	md := strings.TrimRight(w.b.String(), " ")
	if in == inHeading && strings.HasSuffix(md, "#") && !strings.HasSuffix(md, `\#`) {
		md = md[:len(md)-1] + `\#` // a # at the end would belong to the marker
	}
	return md
}

// linked writes runs i to j, which belong to one link or to none.
func (w *inline) linked(i, j int) {
	r := w.runs[i]
	if r.kind == runBreak {
		if w.in != inBlock {
			w.b.WriteByte(' ')
			return
		}
		w.b.WriteString("  \n")
		w.line = line{later: true}
		return
	}
	if r.link == nil {
		w.styled(i, j, 0)
		return
	}
	blank := true
	for _, r := range w.runs[i:j] {
		blank = blank && r.kind != runImage && strings.TrimSpace(r.text) == ""
	}
	if blank {
		w.styled(i, j, 0)
		return
	}
	// White space belongs outside: " [text](url) ".
	if first := &w.runs[i]; first.kind == runText && strings.HasPrefix(first.text, " ") {
		first.text = first.text[1:]
		w.write(" ")
	}
	tail := ""
	if last := &w.runs[j-1]; last.kind == runText && strings.HasSuffix(last.text, " ") {
		last.text = last.text[:len(last.text)-1]
		tail = " "
	}
	w.write("[")
	w.styled(i, j, 0)
	w.write("](" + destination(r.link.url) + ")")
	w.write(tail)
}

func (w *inline) write(s string) {
	w.b.WriteString(s)
	w.line.add(s)
}

// delimiters of the three kinds of emphasis, outermost first.
var delimiters = [...]string{"**", "*", "~~"}

func (s style) has(level int) bool {
	switch level {
	case 0:
		return s.strong
	case 1:
		return s.em
	}
	return s.del
}

// styled writes runs i to j with the emphasis of the given level and deeper.
func (w *inline) styled(i, j, level int) {
	if level == len(delimiters) {
		for ; i < j; i++ {
			w.plain(i)
		}
		return
	}
	for i < j {
		k := i + 1
		on := w.runs[i].has(level)
		for k < j && w.runs[k].has(level) == on {
			k++
		}
		if on {
			w.emphasis(i, k, level)
		} else {
			w.styled(i, k, level+1)
		}
		i = k
	}
}

// emphasis writes runs i to k between delimiters. CommonMark reads a delimiter
// as emphasis only where white space, punctuation and letters stand right around
// it ("**bold:**text" shows the asterisks), so punctuation at the edges moves
// out, and where that does not help the emphasis goes rather than the text.
func (w *inline) emphasis(i, k, level int) {
	var before, after string
	if first := &w.runs[i]; first.kind == runText {
		n := len(first.text) - len(strings.TrimLeft(first.text, " "))
		if !w.canOpen(first.text[n:]) {
			n = len(first.text) - len(strings.TrimLeft(first.text, " “‘„«\"'(¿¡—–"))
		}
		before, first.text = first.text[:n], first.text[n:]
	}
	if last := &w.runs[k-1]; last.kind == runText {
		t := strings.TrimRight(last.text, " ")
		if r, _ := utf8.DecodeLastRuneInString(t); len(t) == len(last.text) && isPunct(r) && !w.closes(r, k) {
			t = strings.TrimRight(t, " :;,.!?…”’»\"')—–")
		}
		after, last.text = last.text[len(t):], t
	}
	w.text(before, w.runs[i].link != nil, 0)
	mark, at := delimiters[level], w.line
	if w.runs[i].kind == runText && w.runs[i].text == "" && k == i+1 {
		mark = ""
	}
	var inner inline
	inner.in, inner.struck, inner.runs, inner.line = w.in, w.struck, w.runs, at
	inner.before = w.prevRune()
	if mark != "" {
		inner.line.add(mark)
		inner.before = rune(mark[0])
	}
	inner.styled(i, k, level+1)
	s := inner.b.String()
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	prev := w.prevRune()
	next := w.nextRune(k)
	if after != "" {
		next, _ = utf8.DecodeRuneInString(after)
	}
	if mark != "" && (s == "" || space(first) || space(last) ||
		isPunct(first) && word(prev) || isPunct(last) && word(next) ||
		w.b.Len() > 0 && (prev == rune(mark[0]) || prev == '\\') || next == rune(mark[0])) {
		mark = ""
		inner.b.Reset()
		inner.line, inner.before = at, w.prevRune()
		inner.styled(i, k, level+1)
		s = inner.b.String()
	}
	w.b.WriteString(mark + s + mark)
	w.line = inner.line
	w.text(after, w.runs[i].link != nil, w.nextRune(k))
}

func (w *inline) canOpen(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return !isPunct(first) || !word(w.prevRune())
}

// prevRune returns what stands before the place to write at.
func (w *inline) prevRune() rune {
	if w.b.Len() == 0 {
		return w.before
	}
	r, _ := utf8.DecodeLastRuneInString(w.b.String())
	return r
}

func (w *inline) closes(last rune, k int) bool { return !isPunct(last) || !word(w.nextRune(k)) }

// nextRune returns what the run at k begins with; 0 if there is none.
func (w *inline) nextRune(k int) rune {
	if k >= len(w.runs) {
		return 0
	}
	switch r := w.runs[k]; {
	case r.kind == runBreak:
		return 0
	case r.kind == runCode:
		return '`'
	case r.kind == runImage:
		return '!'
	case r.kind == runNote:
		return '['
	case r.link != nil && (k == 0 || w.runs[k-1].link != r.link):
		if strings.HasPrefix(r.text, " ") {
			return ' '
		}
		return '['
	default:
		c, _ := utf8.DecodeRuneInString(r.text)
		return c
	}
}

func (w *inline) text(s string, inLink bool, next rune) {
	if s == "" {
		return
	}
	w.line.text(&w.b, s, place{
		link: inLink, cell: w.in == inCell, heading: w.in == inHeading, struck: w.struck, prev: w.prevRune(), next: next,
	})
}

func (w *inline) plain(i int) {
	r := w.runs[i]
	switch r.kind {
	case runText:
		w.text(r.text, r.link != nil, w.nextRune(i+1))
	case runNote:
		w.write(r.text)
	case runCode:
		w.write(codeSpan(r.text, w.in == inCell))
	case runImage:
		w.write("![" + alt(r.text) + "](" + destination(r.url) + ")")
	}
}

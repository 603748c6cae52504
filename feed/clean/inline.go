package clean

import (
	"html"
	"strings"
	"unicode/utf8"
)

// A link is one link of the article, as its runs refer to it.
type link struct{ url string }

// style is how a run of text looks.
type style struct {
	strong, em, del bool
	link            *link
}

type runKind int

const (
	runText runKind = iota
	runCode
	runImage
	runBreak
)

// A run is a piece of a paragraph in one style. Paragraphs are collected as runs
// and not as a tree, so that emphasis and links stay well-formed Markdown
// however their tags were nested in the source.
type run struct {
	style
	kind runKind
	text string // of an image: its alternative text
	url  string // of an image
}

// A paragraph collects runs.
type paragraph struct {
	runs []run
	size int
}

func (p *paragraph) empty() bool {
	for _, r := range p.runs {
		if r.kind == runCode || r.kind == runImage || r.kind == runText && strings.TrimSpace(r.text) != "" {
			return false
		}
	}
	return true
}

// endsBlank tells whether white space would be lost if it came next.
func (p *paragraph) endsBlank() bool {
	if len(p.runs) == 0 {
		return true
	}
	r := &p.runs[len(p.runs)-1]
	return r.kind == runBreak || r.kind == runText && strings.HasSuffix(r.text, " ")
}

// add appends cleaned text, white space folded.
func (p *paragraph) add(s string, st style) {
	s = fold(s, p.endsBlank())
	if s == "" {
		return
	}
	p.size += len(s)
	if n := len(p.runs); n > 0 && p.runs[n-1].kind == runText && p.runs[n-1].style == st {
		p.runs[n-1].text += s
		return
	}
	p.runs = append(p.runs, run{style: st, kind: runText, text: s})
}

func (p *paragraph) lineBreak() {
	if n := len(p.runs); n > 0 && p.runs[n-1].kind != runBreak {
		p.runs = append(p.runs, run{kind: runBreak})
	}
}

// fold makes single spaces of white space; none at the start if trim is set.
func fold(s string, trim bool) string {
	simple := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; c == '\n' || c == '\t' || c == ' ' && (i+1 < len(s) && s[i+1] == ' ' || i == 0 && trim) {
			simple = false
			break
		}
	}
	if simple {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	blank := trim
	for i := 0; i < len(s); i++ {
		if c := s[i]; c == ' ' || c == '\n' || c == '\t' {
			if !blank {
				b.WriteByte(' ')
			}
			blank = true
			continue
		}
		blank = false
		b.WriteByte(s[i])
	}
	return b.String()
}

// inline writes runs as Markdown.
type inline struct {
	b    strings.Builder
	line line
	in   container
	runs []run
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
	w := inline{in: in, runs: trimRuns(p.runs)}
	w.b.Grow(p.size + p.size/8)
	if in != inBlock {
		w.line.head = " "
	}
	for i := 0; i < len(w.runs); {
		j := i + 1
		for j < len(w.runs) && w.runs[j].link == w.runs[i].link && w.runs[j].kind != runBreak && w.runs[i].kind != runBreak {
			j++
		}
		w.linked(i, j)
		i = j
	}
	p.runs, p.size = nil, 0
	return strings.TrimRight(w.b.String(), " ")
}

// split cuts a paragraph at its images, which stand alone.
func (p *paragraph) split() []paragraph {
	var out []paragraph
	start := 0
	add := func(i, j int) {
		if i < j {
			out = append(out, paragraph{runs: p.runs[i:j:j], size: p.size})
		}
	}
	for i, r := range p.runs {
		if r.kind == runImage {
			add(start, i)
			add(i, i+1)
			start = i + 1
		}
	}
	if start == 0 {
		return nil
	}
	add(start, len(p.runs))
	return out
}

// trimRuns takes white space from both ends of a paragraph and of its lines.
func trimRuns(runs []run) []run {
	out := runs[:0]
	for _, r := range runs {
		if r.kind == runText && (len(out) == 0 || out[len(out)-1].kind == runBreak) {
			r.text = strings.TrimLeft(r.text, " ")
		}
		if r.kind == runText && r.text == "" || r.kind == runBreak && (len(out) == 0 || out[len(out)-1].kind == runBreak) {
			continue
		}
		if r.kind == runBreak {
			if last := &out[len(out)-1]; last.kind == runText {
				last.text = strings.TrimRight(last.text, " ")
				if last.text == "" {
					out = out[:len(out)-1]
				}
			}
			if len(out) == 0 || out[len(out)-1].kind == runBreak {
				continue
			}
		}
		out = append(out, r)
	}
	for len(out) > 0 {
		last := &out[len(out)-1]
		if last.kind == runText {
			last.text = strings.TrimRight(last.text, " ")
		}
		if last.kind != runBreak && (last.kind != runText || last.text != "") {
			break
		}
		out = out[:len(out)-1]
	}
	return out
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
	text := ""
	for _, r := range w.runs[i:j] {
		text += r.text
	}
	if strings.TrimSpace(text) == "" {
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
	mark, saved, at := delimiters[level], w.b.Len(), w.line
	if w.runs[i].kind == runText && w.runs[i].text == "" && k == i+1 {
		mark = ""
	}
	var inner inline
	inner.in, inner.runs, inner.line = w.in, w.runs, at
	if mark != "" {
		inner.line.add(mark)
	}
	inner.styled(i, k, level+1)
	s := inner.b.String()
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	prev, _ := utf8.DecodeLastRuneInString(w.b.String()[:saved])
	if saved == 0 {
		prev = 0
	}
	next := w.nextRune(k)
	if after != "" {
		next, _ = utf8.DecodeRuneInString(after)
	}
	if mark != "" && (s == "" || space(first) || space(last) ||
		isPunct(first) && word(prev) || isPunct(last) && word(next) ||
		prev == rune(mark[0]) || prev == '\\' || next == rune(mark[0])) {
		mark = ""
		inner.b.Reset()
		inner.line = at
		inner.styled(i, k, level+1)
		s = inner.b.String()
	}
	w.b.WriteString(mark + s + mark)
	w.line = inner.line
	w.text(after, w.runs[i].link != nil, w.nextRune(k))
}

func (w *inline) canOpen(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	prev, _ := utf8.DecodeLastRuneInString(w.b.String())
	return w.b.Len() == 0 || !isPunct(first) || !word(prev)
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
	prev := rune(0)
	if w.b.Len() > 0 {
		prev, _ = utf8.DecodeLastRuneInString(w.b.String())
	}
	w.line.text(&w.b, s, place{link: inLink, cell: w.in == inCell, heading: w.in == inHeading, prev: prev, next: next})
}

func (w *inline) plain(i int) {
	r := w.runs[i]
	switch r.kind {
	case runText:
		w.text(r.text, r.link != nil, w.nextRune(i+1))
	case runCode:
		w.write(codeSpan(r.text, w.in == inCell))
	case runImage:
		w.write("![" + alt(r.text) + "](" + destination(r.url) + ")")
	}
}

// codeSpan writes s as a code span. CommonMark decodes nothing in there, but
// Glamour decodes entities: only what it would change is written as an entity,
// so that Glamour shows what the author wrote.
func codeSpan(s string, cell bool) string {
	longest, n := 0, 0
	for i := 0; i <= len(s); i++ {
		if i < len(s) && s[i] == '`' {
			n++
			longest = max(longest, n)
		} else {
			n = 0
		}
	}
	fence := strings.Repeat("`", longest+1)
	if html.UnescapeString(s) != s {
		s = strings.ReplaceAll(s, "&", "&amp;")
	}
	if cell {
		s = strings.ReplaceAll(s, "|", `\|`)
	}
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") {
		s = " " + s + " "
	}
	return fence + s + fence
}

// alt writes the text of an image. Renderers show the characters of it, without
// emphasis or links; Glamour does not decode entities here.
func alt(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case strings.IndexByte("\\[]`*<|", c) >= 0,
			c == '_' && (i == 0 || i+1 == len(s) || !alnum(s[i-1]) || !alnum(s[i+1])):
			b.WriteString(`\` + s[i:i+1])
		case c == '&' && i+1 < len(s) && decodes(s[i+1:]):
			b.WriteString("&amp;")
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// destination writes a clean URL where a link or image points to.
func destination(url string) string {
	depth, balanced := 0, true
	for i := 0; i < len(url); i++ {
		switch url[i] {
		case '(':
			depth++
		case ')':
			depth--
		}
		balanced = balanced && depth >= 0 && depth < 4
	}
	if !balanced || depth != 0 {
		url = strings.NewReplacer("(", "%28", ")", "%29").Replace(url)
	}
	if strings.IndexByte(url, '&') >= 0 && strings.IndexByte(url, ';') >= 0 {
		url = strings.ReplaceAll(url, ";", "%3B") // &copy; would be read as an entity
	}
	return url
}

package clean

import (
	"bytes"
	"strings"
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
	runNote // Markdown of a footnote
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
	tail []byte // text that the last run goes on with
	size int
}

// seal completes the last run.
func (p *paragraph) seal() {
	if len(p.tail) > 0 {
		p.runs[len(p.runs)-1].text += string(p.tail)
		p.tail = p.tail[:0]
	}
}

// push appends a run, or its text to a last one of the same kind and style.
func (p *paragraph) push(r run) {
	p.size += len(r.text)
	if n := len(p.runs); n > 0 && (r.kind == runText || r.kind == runCode) && p.runs[n-1].kind == r.kind && p.runs[n-1].style == r.style {
		p.tail = append(p.tail, r.text...)
		return
	}
	p.seal()
	p.runs = append(p.runs, r)
}

func (p *paragraph) empty() bool {
	for i, r := range p.runs {
		if r.kind == runCode || r.kind == runImage || r.kind == runNote || r.kind == runText && strings.TrimSpace(r.text) != "" ||
			i == len(p.runs)-1 && len(bytes.TrimSpace(p.tail)) > 0 {
			return false
		}
	}
	return true
}

// ends tells whether the last run is of the kind.
func (p *paragraph) ends(k runKind) bool {
	return len(p.runs) > 0 && p.runs[len(p.runs)-1].kind == k
}

// endsBlank tells whether white space would be lost if it came next.
func (p *paragraph) endsBlank() bool {
	if len(p.runs) == 0 || p.ends(runBreak) {
		return true
	}
	if n := len(p.tail); n > 0 {
		return p.tail[n-1] == ' '
	}
	return (p.ends(runText) || p.ends(runNote)) && strings.HasSuffix(p.runs[len(p.runs)-1].text, " ")
}

// add appends cleaned text, white space folded.
func (p *paragraph) add(s string, st style) {
	if s = fold(s, p.endsBlank()); s != "" {
		p.push(run{style: st, kind: runText, text: s})
	}
}

// code appends a code span.
func (p *paragraph) code(s string, st style) {
	p.push(run{style: st, kind: runCode, text: s})
}

func (p *paragraph) lineBreak() {
	if len(p.runs) > 0 && !p.ends(runBreak) && (len(p.runs) > 1 || !p.ends(runNote)) {
		p.push(run{kind: runBreak})
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

// split cuts a paragraph at its images, which stand alone.
func (p *paragraph) split() []paragraph {
	p.seal()
	var out []paragraph
	start := 0
	add := func(i, j int) {
		if i < j {
			part := paragraph{runs: p.runs[i:j:j]}
			for _, r := range part.runs {
				part.size += len(r.text)
			}
			out = append(out, part)
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

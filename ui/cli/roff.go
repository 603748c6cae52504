package cli

import (
	"strings"
)

// A roff writes a manual page with the macros of man(7), for every man there is.
type roff struct{ strings.Builder }

// line writes a line of a request or macro.
func (r *roff) line(s string) { r.WriteString(s + "\n") }

// text writes a line of text.
func (r *roff) text(s string) { r.line(roffText(s)) }

func (r *roff) section(name string) { r.line(".SH " + roffArgument(strings.ToUpper(name))) }

// term writes a term in bold, below which its meaning stands.
func (r *roff) term(term, says string) {
	r.line(".TP")
	r.line(`\fB` + roffText(term) + `\fR`)
	r.text(says)
}

// asIs writes lines that no man may fill or break.
func (r *roff) asIs(lines []string) {
	r.line(".RS 2\n.nf")
	for _, line := range lines {
		if line == "" {
			r.line(".sp") // blank lines may end a macro
			continue
		}
		r.text(line)
	}
	r.line(".fi\n.RE")
}

// prose writes a text of paragraphs, see topic.
func (r *roff) prose(text string) {
	for i, p := range paragraphs(text) {
		if i > 0 && p.kind != rows {
			r.line(".PP")
		}
		switch p.kind {
		case verbatim:
			r.asIs(p.lines)
		case rows:
			for _, line := range p.lines {
				term, says, _ := strings.Cut(line, "\t")
				r.term(term, says)
			}
		default:
			r.text(strings.Join(p.lines, " "))
		}
	}
}

// roffText writes text that means nothing to roff. A - is to stay one that can be
// copied, not become a hyphen.
func roffText(s string) string {
	s = strings.NewReplacer(`\`, `\e`, "-", `\-`, "'", `\(aq`, "`", `\(ga`, "^", `\(ha`, "~", `\(ti`, "•", `\(bu`, "…", `...`).Replace(s)
	if strings.HasPrefix(s, ".") {
		s = `\&` + s
	}
	return s
}

// roffArgument writes an argument of a macro.
func roffArgument(s string) string {
	return `"` + strings.ReplaceAll(roffText(s), `"`, `\(dq`) + `"`
}

package typeset

import (
	"charm.land/glamour/v2/ansi"
)

// A look is a theme as typesetting needs it: pens for what typeset draws, and
// styles for what Glamour draws. Without colours bold, faint and underline carry
// the meaning; without any style, marks do.
type look struct {
	text    pen // running text
	note    pen // numbers of footnotes
	faint   pen // what is there when looked for: link numbers, continuation marks
	rule    pen // rules, the bar of a quote
	mark    pen // bullets and numbers
	link    pen
	caption pen
	code    pen // code that is not highlighted
	quote   pen
	head    pen  // head cells of a table
	bare    bool // nothing is said by style
	marked  bool // code spans stand between backticks
	rules   bool // the first heading levels are underlined by a rule

	styles ansi.StyleConfig
}

func newLook(o Options) look {
	t := o.Theme
	l := look{
		text:    pen{fg: toInk(t.Text)},
		faint:   pen{fg: toInk(t.Faint)},
		rule:    pen{fg: toInk(t.Border)},
		mark:    pen{fg: toInk(t.Accent)},
		link:    pen{fg: toInk(t.Link)},
		caption: pen{fg: toInk(t.Muted), attr: italic},
		code:    pen{fg: toInk(t.Code)},
		quote:   pen{fg: toInk(t.Quote)},
		head:    pen{fg: toInk(t.Heading), attr: bold},
		bare:    o.Bare,
		marked:  t.Code == nil || o.Bare,
		rules:   o.Bare,
	}
	if t.Faint == nil {
		l.faint = pen{attr: faint}
	}
	l.note = pen{fg: l.mark.fg, attr: bold}
	if t.Border == nil {
		l.rule = pen{attr: faint}
	}
	if t.Link == nil {
		l.link = pen{attr: underline}
	}
	if o.Bare {
		return l
	}
	heading, muted := toInk(t.Heading).name(), toInk(t.Muted).name()
	l.styles = ansi.StyleConfig{
		Emph:          ansi.StylePrimitive{Italic: yes()},
		Strong:        ansi.StylePrimitive{Bold: yes()},
		Strikethrough: ansi.StylePrimitive{CrossedOut: yes()},
		Code:          primitive(ansi.StylePrimitive{Color: toInk(t.Code).name()}),
		CodeBlock:     ansi.StyleCodeBlock{Theme: t.Syntax},
		H1:            primitive(ansi.StylePrimitive{Color: heading, Bold: yes(), Underline: yes()}),
		H2:            primitive(ansi.StylePrimitive{Color: heading, Bold: yes()}),
		H3:            primitive(ansi.StylePrimitive{Color: heading}),
		H4:            primitive(ansi.StylePrimitive{Bold: yes()}),
		H5:            primitive(ansi.StylePrimitive{Color: muted, Bold: yes()}),
		H6:            primitive(ansi.StylePrimitive{Color: muted, Italic: yes()}),
	}
	if heading == nil {
		l.styles.H2.Underline = nil
		l.styles.H3 = primitive(ansi.StylePrimitive{Underline: yes()})
	}
	return l
}

func yes() *bool { b := true; return &b }

func primitive(p ansi.StylePrimitive) ansi.StyleBlock { return ansi.StyleBlock{StylePrimitive: p} }

// heading is Glamour's style of a heading.
func (l look) heading(level int) ansi.StyleBlock {
	switch level {
	case 1:
		return l.styles.H1
	case 2:
		return l.styles.H2
	case 3:
		return l.styles.H3
	case 4:
		return l.styles.H4
	case 5:
		return l.styles.H5
	}
	return l.styles.H6
}

package typeset

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"reader/ui/cells"
)

// forced ends a line within running text. Like all sentinels it is an invisible
// rune that the input gate removes from everything that comes from outside.
const forced = '\u2064'

// nbsp joins two words; it is shown as a space.
const nbsp = '\u00a0'

// wrap breaks running text into lines of at most width cells: at spaces, between
// the characters of scripts that use none, and inside a word only when it is
// longer than a line. Runs of spaces become one. Text without words gives no
// line.
func wrap(spans []span, width int) []line {
	w := wrapper{width: max(width, 2)}
	for _, s := range spans {
		w.add(s)
	}
	w.flushWord()
	w.flushLine()
	return w.lines
}

// A piece is part of a span: text[from:to]. Pieces that follow each other in one
// span join without a copy.
type piece struct {
	span
	src      int // which span
	from, to int
}

// A wrapper fills lines word by word.
type wrapper struct {
	width int
	lines []line

	cur  []piece // the line so far
	curW int

	gap    piece // the space before the next word
	hasGap bool

	word  []piece // the word so far
	wordW int
	prev  rune // last rune in word, or the letter that it marks

	join joint // of the line so far to the one before

	mixed bool // the word goes on one of another script, with no space between
	good  mark // the last place in the line where it may end, and no such word is torn

	src int // the span at hand
}

func (w *wrapper) add(s span) {
	w.src++
	for at := 0; at < len(s.text); {
		text := s.text[at:]
		r, size := utf8.DecodeRuneInString(text)
		switch {
		case r == ' ':
			w.space(piece{s, w.src, at, at + 1})
		case r == '\n' || r == '\t':
			w.space(w.blank(s))
		case r == nbsp && (w.wordW == 0 || strings.HasPrefix(text[size:], "\u00a0") || strings.HasPrefix(text[size:], " ")):
			w.space(w.blank(s)) // padding, not a join
		case r == nbsp:
			w.push(w.blank(s), 1)
			w.prev = nbsp
		case r == forced:
			w.flushWord()
			w.endLine(spaced)
			w.hasGap = false
		default:
			size = w.addText(s, at, r)
		}
		at += size
	}
}

// addText adds what stands at byte at of a span, a run of ASCII or a cluster, and
// returns its size.
func (w *wrapper) addText(s span, at int, r rune) int {
	if w.wordW > 0 && breakBetween(w.prev, r) {
		mixed := ideographic(w.prev) != ideographic(r) && wordly(w.prev) && wordly(r)
		w.flushWord()
		w.mixed = mixed
	}
	if n := plainRun(s.text[at:]); n > 0 {
		w.push(piece{s, w.src, at, at + n}, n)
		w.prev = rune(s.text[at+n-1])
		return n
	}
	size, cw := cells.Next(s.text[at:])
	w.push(piece{s, w.src, at, at + size}, cw)
	w.prev, _ = utf8.DecodeLastRuneInString(s.text[at : at+size])
	if unicode.Is(unicode.M, w.prev) {
		w.prev = r
	}
	return size
}

// blank is a space in the style of s.
func (w *wrapper) blank(s span) piece {
	s.text = " "
	return piece{s, -1, 0, 1}
}

// plainRun is the length of the ASCII word at the start of text.
func plainRun(text string) int {
	i := 0
	for i < len(text) && text[i] > 0x20 && text[i] < 0x7f {
		i++
	}
	if i > 0 && i < len(text) && text[i] >= 0x80 {
		i-- // a combining mark may follow
	}
	return i
}

func (w *wrapper) space(gap piece) {
	w.flushWord()
	if !w.hasGap {
		w.gap, w.hasGap = gap, true
	}
}

func (w *wrapper) push(p piece, width int) {
	w.word = appendPiece(w.word, p)
	w.wordW += width
}

func appendPiece(ps []piece, p piece) []piece {
	if n := len(ps); n > 0 && ps[n-1].src == p.src && ps[n-1].to == p.from {
		ps[n-1].to = p.to
		return ps
	}
	return append(ps, p)
}

// flushWord moves the word to the line, or to the next one.
func (w *wrapper) flushWord() {
	if len(w.word) == 0 {
		return
	}
	gap := 0
	if w.hasGap && w.curW > 0 {
		gap = 1
	}
	if w.curW+gap+w.wordW > w.width {
		w.overflow()
		gap = 0
	}
	if !w.mixed {
		w.good = w.here()
	}
	w.mixed = false
	if gap > 0 {
		w.cur = appendPiece(w.cur, w.gap)
		w.curW++
	}
	w.hasGap = false
	if w.wordW > w.width {
		w.cutWord()
	} else {
		for _, p := range w.word {
			w.cur = appendPiece(w.cur, p)
		}
		w.curW += w.wordW
	}
	w.word, w.wordW, w.prev = w.word[:0], 0, 0
}

func (w *wrapper) flushLine() {
	if len(w.cur) == 0 {
		return
	}
	w.put(toSpans(w.cur))
	w.cur, w.curW, w.good = w.cur[:0], 0, mark{}
}

// endLine is flushLine before a line that joins in a way.
func (w *wrapper) endLine(j joint) {
	if w.flushLine(); len(w.lines) > 0 {
		w.join = j
	}
}

// put adds a line.
func (w *wrapper) put(spans []span) {
	for i := range spans {
		if !spans[i].aux {
			spans[i].join = w.join
			break
		}
	}
	w.lines = append(w.lines, line{spans: spans})
}

// toSpans cuts pieces out, joining neighbours of one style.
func toSpans(ps []piece) []span {
	spans := make([]span, 0, len(ps))
	for _, p := range ps {
		spans = appendSpan(spans, span{text: p.text[p.from:p.to], pen: p.pen, link: p.link, aux: p.aux, note: p.note})
	}
	return spans
}

// appendSpan adds a span, joined to the last one if both look the same.
func appendSpan(spans []span, s span) []span {
	if n := len(spans); n > 0 && spans[n-1].pen == s.pen && spans[n-1].link == s.link && spans[n-1].aux == s.aux && spans[n-1].note == s.note {
		spans[n-1].text += s.text
		return spans
	}
	return append(spans, s)
}

// cutWord lays a word that is longer than a line over several, after a
// separator near the line's end where it has one.
func (w *wrapper) cutWord() {
	rest := toSpans(w.word)
	for {
		head, tail := splitAt(rest, w.width, wordBreaks)
		if len(tail) == 0 {
			for _, s := range head {
				w.src++
				w.cur = append(w.cur, piece{s, w.src, 0, len(s.text)})
				w.curW += cells.Width(s.text)
			}
			return
		}
		w.put(head)
		rest, w.join = tail, glued
	}
}

// wordBreaks are what a word that is longer than a line is best cut behind.
const wordBreaks = "/?&=.,;:-_|+"

// splitAt cuts spans after at most width cells, at least one cluster, and better
// behind one of the separators in the last quarter, best a space. It uses up spans.
func splitAt(spans []span, width int, separators string) (head, tail []span) {
	used := 0
	cutSpan, cutByte, cutSpace := -1, 0, false // behind the last separator
	for i, s := range spans {
		for at := 0; at < len(s.text); {
			n, cw := cells.Next(s.text[at:])
			if used+cw > width && (i > 0 || at > 0) {
				if cutSpan >= 0 {
					i, at = cutSpan, cutByte
				}
				return divide(spans, i, at)
			}
			at += n
			used += cw
			if c := s.text[at-1]; used > width*3/4 && n == 1 && (c == ' ' || !cutSpace) && strings.IndexByte(separators, c) >= 0 {
				cutSpan, cutByte, cutSpace = i, at, c == ' '
			}
		}
	}
	return spans, nil
}

// divide cuts spans at byte at of span i.
func divide(spans []span, i, at int) (head, tail []span) {
	head = append(make([]span, 0, i+1), spans[:i]...)
	if at > 0 {
		s := spans[i]
		s.text = s.text[:at]
		head = append(head, s)
	}
	if spans[i].text = spans[i].text[at:]; spans[i].text == "" {
		i++
	}
	return head, spans[i:]
}

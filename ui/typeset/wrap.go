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

// A wrapper fills lines word by word.
type wrapper struct {
	width int
	lines []line

	cur  []span // the line so far
	curW int

	gap    span // the space before the next word
	hasGap bool

	word  []span // the word so far
	wordW int
	prev  rune // first rune of the last cluster in word
}

func (w *wrapper) add(s span) {
	for text := s.text; text != ""; {
		n := plainRun(text)
		if n > 0 {
			if w.wordW > 0 && breakBetween(w.prev, rune(text[0])) {
				w.flushWord()
			}
			w.push(span{text[:n], s.pen, s.link}, n)
			w.prev = rune(text[n-1])
			text = text[n:]
			continue
		}
		r, size := utf8.DecodeRuneInString(text)
		switch {
		case r == ' ' || r == '\n' || r == '\t':
			w.space(s)
			text = text[size:]
			continue
		case r == nbsp && (w.wordW == 0 || strings.HasPrefix(text[size:], "\u00a0") || strings.HasPrefix(text[size:], " ")):
			w.space(s) // padding, not a join
			text = text[size:]
			continue
		case r == nbsp:
			w.push(span{" ", s.pen, s.link}, 1)
			w.prev = nbsp
			text = text[size:]
			continue
		case r == forced:
			w.flushWord()
			w.flushLine()
			w.hasGap = false
			text = text[size:]
			continue
		}
		size, cw := cells.Next(text)
		if w.wordW > 0 && breakBetween(w.prev, r) {
			w.flushWord()
		}
		w.push(span{text[:size], s.pen, s.link}, cw)
		w.prev, _ = utf8.DecodeLastRuneInString(text[:size])
		if cw > 0 && unicode.Is(unicode.M, w.prev) {
			w.prev = r
		}
		text = text[size:]
	}
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

func (w *wrapper) space(s span) {
	w.flushWord()
	w.gap, w.hasGap = span{" ", s.pen, s.link}, true
}

// push adds a piece to the word, merging it with the piece before it.
func (w *wrapper) push(s span, width int) {
	w.word = appendSpan(w.word, s)
	w.wordW += width
}

// appendSpan adds a span, joined to the last one if both look the same.
func appendSpan(spans []span, s span) []span {
	if n := len(spans); n > 0 && spans[n-1].pen == s.pen && spans[n-1].link == s.link {
		spans[n-1].text += s.text
		return spans
	}
	return append(spans, s)
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
		w.flushLine()
		gap = 0
	}
	if gap > 0 {
		w.cur = appendSpan(w.cur, w.gap)
		w.curW++
	}
	w.hasGap = false
	if w.wordW > w.width {
		w.cutWord()
	} else {
		for _, s := range w.word {
			w.cur = appendSpan(w.cur, s)
		}
		w.curW += w.wordW
	}
	w.word, w.wordW, w.prev = w.word[:0], 0, 0
}

func (w *wrapper) flushLine() {
	if len(w.cur) == 0 {
		return
	}
	w.lines = append(w.lines, line{spans: w.cur})
	w.cur, w.curW = nil, 0
}

// cutWord lays a word that is longer than a line over several, after a
// separator near the line's end where it has one.
func (w *wrapper) cutWord() {
	rest := append([]span(nil), w.word...)
	for len(rest) > 0 {
		head, tail := splitAt(rest, w.width, true)
		for _, s := range head {
			w.cur = appendSpan(w.cur, s)
			w.curW += cells.Width(s.text)
		}
		if rest = tail; len(rest) > 0 {
			w.flushLine()
		}
	}
}

// splitAt cuts spans after at most width cells, at least one cluster; soft
// prefers the place behind a separator in the last quarter.
func splitAt(spans []span, width int, soft bool) (head, tail []span) {
	used := 0
	cutSpan, cutByte := -1, 0 // behind the last separator
	for i, s := range spans {
		for at := 0; at < len(s.text); {
			n, cw := cells.Next(s.text[at:])
			if used+cw > width && (i > 0 || at > 0) {
				if soft && cutSpan >= 0 {
					i, at = cutSpan, cutByte
				}
				return divide(spans, i, at)
			}
			at += n
			used += cw
			if soft && used > width*3/4 && n == 1 && strings.IndexByte("/?&=.,;:-_|+ ", s.text[at-1]) >= 0 {
				cutSpan, cutByte = i, at
			}
		}
	}
	return spans, nil
}

// divide cuts spans at byte at of span i.
func divide(spans []span, i, at int) (head, tail []span) {
	head = append(head, spans[:i]...)
	s := spans[i]
	if at > 0 {
		head = append(head, span{s.text[:at], s.pen, s.link})
	}
	if at < len(s.text) {
		tail = append(tail, span{s.text[at:], s.pen, s.link})
	}
	return head, append(tail, spans[i+1:]...)
}

// breakBetween tells whether a line may end between two characters that no
// space parts: in Chinese and Japanese nearly everywhere, in the scripts of
// South East Asia before a consonant.
func breakBetween(a, b rune) bool {
	if a < 0xe00 && b < 0xe00 {
		return false
	}
	if a == '—' {
		return !closes(b)
	}
	if ideographic(a) || ideographic(b) {
		return !opens(a) && !closes(b)
	}
	return spaceless(a) && spaceless(b) && !leadingVowel(a) && !trails(b)
}

func ideographic(r rune) bool {
	return r >= 0x2e80 && r <= 0xa4cf || r >= 0xf900 && r <= 0xfaff || r >= 0xff01 && r <= 0xff60 || r >= 0x20000 && r <= 0x3ffff
}

func opens(r rune) bool {
	return strings.ContainsRune("「『（〔［｛〈《【〖“‘([{$¥＄￥", r)
}

func closes(r rune) bool {
	return strings.ContainsRune("」』）〕］｝〉》】〗”’)]}、。，．・：；！？…‥ー々〜～,.!?:;%％゛゜ぁぃぅぇぉっゃゅょァィゥェォッャュョヵヶ", r)
}

// spaceless tells the scripts that write no spaces between words: Thai, Lao,
// Myanmar, Khmer.
func spaceless(r rune) bool {
	return r >= 0xe00 && r <= 0xeff || r >= 0x1000 && r <= 0x109f || r >= 0x1780 && r <= 0x17ff
}

// leadingVowel tells the vowels that are written before their consonant.
func leadingVowel(r rune) bool { return r >= 0xe40 && r <= 0xe44 || r >= 0xec0 && r <= 0xec4 }

// trails tells what belongs to the character before it.
func trails(r rune) bool {
	return r == 0xe2f || r >= 0xe30 && r <= 0xe3a || r >= 0xe45 && r <= 0xe4e || r >= 0xeaf && r <= 0xebd || r >= 0xec5 && r <= 0xece || unicode.Is(unicode.M, r) || unicode.IsPunct(r)
}

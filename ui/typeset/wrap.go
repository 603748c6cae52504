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
			w.flushLine()
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
		w.flushWord()
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
		w.flushLine()
		gap = 0
	}
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
	w.lines = append(w.lines, line{spans: toSpans(w.cur)})
	w.cur, w.curW = w.cur[:0], 0
}

// toSpans cuts pieces out, joining neighbours of one style.
func toSpans(ps []piece) []span {
	spans := make([]span, 0, len(ps))
	for _, p := range ps {
		spans = appendSpan(spans, span{p.text[p.from:p.to], p.pen, p.link})
	}
	return spans
}

// appendSpan adds a span, joined to the last one if both look the same.
func appendSpan(spans []span, s span) []span {
	if n := len(spans); n > 0 && spans[n-1].pen == s.pen && spans[n-1].link == s.link {
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
		head, tail := splitAt(rest, w.width, true)
		if len(tail) == 0 {
			for _, s := range head {
				w.src++
				w.cur = append(w.cur, piece{s, w.src, 0, len(s.text)})
				w.curW += cells.Width(s.text)
			}
			return
		}
		w.lines = append(w.lines, line{spans: head})
		rest = tail
	}
}

// splitAt cuts spans after at most width cells, at least one cluster; soft
// prefers the place behind a separator in the last quarter. It uses up spans.
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

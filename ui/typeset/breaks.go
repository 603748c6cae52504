package typeset

import (
	"strings"
	"unicode"
)

// A mark is a place in the line that is being filled.
type mark struct {
	pieces int // before it
	to     int // where the last of them ends
	width  int
}

// here is the end of the line so far.
func (w *wrapper) here() mark {
	if len(w.cur) == 0 {
		return mark{}
	}
	return mark{len(w.cur), w.cur[len(w.cur)-1].to, w.curW}
}

// overflow ends the line before a word that does not fit. One that would be torn
// from a word of another script, as Windows in 在Windows, takes along what stands
// before it, unless that would leave half of the line empty.
func (w *wrapper) overflow() {
	if g := w.good; w.mixed && !w.hasGap && 2*g.width >= w.width && w.curW-g.width+w.wordW <= w.width {
		tail := append([]piece(nil), w.cur[g.pieces-1:]...)
		tail[0].from = g.to
		w.cur[g.pieces-1].to = g.to
		w.cur = w.cur[:g.pieces]
		left, how := w.curW-g.width, glued
		if tail[0].from == tail[0].to {
			tail = tail[1:]
		}
		if len(tail) > 0 && tail[0].text[tail[0].from] == ' ' {
			how = spaced
			left--
			if tail[0].from++; tail[0].from == tail[0].to {
				tail = tail[1:]
			}
		}
		w.endLine(how)
		w.cur, w.curW = append(w.cur, tail...), left
		return
	}
	how := spaced
	if !w.hasGap && w.curW > 0 {
		how = glued
	}
	w.endLine(how)
}

// wordly tells what words are made of.
func wordly(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

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

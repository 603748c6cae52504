package parse

import (
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
)

// guess finds the encoding of text that claims to be UTF-8 and is not, claims
// nothing, or claims the ISO-8859-1 of a template. Letters with accents stand alone between ASCII; where the bytes
// above ASCII follow each other the text is in another script, and
// windows-1252 would make nothing but noise of it. Only what shows itself
// plainly is guessed: Japanese by its kana, Cyrillic by whole words.
func guess(b []byte) encoding.Encoding {
	const enough = 12 // bytes above ASCII
	var high, together, sjis, euc, upper, lower int
	for i := 0; i < len(b); {
		if b[i] < 0x80 {
			i++
			continue
		}
		start := i
		for i < len(b) && b[i] >= 0x80 {
			i++
		}
		n := i - start
		high += n
		if n >= 4 {
			together += n
		}
		for j := start; j < i; j++ {
			switch c := b[j]; {
			case c >= 0xe0:
				upper++
			case c >= 0xc0:
				lower++
			}
		}
		for j := start; j+1 < i; j += 2 {
			if b[j] == 0xa4 && b[j+1] >= 0xa1 && b[j+1] <= 0xf3 || b[j] == 0xa5 && b[j+1] >= 0xa1 && b[j+1] <= 0xf6 {
				euc++
			}
		}
	}
	for i := 0; i+1 < len(b); i++ {
		if b[i] == 0x82 && b[i+1] >= 0x9f && b[i+1] <= 0xf1 || b[i] == 0x83 && b[i+1] >= 0x40 && b[i+1] <= 0x96 {
			sjis++
			i++
		}
	}
	switch {
	case high < enough:
	case euc*12 >= high:
		return japanese.EUCJP
	case sjis*12 >= high:
		return japanese.ShiftJIS
	case together*10 < high*7 || (upper+lower)*10 < high*9:
	case upper > lower: // small letters, which are most, come last in windows-1251
		return charmap.Windows1251
	default: // and first in KOI8-R
		return charmap.KOI8R
	}
	return nil
}

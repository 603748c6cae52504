package clean

import "unicode"

const (
	zwj        = '\u200d'
	textStyle  = '\ufe0e'
	emojiStyle = '\ufe0f'
	keycap     = '\u20e3'
)

// windows1252 is what U+0080 to U+009F mean in the many documents that are
// windows-1252 but say ISO-8859-1: quotes and dashes, not terminal controls.
// The empty places are unassigned there.
var windows1252 = [32]rune{
	'€', 0, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0, 'Ž', 0,
	0, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 0, 0, 'ž', 'Ÿ',
}

// A kind is what the gate does with a character outside ASCII.
type kind int

const (
	kindBase     kind = iota
	kindMark          // combining mark
	kindSpace         // becomes a space
	kindLine          // becomes a line end
	kindJoiner        // only between characters that join
	kindSelector      // only after what it selects
	kindDrop          // never
)

// classify returns the kind of a character above U+009F.
func classify(r rune) kind {
	switch {
	case r < 0x300:
		switch r {
		case 0xa0:
			return kindSpace
		case 0xad: // soft hyphen
			return kindDrop
		}
		return kindBase
	case r >= 0x3400 && r <= 0xd7ff, r >= 0x3001 && r <= 0x3029, r >= 0x3030 && r <= 0x3098, r >= 0x30a0 && r < 0x3164:
		if unicode.Is(unicode.M, r) { // among Yi, Hangul and CJK live a few scripts with marks
			return kindMark
		}
		return kindBase
	}
	switch r {
	case 0x2028, 0x2029:
		return kindLine
	case 0x200c, zwj:
		return kindJoiner
	case 0x034f, // combining grapheme joiner
		0x115f, 0x1160, 0x3164, 0xffa0, // Hangul fillers: blank letters
		0x17b4, 0x17b5, 0x2065, 0x180e, 0xfffc:
		return kindDrop
	case 0x180b, 0x180c, 0x180d, 0x180f:
		return kindSelector
	}
	switch {
	case r >= 0xfe00 && r <= 0xfe0f, r >= 0xe0100 && r <= 0xe01ef:
		return kindSelector
	case r >= 0xfff0 && r <= 0xfff8, r >= 0xe0000 && r <= 0xe0fff, // default ignorable
		r >= 0xfdd0 && r <= 0xfdef, r&0xfffe == 0xfffe: // noncharacters
		return kindDrop
	case unicode.Is(unicode.M, r):
		return kindMark
	case unicode.Is(unicode.Zs, r):
		return kindSpace
	case unicode.Is(unicode.Co, r): // private use: icon fonts nobody here has
		return kindDrop
	case unicode.Is(unicode.Cf, r):
		if unicode.Is(unicode.Prepended_Concatenation_Mark, r) { // Arabic number signs and the like: visible
			return kindBase
		}
		return kindDrop
	}
	return kindBase
}

// standsAlone tells whether r is a base character whatever stands beside it. It
// is quick, and says no to many that are.
func standsAlone(r rune) bool {
	switch {
	case r < 0xa1:
		return false
	case r < 0x300:
		return r != 0xad
	case r < 0x370:
		return false
	case r < 0x483: // Greek, Cyrillic
		return true
	case r < 0x2010:
		return r >= 0x48a && r < 0x530
	case r < 0x2028, r > 0x202f && r < 0x205f:
		return true
	case r >= 0x20a0 && r < 0x20d0, r >= 0x2100 && r < 0x2c00: // currency, letter-like, arrows, symbols
		return true
	case r >= 0x3001 && r < 0x302a, r >= 0x3041 && r < 0x3099, r >= 0x309b && r < 0x3100, // kana
		r >= 0x4e00 && r < 0xa000, r >= 0xac00 && r < 0xd7a4: // CJK, Hangul
		return true
	}
	return false
}

// isEmoji tells whether r can be part of an emoji sequence: the blocks of
// pictographs, arrows and symbols that Unicode gives an emoji form.
func isEmoji(r rune) bool {
	switch {
	case r >= 0x1f000 && r <= 0x1faff, r >= 0x2600 && r <= 0x27bf, r >= 0x2300 && r <= 0x23ff,
		r >= 0x2190 && r <= 0x21ff, r >= 0x25a0 && r <= 0x25ff, r >= 0x2b00 && r <= 0x2bff:
		return true
	}
	switch r {
	case 0xa9, 0xae, 0x203c, 0x2049, 0x2122, 0x2139, 0x24c2, 0x2934, 0x2935, 0x3030, 0x303d, 0x3297, 0x3299:
		return true
	}
	return false
}

func isKeycapBase(r rune) bool { return r >= '0' && r <= '9' || r == '#' || r == '*' }

// isJoining tells whether r belongs to a script in which ZWJ and ZWNJ change how
// neighbours are written: the Arabic family, Mongolian, the Indic scripts.
func isJoining(r rune) bool {
	switch {
	case r < 0x600:
		return false
	case r <= 0x08ff, // Arabic, Syriac, Thaana, N'Ko, Mandaic
		r >= 0x0900 && r <= 0x0dff,   // Devanagari to Sinhala
		r >= 0x0f00 && r <= 0x109f,   // Tibetan, Myanmar
		r >= 0x1780 && r <= 0x18af,   // Khmer, Mongolian
		r >= 0x1a20 && r <= 0x1bff,   // Tai Tham, Balinese, Sundanese, Batak
		r >= 0xa840 && r <= 0xa8ff,   // Phags-pa, Saurashtra
		r >= 0xa980 && r <= 0xa9ff,   // Javanese
		r >= 0xabc0 && r <= 0xabff,   // Meetei Mayek
		r >= 0xfb50 && r <= 0xfdff,   // Arabic presentation forms
		r >= 0xfe70 && r <= 0xfefc,   //
		r >= 0x10a00 && r <= 0x10aff, // Kharoshthi, Manichaean
		r >= 0x11000 && r <= 0x11fff, // further Indic scripts
		r >= 0x1e900 && r <= 0x1e95f: // Adlam
		return unicode.In(r, unicode.L, unicode.M)
	}
	return false
}

// selects tells whether a variation selector means something after r.
func selects(r, sel rune) bool {
	switch {
	case sel == emojiStyle || sel == textStyle:
		return isEmoji(r)
	case sel >= 0xe0100:
		return unicode.Is(unicode.Han, r)
	case sel >= 0x180b && sel <= 0x180f:
		return unicode.Is(unicode.Mongolian, r) && unicode.IsLetter(r)
	}
	return false
}

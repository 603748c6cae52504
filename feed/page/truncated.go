package page

import (
	"strings"
	"unicode"

	"reader/feed"
	"reader/feed/clean"
)

// Lengths in bytes that tell an excerpt from an article.
const (
	maxExcerpt = 4000 // longer texts may end as they like
	maxTeaser  = 600  // a summary that is all there is
	maxLink    = 160  // of the link to the rest, with the title in it
)

// footers begin the lines that publishers put below an excerpt.
var footers = [...]string{"the post ", "this article originally appeared", "source:", "comments", "share this"}

// invitations are how the link to the rest of an article begins, in lower case.
var invitations = [...]string{
	"read more", "read the rest", "read the full", "read full", "read on", "read the whole", "read article", "continue reading",
	"keep reading", "view article", "view full", "view the full", "full story", "full article", "learn more", "click here to read",
	"weiterlesen", "mehr lesen", "lire la suite", "en savoir plus", "leer más", "seguir leyendo", "leia mais", "continue lendo",
	"leggi tutto", "continua a leggere", "lees meer", "lees verder", "czytaj dalej", "czytaj więcej", "läs mer",
	"читать далее", "читать дальше", "подробнее", "続きを読む", "阅读全文", "继续阅读",
}

// Truncated tells whether an article looks like the start of a longer one, so
// that its page has more: it says so at its end, or is but its summary.
func Truncated(a feed.Article) bool {
	if a.URL == "" && a.Via == "" {
		return false // there is no page
	}
	text := a.Text
	if text == "" {
		text = clean.Plain(a.HTML)
	}
	text = withoutFooters(text)
	if text == "" {
		return true
	}
	if cutMark(text) {
		return true
	}
	if len(text) > maxExcerpt {
		return false
	}
	if strings.HasSuffix(text, "…") || strings.HasSuffix(text, "...") {
		return true
	}
	return invites(text) || len(text) <= maxTeaser && a.Summary != "" && folded(text) == folded(a.Summary)
}

// withoutFooters leaves out the lines below an excerpt that every article of a
// source has.
func withoutFooters(text string) string {
	for range 3 {
		text = strings.TrimSpace(text)
		start := strings.LastIndexByte(text, '\n') + 1
		last := strings.ToLower(text[start:])
		footer := false
		for _, f := range footers {
			footer = footer || strings.HasPrefix(last, f)
		}
		// The first line is an article, whatever it begins with.
		if !footer || start == 0 || len(last) > 2*maxLink {
			return text
		}
		text = text[:start]
	}
	return strings.TrimSpace(text)
}

// cutMark tells whether a text ends with what programs put where they cut it.
func cutMark(text string) bool {
	text = strings.TrimRight(text, " \n.→»>")
	for _, mark := range [...]string{"[…]", "[...]", "[. . .]", "(…)", "(more…)", "(more...)", "[more]"} {
		if strings.HasSuffix(text, mark) {
			return true
		}
	}
	return false
}

// invites tells whether a text ends with a link to the rest: as a line of its own
// that begins so, or as the last words.
func invites(text string) bool {
	last := strings.ToLower(text[strings.LastIndexByte(text, '\n')+1:])
	last = strings.TrimFunc(last, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for _, words := range invitations {
		rest, whole := strings.CutPrefix(last, words)
		if whole && len(last) <= maxLink && !wordGoesOn(rest) {
			return true
		}
		before, ends := strings.CutSuffix(last, words)
		if ends && strings.TrimRight(before, " ") != "" && strings.ContainsAny(lastRune(before), ".…!?:;|»>\"”)]") {
			return true
		}
	}
	return false
}

// wordGoesOn tells whether s goes on with the word before it.
func wordGoesOn(s string) bool {
	for _, r := range s {
		return unicode.IsLetter(r) && r < 0x3000 // scripts beyond write without spaces
	}
	return false
}

// lastRune is the last character of s that is no space.
func lastRune(s string) string {
	s = strings.TrimRight(s, " ")
	r := []rune(s[max(0, len(s)-4):])
	return string(r[len(r)-1:])
}

// folded is a text as it reads, whatever its spaces.
func folded(s string) string { return strings.Join(strings.Fields(s), " ") }

package sqlite

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"reader/store/words"
)

// Words of our own stand in the column private of the index, so that whatever
// is asked of an article can be one expression. They begin with a character for
// private use, which is taken out of all text, so that nobody's words can be
// mistaken for them:
const (
	sourceMark = '\uE000' // and the number of the source
	cveMark    = '\uE001' // and the digits of a CVE, or the first of them as in cveWords
	tagMark    = '\uE002' // and the words of a tag
	authorMark = '\uE003' // and a word of an author's name; alone it ends a name
	hostMark   = '\uE004' // and a host, or a domain above it
	codeMark   = '\uE00F' // around the number of a character that could divide a word of ours
)

// coded returns s as part of a word of ours: one word to the index whatever is
// in it, and another one for another s.
func coded(s string) string {
	if !strings.ContainsFunc(s, isCoded) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if isCoded(r) {
			b.WriteString(string(codeMark) + strconv.FormatInt(int64(r), 16) + string(codeMark))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func isCoded(r rune) bool { return (r < 'a' || 'z' < r) && (r < '0' || '9' < r) }

func sourceWord(id int64) string { return string(sourceMark) + strconv.FormatInt(id, 10) }

// tagWord returns our word for a tag, "" for one without words.
func tagWord(tag string) string {
	split := words.Split(words.Space(tag))
	if len(split) == 0 {
		return ""
	}
	return string(tagMark) + coded(strings.Join(split, " "))
}

// authorWords returns a name as words of ours, one behind the other.
func authorWords(name string) string {
	split := words.Split(words.Space(name))
	for i, w := range split {
		split[i] = string(authorMark) + coded(w)
	}
	return strings.Join(split, " ")
}

func hostWord(host string) string { return string(hostMark) + coded(host) }

// domains returns the host of an address and what it is below.
func domains(address string) []string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return nil
	}
	var all []string
	for host := strings.ToLower(u.Hostname()); host != ""; {
		all = append(all, host)
		_, host, _ = strings.Cut(host, ".")
	}
	return all
}

// wholeCVE returns our word for a CVE: cve, four digits of a year, four or more.
func wholeCVE(split []string) (string, bool) {
	if len(split) != 3 || split[0] != "cve" || len(split[1]) != 4 || len(split[2]) < 4 ||
		!words.Digits(split[1]) || !words.Digits(split[2]) {
		return "", false
	}
	return string(cveMark) + split[1] + split[2], true
}

// begunCVE returns the beginning of our words for the CVEs that begin so.
func begunCVE(split []string) (string, bool) {
	switch {
	case len(split) == 0:
		return string(cveMark), true
	case split[0] != "cve" || len(split) > 3:
		return "", false
	case len(split) == 1:
		return string(cveMark), true
	case !words.Digits(split[1]) || len(split[1]) > 4:
		return "", false
	case len(split) == 2:
		return string(cveMark) + split[1], true
	case len(split[1]) < 4 || !words.Digits(split[2]):
		return "", false
	}
	return string(cveMark) + split[1] + split[2], true
}

// shortCVE is up to how many digits of a CVE the index has as words: those of
// the year, and one. What more is begun so few CVEs begin with that the index
// gathers them as it is asked.
const shortCVE = 5

// cveWords adds our words for a CVE: whole, and its beginnings.
func cveWords(all []string, cve string) []string {
	if slices.Contains(all, cve) {
		return all
	}
	all = append(all, cve)
	for n := range shortCVE + 1 {
		if w := cve[:utf8.RuneLen(cveMark)+n]; !slices.Contains(all, w) {
			all = append(all, w)
		}
	}
	return all
}

// cvesIn adds our words for the CVEs in a text.
func cvesIn(all []string, s string) []string {
	for i := 0; i+3 < len(s); i++ {
		if s[i]|0x20 != 'c' || s[i+1]|0x20 != 'v' || s[i+2]|0x20 != 'e' || insideWord(s[:i]) {
			continue
		}
		if cve, ok := wholeCVE(words.First(s[i:], 3)); ok {
			all = cveWords(all, cve)
		}
	}
	return all
}

// insideWord tells whether a letter that comes behind s goes on with a word.
func insideWord(s string) bool {
	s = strings.TrimRightFunc(s, unicode.IsMark)
	r, _ := utf8.DecodeLastRuneInString(s)
	return s != "" && words.IsRune(r)
}

// what an article has besides its text.
type particulars struct {
	sourceID      int64
	authors, tags []string
	url, via      string
}

// privateWords is what the column private holds of an article.
func privateWords(p particulars, texts ...string) string {
	all := []string{sourceWord(p.sourceID)}
	for _, s := range texts {
		all = cvesIn(all, s)
	}
	add := func(w string) {
		if w != "" && !slices.Contains(all, w) {
			all = append(all, w)
		}
	}
	for _, tag := range p.tags {
		add(tagWord(tag))
	}
	for _, address := range []string{p.url, p.via} {
		for _, host := range domains(address) {
			add(hostWord(host))
		}
	}
	for _, name := range p.authors {
		if w := authorWords(name); w != "" {
			all = append(all, w, string(authorMark))
		}
	}
	return strings.Join(all, " ")
}

// forIndex returns a text as the index takes it: words as package words has them.
// What SQLite would fold in another way is folded here.
func forIndex(s string) string {
	s = words.Space(s)
	if isASCII(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	words.Each(s, func(w string) bool {
		if !isASCII(w) {
			w = words.Fold(w)
		}
		b.WriteString(w)
		b.WriteByte(' ')
		return true
	})
	return b.String()
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

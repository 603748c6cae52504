package sqlite

import (
	"slices"
	"strconv"
	"strings"
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
	var all []string
	for host := words.Host(address); host != ""; {
		all = append(all, host)
		_, host, _ = strings.Cut(host, ".")
	}
	return all
}

// shortCVE is up to how many digits of a CVE the index has as words: those of
// the year, and one. What more is begun so few CVEs begin with that the index
// gathers them as it is asked.
const shortCVE = 5

// cveDigits returns the digits of a CVE as people write it, or with begun of its
// beginning.
func cveDigits(id string, begun bool) (digits string, ok bool) {
	if begun && strings.HasPrefix("CVE-", id) {
		return "", true
	}
	rest, ok := strings.CutPrefix(id, "CVE-")
	year, number, whole := strings.Cut(rest, "-")
	switch {
	case !ok || !words.Digits(year+number) || len(year) > 4:
		return "", false
	case whole && len(year) < 4 || !begun && len(number) < 4:
		return "", false
	}
	return year + number, true
}

func cveWord(digits string) string { return string(cveMark) + digits }

// cveWords adds our words for a CVE: whole, and its beginnings.
func cveWords(all []string, id string) []string {
	digits, _ := cveDigits(id, false)
	whole := cveWord(digits)
	if slices.Contains(all, whole) {
		return all
	}
	all = append(all, whole)
	for n := range shortCVE + 1 {
		if w := cveWord(digits[:n]); !slices.Contains(all, w) {
			all = append(all, w)
		}
	}
	return all
}

// particulars are what an article has besides its text.
type particulars struct {
	sourceID      int64
	authors, tags []string
	url, via      string
}

// privateWords is what the column private holds of an article.
func privateWords(p particulars, texts ...string) string {
	all := []string{sourceWord(p.sourceID)}
	for _, s := range texts {
		words.EachCVE(s, func(id string) bool {
			all = cveWords(all, id)
			return true
		})
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

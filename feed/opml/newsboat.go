package opml

import (
	"io"
	"strings"

	"reader/feed"
	"reader/feed/clean"
)

// hidden is the tag of feeds that newsboat hides without naming a tag.
const hidden = "hidden"

// ReadNewsboat reads newsboat's file `urls`: a line for each feed, with its
// address, its tags and, as a tag that begins with ~, its title. A tag that
// begins with ! hides a feed in newsboat; here it is the tag without the mark,
// and "hidden" when nothing follows it. Queries, commands and files are skipped.
func ReadNewsboat(r io.Reader) (List, error) {
	b, err := readAll(r, "newsboat urls")
	if err != nil {
		return List{}, err
	}
	var g gatherer
	n := 0
	for line := range strings.SplitSeq(toUTF8(b), "\n") {
		n++
		entry := words(line)
		if len(entry) == 0 {
			continue
		}
		url, why := address(entry[0])
		if why != "" {
			g.skip(n, entry[0], why)
		} else {
			s := feed.Source{URL: url, Kind: feed.KindAuto}
			for _, w := range entry[1:] {
				switch {
				case strings.HasPrefix(w, "~"):
					if s.Name == "" {
						s.Name = clean.Line(w[1:])
					}
				case strings.TrimSpace(w) == "!":
					s.Tags = addTags(s.Tags, hidden)
				default:
					s.Tags = addTags(s.Tags, category(strings.TrimPrefix(w, "!")))
				}
			}
			if s.Name == clean.Line(url) {
				s.Name = ""
			}
			g.add(s, 0)
		}
		if g.entries() > maxEntries {
			return List{}, tooMany("newsboat urls")
		}
	}
	return g.finish(), nil
}

// words splits a line as newsboat does: at white space, but not inside of double
// quotes, where a backslash takes the next character as it is (n, r and t: white
// space). A # where a word would begin starts a comment; inside a word, as the
// fragment of a URL, it does not.
func words(line string) []string {
	var out []string
	for {
		line = strings.TrimLeft(line, " \t\r\n\ufeff")
		switch {
		case line == "" || line[0] == '#':
			return out
		case line[0] == '"':
			var w string
			w, line = quoted(line[1:])
			out = append(out, w)
		default:
			end := strings.IndexAny(line, " \t\r\n")
			if end < 0 {
				end = len(line)
			}
			out = append(out, line[:end])
			line = line[end:]
		}
	}
}

// quoted returns the text up to the closing quote, and what is behind it.
func quoted(s string) (text, rest string) {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"':
			return b.String(), s[i+1:]
		case c == '\\' && i+1 < len(s):
			i++
			if strings.IndexByte("nrt", s[i]) >= 0 {
				b.WriteByte(' ')
			} else {
				b.WriteByte(s[i])
			}
		default:
			b.WriteByte(c)
		}
	}
	return b.String(), ""
}

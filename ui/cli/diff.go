package cli

import (
	"slices"
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"reader/feed/clean"
	"reader/store"
	"reader/ui/once"
)

// A change is one paragraph of a comparison of two texts.
type change struct {
	kind  changeKind
	text  string // of kept, removed and added paragraphs
	words []word // of edited ones
}

// A changeKind is also the sign in front of the paragraph.
type changeKind byte

const (
	kept    changeKind = ' '
	removed changeKind = '-'
	added   changeKind = '+'
	edited  changeKind = '~' // with words that were removed and added
)

// A word is a run of words of an edited paragraph.
type word struct {
	kind changeKind // kept, removed or added
	text string
}

// A version is the text of an article at one time.
type version struct{ title, markdown string }

// paragraphs are what is compared, the title first. Empty lines do not count:
// they come and go with the markup.
func (v version) paragraphs() []string {
	list := []string{"# " + oneLine(v.title)}
	for line := range strings.Lines(v.markdown) {
		if line = strings.TrimRight(once.Lines(line), " \t\n"); line != "" {
			list = append(list, line)
		}
	}
	return list
}

// earlier returns the present text of an article and, newest first, those it had.
func earlier(e once.Entry, revisions []store.Revision) []version {
	list := []version{{e.Title, e.Markdown}}
	for _, r := range revisions {
		art := e.Article
		art.Title, art.Updated, art.HTML, art.Text = r.Title, r.Updated, r.HTML, r.Text
		list = append(list, version{r.Title, clean.Converter{}.Markdown(art)})
	}
	return list
}

// compare finds what changed from one version to the next.
func compare(before, after version) []change {
	var out []change
	keep := func(lines []string) {
		for _, line := range lines {
			out = append(out, change{kind: kept, text: line})
		}
	}
	old := before.paragraphs()
	at := 0
	for _, e := range lineEdits(old, after.paragraphs()) {
		keep(old[at:e.start])
		out = append(out, pair(old[e.start:e.end], e.new)...)
		at = e.end
	}
	keep(old[at:])
	return out
}

// lookAhead is in how many new paragraphs an old one is searched, so that a text
// that was written anew costs no more than its length.
const lookAhead = 4

// pair tells paragraphs that were edited from those that went and those that
// came.
func pair(old, now []string) []change {
	var out []change
	for _, line := range old {
		match, words := -1, []word(nil)
		for i, candidate := range now[:min(len(now), lookAhead)] {
			if w := compareWords(line, candidate); alike(w) {
				match, words = i, w
				break
			}
		}
		if match < 0 {
			out = append(out, change{kind: removed, text: line})
			continue
		}
		for _, n := range now[:match] {
			out = append(out, change{kind: added, text: n})
		}
		out = append(out, change{kind: edited, words: words})
		now = now[match+1:]
	}
	for _, n := range now {
		out = append(out, change{kind: added, text: n})
	}
	return out
}

// compareWords compares two paragraphs word by word.
func compareWords(before, after string) []word {
	var out []word
	add := func(kind changeKind, words []string) {
		if len(words) > 0 {
			out = append(out, word{kind, strings.Join(words, " ")})
		}
	}
	old := strings.Fields(before)
	at := 0
	for _, e := range lineEdits(old, strings.Fields(after)) {
		add(kept, old[at:e.start])
		add(removed, old[e.start:e.end])
		add(added, e.new)
		at = e.end
	}
	add(kept, old[at:])
	return out
}

// alike tells whether at least half of two paragraphs is the same, so that they
// are better read as one.
func alike(words []word) bool {
	same, other := 0, 0
	for _, w := range words {
		if w.kind == kept {
			same += 2 * len(w.text)
		} else {
			other += len(w.text)
		}
	}
	return same >= other
}

// An edit replaces old[start:end].
type edit struct {
	start, end int
	new        []string
}

// lineEdits compares two lists of texts without newlines.
func lineEdits(old, now []string) []edit {
	join := func(list []string) string {
		if len(list) == 0 {
			return ""
		}
		return strings.Join(list, "\n") + "\n"
	}
	text := join(old)
	var out []edit
	line, at := 0, 0
	for _, e := range udiff.Lines(text, join(now)) {
		line += strings.Count(text[at:e.Start], "\n")
		start := line
		line += strings.Count(text[e.Start:e.End], "\n")
		at = e.End
		next := edit{start, line, nil}
		if e.New != "" {
			next.new = strings.Split(strings.TrimSuffix(e.New, "\n"), "\n")
		}
		out = append(out, next)
	}
	return out
}

// near leaves out the kept paragraphs that are not beside a change; a change of
// kind 0 stands for them.
func near(list []change) []change {
	changed := func(i int) bool { return i >= 0 && i < len(list) && list[i].kind != kept }
	var out []change
	for i, c := range list {
		switch {
		case c.kind != kept || changed(i-1) || changed(i+1):
			out = append(out, c)
		case len(out) == 0 || out[len(out)-1].kind != 0:
			out = append(out, change{})
		}
	}
	if !slices.ContainsFunc(out, func(c change) bool { return c.kind != 0 && c.kind != kept }) {
		return nil
	}
	return out
}

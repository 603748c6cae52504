package sources

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"reader/ui/cells"
)

// foldFrom is from how many tags on they are folded until somebody unfolds them.
const foldFrom = 8

// A sort of line of the list.
type sort int

const (
	gapLine sort = iota
	headLine
	foldLine // the heading of the tags, which folds them
	scopeLine
)

// A row is one line of the list.
type row struct {
	sort  sort
	text  string // of a heading, or the name of a scope; it has passed the gate
	scope Scope
	at    int // which tag or source, for the counts
}

// takes tells whether the cursor can stand on the row.
func (r row) takes() bool { return r.sort == scopeLine || r.sort == foldLine }

// A tag is a tag of the subscribed sources.
type tag struct {
	key    string // what tells it from others: tags are the same in any case
	name   string // as it is written first
	urls   []string
	unread int
}

// gather finds the tags of the sources.
func (p *Pane) gather() {
	at := map[string]int{}
	p.tags = p.tags[:0]
	for _, s := range p.sources {
		for _, t := range s.Source.Tags {
			name := strings.TrimSpace(cells.GatePlain(t))
			k := strings.ToLower(name)
			if k == "" {
				continue
			}
			i, ok := at[k]
			if !ok {
				i = len(p.tags)
				at[k] = i
				p.tags = append(p.tags, tag{key: k, name: name})
			}
			if u := p.tags[i].urls; len(u) == 0 || u[len(u)-1] != s.Source.URL { // the same tag twice
				p.tags[i].urls = append(u, s.Source.URL)
			}
		}
	}
	slices.SortFunc(p.tags, func(a, b tag) int { return cmp.Compare(a.key, b.key) })
	if !p.foldSet {
		p.folded = len(p.tags) >= foldFrom
	}
}

// build lays out the list anew. The cursor stays on its scope, or goes to All
// where that is gone.
func (p *Pane) build() {
	p.rows = p.rows[:0]
	fixed := func(k Kind, name string) {
		p.rows = append(p.rows, row{sort: scopeLine, text: name, scope: Scope{Kind: k}})
	}
	fixed(All, "All")
	fixed(Unread, "Unread")
	fixed(Starred, "Starred")
	fixed(Noted, "Noted")
	if len(p.views) > 0 {
		p.rows = append(p.rows, row{}, row{sort: headLine, text: "Views"})
		for i, name := range p.views {
			p.rows = append(p.rows, row{sort: scopeLine, text: name, scope: Scope{Kind: View, View: i}})
		}
	}
	p.buildTags()
	p.buildSources()
	p.find()
	p.follow()
}

func (p *Pane) buildTags() {
	if len(p.tags) == 0 {
		return
	}
	fold := "▾ Tags"
	if p.folded {
		fold = "▸ " + strconv.Itoa(len(p.tags)) + " tags"
	}
	p.rows = append(p.rows, row{}, row{sort: foldLine, text: fold})
	for i, t := range p.tags {
		s := Scope{Kind: Tag, Tag: t.key}
		if s != p.scope && (p.folded || p.hiding && t.unread == 0) {
			continue
		}
		p.rows = append(p.rows, row{sort: scopeLine, text: t.name, scope: s, at: i})
	}
}

func (p *Pane) buildSources() {
	if len(p.sources) == 0 {
		return
	}
	p.rows = append(p.rows, row{}, row{sort: headLine})
	head, shown := len(p.rows)-1, 0
	for i, info := range p.sources {
		s := Scope{Kind: Source, URL: info.Source.URL}
		if s != p.scope && p.hiding && p.counts[s.URL].Unread == 0 {
			continue
		}
		p.rows = append(p.rows, row{sort: scopeLine, text: cells.GatePlain(info.Source.Name), scope: s, at: i})
		shown++
	}
	p.rows[head].text = strconv.Itoa(len(p.sources)) + " subscribed"
	if shown < len(p.sources) {
		p.rows[head].text = strconv.Itoa(shown) + " of " + p.rows[head].text
	}
}

// find puts the cursor where the selected scope is.
func (p *Pane) find() {
	p.cursor = slices.IndexFunc(p.rows, func(r row) bool {
		if p.onFold {
			return r.sort == foldLine
		}
		return r.sort == scopeLine && r.scope == p.scope
	})
	if p.cursor < 0 {
		p.cursor, p.onFold, p.scope = 0, false, Scope{Kind: All}
	}
}

// Tagged returns the URLs of the sources that have a tag.
func (p *Pane) Tagged(key string) []string {
	if t := p.tag(key); t != nil {
		return t.urls
	}
	return nil
}

// TagName returns how a tag is written.
func (p *Pane) TagName(key string) string {
	if t := p.tag(key); t != nil {
		return t.name
	}
	return key
}

// UnreadOfTag returns how many articles of the sources with a tag are unread.
func (p *Pane) UnreadOfTag(key string) int {
	if t := p.tag(key); t != nil {
		return t.unread
	}
	return 0
}

func (p *Pane) tag(key string) *tag {
	i := slices.IndexFunc(p.tags, func(t tag) bool { return t.key == key })
	if i < 0 {
		return nil
	}
	return &p.tags[i]
}

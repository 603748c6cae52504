package storetest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"reader/feed"
	"reader/store"
)

// Fill saves invented security news into s: sources of perSource articles each,
// with HTML bodies of 2 to 12 KB, spread over the two years before 2026. The
// same arguments give the same articles, so that a benchmark can be repeated.
// The sources are subscribed; the articles still wait for Index.
func Fill(ctx context.Context, s store.Store, sources, perSource int) error {
	subscribed := make([]feed.Source, sources)
	for i := range subscribed {
		subscribed[i] = fillSource(i)
	}
	if err := s.Subscribe(ctx, subscribed); err != nil {
		return fmt.Errorf("fill store: %w", err)
	}
	for i := range subscribed {
		if _, err := s.Save(ctx, FillBatch(i, perSource)); err != nil {
			return fmt.Errorf("fill store: %w", err)
		}
	}
	return nil
}

func fillSource(i int) feed.Source {
	host := "news" + strconv.Itoa(i) + ".example"
	return feed.Source{
		Name: "Newsroom " + strconv.Itoa(i),
		URL:  "https://" + host + "/feed.xml",
		Kind: feed.KindRSS,
		Tags: []string{"invented", "group-" + strconv.Itoa(i%7)},
	}
}

// FillBatch returns the batch that Fill saves for the source of that number.
func FillBatch(source, articles int) feed.Batch {
	w := newWriter(uint64(source))
	end := time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)
	b := feed.Batch{Source: fillSource(source), Articles: make([]feed.Article, articles)}
	host := "https://news" + strconv.Itoa(source) + ".example/"
	for i := range b.Articles {
		published := end.Add(-time.Duration(w.r.Int64N(int64(2 * 365 * 24 * time.Hour)))).Truncate(time.Second)
		b.Articles[i] = w.article(host, published)
	}
	b.State = feed.State{
		Kind: feed.KindRSS, Endpoint: b.Source.URL, Status: 200,
		Title: b.Source.Name, HomePage: host, CheckedAt: end, DueAt: end.Add(time.Hour), DueRule: "interval",
	}
	return b
}

// A writer invents articles.
type writer struct {
	r        *rand.Rand
	words    []string // that this source uses, frequent ones often
	html     strings.Builder
	text     strings.Builder
	articles int
}

func newWriter(seed uint64) *writer {
	w := &writer{r: rand.New(rand.NewPCG(seed, 0x7265616465720a)), words: make([]string, 4096)}
	ranks := rand.NewZipf(w.r, 1.08, 3, 60_000)
	for i := range w.words {
		w.words[i] = wordAt(ranks.Uint64())
	}
	return w
}

func (w *writer) article(host string, published time.Time) feed.Article {
	w.articles++
	title := w.headline()
	slug := strings.ReplaceAll(strings.ToLower(title), " ", "-") + "-" + strconv.Itoa(w.articles)
	w.html.Reset()
	w.text.Reset()
	size := 2048 + w.r.IntN(10*1024)
	for n := 0; w.html.Len() < size; n++ {
		w.paragraph(n)
	}
	text := w.text.String()
	return feed.Article{
		GUID:      host + "?p=" + strconv.Itoa(1000+w.articles),
		URL:       host + slug,
		Title:     title,
		Authors:   []string{w.name()},
		Tags:      []string{pick(w.r, topics), pick(w.r, topics)},
		Published: published,
		Updated:   published.Add(time.Duration(w.r.IntN(7200)) * time.Second),
		Summary:   strings.ToValidUTF8(text[:min(240, len(text))], ""),
		HTML:      w.html.String(),
		Text:      text,
		Language:  "en",
	}
}

// paragraph appends one block to the body, in HTML and as text.
func (w *writer) paragraph(n int) {
	switch {
	case n%6 == 5:
		h := w.headline()
		w.html.WriteString("<h2>" + h + "</h2>\n")
		w.text.WriteString(h + "\n")
		return
	case n%9 == 8:
		w.html.WriteString("<pre><code>")
		for range 4 {
			i := w.indicator()
			w.html.WriteString(i + "\n")
			w.text.WriteString(i + "\n")
		}
		w.html.WriteString("</code></pre>\n")
		return
	}
	w.html.WriteString(`<p class="wp-block-paragraph">`)
	for i := range 40 + w.r.IntN(50) {
		if i > 0 {
			w.both(" ")
		}
		switch w.r.IntN(300) {
		case 0, 1, 2:
			host := w.name() + ".example"
			w.html.WriteString(`<a href="https://` + strings.ReplaceAll(strings.ToLower(host), " ", "-") + `/advisory">` + host + "</a>")
			w.text.WriteString(host)
		case 3:
			w.both(w.cve())
		default:
			w.both(pick(w.r, w.words))
		}
		if w.r.IntN(12) == 0 {
			w.both(",")
		}
	}
	w.html.WriteString(".</p>\n")
	w.text.WriteString(".\n")
}

func (w *writer) both(s string) {
	w.html.WriteString(s)
	w.text.WriteString(s)
}

func (w *writer) headline() string {
	switch w.r.IntN(4) {
	case 0:
		return pick(w.r, actors) + " " + pick(w.r, verbs) + " " + pick(w.r, products) + " in " + pick(w.r, places)
	case 1:
		return pick(w.r, products) + " Flaw " + w.cve() + " Lets " + pick(w.r, actors) + " " + pick(w.r, effects)
	case 2:
		return "Why " + pick(w.r, topics) + " Still Troubles " + pick(w.r, places) + " After " + pick(w.r, w.words)
	}
	return pick(w.r, places) + " Warns of " + pick(w.r, topics) + " Against " + pick(w.r, products) + " Users"
}

func (w *writer) cve() string {
	return fmt.Sprintf("CVE-%d-%04d", 2015+w.r.IntN(11), 1+w.r.IntN(39_999))
}

func (w *writer) indicator() string {
	if w.r.IntN(2) == 0 {
		return fmt.Sprintf("10.%d.%d.%d", w.r.IntN(256), w.r.IntN(256), w.r.IntN(256))
	}
	return fmt.Sprintf("%016x%016x", w.r.Uint64(), w.r.Uint64())
}

func (w *writer) name() string {
	return capital(wordAt(400+w.r.Uint64N(20_000))) + " " + capital(wordAt(400+w.r.Uint64N(20_000)))
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func pick(r *rand.Rand, list []string) string { return list[r.IntN(len(list))] }

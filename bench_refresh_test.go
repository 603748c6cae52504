package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"reader/feed"
	"reader/feed/fetch"
	"reader/feed/refresh"
	"reader/store/sqlite"
)

// latency is what the server of the sources waits before each answer: a near
// network.
const latency = 50 * time.Millisecond

// refreshing measures a cold and an unchanged refresh of 100 sources of 20
// articles. Each source has its own loopback address, so that the limit per host
// costs nothing.
func (r *report) refreshing(t *testing.T, bin string) {
	const sources, articles = 100, 20
	urls := serveSources(t, sources, articles)
	var config strings.Builder
	var list []feed.Source
	for i, u := range urls {
		name := fmt.Sprintf("Source %03d", i)
		fmt.Fprintf(&config, "[[source]]\nname = %q\nurl = %q\n\n", name, u)
		list = append(list, feed.Source{Name: name, URL: u})
	}
	what := fmt.Sprintf("refresh of %d sources of %d articles, ", sources, articles)

	var stored, searchable, unchanged []float64
	for range 5 {
		s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "reader.db"), sqlite.Options{})
		if err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		n := refreshAll(t, s, list)
		stored = append(stored, ms(time.Since(began)))
		if n != sources*articles {
			t.Fatalf("%d articles stored, want %d", n, sources*articles)
		}
		for pending := 1; pending > 0; {
			if pending, err = s.Index(t.Context(), 500); err != nil {
				t.Fatal(err)
			}
		}
		searchable = append(searchable, ms(time.Since(began)))
		began = time.Now()
		if n := refreshAll(t, s, list); n != 0 {
			t.Fatalf("%d articles stored again", n)
		}
		unchanged = append(unchanged, ms(time.Since(began)))
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	r.add(what+"cold: stored", "ms", "500", stored...)
	r.add(what+"cold: searchable", "ms", "1500", searchable...)
	r.add(what+"unchanged (304)", "ms", "", unchanged...)

	var whole []float64
	for range 5 {
		cmd := exec.Command(bin, "--once", "--refresh", "--limit", "1")
		cmd.Env = settings(t, t.TempDir(), config.String())
		began := time.Now()
		if out, err := cmd.Output(); err != nil || len(out) == 0 {
			t.Fatalf("refresh: %v, %d bytes", err, len(out))
		}
		whole = append(whole, ms(time.Since(began)))
	}
	r.add(what+"cold: `reader --once --refresh --limit 1`", "ms", "", whole...)
}

func refreshAll(t *testing.T, s *sqlite.Store, sources []feed.Source) int {
	t.Helper()
	checks, err := refresh.New(s, fetch.New(fetch.Options{}), refresh.Options{}).
		Refresh(t.Context(), refresh.Request{Sources: sources, When: refresh.WhenForced}, nil)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, c := range checks {
		if c.Err != nil {
			t.Fatal(c.Err)
		}
		n += c.Saved.New
	}
	return n
}

// serveSources serves n RSS documents, each on its own loopback address, and
// returns their URLs.
func serveSources(t *testing.T, n, articles int) []string {
	var urls []string
	for i := range n {
		body := document(i, articles)
		etag := fmt.Sprintf("%q", fmt.Sprintf("%x", sha256.Sum256(body))[:16])
		l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", fmt.Sprintf("127.0.%d.%d:0", 1+i/200, 1+i%200))
		if err != nil {
			t.Fatal(err)
		}
		srv := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			select {
			case <-time.After(latency):
			case <-r.Context().Done():
				return
			}
			w.Header().Set("ETag", etag)
			if r.Header.Get("If-None-Match") == etag {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			w.Header().Set("Content-Type", "application/rss+xml; charset=utf-8")
			_, _ = w.Write(body)
		})}
		go func() { _ = srv.Serve(l) }()
		t.Cleanup(func() { _ = srv.Shutdown(context.Background()) })
		urls = append(urls, "http://"+l.Addr().String()+"/feed.xml")
	}
	return urls
}

// document is an RSS document of invented articles of 6 to 20 KB.
func document(seed, articles int) []byte {
	rng := rand.New(rand.NewPCG(uint64(seed), 8))
	words := strings.Fields("the attackers used a phishing mail to reach an exposed server and moved on to the backup network where " +
		"they encrypted several hosts before the incident team could isolate them according to a report that lists indicators and advice")
	var b bytes.Buffer
	fmt.Fprintf(&b, `<?xml version="1.0" encoding="UTF-8"?>`+
		`<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>`+
		`<title>Source %[1]d</title><link>http://source-%[1]d.example/</link><description>invented</description>`, seed)
	newest := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range articles {
		fmt.Fprintf(&b, `<item><title>CVE-2026-%05d in product %d</title><link>http://source-%[3]d.example/%[4]d</link>`+
			`<guid>http://source-%[3]d.example/%[4]d</guid><pubDate>%[5]s</pubDate><content:encoded><![CDATA[`,
			seed*articles+i, rng.IntN(1000), seed, i, newest.Add(-time.Duration(i)*time.Hour).Format(time.RFC1123Z))
		for size := 6000 + rng.IntN(14000); size > 0; {
			b.WriteString("<p>")
			for range 60 {
				w := words[rng.IntN(len(words))]
				b.WriteString(w)
				b.WriteByte(' ')
				size -= len(w) + 1
			}
			b.WriteString("</p>\n")
		}
		b.WriteString("]]></content:encoded></item>")
	}
	b.WriteString("</channel></rss>")
	return b.Bytes()
}

package opml

import (
	"bytes"
	"encoding/xml"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"reader/feed"
)

// roundTrip checks that l comes back as it was, from well-formed XML.
func roundTrip(t *testing.T, what string, l List) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, l); err != nil {
		t.Fatal(err)
	}
	if err := xml.Unmarshal(b.Bytes(), new(struct{})); err != nil {
		t.Errorf("%s: %v in\n%s", what, err, b.Bytes())
	}
	got, err := Read(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	want := l
	want.Skipped = nil
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s: %s\nfrom\n%.5000s", what, diff, b.Bytes())
	}
	return b.String()
}

// generated returns a list as Read could give it.
func generated(r *rand.Rand) List {
	pick := func(from ...string) string { return from[r.IntN(len(from))] }
	words := []string{"", "news", "tech", `TCP\/IP`, `a\\b`, `a\b`, "a, b", "x/y", "x/y/z", "news/tech", "tail/", "a//b", "\"q\" <&> 'z'", "é漏洞", "&amp;", `\`, `,`, `\,`}
	l := List{Title: pick("", "My <list> & more", "漏洞")}
	for i := range r.IntN(30) {
		s := feed.Source{
			Name:     pick("", "A name", `"quoted" & <b>`, "it's 漏洞", "&lt;b&gt;"),
			URL:      pick("https://", "http://", "https://ann:pw@") + "h" + string(rune('a'+i%26)) + pick(".example/feed", ".Example/?a=1&b=%e4", ".example:8080/#x") + string(rune('a'+i/26)),
			Kind:     feed.Kind(pick("auto", "auto", "wordpress", "rss", "atom", "json")),
			Interval: time.Duration(r.IntN(3)) * 90 * time.Minute,
			HomePage: pick("", "https://home.example/?a=1&b=2"), Description: pick("", "one", "two\nlines & \"more\"", strings.Repeat("long ", 300)+"end"),
			AllowPrivate: r.IntN(4) == 0,
			FullText:     r.IntN(4) == 0, Keep: feed.Keep{Age: time.Duration(r.IntN(3)) * 36 * time.Hour, Count: r.IntN(3)},
			Ignore: pick("", `title:"a & b" -sponsored`),
		}
		for range r.IntN(4) {
			s.Tags = addTags(s.Tags, pick(words...))
		}
		l.Sources = append(l.Sources, s)
	}
	return l
}

func TestRoundTrip(t *testing.T) {
	for seed := range uint64(300) {
		l := generated(rand.New(rand.NewPCG(seed, 1)))
		if first, second := roundTrip(t, "generated", l), roundTrip(t, "generated", l); first != second {
			t.Fatal("two writes differ")
		}
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
	for _, name := range []string{"folders.opml", "broken.opml"} {
		roundTrip(t, name, read(t, string(fixture(t, name))))
	}
}

func TestWrite(t *testing.T) {
	const want = `<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0" xmlns:reader="urn:reader:opml">
  <head>
    <title>T</title>
  </head>
  <body>
    <outline text="News" title="News">
      <outline text="TCP/IP" title="TCP/IP">
        <outline text="A" title="A" type="rss" xmlUrl="https://a.example/" htmlUrl="https://home.example/" description="d" category="/News/TCP\\/IP,x\, y" reader:kind="wordpress" reader:interval="1h30m0s" reader:allowPrivate="true" reader:order="1"/>
      </outline>
      <outline text="https://c.example/" type="rss" xmlUrl="https://c.example/" reader:order="3"/>
    </outline>
    <outline text="B" title="B" type="rss" xmlUrl="https://b.example/" category="odd/" reader:order="2"/>
  </body>
</opml>
`
	l := List{Title: "T", Sources: []feed.Source{
		{
			Name: "A", URL: "https://a.example/", Kind: feed.KindWordPress, Tags: []string{`News/TCP\/IP`, "x, y"}, Interval: 90 * time.Minute, AllowPrivate: true,
			HomePage: "https://home.example/", Description: "d",
		},
		{Name: "B", URL: "https://b.example/", Kind: feed.KindAuto, Tags: []string{"odd/"}},
		{URL: "https://c.example/", Kind: feed.KindAuto, Tags: []string{"News"}},
	}}
	got := roundTrip(t, "written", l)
	if diff := cmp.Diff(strings.Replace(want, `"odd/"`, `"/odd/"`, 1), got); diff != "" {
		t.Error(diff)
	}
}

// Secrets are not written, and text that passed no gate passes it here.
func TestWriteUnclean(t *testing.T) {
	var b bytes.Buffer
	err := Write(&b, List{Title: "a\x1b[31mb", Sources: []feed.Source{{
		Name: "n\x00\u202e", URL: "https://a.example/\x07", Tags: []string{"t\x9b"}, Headers: map[string]string{"X-Key": "hunter2"}, User: "hunter3", PasswordCmd: []string{"hunter4"},
	}}})
	if err != nil {
		t.Fatal(err)
	}
	if s := b.String(); strings.Contains(s, "hunter") || strings.ContainsAny(s, "\x00\x07\x1b\u202e\u009b") {
		t.Errorf("written: %q", s)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

var errFull = errors.New("no space")

func TestWriteFails(t *testing.T) {
	if err := Write(full{}, List{}); !errors.Is(err, errFull) {
		t.Errorf("got %v", err)
	}
}

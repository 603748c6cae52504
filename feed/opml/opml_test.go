package opml

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"reader/feed"
)

func fixture(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func read(t *testing.T, text string) List {
	t.Helper()
	l, err := Read(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestRead(t *testing.T) {
	got := read(t, string(fixture(t, "folders.opml")))
	want := List{
		Title: "Night & day",
		Sources: []feed.Source{
			{
				Name: "Packets", URL: "https://packets.example/feed", Kind: feed.KindAuto, Tags: []string{`News/TCP\/IP`, "Again"},
				HomePage: "https://packets.example/", Description: "All about packets",
			},
			{
				Name: "Daily", URL: "https://daily.example/rss?a=1&copy=2&b=3", Kind: feed.KindAuto,
				Tags: []string{"News", "Boston/Weather", "Tips, tricks"}, HomePage: "https://daily.example/home?x",
			},
			{URL: "https://plain.example/atom.xml", Kind: feed.KindAuto, Tags: []string{"News"}},
			{Name: "Café R&D &unknown; red", URL: "http://cafe.example/rss", Kind: feed.KindAuto},
		},
		Skipped: []Skip{
			{17, "|~/fetch.py", "is a command, and no command of a list is run"},
			{18, "exec:~/fetch.py", "is a command, and no command of a list is run"},
			{19, "file:///etc/passwd", "is a file, not an http or https address"},
			{20, "javascript:alert(1)", "is not an http or https address"},
			{21, "off", "is commented out"},
			{22, "https://lists.example/more.opml", "is another list: import it by itself"},
			{23, "https://pages.example/", "is a link, not a feed"},
			{24, "empty", "has no address of a feed"},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestReadBroken(t *testing.T) {
	got := read(t, string(fixture(t, "broken.opml")))
	want := List{
		Sources: []feed.Source{
			{Name: "By &who; &x; & co", URL: "https://unquoted.example/feed", Kind: feed.KindAuto},
			{Name: "a < b > c", URL: "https://less.example/feed", Kind: feed.KindAuto},
			{Name: "Tag without an end", URL: "https://two.example/feed", Kind: feed.KindAuto},
			{Name: `The "best" of <a href="https://x.example" rel="y">x</a>`, URL: "https://quotes.example/feed", Kind: feed.KindAuto},
			{Name: "No space", URL: "https://space.example/feed", Kind: feed.KindAuto},
		},
	}
	for i := range want.Sources {
		want.Sources[i].Tags = []string{"No quote at the end xmlUrl=lost"}
	}
	want.Skipped = []Skip{{11, "the end of the document", "it is missing: the list may be cut off"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestEncodings(t *testing.T) {
	const russian, chinese = "Уязвимости и новости", "漏洞报告"
	for _, tt := range []struct {
		label, title string
		e            encoding.Encoding
	}{
		{"windows-1251", russian, charmap.Windows1251},
		{"koi8-r", russian, charmap.KOI8R},
		{"gb2312", chinese, simplifiedchinese.GBK},
		{"utf-8", chinese, encoding.Nop},
		{"windows-1251", chinese, encoding.Nop}, // a label left over
		{"x-nonsense", "café", encoding.Nop},
		{"utf-8", "café", charmap.Windows1252},
		{"iso-8859-1", "café “x”", charmap.Windows1252},
		{"utf-16", russian, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)},
		{"utf-16", russian, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
		{"utf-8", russian, unicode.UTF8BOM},
	} {
		text := `<?xml version="1.0" encoding="` + tt.label + `"?><opml><body><outline text="` + tt.title + `" xmlUrl="https://a.example/"/></body></opml>`
		b, err := tt.e.NewEncoder().Bytes([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if !Detect(b) {
			t.Errorf("%s in %v is not detected", tt.label, tt.e)
		}
		if l := read(t, string(b)); len(l.Sources) != 1 || l.Sources[0].Name != tt.title {
			t.Errorf("%s in %v: %+v", tt.label, tt.e, l.Sources)
		}
	}
}

func TestDetect(t *testing.T) {
	for text, want := range map[string]bool{
		"<opml>": true, "\n\n<!-- x --><!DOCTYPE opml [<!ENTITY a 'b'>]><OPML version='1.0'>": true,
		"": false, "<rss><channel>": false, "https://a.example/feed tag": false, "<html><opml>": false, "<!--<opml>": false, "< opml>": false,
	} {
		if got := Detect([]byte(text)); got != want {
			t.Errorf("Detect(%q) = %v", text, got)
		}
	}
}

func TestAddress(t *testing.T) {
	for in, want := range map[string]string{
		"https://a.example/x": "https://a.example/x", " https://A.example/%e4 ": "https://A.example/%e4", "HTTP://a.example": "http://a.example",
		"feed:https://a.example/x": "https://a.example/x", "feed://a.example/x": "http://a.example/x", "feed://https://a.example/": "https://a.example/",
		"https://bücher.example/ü": "https://xn--bcher-kva.example/%C3%BC", "https://a.example/a b": "https://a.example/a%20b",
		"https://ann:pw@a.example/x": "https://ann:pw@a.example/x", "https://a.example/@b": "https://a.example/@b",
		"https://a.example:99999/": "", "https://": "", "": "", "//a.example/": "", "a.example": "", "mailto:a@a.example": "", "feed:": "",
		"https://a\x1bb@a.example/": "", "https://a.example/\x1b]52;c;x\a": "", "data:text/xml,<rss/>": "", "https:a.example": "https://a.example",
	} {
		got, why := address(in)
		if got != want || (why == "") != (want != "") {
			t.Errorf("address(%q) = %q, %q; want %q", in, got, why, want)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	var many, deep strings.Builder
	many.WriteString("<opml><body>")
	for i := range maxEntries + 1 {
		fmt.Fprintf(&many, `<outline xmlUrl="https://a.example/%d"/>`, i)
	}
	for name, text := range map[string]string{
		"a feed": "<rss><channel/></rss>", "a page": "<!doctype html><html><body>x", "nothing": "", "JSON": "{}",
		"too many": many.String(), "too large": "<opml>" + strings.Repeat(" ", maxBytes),
	} {
		var hinted interface{ Hint() string }
		if _, err := Read(strings.NewReader(text)); !errors.As(err, &hinted) || hinted.Hint() == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	many.Reset()
	for i := range maxEntries + 1 {
		fmt.Fprintf(&many, "https://a.example/%d\n", i)
	}
	if _, err := ReadNewsboat(strings.NewReader(many.String())); err == nil {
		t.Error("newsboat: too many entries pass")
	}
	deep.WriteString("<opml>" + strings.Repeat("<outline text='x'>", 200_000) + "<outline xmlUrl='https://a.example/'/>")
	start := time.Now()
	l := read(t, deep.String())
	if len(l.Sources) != 1 || strings.Count(l.Sources[0].Tags[0], "/") != maxFolders-1 {
		t.Errorf("deep: %+v", l.Sources)
	}
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("deep: took %v", took)
	}
}

// What a hostile list holds is read in a time that grows with its size: here well
// under a second, where the square of it would be minutes.
func TestReadHostile(t *testing.T) {
	const n = 1 << 20
	for name, text := range map[string]string{
		"quotes that never end": strings.Repeat(`<outline text="`, n/15), "single quotes": strings.Repeat(`<outline a='`, n/12),
		"less-than signs": strings.Repeat("<", n), "ampersands": "<outline text='" + strings.Repeat("&", n) + "'>",
		"quotes in values": "<outline " + strings.Repeat(`a="<"b`, n/6) + ">", "attributes": "<outline " + strings.Repeat("a='b' ", n/6) + ">", "comments": strings.Repeat("<!--", n/4), "doctypes": strings.Repeat("<!a[", n/4),
		"CDATA": strings.Repeat("<![CDATA[", n/9), "instructions": strings.Repeat("<?", n/2), "backslashes": `<outline xmlUrl="https://a.example/" category="` + strings.Repeat(`\,`, n/2) + `"/>`,
		"categories": `<outline xmlUrl="https://a.example/" category="` + strings.Repeat("a,/,", n/4) + `"/>`, "titles": strings.Repeat("<title>", n/7),
		"entities": `<!DOCTYPE opml [<!ENTITY a "` + strings.Repeat("&b;", n/3) + `">]><opml/>`, "slashes": "<outline xmlUrl='https://a.example/' category='" + strings.Repeat("/ ", n/2) + "'/>",
	} {
		start := time.Now()
		_, _ = Read(strings.NewReader("<opml>" + text)) // refused or not: it ends
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%s: took %v", name, took)
		}
	}
}

func TestReadNewsboat(t *testing.T) {
	got, err := ReadNewsboat(bytes.NewReader(fixture(t, "urls")))
	if err != nil {
		t.Fatal(err)
	}
	auto := feed.KindAuto
	want := List{
		Sources: []feed.Source{
			{URL: "https://plain.example/feed", Kind: auto, Tags: []string{"later"}},
			{Name: `A "quoted" title`, URL: "https://tags.example/feed#frag", Kind: auto, Tags: []string{"news", "two words", "tech/go"}},
			{Name: "Short", URL: "https://quoted.example/a%20b", Kind: auto, Tags: []string{"secret", "hidden"}},
			{Name: "First", URL: "https://indent.example/", Kind: auto, Tags: []string{`a\b`}},
			{URL: "https://ann:secret@private.example/feed", Kind: auto},
			{URL: "https://open.example/", Kind: auto, Tags: []string{"never closed"}},
		},
		Skipped: []Skip{
			{8, `query:Unread:unread = "yes"`, "is a query over other feeds"},
			{9, "exec:~/bin/feed.sh", "is a command, and no command of a list is run"},
			{10, "filter:~/bin/f.pl:https://filtered.example/feed", "is a command, and no command of a list is run"},
			{11, "file:///home/ann/feed.xml", "is a file, not an http or https address"},
			{12, "|cat", "is a command, and no command of a list is run"},
			{13, "example.com/feed", "has no http:// or https:// in front"},
			{14, "ftp://files.example/feed", "is not an http or https address"},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	roundTrip(t, "urls", got)
}

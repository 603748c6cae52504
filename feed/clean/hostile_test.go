package clean

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"reader/feed"
)

// hostileInputs are a quarter of a megabyte each: enough to take seconds and
// gigabytes wherever time or room are not linear.
func hostileInputs() map[string]string {
	rep := strings.Repeat
	var attrs, misnested, alternating, ids strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&attrs, ` a%d="%d"`, i, i)
		fmt.Fprintf(&misnested, "<b id=%d>", i)
		fmt.Fprintf(&alternating, "<a href=x%d><i id=%d><p>", i, i)
		fmt.Fprintf(&ids, "<font color=%d>x<p>y", i)
	}
	return map[string]string{
		"deep div":            rep("<div>", 5000) + "deep",
		"deep div, parsable":  rep("<div>", 400) + rep("<b>deep</b> text ", 5000),
		"deep list":           rep("<ul><li>", 2000) + "deep",
		"deep list, parsable": rep("<ul><li>x", 200) + "deep",
		"deep quote":          rep("<blockquote>", 300) + "deep" + rep("<p>word</p>", 5000),
		"deep table":          rep("<table><tr><td>", 100) + "deep",
		"deep dl":             rep("<dl><dd>", 200) + rep("<i>x</i>", 25000),
		"deep headings":       rep("<h2><span>", 200) + rep("<i>x</i>", 25000),
		"deep links":          rep("<div><a href=x>", 200) + rep("<i>x</i>", 25000),
		"colspan":             "<table><tr>" + rep("<td colspan=100000 rowspan=100000>x</td>", 50) + "</tr>" + rep("<tr><td>y</td></tr>", 5000) + "</table>",
		"rows":                "<table>" + rep("<tr><td>a</td><td>b</td></tr>", 7500) + "</table>",
		"columns":             "<table>" + rep("<tr>"+rep("<td>a</td>", 500)+"</tr>", 100) + "</table>",
		"wide cells":          "<table>" + rep("<tr><td>"+rep("x", 1000)+"</td><td>b</td></tr>", 500) + "</table>",
		"attributes":          "<p" + rep(attrs.String(), 20) + ">x</p>",
		"misnested":           misnested.String() + "x" + rep("</i></b>", 3000) + "deep",
		"misnested blocks":    alternating.String() + "deep",
		"fonts":               ids.String(),
		"formatting reopened": rep("<b><i><u>", 100) + rep("<p>x", 5000),
		"ampersands":          rep("&", 1<<18),
		"entities":            rep("&amp;lt;", 25000),
		"brackets":            rep("[", 1<<17) + rep("]", 1<<17),
		"backticks":           "<pre>" + rep("`", 1<<17) + "</pre><code>" + rep("`", 1<<17) + "</code>",
		"asterisks":           rep("*", 1<<18),
		"emphasis":            rep("<b>*</b><i>_</i>", 15000),
		"links":               rep("<a href=http://h/p>x</a> ", 10000),
		"empty links":         rep("<a href=http://h/p></a>", 10000),
		"images":              rep("<img src=http://h/p.png>", 10000),
		"different images":    images(5000),
		"breaks":              rep("<br>", 50000) + "x",
		"breaks and text":     rep("x<br>", 37500),
		"comments":            rep("<!--", 50000) + "x",
		"less than":           rep("<", 1<<18),
		"open tags":           rep("<p ", 75000),
		"code tokens":         rep("<pre>x</pre>", 12500),
		"long code":           "<pre>" + rep("0123456789abcdef\n", 15000) + "</pre>",
		"marks":               "Z" + rep("\u0334", 75000),
		"joiners":             rep("\u200d\u200c", 37500) + "x",
		"escapes":             rep("\x1b]", 125000) + "\x07",
		"C1 escapes":          rep("\u009d", 125000) + "\u009c",
		"templates":           rep("<template>", 300) + "deep",
		"svg":                 rep("<svg><desc>", 200) + "deep",
		"select":              rep("<select><option>", 5000) + "deep",
		"plain":               rep("word ", 50000),
		"one word":            rep("x", 1<<18),
		"lines":               rep("x\n", 125000),
		"sup":                 rep("<sup>1</sup>", 15000),
		"abbreviations":       rep("<abbr title=y>x</abbr>", 10000),
		"frames":              rep("<iframe src=http://h/p></iframe>", 7500),
	}
}

func images(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<img src=http://h/picture-number-%d.png>", i)
	}
	return b.String()
}

func TestHostileHTML(t *testing.T) {
	for name, in := range hostileInputs() {
		t.Run(name, func(t *testing.T) {
			var md, plain string
			bounded(t, "Markdown", func() { md = Converter{}.Markdown(feed.Article{URL: "https://example.org/", HTML: in}) })
			bounded(t, "Plain", func() { plain = Plain(in) })
			if len(md) > maxMarkdown+len(cutNote)+2 {
				t.Errorf("%d bytes of Markdown", len(md))
			}
			for _, s := range []string{md, plain} {
				if strings.Contains(in, "deep") && !strings.Contains(s, "deep") {
					t.Errorf("the text is lost: %.200q", s)
				}
			}
		})
	}
}

// bounded runs fn and checks its time and what it allocates.
func bounded(t *testing.T, what string, fn func()) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	fn()
	took := time.Since(start)
	runtime.ReadMemStats(&after)
	if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; mb > 100 {
		t.Errorf("%s allocates %d MB", what, mb)
	}
	// Each takes a tenth of a second at most; machines are busy and the race
	// detector slow. What this finds takes minutes.
	if took > 5*time.Second {
		t.Errorf("%s takes %v", what, took)
	}
}

package parse

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"
)

// Documents made to cost more than they weigh. Each is measured: what it takes
// must stay in proportion to its size.
func TestBombs(t *testing.T) {
	const size = 1 << 20
	head := `<?xml version="1.0"?><rss version="2.0"><channel><item><title>first</title><link>https://e.example/</link></item>`
	fill := func(s string) string { return strings.Repeat(s, size/len(s)) }
	numbered := func(format string) string {
		var b strings.Builder
		for i := 0; b.Len() < size; i++ {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	jsonHead := `{"version":"https://jsonfeed.org/version/1","items":[{"id":1,"title":"first"`
	for name, text := range map[string]string{
		"nested unknown elements":  head + "<item>" + fill("<x:a>"),
		"nested known elements":    head + "<item>" + fill("<media:group>"),
		"nested articles":          head + fill("<item><title>"),
		"wide known elements":      head + "<item>" + fill("<media:group/>") + "</item></channel></rss>",
		"wide links":               head + "<item>" + fill("<link/>") + "</item></channel></rss>",
		"wide tags":                head + "<item>" + fill("<category>x</category>") + "</item></channel></rss>",
		"empty articles":           head + fill("<item/>") + "</channel></rss>",
		"namespaces":               head + numbered(`<a xmlns:p%d="u">`),
		"bases":                    head + fill(`<item xml:base="https://e.example/a/"><link href="x"/>`),
		"attributes":               head + "<item " + fill(`a="b" `) + "></item></channel></rss>",
		"open quotes":              head + fill(`<a b="`),
		"open tags":                head + fill("<a"),
		"signs":                    head + fill("<"),
		"comments":                 head + fill("<!--"),
		"declarations":             head + fill("<!"),
		"short declarations":       head + fill("<![>"),
		"instructions":             head + fill("<?"),
		"document types":           fill("<!DOCTYPE a [") + head,
		"CDATA":                    head + "<item><description>" + fill("<![CDATA["),
		"CDATA and end tags":       head + "<item><description>" + fill("<![CDATA[</title>"),
		"ampersands":               head + "<item><title>" + fill("&") + "</title></item></channel></rss>",
		"entities in a link":       head + "<item><link>" + fill("&amp;") + "</link></item></channel></rss>",
		"unknown entities":         head + "<item><title>" + fill("&nosuch;") + "</title></item></channel></rss>",
		"entities that grow":       `<!DOCTYPE r [<!ENTITY a "` + strings.Repeat("x", 190) + `">]>` + head + "<item><description>" + fill("&a;") + "</description></item></channel></rss>",
		"entities in entities":     `<!DOCTYPE r [<!ENTITY a "xxxx"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>` + head + fill("&c;"),
		"tags in a text":           head + "<item><description>" + fill("<b>") + "</description></item></channel></rss>",
		"links in a text":          head + `<item xml:base="https://e.example/"><description>` + fill(`&lt;a href="x"&gt;`) + "</description></item></channel></rss>",
		"open texts":               head + fill("<item><description>"),
		"end tags":                 head + fill("</x>"),
		"one GUID":                 head + fill("<item><guid>a</guid></item>") + "</channel></rss>",
		"nested arrays":            fill("["),
		"nested objects":           fill(`{"a":`),
		"nested texts":             `{"title":"first","link":"https://e.example/","content":` + strings.Repeat("[", 9000) + strings.Repeat("]", 9000) + `,"x":"` + fill("x") + `"}`,
		"nested rendered":          `{"title":"first","link":"https://e.example/","content":` + strings.Repeat(`{"rendered":`, 4000) + `"x"` + strings.Repeat("}", 4000) + "}",
		"objects":                  "[" + fill("{},") + "{}]",
		"items":                    jsonHead + "}" + fill(`,{"id":1}`) + "]}",
		"JSON tags":                jsonHead + `,"tags":["a"` + numbered(`,"%d"`) + "]}]}",
		"JSON authors":             jsonHead + `,"authors":[{"name":"a"}` + numbered(`,{"name":"%d"}`) + "]}]}",
		"backslashes":              jsonHead + `,"content_html":"` + fill(`\\`) + `"}]}`,
		"white space":              fill(" "),
		"pages":                    "<html>" + fill("<!--"),
		"comments before the root": fill("<!-->") + head,
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			doc, err := Parse([]byte(text), Origin{URL: "https://origin.example/"})
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			if took > 5*time.Second {
				t.Errorf("took %v", took)
			}
			if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; mb > 200 {
				t.Errorf("allocated %d MiB", mb)
			}
			if err == nil && len(doc.Articles) > MaxArticles {
				t.Errorf("%d articles", len(doc.Articles))
			}
			if err == nil && len(doc.Articles) > 0 && doc.Articles[0].Title != "first" && !strings.HasPrefix(name, "objects") {
				t.Errorf("the first article is %q", doc.Articles[0].Title)
			}
		})
	}
}

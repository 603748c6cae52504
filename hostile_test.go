package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"math/rand/v2"
	"strings"
	"testing"

	"reader/ui/cells/audit"
	"reader/ui/cli"
)

// payloads are what hostile text is made of: sequences that terminals obey, the
// same in disguises that some layer may take off, and text that deceives.
var payloads = []string{
	"\x1b[31m", "\x1b]52;c;cm0gLXJm\x07", "\x1b]0;title\x07", "\x1b]8;;javascript:alert(1)\x1b\\x\x1b]8;;\x1b\\", "\x1b[2J", "\x1bc",
	"\x1bP+q544e\x1b\\", "\x1b_Ga=T,t=f;L2V0Yw==\x1b\\", "\x1b^pm\x1b\\", "\x1bXsos\x1b\\", "\x1b[8m", "\x1b[5m", "\x1b(0", "\x1b", "\u009b31m",
	"\u009d52;c;eA==\u009c", "\u0090q\u009c", "\x9b31m", "\x07", "\b\b\b", "\r", "\x00", "\x7f", "\v\f", "\x0e", "\u0085", "\u2028", "\u202egpj.exe",
	"\u2066\u2069", "\u200b", "\u200e", "\ufeff", "\U000e0041", "\u00ad", "a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301", "\xff\xfe",
	"&#27;[31m", "&amp;#27;[31m", "&#x1b;]0;x&#7;", "&#155;31m", "&#157;52;c;eA==&#156;", "&#x202e;", "&lt;script&gt;", "~~&**#27;**[31m~~", "`&#27;[31m`",
	"```\n\x1b[31m\n```", "<pre>\x1b]52;c;eA==\x07\t</pre>", "<a href=\"javascript:x\">l</a>", "<a href=\"https://x.example/\u009d\x1b[m\">l</a>",
	"[l](file:///etc/passwd)", "![i](https://x.example/\x1b[31m)", "<img src=x alt=\"\x1b[31m\">", "<!--\x1b[31m-->", "<table><tr><td>\x1b[2J", ">>>>>>>> x",
	"%1b%5b31m", "\\u001b[31m", "word", " ", "\n", "  two  blanks  ", "日本語", "👩‍💻",
}

// mess is random hostile text.
func mess(r *rand.Rand) string {
	var b strings.Builder
	for range 1 + r.IntN(5) {
		b.WriteString(payloads[r.IntN(len(payloads))])
	}
	return b.String()
}

// hostileJSON is a JSON Feed of n hostile items: JSON carries every byte but
// invalid UTF-8.
func hostileJSON(r *rand.Rand, n int) []byte {
	var items []map[string]any
	for i := range n {
		items = append(items, map[string]any{
			"id": fmt.Sprint(i, mess(r)), "url": "https://x.example/" + mess(r), "title": mess(r), "summary": mess(r),
			"content_html": mess(r) + "<p>" + mess(r) + "</p>", "authors": []any{map[string]any{"name": mess(r)}},
			"tags": []string{mess(r)}, "language": mess(r), "image": "https://x.example/" + mess(r),
			"date_published": []string{"2025-01-17T22:00:00Z", mess(r)}[r.IntN(2)],
			"attachments":    []any{map[string]any{"url": "https://x.example/" + mess(r), "mime_type": mess(r), "title": mess(r)}},
		})
	}
	doc, err := json.Marshal(map[string]any{
		"version": "https://jsonfeed.org/version/1.1", "title": mess(r), "description": mess(r), "home_page_url": "https://x.example/" + mess(r),
		"language": mess(r), "authors": []any{map[string]any{"name": mess(r)}}, "items": items,
	})
	if err != nil {
		panic(err)
	}
	return doc
}

// hostileRSS is an RSS document of n hostile items, in which what XML cannot
// carry raw stands in CDATA or escaped once more.
func hostileRSS(r *rand.Rand, n int) []byte {
	var b strings.Builder
	text := func() string {
		if s := mess(r); r.IntN(2) == 0 {
			return html.EscapeString(s)
		} else {
			return "<![CDATA[" + strings.ReplaceAll(s, "]]>", "") + "]]>"
		}
	}
	fmt.Fprintf(&b, "<rss version=\"2.0\"><channel><title>%s</title><link>https://x.example/</link><description>%s</description>", text(), text())
	for i := range n {
		fmt.Fprintf(&b, "<item><title>%s</title><link>https://x.example/%d%s</link><guid>%d%s</guid><author>%s</author><category>%s</category><description>%s</description></item>",
			text(), i, text(), i, text(), text(), text(), text())
	}
	b.WriteString("</channel></rss>")
	return []byte(b.String())
}

// TestHostileArticles sends 10,000 hostile articles through every format of
// --once and show: no byte outside the allow list reaches stdout or stderr, and
// JSON stays JSON, clean inside its strings too.
func TestHostileArticles(t *testing.T) {
	const documents, articles = 100 / thorough, 100
	r := rand.New(rand.NewPCG(7, 2025))
	env := []string{"HOME=" + t.TempDir()}
	runs := [][]string{
		{"--once", "-"},
		{"--once", "--color", "always", "--content", "-"},
		{"--once", "--format", "json", "-"},
		{"--once", "--format", "jsonl", "--content", "-"},
		{"show", "-"},
		{"show", "--format", "html", "-"},
	}
	printed := 0
	for i := range documents {
		body := hostileJSON(r, articles)
		if i%2 == 1 {
			body = hostileRSS(r, articles)
		}
		for _, args := range runs {
			var stdout, stderr bytes.Buffer
			code := cli.Run(t.Context(), program(), args, env, bytes.NewReader(body), &stdout, &stderr)
			if code != 0 && (code != 1 || stderr.Len() == 0) {
				t.Fatalf("document %d, %q: exit code %d: %s", i, args, code, stderr.Bytes())
			}
			out := stdout.String()
			if args[0] == "show" {
				out = strings.ReplaceAll(out, "\t", "") // code keeps its tabs in a pipe
			}
			for name, s := range map[string]string{"stdout": out, "stderr": stderr.String()} {
				if found := audit.Scan(s); found != nil {
					t.Fatalf("document %d, %q: %s: %q", i, args, name, found[:min(5, len(found))])
				}
			}
			if args[0] == "--once" && args[1] == "-" {
				printed += strings.Count(out, "\n")
			}
			if len(args) > 2 && args[2] == "json" && code == 0 {
				checkStrings(t, stdout.Bytes())
			}
		}
	}
	if printed < documents*articles*9/10 {
		t.Errorf("only %d of %d articles were printed", printed, documents*articles)
	}
}

// checkStrings fails if a string in a JSON document holds, once decoded, what
// may not reach a terminal.
func checkStrings(t *testing.T, doc []byte) {
	t.Helper()
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case string:
			if found := audit.Scan(strings.ReplaceAll(v, "\t", "")); found != nil || strings.Contains(v, "\x1b") {
				t.Fatalf("%q holds %q", v, found)
			}
		case []any:
			for _, e := range v {
				walk(e)
			}
		case map[string]any:
			for _, e := range v {
				walk(e)
			}
		}
	}
	var v any
	if err := json.Unmarshal(doc, &v); err != nil {
		t.Fatal(err)
	}
	walk(v)
}

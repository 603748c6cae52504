package clean

import (
	"os"
	"strings"
	"testing"

	"reader/feed"
)

// newspaper is an article of about 12 KB of HTML with the traits of a mirror.
func newspaper(tb testing.TB) feed.Article {
	tb.Helper()
	body, err := os.ReadFile("testdata/mirror.html")
	if err != nil {
		tb.Fatal(err)
	}
	return feed.Article{
		Title: "Has the Lantern Bill Already Backfired on Harbor Security?",
		URL:   "https://www.nightwatch.example/policy/lantern-bill-backfired-harbor-security",
		Via:   "https://mirror.example.net/index.php/2025/01/17/has-the-lantern-bill-already-backfired/",
		HTML:  string(body),
	}
}

func BenchmarkMarkdown(b *testing.B) {
	a := newspaper(b)
	b.SetBytes(int64(len(a.HTML)))
	b.ReportAllocs()
	for b.Loop() {
		_ = Converter{}.Markdown(a)
	}
}

func BenchmarkPlain(b *testing.B) {
	body := newspaper(b).HTML
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		_ = Plain(body)
	}
}

func BenchmarkLine(b *testing.B) {
	for name, s := range map[string]string{
		"ASCII":    "Has the Lantern Bill Already Backfired on Harbor Security?",
		"quotes":   "The Lantern Bill’s “Safe Harbor” – What’s Next?",
		"Japanese": "脆弱性の概要と対策について：港湾システムのセキュリティ",
		"Hindi":    "बंदरगाह की सुरक्षा पर नया क़ानून",
		"escapes":  "Harbor \x1b[31mred\x1b[0m \u202efdp.exe",
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			b.ReportAllocs()
			for b.Loop() {
				_ = Line(s)
			}
		})
	}
}

func BenchmarkTitle(b *testing.B) {
	for name, s := range map[string]string{
		"plain":    "Has the Lantern Bill Already Backfired on Harbor Security?",
		"entities": "The Lantern Bill&#8217;s &#8220;Safe Harbor&#8221; &amp; What&#8217;s Next",
		"hostile":  strings.Repeat("&amp;", 3000) + "lt;",
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			b.ReportAllocs()
			for b.Loop() {
				_ = Title(s)
			}
		})
	}
}

func BenchmarkLimit(b *testing.B) {
	md := Converter{}.Markdown(newspaper(b))
	b.SetBytes(int64(len(md)))
	b.ReportAllocs()
	for b.Loop() {
		_ = Limit(md)
	}
}

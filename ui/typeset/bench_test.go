package typeset_test

import (
	"fmt"
	"strings"
	"testing"

	"reader/ui/theme"
	"reader/ui/typeset"
)

// article is Markdown of about size bytes as articles are: prose, links, now and
// then a heading, a list, code.
func article(size int) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, "## Section %d\n\n", i)
		for j := range 3 {
			fmt.Fprintf(&b, "The group known as **Example %d** was seen in [a report of the week](https://news.example/%d/%d/report?utm=feed) to use *living off the land* tools; researchers at the vendor say that “it’s not the first time”, and that `rundll32.exe` was run on more than %d hosts in a few hours. Customers should patch now, they add, and rotate all of the credentials that were stored on the device.\n\n", i, i, j, 100*i+j)
		}
		b.WriteString("- first item of a list that says what to do\n- second item, with a [link](https://vendor.example/)\n\n")
		if i%4 == 0 {
			b.WriteString("```sh\ncurl -s https://vendor.example/check.sh | sha256sum -c -\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n")
		}
	}
	return b.String()
}

func BenchmarkRender(b *testing.B) {
	for _, size := range []int{12 << 10, 100 << 10} {
		md := article(size)
		for name, o := range map[string]typeset.Options{
			"dark":  {Width: 100, Theme: theme.Dark(), Links: true},
			"plain": {Width: 100, Bare: true},
		} {
			b.Run(fmt.Sprintf("%s/%dKB", name, size>>10), func(b *testing.B) {
				b.SetBytes(int64(len(md)))
				b.ReportAllocs()
				for b.Loop() {
					typeset.Render(md, o)
				}
			})
		}
	}
}

// What a page costs on the wire, over its text, if that has the terminal's colour.
func TestBytesOfAPage(t *testing.T) {
	md := article(12 << 10)
	th := theme.Dark()
	th.Text = nil
	styled := strings.Join(typeset.Render(md, typeset.Options{Width: 80, Theme: th}).Lines, "\n")
	bare := strings.Join(typeset.Plain(md, 80).Lines, "\n")
	if ratio := float64(len(styled)) / float64(len(bare)); ratio > 1.6 {
		t.Errorf("a styled page takes %.2f times the bytes of its text, want at most 1.6", ratio)
	}
}

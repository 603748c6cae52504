package typeset_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/exp/golden"

	"reader/ui/theme"
	"reader/ui/typeset"
)

// sample is Markdown with every element that typeset knows.
func sample(t testing.TB) string {
	t.Helper()
	md, err := os.ReadFile("testdata/sample.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(md)
}

func TestPage(t *testing.T) {
	for _, width := range []int{40, 80, 120} {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			o := typeset.Options{Width: width, Theme: theme.Dark(), Links: true}
			p := typeset.Render(sample(t), o)
			out := strings.Join(p.Lines, "\n") + "\n\n" + strings.Join(typeset.LinkList(p, o), "\n") + "\n"
			golden.RequireEqual(t, ansi.Strip(out))
		})
	}
}

func TestPlainPage(t *testing.T) {
	p := typeset.Plain(sample(t), 80)
	links := typeset.LinkList(p, typeset.Options{Width: 80, Bare: true})
	golden.RequireEqual(t, strings.Join(p.Lines, "\n")+"\n\n"+strings.Join(links, "\n")+"\n")
}

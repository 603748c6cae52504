package typeset_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"reader/ui/typeset"
)

// An author writes random articles of numbered words.
type author struct {
	rng  *rand.Rand
	n    int
	b    strings.Builder
	code []string // lines of code, whole
}

func (a *author) word() string {
	a.n++
	return fmt.Sprintf("w%dq%s", a.n, strings.Repeat("o", a.rng.IntN(6)))
}

func (a *author) words(n int) string {
	ws := make([]string, n)
	for i := range ws {
		switch w := a.word(); a.rng.IntN(12) {
		case 0:
			ws[i] = "*" + w + "*"
		case 1:
			ws[i] = "**" + w + " " + a.word() + "**"
		case 2:
			ws[i] = "`" + w + "`"
		case 3:
			ws[i] = fmt.Sprintf("[%s %s](https://a.example/%d)", w, a.word(), a.rng.IntN(9))
		case 4:
			ws[i] = "~~" + w + "~~"
		case 5:
			ws[i] = "[**" + w + "** `" + a.word() + "`](https://a.example/x)"
		case 6:
			ws[i] = "![" + w + "](https://a.example/i.png)"
		case 7:
			ws[i] = w + "\\\n" + a.word()
		default:
			ws[i] = w
		}
	}
	return strings.Join(ws, " ")
}

// block writes a block, each of its lines behind indent.
func (a *author) block(indent string, depth int) {
	line := func(format string, args ...any) {
		text := fmt.Sprintf(format, args...)
		for l := range strings.SplitSeq(text, "\n") {
			a.b.WriteString(indent + l + "\n")
		}
	}
	kind := a.rng.IntN(7)
	if depth > 3 {
		kind = 0
	}
	switch kind {
	case 1:
		line("%s %s", strings.Repeat("#", 1+a.rng.IntN(6)), strings.ReplaceAll(a.words(1+a.rng.IntN(9)), "\\\n", " "))
	case 2:
		line("```go")
		for range 1 + a.rng.IntN(3) {
			code := fmt.Sprintf("%s := %s(\"%s\") // %s %s", a.word(), a.word(), a.word(), a.word(), strings.Repeat("x", a.rng.IntN(90)))
			a.code = append(a.code, code)
			line("%s", code)
		}
		line("```")
	case 3:
		a.block(indent+"> ", depth+1)
	case 4:
		for range 1 + a.rng.IntN(3) {
			line("- %s", strings.ReplaceAll(a.words(1+a.rng.IntN(15)), "\n", "\n  "))
			if a.rng.IntN(3) == 0 {
				a.b.WriteString(indent + "\n")
				a.block(indent+"  ", depth+1)
			}
		}
	case 5:
		for i := range 1 + a.rng.IntN(12) {
			line("%d. %s", i+7, strings.ReplaceAll(a.words(1+a.rng.IntN(15)), "\n", "\n    "))
		}
	case 6:
		line("| %s | %s |\n|---|---|\n| %s | %s |", a.word(), a.word(), a.word(), a.word())
	default:
		line("%s", a.words(1+a.rng.IntN(60)))
	}
	line("")
}

// Every word of an article is on the page, in its order, and code unbroken but
// for line ends.
func TestWordsStandInOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 5))
	for range 400 {
		a := &author{rng: rng}
		for range 1 + rng.IntN(8) {
			a.block("", 0)
		}
		md, width := a.b.String(), 40+rng.IntN(100)
		page := strings.Join(typeset.Plain(md, width).Lines, "\n")
		// Bars of quotes and line ends may stand inside a long line of code.
		squeezed := strings.NewReplacer(" ", "", "\n", "", "│", "").Replace(page)
		for _, code := range a.code {
			if !strings.Contains(squeezed, strings.ReplaceAll(code, " ", "")) {
				t.Fatalf("code %q is not whole at %d cells in\n%s\nmade of\n%s", code, width, page, md)
			}
		}
		at := 0
		for i := 1; i <= a.n; i++ {
			w := fmt.Sprintf("w%dq", i)
			j := strings.Index(squeezed[at:], w)
			if j < 0 {
				t.Fatalf("%s is not in its place at %d cells in\n%s\nmade of\n%s", w, width, page, md)
			}
			at += j + len(w)
		}
	}
}

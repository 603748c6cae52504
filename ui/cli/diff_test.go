package cli

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// written is a comparison in one line a change.
func written(list []change) string {
	var b strings.Builder
	for _, c := range list {
		if c.kind == 0 {
			b.WriteString("...\n")
			continue
		}
		b.WriteByte(byte(c.kind))
		for _, w := range c.words {
			fmt.Fprintf(&b, "%c(%s)", w.kind, w.text)
		}
		b.WriteString(c.text + "\n")
	}
	return b.String()
}

func TestCompare(t *testing.T) {
	tests := []struct{ name, before, after, want string }{
		{"nothing", "One.\n\nTwo.\n", "One.\n\nTwo.\n", ""},
		{"an empty line", "One.\n\n\n\nTwo.\n", "One.\nTwo.\n", ""},
		{"a word", "It was five million dollars.\n", "It was ten million dollars.\n", " # T\n~ (It was)-(five)+(ten) (million dollars.)\n"},
		{"a word at the end", "There were a few of them\n", "There were a few of these\n", " # T\n~ (There were a few of)-(them)+(these)\n"},
		{"a paragraph more", "One.\n\nTwo.\n\nThree.\n\nFour.\n", "One.\n\nTwo.\n\nNew.\n\nThree.\n\nFour.\n", "...\n Two.\n+New.\n Three.\n...\n"},
		{"a paragraph less", "One.\n\nTwo.\n", "One.\n", " One.\n-Two.\n"},
		{"another text", "Some words.\n", "Others entirely here.\n", " # T\n-Some words.\n+Others entirely here.\n"},
		{"a new one before an edited one", "The first of all sentences.\n", "Correction: see below.\n\nThe first of all the sentences.\n", " # T\n+Correction: see below.\n~ (The first of all)+(the) (sentences.)\n"},
		{"all", "One.\n", "", " # T\n-One.\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := written(near(compare(version{"T", tt.before}, version{"T", tt.after})))
			want := tt.want
			if tt.name == "a paragraph less" {
				want = "...\n" + want
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A long article that was written anew is compared in bounded time.
func TestCompareLong(t *testing.T) {
	text := func(word string, lines, words int) version {
		var b strings.Builder
		for i := range lines {
			for j := range words {
				fmt.Fprintf(&b, "%s%d-%d ", word, i, j)
			}
			b.WriteString("\n")
		}
		return version{"T", b.String()}
	}
	for _, shape := range [][2]int{{3000, 5}, {1, 20_000}, {100, 100}} {
		start := time.Now()
		n := len(compare(text("old", shape[0], shape[1]), text("new", shape[0], shape[1])))
		if took := time.Since(start); n != 1+2*shape[0] || took > 10*time.Second {
			t.Errorf("%v: %d changes in %v", shape, n, took)
		}
	}
}

// What is compared can be put together again from the comparison.
func FuzzCompare(f *testing.F) {
	f.Add("One two three.\n\nFour.", "One 2 three.\n\nFive.")
	f.Add("", "x")
	f.Add("a\nb\na\nb", "b\na\nb\na")
	f.Fuzz(func(t *testing.T, before, after string) {
		old, now := version{"T", before}, version{"T", after}
		var was, is []string
		for _, c := range compare(old, now) {
			if c.kind == edited {
				var a, b []string
				for _, w := range c.words {
					if w.kind != added {
						a = append(a, w.text)
					}
					if w.kind != removed {
						b = append(b, w.text)
					}
				}
				was, is = append(was, strings.Join(a, " ")), append(is, strings.Join(b, " "))
				continue
			}
			if c.kind != added {
				was = append(was, c.text)
			}
			if c.kind != removed {
				is = append(is, c.text)
			}
		}
		for i, pair := range [][2][]string{{old.paragraphs(), was}, {now.paragraphs(), is}} {
			if a, b := fields(pair[0]), fields(pair[1]); a != b {
				t.Errorf("text %d: %q, want %q", i, b, a)
			}
		}
	})
}

func fields(list []string) string { return strings.Join(strings.Fields(strings.Join(list, " ")), " ") }

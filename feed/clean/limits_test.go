package clean

import (
	"fmt"
	"strings"
	"testing"
)

func TestLimitNesting(t *testing.T) {
	var list strings.Builder
	for i := range 20 {
		fmt.Fprintf(&list, "%s- item%d\n", strings.Repeat("  ", i), i)
	}
	for name, md := range map[string]string{
		"quotes":           strings.Repeat(">", 100) + "a",
		"spaced quotes":    strings.Repeat("> ", 100) + "a",
		"lists on a line":  strings.Repeat("- ", 100) + "a",
		"numbers":          strings.Repeat("1. ", 100) + "a",
		"mixed":            strings.Repeat("> - ", 50) + "a",
		"lists by indent":  list.String(),
		"lists in a quote": "> " + strings.ReplaceAll(list.String(), "\n", "\n> "),
	} {
		t.Run(name, func(t *testing.T) {
			got := Limit(md)
			if d := nesting(got); d > maxNesting+1 {
				t.Errorf("%d levels in %q", d, got)
			}
			if again := Limit(got); again != got {
				t.Errorf("not idempotent: %q, then %q", got, again)
			}
			text, _ := shown(t, got)
			for _, want := range []string{"a", "item19"} {
				if strings.Contains(md, want) && !strings.Contains(text, want) {
					t.Errorf("%q is lost in %q", want, text)
				}
			}
		})
	}
}

func TestLimitLeavesTheRest(t *testing.T) {
	for _, md := range []string{
		"", "a", "a\n", "a  \nb\n\n# c\n",
		"> > > quote\n> > back\n\n- a\n  - b\n    - c\n- d\n",
		"```\n>>>>>>>>>>>>>>>>>>>>\n- - - - - - - - - - - - x\n```\n",
		"> ~~~ go\n> >>>>>>>>>>>>>>>\n> ~~~\n",
		"- - - - - - - - - - - -\n", "* * *\n",
		"| a | b |\n|---|---|\n| c | d |\n",
		"````\n```\n| x |\n````\n",
	} {
		if got := Limit(md); got != md {
			t.Errorf("Limit(%q) = %q", md, got)
		}
	}
}

func TestLimitSize(t *testing.T) {
	t.Run("document", func(t *testing.T) {
		got := Limit(strings.Repeat("A paragraph of some words.\n\n", 20000))
		if len(got) > maxMarkdown+200 || !strings.HasSuffix(got, "words.\n\n"+cutNote) {
			t.Errorf("%d bytes, ends in %q", len(got), got[len(got)-100:])
		}
		if again := Limit(got); again != got {
			t.Error("not idempotent")
		}
	})
	t.Run("one paragraph", func(t *testing.T) {
		got := Limit(strings.Repeat("é", maxMarkdown))
		if len(got) > maxMarkdown+200 || !strings.HasSuffix(got, cutNote) {
			t.Errorf("%d bytes, ends in %q", len(got), got[len(got)-100:])
		}
	})
	t.Run("code", func(t *testing.T) {
		got := Limit("a\n\n```\n" + strings.Repeat("0123456789abcde\n", 10000) + "```\n\nb\n")
		if len(got) > maxCode+2048 || !strings.Contains(got, "… (cut:") || !strings.HasSuffix(got, "```\n\nb\n") {
			t.Errorf("%d bytes, ends in %q", len(got), got[len(got)-100:])
		}
	})
	t.Run("rows", func(t *testing.T) {
		got := Limit("| a | b |\n|---|---|\n" + strings.Repeat("| c | d |\n", 2000) + "\ne\n")
		if n := strings.Count(got, "| c |"); n != maxRows || !strings.Contains(got, "| … |\n\ne\n") {
			t.Errorf("%d rows, ends in %q", n, got[len(got)-100:])
		}
	})
	t.Run("columns", func(t *testing.T) {
		got := Limit(strings.Repeat("| a ", 50) + "|\n" + strings.Repeat("|---", 50) + "|\n" + strings.Repeat("| b ", 50) + "|\n")
		if _, elements := shown(t, got); elements["table"] != 0 {
			t.Error("still a table")
		}
	})
	t.Run("controls", func(t *testing.T) {
		if got := Limit("a\x1b[31mb\n\n```\n\u202ec\u009b2J\n```\n"); got != "ab\n\n```\nc\n```\n" {
			t.Errorf("got %q", got)
		}
	})
}

func TestMarkdownSaysWhatItCuts(t *testing.T) {
	if md := convert("<pre>" + strings.Repeat("0123456789abcde\n", 10000) + "</pre>"); !strings.Contains(md, "… (cut:") || len(md) > maxCode+1000 {
		t.Errorf("%d bytes of code", len(md))
	}
	if md := convert("<table>" + strings.Repeat("<tr><td>a<td>b", 2000) + "</table>"); !strings.Contains(md, "1500 more rows") {
		t.Errorf("rows: %q", md[len(md)-100:])
	}
	if md := convert(strings.Repeat("<p>"+strings.Repeat("words ", 100), 500)); !strings.HasSuffix(md, cutNote) {
		t.Errorf("document: %q", md[len(md)-100:])
	}
	if md := convert("a" + strings.Repeat("<br>", maxTags+1)); !strings.HasSuffix(md, cutNote) {
		t.Errorf("tags: %q", md)
	}
}

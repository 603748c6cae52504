package once

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reader/store"
)

func TestTSV(t *testing.T) {
	e := full
	e.Title = `C:\new` + "\tand\n more"
	e.Tags = []string{"a;b", " c "}
	want := "7\t2025-01-17T12:00:00Z\tUS-\tDark Reading\tC:\\\\new and more\thttps://www.example/a\thttps://mirror.example/a\ta,b;c\tA. Writer\thttps://www.example/a\t\n" +
		"0\t2025-01-17T11:00:00Z\t--~\tWire\tUndated\t\t\t\t\tg\t\n"
	if diff := cmp.Diff(want, printed(t, TSV, Options{}, About{}, e, bare)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	got := printed(t, TSV, Options{Content: true}, About{}, full)
	if !strings.HasSuffix(got, "\t## Heading\\n\\n\\tcode\n") {
		t.Errorf("with content: %q", got)
	}
}

// Whatever is in it, a headline is one line of all columns, and reads back.
func FuzzTSV(f *testing.F) {
	f.Add("a\tb\nc", `\t\n\\`, "x;y")
	f.Add("\x1b]0;\t\a", "\r\n\u2028", "\\")
	f.Fuzz(func(t *testing.T, title, md, tag string) {
		e := Entry{Headline: store.Headline{Title: title, Source: title, URL: title, GUID: title, Tags: []string{tag, tag}, Published: noon}, Markdown: md}
		out := printed(t, TSV, Options{Content: true}, About{}, e)
		line, rest, _ := strings.Cut(out, "\n")
		fields := strings.Split(line, "\t")
		if rest != "" || len(fields) != len(Columns()) {
			t.Fatalf("%d fields, then %q: %q", len(fields), rest, out)
		}
		back := strings.NewReplacer(`\\`, `\`, `\t`, "\t", `\n`, "\n")
		if got := back.Replace(fields[9]); got != oneLine(title) {
			t.Fatalf("guid %q reads back as %q", title, got)
		}
		if got, want := back.Replace(fields[10]), strings.TrimRight(Lines(md), "\n"); got != want {
			t.Fatalf("content %q reads back as %q", want, got)
		}
		if n := len(strings.Split(fields[7], ";")); oneLine(tag) != "" && n != 2 {
			t.Fatalf("%d tags in %q", n, fields[7])
		}
	})
}

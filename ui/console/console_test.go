package console_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"testing"

	"github.com/charmbracelet/x/term"

	"reader/ui/console"
)

func TestModest(t *testing.T) {
	for name, want := range map[string]bool{
		"": true, "dumb": true, "linux": true, "linux-16color": true, "vt100": true, "vt220": true, "vt100-w": true,
		"ansi": true, "cons25": true, "eterm-color": true, "VT100": true, "unknown": true,
		"xterm": false, "xterm-256color": false, "screen": false, "screen-256color": false, "screen.linux": false,
		"tmux-256color": false, "vte-256color": false, "foot": false, "xterm-kitty": false, "alacritty": false,
		"st-256color": false, "rxvt-unicode-256color": false, "sunny": false, "vtx": false,
	} {
		if got := console.Modest(console.Of([]string{"TERM=other", "TERM=" + name})); got != want {
			t.Errorf("TERM=%s is modest: %v", name, got)
		}
	}
	if !console.Modest(console.Of(nil)) {
		t.Error("without TERM a terminal may be anything")
	}
}

func TestProgress(t *testing.T) {
	for _, c := range []struct {
		want bool
		env  []string
	}{
		{false, nil},
		{false, []string{"TERM=linux", "WT_SESSION=x"}},
		{false, []string{"TERM=xterm-256color"}},
		{true, []string{"TERM=xterm-256color", "WT_SESSION=x"}},
		{true, []string{"TERM=xterm-ghostty"}},
		{false, []string{"TERM=tmux-256color", "TERM_PROGRAM=tmux", "TMUX=/tmp/x", "WT_SESSION=x"}},
		{true, []string{"TERM=xterm-256color", "TERM_PROGRAM=iTerm.app", "TERM_PROGRAM_VERSION=3.6.6"}},
		{true, []string{"TERM=xterm-256color", "TERM_PROGRAM=iTerm.app", "TERM_PROGRAM_VERSION=3.10"}},
		{false, []string{"TERM=xterm-256color", "TERM_PROGRAM=iTerm.app", "TERM_PROGRAM_VERSION=3.6.5"}},
		{false, []string{"TERM=xterm-256color", "TERM_PROGRAM=iTerm.app", "TERM_PROGRAM_VERSION=3.6"}},
		{false, []string{"TERM=xterm-256color", "TERM_PROGRAM=iTerm.app"}},
		{false, []string{"TERM=xterm-256color", "TERM_PROGRAM=WezTerm", "TERM_PROGRAM_VERSION=20240203-110809-5046fc22"}},
		{true, []string{"TERM=xterm-256color", "TERM_PROGRAM=WezTerm", "TERM_PROGRAM_VERSION=20250601-1"}},
		{false, []string{"TERM=xterm-256color", "VTE_VERSION=7801"}},
		{true, []string{"TERM=xterm-256color", "VTE_VERSION=8000"}},
	} {
		if got := console.Progress(console.Of(c.env)); got != c.want {
			t.Errorf("progress with %v: %v", c.env, got)
		}
	}
}

// sequences are what programs write, and what is left of it for a modest terminal.
var sequences = []struct{ in, out string }{
	{"plain é 日\r\n\t\b", "plain é 日\r\n\t\b"},
	{"\x1b[1;31mred\x1b[m\x1b[38;5;7mgrey", "\x1b[1;31mred\x1b[m\x1b[38;5;7mgrey"},
	{"\x1b[4:3mcurly", "curly"},
	{"\x1b[2;5H\x1b[K\x1b[3M\x1b[2L\x1b[1;5r\x1bM\x1b7\x1b8", "\x1b[2;5H\x1b[K\x1b[3M\x1b[2L\x1b[1;5r\x1bM\x1b7\x1b8"},
	{"\x1b]8;;https://a.example/\x1b\\link\x1b]8;;\x1b\\.", "link."},
	{"\x1b]2;title\x07a\x1b]11;?\x07b\x1b]9;4;1;50\x07c", "abc"},
	{"\x1bP+q5463\x1b\\a\x1b_Gi=1;\x1b\\b\x1b^x\x1b\\c\x1bXy\x1b\\d", "abcd"},
	{"\x1b[>4;2m\x1b[>1u\x1b[?u\x1b[<1u\x1b[=1;1u.", "."},
	{"\x1b[?2026$p\x1b[?2027$p\x1b[?2026h\x1b[?2031h\x1b[c\x1b[>0q\x1b[6n\x1b[2 q\x1b[!p\x1b[?5W.", "."},
	{"\x1b[?1002h\x1b[?1006h\x1b[?1002;1006l\x1b[?2004h.", "."},
	{"\x1b[?25l\x1b[?7;1006h\x1b[?25h", "\x1b[?25l\x1b[?7h\x1b[?25h"},
	{"\x1b[?1049h.\x1b[?1049l", "\x1b[H\x1b[2J.\x1b[H\x1b[2J"},
	{"\x1b(0q\x1b(B", "\x1b(0q\x1b(B"},
	{"\x1b]2;cut off\x1b[1mbold", "\x1b[1mbold"},
	{"\x1b[12\x1b[1mbold\x1b\x1b[mno", "\x1b[1mbold\x1b[mno"},
	{"\x1b[1\x18a\x1bZb\x1b[1\nc", "abc"},
}

func TestFilter(t *testing.T) {
	for _, s := range sequences {
		for size := 1; size <= len(s.in); size++ {
			var b bytes.Buffer
			w := console.Writer(&b, console.Of([]string{"TERM=vt100"}))
			for rest := []byte(s.in); len(rest) > 0; rest = rest[min(size, len(rest)):] {
				part := rest[:min(size, len(rest))]
				if n, err := w.Write(part); n != len(part) || err != nil {
					t.Fatalf("Write returned %d, %v", n, err)
				}
			}
			if b.String() != s.out {
				t.Errorf("%q, %d bytes at a time, became %q, not %q", s.in, size, b.String(), s.out)
				break
			}
		}
	}
}

func TestPaste(t *testing.T) {
	var b bytes.Buffer
	_, _ = io.WriteString(console.Writer(&b, console.Of([]string{"TERM=linux"})), "\x1b[?2004h")
	if b.String() != "\x1b[?2004h" {
		t.Errorf("the Linux console is sent %q", b.String())
	}
}

func TestWriterStaysWhatItIs(t *testing.T) {
	r, f, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if w := console.Writer(f, console.Of([]string{"TERM=xterm"})); w != io.Writer(f) {
		t.Errorf("an able terminal is written to by a %T", w)
	}
	w := console.Writer(f, console.Of([]string{"TERM=dumb"}))
	if as, ok := w.(term.File); !ok || as.Fd() != f.Fd() {
		t.Errorf("a %T is not that terminal", w)
	}
	_ = f.Close()
	if _, err := io.WriteString(w, "text"); !errors.Is(err, os.ErrClosed) {
		t.Errorf("writing to what is closed: %v", err)
	}
}

func FuzzFilter(f *testing.F) {
	for _, s := range sequences {
		f.Add([]byte(s.in), 3)
	}
	f.Fuzz(func(t *testing.T, in []byte, at int) {
		filtered := func(parts ...[]byte) string {
			var b bytes.Buffer
			w := console.Writer(&b, console.Of([]string{"TERM=vt100"}))
			for _, p := range parts {
				_, _ = w.Write(p)
			}
			return b.String()
		}
		once := filtered(in)
		at = min(max(at, 0), len(in))
		if divided := filtered(in[:at], in[at:]); divided != once {
			t.Errorf("%q divided at %d is %q, whole %q", in, at, divided, once)
		}
		if again := filtered([]byte(once)); again != once {
			t.Errorf("%q became %q, and that %q", in, once, again)
		}
		for _, bad := range []string{"\x1b]", "\x1bP", "\x1b_", "\x1b[>", "\x1b[<", "\x1b[=", "\x1b[?2026"} {
			if bytes.Contains([]byte(once), []byte(bad)) {
				t.Errorf("%q is left in %q", bad, once)
			}
		}
	})
}

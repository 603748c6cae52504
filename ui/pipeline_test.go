package ui_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"reader/feed"
	"reader/ui"
)

// piped is a session whose commands print what they are given, and fail when they
// are called false.
func piped(t testing.TB, more ...func(*ui.Options)) (h *session, got *[]string) {
	got = &[]string{}
	with := func(o *ui.Options) {
		o.Pipe = func(ctx context.Context, command, text string) (string, error) {
			*got = append(*got, command+"\n"+text)
			if command == "false" {
				return "half of it\n", errors.New(`command "false" ended with status 1`)
			}
			var b strings.Builder
			for i := range 40 {
				fmt.Fprintf(&b, "line\t%d \x1b[31m\n", i)
			}
			return b.String(), ctx.Err()
		}
	}
	return open(t, newsroom(t, 6), append(more, with)...), got
}

func TestPipesAnArticle(t *testing.T) {
	h, got := piped(t)
	h.press("enter", "|")
	h.shows("Pipe “Alpha 0” to a command", "Enter run")
	h.write("wc -w q")
	h.press("enter")
	h.shows(" |wc -w q", "Done", "line    0")
	if len(*got) != 1 || !strings.HasPrefix((*got)[0], "wc -w q\n## [Alpha 0](https://alpha.example/0)\n\nAlpha, 2025-") ||
		!strings.Contains((*got)[0], "### One") {
		t.Errorf("the command was given %q", *got)
	}
	h.press("pgdown")
	h.lacks("line    0")
	h.press("ctrl+u")
	h.write("false")
	h.press("enter")
	h.shows(`! command "false" ended with status 1`, "half of it")
	h.press("enter", "up", "up")
	h.shows(" |wc -w q")
	h.press("esc")
	h.lacks("Pipe “")
	h.press("q", "j", "|")
	h.shows("Pipe “Beta 1” to a command")
	h.lacks("half of it", "|wc")
	h.press("enter", "ctrl+c")
	if !h.quit || len(*got) != 3 {
		t.Errorf("quit %v after %d commands", h.quit, len(*got))
	}
}

func TestAPipeIsEnded(t *testing.T) {
	h, _ := piped(t)
	h.press("|", "x")
	late := h.hold("enter")
	h.shows("Running, Esc ends it", "Esc end it")
	h.press("enter", "esc")
	h.send(late...)
	h.shows("Pipe “")
	h.lacks("Running")
	h.press("esc")
	h.lacks("Pipe “")
}

func TestNoPipeWithoutSomethingThatRuns(t *testing.T) {
	h := open(t, newsroom(t, 3))
	h.press("|")
	h.lacks("Pipe “")
	h.press(":")
	h.write("pipe")
	h.lacks("pipe it to a command")
}

func TestCopiesMarkdown(t *testing.T) {
	h := open(t, newsroom(t, 3))
	h.press("j", "Y")
	h.shows("Copied the article as Markdown")
	if !strings.HasPrefix(h.copied, "## [Beta 1](https://beta.example/1)\n\nBeta, ") || !strings.Contains(h.copied, "### One") {
		t.Errorf("copied %q", h.copied)
	}
	h = open(t, newsroom(t, 3), func(o *ui.Options) {
		read := o.Read
		o.Read = func(ctx context.Context, id int64) (a feed.Article, text string, err error) {
			a, text, err = read(ctx, id)
			return a, strings.Repeat(text, 400), err
		}
	})
	h.press("Y")
	h.shows("larger than what terminals take")
	if h.copied != "" {
		t.Error("it was copied still")
	}
}

func withPipe(o *ui.Options) {
	o.Pipe = func(context.Context, string, string) (string, error) {
		return strings.Repeat("日本の製造業を狙う攻撃 ", 30) + "\n\n 12 words\n", errors.New(`command "wc" ended with status 1`)
	}
}

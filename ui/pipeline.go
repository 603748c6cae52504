package ui

import (
	"context"
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"reader/feed"
	"reader/store"
	"reader/ui/cells"
	"reader/ui/keys"
	"reader/ui/once"
	"reader/ui/status"
	"reader/ui/theme"
)

// maxPipe is how many lines the strip of the pipe has at most, and maxCopied how
// many bytes go into the clipboard of a terminal, which takes no more.
const (
	maxPipe   = 16
	maxCopied = 70_000
)

// A piping is an article that is being given to a command.
type piping struct {
	open   bool
	about  store.Headline
	serial int                // of the command that runs, or ran last
	cancel context.CancelFunc // nil while none runs
}

// copiedMsg is the Markdown of an article, for the clipboard.
type copiedMsg struct {
	text string
	err  error
}

// pipedMsg is what came of a command.
type pipedMsg struct {
	serial int
	output string
	err    error
}

// markdown gets an article as Markdown: its title with its address, where it is
// from, and its text.
func (m *Model) markdown(ctx context.Context, h store.Headline) (string, error) {
	a, text, err := m.o.Read(ctx, h.ID)
	if err != nil {
		return "", err
	}
	return sheet(h, a, text, once.Options{Content: true, Location: m.o.Location})
}

// sheet writes an article as reader show does.
func sheet(h store.Headline, a feed.Article, text string, o once.Options) (string, error) {
	var b strings.Builder
	p := once.NewPrinter(once.Markdown, &b, o)
	err := errors.Join(p.Begin(once.About{}), p.Print(once.Entry{Headline: h, Article: a, Markdown: text}), p.End())
	return b.String(), err
}

// copyMarkdown puts the article into the clipboard of the terminal.
func (m *Model) copyMarkdown() tea.Cmd {
	h, ok := m.current()
	if !ok {
		return nil
	}
	return m.command(func(ctx context.Context) tea.Msg {
		text, err := m.markdown(ctx, h)
		return copiedMsg{text, err}
	})
}

// copied puts the Markdown that was asked for into the clipboard.
func (m *Model) copied(msg copiedMsg) tea.Cmd {
	switch {
	case msg.err != nil:
		m.status.Say(status.Bad, words(msg.err))
		return nil
	case len(msg.text) > maxCopied:
		m.status.Say(status.Warn, "Not copied: the article is larger than what terminals take")
		return nil
	}
	m.status.Say(status.Good, "Copied the article as Markdown, "+thousands(len(msg.text))+" bytes")
	return tea.SetClipboard(msg.text)
}

// startPipe asks for the command that is to get the article.
func (m *Model) startPipe() tea.Cmd {
	h, ok := m.current()
	if !ok {
		return nil
	}
	m.piping = piping{open: true, about: h, serial: m.piping.serial}
	m.typing.Clear()
	m.typing.SetTitle("Pipe “" + cells.Cut(cells.GatePlain(h.Title), 40) + "” to a command")
	m.typing.SetOutput("", "", false)
	return nil
}

// typePipe types the command, or runs it.
func (m *Model) typePipe(a keys.Action, msg tea.Msg) tea.Cmd {
	switch a {
	case keys.Accept:
		return m.runPipe()
	case keys.Cancel:
		if m.piping.cancel == nil {
			m.piping.open = false
		}
		m.endPipe()
	case "":
		m.typing.Update(msg)
	default:
		m.typing.Do(a)
	}
	return nil
}

// endPipe ends the command that runs.
func (m *Model) endPipe() {
	if m.piping.cancel != nil {
		m.piping.cancel()
	}
}

// runPipe runs the command that was typed; one at a time.
func (m *Model) runPipe() tea.Cmd {
	typed := strings.TrimSpace(m.typing.Value())
	if typed == "" || m.piping.cancel != nil {
		return nil
	}
	m.typing.Remember(typed)
	m.typing.SetOutput("", "Running, "+m.keys.Name(keys.Cancel)+" ends it", false)
	m.piping.serial++
	ctx, cancel := context.WithCancel(m.ctx)
	m.piping.cancel = cancel
	h, serial, run := m.piping.about, m.piping.serial, m.o.Pipe
	return m.command(func(context.Context) tea.Msg {
		defer cancel()
		text, err := m.markdown(ctx, h)
		if err != nil {
			return pipedMsg{serial: serial, err: err}
		}
		output, err := run(ctx, typed, text)
		return pipedMsg{serial, output, err}
	})
}

// piped shows what a command printed, and how it ended.
func (m *Model) piped(msg pipedMsg) tea.Cmd {
	if msg.serial != m.piping.serial {
		return nil
	}
	m.piping.cancel = nil
	if !m.piping.open {
		return nil
	}
	note := "Done"
	switch {
	case errors.Is(msg.err, context.Canceled):
		note = "Ended"
	case msg.err != nil:
		note = words(msg.err)
	case strings.TrimSpace(msg.output) == "":
		note = "Done, and nothing was printed"
	}
	m.typing.SetOutput(msg.output, note, msg.err != nil)
	return nil
}

// describePipe names the keys of the strip.
func (m *Model) describePipe() {
	if !m.piping.open {
		return
	}
	hint := func(a keys.Action, words string) theme.Hint { return theme.Hint{Key: m.keys.Name(a), Words: words} }
	hints := []theme.Hint{hint(keys.Accept, "run"), hint(keys.Cancel, "close")}
	if m.piping.cancel != nil {
		hints = []theme.Hint{hint(keys.Cancel, "end it")}
	}
	m.typing.SetHints(hints...)
}

// pipeLines is how many lines of the screen the strip takes, from below.
func (m *Model) pipeLines() int {
	if !m.piping.open {
		return 0
	}
	return m.typing.Lines(min(maxPipe, m.height-1))
}

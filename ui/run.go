package ui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os/signal"
	"strings"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"reader/ui/console"
	"reader/ui/notify"
	"reader/ui/theme"
)

const (
	// preloadTime is how long the first paint waits for the store.
	preloadTime = 250 * time.Millisecond

	// quitTime is how long a program that was told to end may take to leave the
	// terminal.
	quitTime = 3 * time.Second

	// closeTime is how long the end waits for marks to be written.
	closeTime = 10 * time.Second
)

// Run shows the program on a terminal until its user quits or ctx ends, and
// leaves the terminal as it was. env is the environment of the terminal, as
// os.Environ gives it. A signal to end is an end like any other. A panic comes
// back as a *CrashError.
func Run(ctx context.Context, o Options, in io.Reader, out io.Writer, env []string) error {
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()

	if colourless(env) {
		o.Theme = theme.Plain().Name
	}
	o.Signs = theme.SignsOf(func(name string) string { return valueOf(env, name) })
	m := New(ctx, o)
	preload, cancel := context.WithTimeout(ctx, preloadTime)
	m.Preload(preload)
	cancel()
	return m.run(ctx, in, out, env)
}

// run shows the model until it ends.
func (m *Model) run(ctx context.Context, in io.Reader, out io.Writer, env []string) error {
	m.barless, m.mux = !console.Progress(console.Of(env)), notify.MuxOf(console.Of(env))
	opts := []tea.ProgramOption{
		tea.WithInput(in), tea.WithOutput(console.Writer(out, console.Of(env))), tea.WithEnvironment(env),
		tea.WithFPS(int(time.Second / frame)), tea.WithoutSignalHandler(),
	}
	if colourless(env) {
		opts = append(opts, tea.WithColorProfile(colorprofile.ASCII))
	}
	session := &paced{Model: m}
	p := tea.NewProgram(session, opts...)
	session.program = p
	m.onCrash = func() { go p.Quit() }
	// Not tea.WithContext: that kills the program, which then closes the terminal
	// under the goroutine that reads it. To quit is what a key would do; a terminal
	// that takes nothing any more is left after a while.
	ended := make(chan struct{})
	unwatch := context.AfterFunc(ctx, func() {
		go p.Quit()
		select {
		case <-ended:
		case <-time.After(quitTime):
			p.Kill()
		}
	})
	_, err := p.Run()
	close(ended)
	unwatch()
	if session.pace != nil {
		session.pace.stop()
	}

	closing, cancel := context.WithTimeout(context.WithoutCancel(ctx), closeTime)
	defer cancel()
	m.Close(closing)
	switch {
	case m.crash != nil:
		return m.crash
	case err != nil && ctx.Err() == nil && !errors.Is(err, tea.ErrInterrupted):
		return fmt.Errorf("run terminal: %w", err)
	}
	return nil
}

// colourless tells whether the environment asks for no colours: NO_COLOR with
// any value but the empty one (no-color.org), CLICOLOR=0, or a dumb terminal.
func colourless(env []string) bool {
	return valueOf(env, "NO_COLOR") != "" || valueOf(env, "CLICOLOR") == "0" || valueOf(env, "TERM") == "dumb"
}

// valueOf is the value of a variable; of one that is there twice the last counts.
func valueOf(env []string, name string) string {
	value := ""
	for _, e := range env {
		if v, ok := strings.CutPrefix(e, name+"="); ok {
			value = v
		}
	}
	return value
}

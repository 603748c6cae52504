package ui

import (
	"context"
	"io"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"reader/ui/keys"
)

// SetTimers gives every timer to hold instead of starting it.
func (m *Model) SetTimers(hold func(d time.Duration, fire func() tea.Msg)) {
	m.after = func(d time.Duration, f func(time.Time) tea.Msg) tea.Cmd {
		hold(d, func() tea.Msg { return f(time.Time{}) })
		return nil
	}
}

// Crash returns the panic that was caught.
func (m *Model) Crash() *CrashError { return m.crash }

// Said returns what the status line says.
func (m *Model) Said() string {
	_, text := m.status.Message()
	return text
}

// Actions returns what this session can do.
func (m *Model) Actions() []keys.Spec {
	return slices.DeleteFunc(slices.Clone(m.keys.Specs()), func(s keys.Spec) bool { return !m.can(s.Action) })
}

// Held returns how many headlines the list holds.
func (m *Model) Held() int {
	n, _ := m.list.Len()
	return n
}

// SelectedTitle returns the title of the headline under the cursor.
func (m *Model) SelectedTitle() string {
	h, _ := m.list.Selected()
	return h.Title
}

// Changed says that the store has changed, as a refresh does.
func (m *Model) Changed() { m.changed() }

// RunFaulty is Run of a model that panics in View, or in Update at the key for
// help.
func RunFaulty(ctx context.Context, o Options, in io.Reader, out io.Writer, env []string, view bool) error {
	m := New(ctx, o)
	m.Preload(ctx)
	if view {
		m.styles = nil
	} else {
		m.help = nil
	}
	return m.run(ctx, in, out, env)
}

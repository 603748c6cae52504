package ui

import (
	"context"
	"io"
	"slices"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
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

// AllKeys returns every key of every pane.
func (m *Model) AllKeys() []key.Binding {
	var all []key.Binding
	for _, keys := range m.PlacesOfKeys() {
		all = append(all, keys...)
	}
	slices.SortFunc(all, func(a, b key.Binding) int { return strings.Compare(a.Help().Desc, b.Help().Desc) })
	return all
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

// PlacesOfKeys returns the keys that work at the same time, by the place.
func (m *Model) PlacesOfKeys() map[string][]key.Binding {
	return map[string][]key.Binding{
		"headlines": slices.Concat(m.keys.Bindings(), m.list.Keys.Moves(), m.list.Keys.Bindings()),
		"article":   slices.Concat(m.keys.Bindings(), m.article.Keys.Moves(), m.article.Keys.Bindings()),
		"sources":   slices.Concat(m.keys.Bindings(), m.sources.Keys.Moves(), m.sources.Keys.Bindings()),
		"search":    m.search.Keys.Bindings(),
		"help":      m.help.Keys.Bindings(),
	}
}

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

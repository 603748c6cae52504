package ui

import (
	"cmp"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"reader/ui/keys"
	"reader/ui/status"
	"reader/ui/theme"
	"reader/ui/themes"
)

// theme is the theme that holds now, in the colours that the terminal has.
func (m *Model) theme() theme.Theme {
	t := theme.Named(m.chosen, m.dark, m.o.Themes...)
	if m.profile <= colorprofile.ANSI {
		t = t.Sixteen(m.dark)
	}
	return t
}

// setTheme gives every pane the styles of the theme that holds now.
func (m *Model) setTheme() {
	t := m.theme()
	if t == m.styles.Theme {
		return
	}
	s := theme.New(t)
	m.styles = s
	m.sources.SetStyles(s)
	m.list.SetStyles(s)
	m.article.SetStyles(s)
	m.search.SetStyles(s)
	m.help.SetStyles(s)
	m.palette.SetStyles(s)
	m.links.SetStyles(s)
	m.typing.SetStyles(s)
	m.themes.SetStyles(s)
	m.status.SetStyles(s)
	m.dialog.SetStyles(s)
}

// answerTime is how long the terminal may take to tell its background.
const answerTime = 300 * time.Millisecond

// An answerMsg says that the terminal has had time to tell its background.
type answerMsg struct{}

// askBackground asks the terminal for its background.
func (m *Model) askBackground() tea.Cmd {
	late := m.after(answerTime, func(time.Time) tea.Msg { return answerMsg{} })
	return tea.Batch(tea.RequestBackgroundColor, late)
}

// setDark follows the background of the terminal.
func (m *Model) setDark(dark bool) {
	m.dark, m.answered = dark, true
	m.setTheme()
}

// setProfile follows what colours the terminal has.
func (m *Model) setProfile(p colorprofile.Profile) {
	m.profile = p
	m.setTheme()
}

// themeKey tells one look of an article from another.
func (m *Model) themeKey() string {
	key := m.chosen // not the theme that auto has come to: its pictures have another background
	if !m.dark {
		key += " light"
	}
	if m.profile <= colorprofile.ANSI {
		key += " 16"
	}
	return key
}

// openThemes offers the themes.
func (m *Model) openThemes() {
	if m.profile <= colorprofile.ASCII {
		m.status.Say(status.Plain, "There are no colours here")
		return
	}
	entries := []themes.Entry{{Name: theme.Auto, Says: "dark or light, as your terminal is"}}
	for _, t := range theme.Builtin() {
		entries = append(entries, themes.Entry{Name: t.Name, Says: t.Says})
	}
	for _, o := range m.o.Themes {
		entries = append(entries, themes.Entry{Name: o.Name, Says: o.On(m.dark).Says})
	}
	m.themes.SetEntries(entries, m.chosen)
	m.themes.SetHints(
		theme.Hint{Key: m.keys.Name(keys.Down) + " " + m.keys.Name(keys.Up), Words: "look"},
		theme.Hint{Key: m.keys.Name(keys.KeepTheme), Words: "keep for this session"},
		theme.Hint{Key: m.keys.Binding(keys.Back).Help().Key, Words: "as before"},
	)
	m.theming, m.themeWas = true, m.chosen
}

// actThemes does an action of the strip of themes: the screen shows at once what
// is under its cursor.
func (m *Model) actThemes(a keys.Action) {
	switch a {
	case keys.KeepTheme:
		m.theming = false
		return
	case keys.Back:
		m.theming, m.chosen = false, m.themeWas
	case keys.Theme:
		was := m.themes.Chosen()
		if m.themes.Do(keys.Down); m.themes.Chosen() == was {
			m.themes.Do(keys.Top)
		}
		m.chosen = m.themes.Chosen()
	default:
		m.themes.Do(a)
		m.chosen = m.themes.Chosen()
	}
	m.setTheme()
}

// maxThemes is how many lines the strip of themes has at most.
const maxThemes = 14

// themeLines is how many lines of the screen the strip takes, from below.
func (m *Model) themeLines() int {
	if !m.theming {
		return 0
	}
	return m.themes.Lines(min(maxThemes, max(1, m.height/2)))
}

// drawThemes lays the strip over the last lines of the screen.
func (m *Model) drawThemes(rows []string) []string {
	lines := m.themes.View()
	at := max(0, len(rows)-len(lines))
	return append(rows[:at:at], lines...)
}

// clickThemes chooses what was clicked in the strip; a click elsewhere keeps it.
func (m *Model) clickThemes(y int) {
	at := m.height - m.themeLines()
	if y < at {
		m.theming = false
		return
	}
	m.themes.Click(y - at)
	m.chosen = m.themes.Chosen()
	m.setTheme()
}

// paint gives the terminal the background of a theme that was chosen by name, not
// before it has told its own. One of 16 colours keeps its own, as the Linux
// console cannot change it.
func (m *Model) paint(v *tea.View) {
	t := m.styles.Theme
	if !m.answered || cmp.Or(m.chosen, theme.Auto) == theme.Auto || m.profile <= colorprofile.ANSI || t.Background == nil {
		return
	}
	v.BackgroundColor, v.ForegroundColor = t.Background, t.Text
}

// Package theme is the only place with colours: a Theme names the tokens that
// everything on the screen is made of, Styles are the Lip Gloss styles made from
// them, one value per session.
//
// It does not know what is drawn with them.
package theme

import (
	"image/color"

	"charm.land/lipgloss/v2"
)

// A Theme is a palette. A nil colour is the terminal's own.
type Theme struct {
	Name string
	Dark bool

	Text    color.Color // running text and titles
	Muted   color.Color // what is read second: source, age, captions
	Faint   color.Color // what is there when looked for: rules, link numbers, key hints
	Accent  color.Color // where the eye should go: the focused pane, the cursor
	Heading color.Color
	Link    color.Color
	Code    color.Color // code spans
	Quote   color.Color

	Unread color.Color
	Star   color.Color
	Good   color.Color
	Warn   color.Color
	Bad    color.Color

	Border       color.Color
	Selected     color.Color // background of the row under the cursor in the focused pane
	SelectedText color.Color
	Resting      color.Color // the same row while another pane has the focus

	// Syntax names the Chroma style for highlighted code; "" leaves code plain.
	Syntax string
}

// Dark is the theme for dark terminals.
func Dark() Theme {
	return Theme{
		Name: "dark", Dark: true,
		Text:  lipgloss.Color("253"),
		Muted: lipgloss.Color("#9aa5b8"), Faint: lipgloss.Color("#5c6679"),
		Accent: lipgloss.Color("#7aa2f7"), Heading: lipgloss.Color("#7dcfff"), Link: lipgloss.Color("#8fb6ff"),
		Code: lipgloss.Color("#e0af68"), Quote: lipgloss.Color("#a9b4c8"),
		Unread: lipgloss.Color("#7dcfff"), Star: lipgloss.Color("#e0af68"),
		Good: lipgloss.Color("#9ece6a"), Warn: lipgloss.Color("#e0af68"), Bad: lipgloss.Color("#f7768e"),
		Border:   lipgloss.Color("#3b4458"),
		Selected: lipgloss.Color("#2c3d63"), SelectedText: lipgloss.Color("#ffffff"), Resting: lipgloss.Color("#252c3b"),
		Syntax: "onedark",
	}
}

// Light is the theme for light terminals.
func Light() Theme {
	return Theme{
		Name:  "light",
		Text:  lipgloss.Color("235"),
		Muted: lipgloss.Color("#56617a"), Faint: lipgloss.Color("#8b94a8"),
		Accent: lipgloss.Color("#1f5fbf"), Heading: lipgloss.Color("#0b5c8a"), Link: lipgloss.Color("#1f5fbf"),
		Code: lipgloss.Color("#8a4b08"), Quote: lipgloss.Color("#4d5870"),
		Unread: lipgloss.Color("#0b6fb3"), Star: lipgloss.Color("#a86200"),
		Good: lipgloss.Color("#3b7a1a"), Warn: lipgloss.Color("#9a5b00"), Bad: lipgloss.Color("#b3243e"),
		Border:   lipgloss.Color("#c3cad6"),
		Selected: lipgloss.Color("#d3e2fb"), SelectedText: lipgloss.Color("#10213f"), Resting: lipgloss.Color("#e9edf4"),
		Syntax: "github",
	}
}

// Plain is the theme without colours, for NO_COLOR and TERM=dumb: meaning is
// carried by bold, faint, reverse and the signs in the text.
func Plain() Theme { return Theme{Name: "plain"} }

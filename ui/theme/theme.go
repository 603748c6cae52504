// Package theme is the only place with colours: a Theme names the tokens that
// everything on the screen is made of, Styles are the Lip Gloss styles made from
// them, one value per session. It also knows the signs that a terminal can show
// (see Signs).
//
// It does not know what is drawn with them, nor where a theme was written.
package theme

import "image/color"

// A Theme is a palette: data, which New makes styles of. A nil colour is the
// terminal's own, and what it would say is then said by bold, faint, underline
// or reverse.
type Theme struct {
	Name string
	Says string // what it is good for, in a few words
	Dark bool   // it is made for a dark background

	// Background is what the theme is made for. A screen whose theme was chosen by
	// name gives it to the terminal for as long as it is shown.
	Background color.Color

	Text    color.Color
	Muted   color.Color
	Faint   color.Color
	Accent  color.Color
	Heading color.Color
	Link    color.Color
	Code    color.Color
	Quote   color.Color

	Unread color.Color
	Star   color.Color
	Good   color.Color
	Warn   color.Color
	Bad    color.Color

	Border       color.Color
	Selected     color.Color
	SelectedText color.Color
	Resting      color.Color

	// Syntax names the Chroma style for highlighted code; "" leaves code plain.
	Syntax string
}

// A Token is a colour of a theme, as it is called where people write themes.
type Token struct {
	Name string
	Says string
	at   func(*Theme) *color.Color
}

// Of returns the colour that a theme gives to the token.
func (k Token) Of(t Theme) color.Color { return *k.at(&t) }

// Set gives the token a colour.
func (k Token) Set(t *Theme, c color.Color) { *k.at(t) = c }

// Tokens are all tokens, in the order of the documentation.
func Tokens() []Token {
	return []Token{
		{"background", "behind everything, while a theme that was chosen by name is shown", func(t *Theme) *color.Color { return &t.Background }},
		{"text", "running text and titles", func(t *Theme) *color.Color { return &t.Text }},
		{"muted", "what is read second: source, age, captions", func(t *Theme) *color.Color { return &t.Muted }},
		{"faint", "what is there when looked for: link numbers, what keys do", func(t *Theme) *color.Color { return &t.Faint }},
		{"accent", "where the eye should go: the pane in use, the cursor, keys", func(t *Theme) *color.Color { return &t.Accent }},
		{"heading", "headings", func(t *Theme) *color.Color { return &t.Heading }},
		{"link", "links", func(t *Theme) *color.Color { return &t.Link }},
		{"code", "code in running text", func(t *Theme) *color.Color { return &t.Code }},
		{"quote", "quotations", func(t *Theme) *color.Color { return &t.Quote }},
		{"unread", "the sign of what is unread", func(t *Theme) *color.Color { return &t.Unread }},
		{"star", "the sign of what is starred", func(t *Theme) *color.Color { return &t.Star }},
		{"good", "what went well", func(t *Theme) *color.Color { return &t.Good }},
		{"warn", "what needs a look", func(t *Theme) *color.Color { return &t.Warn }},
		{"bad", "what failed", func(t *Theme) *color.Color { return &t.Bad }},
		{"border", "rules between panes and days", func(t *Theme) *color.Color { return &t.Border }},
		{"selected", "behind the row under the cursor; none reverses the row", func(t *Theme) *color.Color { return &t.Selected }},
		{"selected_text", "its text", func(t *Theme) *color.Color { return &t.SelectedText }},
		{"resting", "behind the same row of a pane that is not in use; none underlines it", func(t *Theme) *color.Color { return &t.Resting }},
	}
}

// IsPlain tells whether the theme has no colours at all.
func (t Theme) IsPlain() bool {
	for _, k := range Tokens() {
		if k.Of(t) != nil {
			return false
		}
	}
	return true
}

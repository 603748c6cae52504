package theme

import (
	"image/color"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// Builtin returns the themes that everyone has, in the order in which they are
// offered. Those in which colour says something say it also to eyes that do not
// tell red from green: what must be told apart differs in lightness, or in blue.
func Builtin() []Theme {
	return []Theme{Dark(), Night(), Light(), Paper(), HighContrast(), Terminal(true), Plain()}
}

// hex makes a colour of 0xrrggbb.
func hex(v uint32) color.Color {
	return color.RGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xff}
}

// Dark is the theme for dark terminals.
func Dark() Theme {
	return Theme{
		Name: "dark", Says: "blue on near black", Dark: true,
		Background: hex(0x14171f), Text: lipgloss.Color("253"), Muted: hex(0x9aa5b8), Faint: hex(0x7c879c),
		Accent: hex(0x7aa2f7), Heading: hex(0x7dcfff), Link: hex(0x8fb6ff),
		Code: hex(0xe0af68), Quote: hex(0xa9b4c8),
		Unread: hex(0x7dcfff), Star: hex(0xf0c674),
		Good: hex(0x7dcfff), Warn: hex(0xf0c674), Bad: hex(0xff7a93),
		Border: hex(0x3b4458), Selected: hex(0x1c4d73), SelectedText: hex(0xffffff), Resting: hex(0x2a2d33),
		Syntax: "onedark",
	}
}

// Night is a dark theme with little blue light.
func Night() Theme {
	return Theme{
		Name: "night", Says: "warm and dim, for dark rooms", Dark: true,
		Background: hex(0x181410), Text: hex(0xd9cdb8), Muted: hex(0xab9d86), Faint: hex(0x94876f),
		Accent: hex(0xe5a95c), Heading: hex(0xf0bf7a), Link: hex(0x7fbfc4),
		Code: hex(0xe08e79), Quote: hex(0xbdae93),
		Unread: hex(0x7fbfc4), Star: hex(0xf2c14e),
		Good: hex(0x7fbfc4), Warn: hex(0xf2c14e), Bad: hex(0xf2705c),
		Border: hex(0x4a4136), Selected: hex(0x443b2e), SelectedText: hex(0xfff3dc), Resting: hex(0x2c2925),
		Syntax: "onedark",
	}
}

// Light is the theme for light terminals.
func Light() Theme {
	return Theme{
		Name: "light", Says: "blue on white",
		Background: hex(0xffffff), Text: lipgloss.Color("235"), Muted: hex(0x56617a), Faint: hex(0x667085),
		Accent: hex(0x1f5fbf), Heading: hex(0x0b5c8a), Link: hex(0x1f5fbf),
		Code: hex(0x8a4b08), Quote: hex(0x4d5870),
		Unread: hex(0x0a66a8), Star: hex(0x945600),
		Good: hex(0x0a66a8), Warn: hex(0x945600), Bad: hex(0xb3243e),
		Border: hex(0xc3cad6), Selected: hex(0xd3e2fb), SelectedText: hex(0x10213f), Resting: hex(0xebedf0),
		Syntax: "xcode",
	}
}

// Paper is a light theme as soft as a printed page.
func Paper() Theme {
	return Theme{
		Name: "paper", Says: "ink on warm paper, softer than white",
		Background: hex(0xf6f0e1), Text: hex(0x352f26), Muted: hex(0x665b49), Faint: hex(0x706450),
		Accent: hex(0x8a4510), Heading: hex(0x7a3b0c), Link: hex(0x1d5f7a),
		Code: hex(0x6d3f6b), Quote: hex(0x5c5342),
		Unread: hex(0x1d5f7a), Star: hex(0x8f5300),
		Good: hex(0x1d5f7a), Warn: hex(0x8f5300), Bad: hex(0x991a1c),
		Border: hex(0xcdc2a8), Selected: hex(0xe6d6b0), SelectedText: hex(0x241c10), Resting: hex(0xece3cd),
		Syntax: "modus-operandi",
	}
}

// HighContrast is for eyes that need it and for bright light: all text stands out
// from black by 7 to 1 or more.
func HighContrast() Theme {
	return Theme{
		Name: "high-contrast", Says: "bright on black, 7 to 1 or more", Dark: true,
		Background: hex(0x000000), Text: hex(0xffffff), Muted: hex(0xd6d6d6), Faint: hex(0xb4b4b4),
		Accent: hex(0xffd800), Heading: hex(0xffd800), Link: hex(0x7ecbff),
		Code: hex(0xffc58f), Quote: hex(0xe0e0e0),
		Unread: hex(0x7ecbff), Star: hex(0xffd800),
		Good: hex(0x7ecbff), Warn: hex(0xffd800), Bad: hex(0xff9a9a),
		Border: hex(0x8c8c8c), Selected: hex(0x00205f), SelectedText: hex(0xffffff), Resting: hex(0x2b2b2b),
		Syntax: "modus-vivendi",
	}
}

// Terminal is the theme that has only the 16 colours of the terminal, whose owner
// chose them. Those that are pale on one background are bright enough on the
// other, so it is two. Rows are reversed and underlined, and links underlined, because no background of
// the 16 suits every text on it.
func Terminal(dark bool) Theme {
	t := Theme{Name: "terminal", Says: "the 16 colours of your terminal", Dark: dark}
	if dark {
		t.Accent, t.Heading = ansi.BrightCyan, ansi.BrightCyan
		t.Code = ansi.BrightYellow
		t.Unread, t.Star = ansi.BrightCyan, ansi.BrightYellow
		t.Good, t.Warn, t.Bad = ansi.BrightCyan, ansi.BrightYellow, ansi.BrightRed
		return t
	}
	t.Accent, t.Heading = ansi.Blue, ansi.Blue
	t.Code = ansi.Magenta
	t.Unread, t.Star = ansi.Blue, ansi.Magenta
	t.Good, t.Warn, t.Bad = ansi.Blue, ansi.Magenta, ansi.Red
	return t
}

// Plain is the theme without colours, for NO_COLOR and TERM=dumb: meaning is
// carried by bold, faint, reverse and the signs in the text.
func Plain() Theme { return Theme{Name: "plain", Says: "no colours at all"} }

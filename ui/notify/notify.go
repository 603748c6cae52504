// Package notify tells a person that there are new articles, while they look at
// something else: by a sequence that their terminal makes a notification of, or
// by a command that they have set.
//
// It knows neither where articles come from nor which ones are worth telling.
package notify

import (
	"fmt"
	"strings"

	"reader/ui/cells"
)

// The ways of a terminal.
const (
	OSC9   = "osc9"   // iTerm2, Ghostty, kitty, WezTerm, foot and others
	OSC777 = "osc777" // urxvt, Ghostty, foot, VTE in Fedora
	Bell   = "bell"   // every terminal, without words
)

// Ways returns the ways of a terminal.
func Ways() []string { return []string{OSC9, OSC777, Bell} }

const (
	maxText = 120  // runes of a notification, which screens of phones and bars cut earlier
	maxURL  = 2000 // bytes
	named   = 3    // titles that stand in one notification
)

// News are the articles of one refresh, the newest first.
type News struct {
	Count  int      // may be more than there are titles
	Titles []string // at least one
	// The first of them.
	ID     int64
	URL    string
	Source string
}

// Text is what a notification says: a title, or how many articles there are and
// the titles of the first ones. Nothing of it is more than text to whoever shows
// it.
func (n News) Text() string {
	var titles []string
	for _, t := range n.Titles[:min(named, len(n.Titles))] {
		if t = strings.TrimSpace(cells.GatePlain(t)); t == "" {
			t = "(no title)"
		}
		titles = append(titles, t)
	}
	text := strings.Join(titles, " · ")
	if n.Count > 1 {
		text = fmt.Sprintf("%d new: %s", n.Count, text)
	}
	return cut(text, maxText)
}

// cut bounds text to so many runes.
func cut(text string, most int) string {
	r := []rune(text)
	if len(r) <= most {
		return text
	}
	return strings.TrimSpace(string(r[:most-1])) + "…"
}

// A Mux is what stands between the program and the terminal.
type Mux int

const (
	NoMux  Mux = iota
	Tmux       // passes sequences on if allow-passthrough is on
	Screen     // passes them on
)

// MuxOf tells what stands there, by the environment.
func MuxOf(get func(name string) string) Mux {
	switch {
	case get("TMUX") != "" || strings.HasPrefix(get("TERM"), "tmux"):
		return Tmux
	case get("STY") != "":
		return Screen
	}
	return NoMux
}

// Sequence is what makes a terminal show a notification. The text begins with a
// letter: OSC 9 with a number has other meanings (ConEmu). Everything ends with
// BEL, as the other end of a string would end that of a multiplexer.
func Sequence(way string, mux Mux, n News) string {
	text := strings.TrimSpace(cells.GatePlain(n.Text()))
	var seq string
	switch way {
	case OSC9:
		seq = "\x1b]9;reader: " + text + "\a"
	case OSC777:
		// The parts are divided by semicolons, and nothing quotes one.
		seq = "\x1b]777;notify;reader;" + strings.ReplaceAll(text, ";", ",") + "\a"
	case Bell:
		return "\a" // multiplexers know it, and tell where it came from
	}
	switch mux {
	case Tmux:
		return "\x1bPtmux;" + strings.ReplaceAll(seq, "\x1b", "\x1b\x1b") + "\x1b\\"
	case Screen:
		return "\x1bP" + seq + "\x1b\\"
	}
	return seq
}

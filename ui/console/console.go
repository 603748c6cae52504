// Package console knows what terminals make of what is written to them beyond
// text: which ones know less than xterm, and must not be sent what they would
// show as letters or take for something else. It goes by what the environment
// says of the terminal, as nothing can be asked of one that may not answer. It
// knows nothing of what is drawn.
package console

import (
	"strconv"
	"strings"
)

// A Lookup returns a variable of the terminal's environment, "" when it is not
// set.
type Lookup func(name string) string

// Of looks variables up in an environment as os.Environ gives it: the last of
// several counts.
func Of(env []string) Lookup {
	return func(name string) string {
		value := ""
		for _, e := range env {
			if v, ok := strings.CutPrefix(e, name+"="); ok {
				value = v
			}
		}
		return value
	}
}

// Modest tells whether a terminal knows little more than VT100 did, by its TERM.
// Those that call themselves otherwise skip what they do not know; the Linux
// console before 5.8 shows the ends of sequences with > or $ as text, and so do
// consoles of its kind. A terminal without a name may be anything.
func Modest(get Lookup) bool {
	term := strings.ToLower(get("TERM"))
	for _, name := range []string{"dumb", "unknown", "ansi", "pcansi", "cons25", "linux", "wsvt", "sun", "cygwin", "eterm"} {
		if term == name || strings.HasPrefix(term, name+"-") {
			return true
		}
	}
	family := strings.TrimLeft(strings.TrimPrefix(term, "vt"), "0123456789")
	return term == "" || strings.HasPrefix(term, "vt") && !strings.HasPrefix(term, "vte") && (family == "" || family[0] == '-')
}

// Progress tells whether a terminal shows the progress of OSC 9;4. Everything
// after OSC 9 is the text of a notification for some that are still in use, so
// only those known to show progress get it.
func Progress(get Lookup) bool {
	if Modest(get) || get("TMUX") != "" || get("STY") != "" {
		return false
	}
	version := func(least ...int) bool {
		return !before(get("TERM_PROGRAM_VERSION"), least...)
	}
	switch strings.ToLower(get("TERM_PROGRAM")) {
	case "ghostty", "vscode", "mintty":
		return true
	case "wezterm":
		return version(20250101) // named by the day it was made
	case "iterm.app":
		return version(3, 6, 6)
	}
	vte, _ := strconv.Atoi(get("VTE_VERSION"))
	return get("WT_SESSION") != "" || get("ConEmuANSI") == "ON" || strings.Contains(get("TERM"), "ghostty") || vte >= 7900
}

// before tells whether a version, "3.6.5" or "20240203-110809", is older than
// another. One that cannot be read is.
func before(version string, least ...int) bool {
	parts := strings.FieldsFunc(version, func(r rune) bool { return r < '0' || r > '9' })
	for i, want := range least {
		if i >= len(parts) {
			return true
		}
		switch n, err := strconv.Atoi(parts[i]); {
		case err != nil || n < want:
			return true
		case n > want:
			return false
		}
	}
	return false
}

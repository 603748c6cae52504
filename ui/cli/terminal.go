package cli

import (
	"io"
	"slices"
	"strings"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"
)

const (
	minWidth     = 20  // cells that text is wrapped to at least
	maxWidth     = 200 // and at most; longer lines are hard to follow
	defaultWidth = 80
)

// isTerminal tells whether a stream is a terminal.
func isTerminal(stream any) bool {
	f, ok := stream.(term.File)
	return ok && term.IsTerminal(f.Fd())
}

// terminalWidth is the number of columns of stdout; 0 when it is no terminal.
func (a *app) terminalWidth() int {
	f, ok := a.stdout.(term.File)
	if !ok {
		return 0
	}
	width, _, err := term.GetSize(f.Fd())
	if err != nil {
		return 0
	}
	if width <= 0 {
		width = defaultWidth
	}
	return width
}

// styled tells whether stdout may be sent colours and other styles. NO_COLOR
// counts with any value, which the libraries below would not all see.
func (a *app) styled() bool {
	switch a.flags.color.value {
	case "always":
		return true
	case "never":
		return false
	}
	switch {
	case a.env.set("NO_COLOR"):
		return false
	case a.forced():
		return true
	case a.env["CLICOLOR"] == "0", !a.knownTerminal():
		return false
	}
	return isTerminal(a.stdout)
}

// forced tells whether styles are wanted wherever they go.
func (a *app) forced() bool { return a.env.set("CLICOLOR_FORCE") && a.env["CLICOLOR_FORCE"] != "0" }

// knownTerminal tells whether TERM names a terminal that understands more than
// text.
func (a *app) knownTerminal() bool { return a.env.set("TERM") && a.env["TERM"] != "dumb" }

// links tells whether stdout may be sent hyperlinks (OSC 8). The Linux console
// shows them as text.
func (a *app) links() bool {
	return isTerminal(a.stdout) && a.knownTerminal() && a.env["TERM"] != "linux"
}

// colours brings the colours that are written to w down to what the terminal
// has. No sequence may be divided between two writes.
func (a *app) colours(w io.Writer) io.Writer {
	return &colorprofile.Writer{Forward: w, Profile: a.profile()}
}

// profile is how many colours the terminal has.
func (a *app) profile() colorprofile.Profile {
	return max(colorprofile.Env(withoutNoColor(a.rawEnv)), colorprofile.ANSI)
}

// withoutNoColor is for --color always, which counts over NO_COLOR.
func withoutNoColor(env []string) []string {
	return slices.DeleteFunc(slices.Clone(env), func(kv string) bool { return strings.HasPrefix(kv, "NO_COLOR=") })
}

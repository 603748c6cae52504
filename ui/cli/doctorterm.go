package cli

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"

	"reader/feed/fetch"
)

// A terminalReport is what the environment says of the terminal. Nothing is
// asked of the terminal itself, so that what it can do is an expectation: "yes",
// "no", "perhaps" or "unknown".
type terminalReport struct {
	Terminal   bool   `json:"terminal"` // stdout is one
	Columns    int    `json:"columns"`
	Rows       int    `json:"rows"`
	Term       string `json:"term"`
	ColorTerm  string `json:"colorterm"`
	Profile    string `json:"profile"` // what the environment promises of colours
	NoColor    bool   `json:"no_color"`
	Styled     bool   `json:"styled"` // reader would write colours now
	Locale     string `json:"locale"`
	UTF8       bool   `json:"utf8"`
	Hyperlinks string `json:"hyperlinks"` // OSC 8
	Clipboard  string `json:"clipboard"`  // OSC 52
	Graphics   string `json:"graphics"`   // of kitty
	Background string `json:"background"` // "dark", "light", "unknown"
	Inside     string `json:"inside"`     // "tmux", "screen" or ""
	SSH        bool   `json:"ssh"`
}

func (a *app) terminalReport() terminalReport {
	t := terminalReport{
		Terminal: isTerminal(a.stdout), Term: oneLine(clip(a.env["TERM"])), ColorTerm: oneLine(clip(a.env["COLORTERM"])),
		Profile: colorprofile.Env(withoutNoColor(a.rawEnv)).String(), NoColor: a.env.set("NO_COLOR"), Styled: a.styled(),
		SSH: a.env.set("SSH_CONNECTION") || a.env.set("SSH_TTY"),
	}
	for _, stream := range []any{a.stdout, a.stderr, a.stdin} {
		f, ok := stream.(term.File)
		if !ok {
			continue
		}
		if w, h, err := term.GetSize(f.Fd()); err == nil && w > 0 {
			t.Columns, t.Rows = w, h
			break
		}
	}
	// POSIX: the first of these that is set counts.
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if t.Locale = oneLine(clip(a.env[name])); t.Locale != "" {
			break
		}
	}
	t.UTF8 = strings.Contains(strings.ReplaceAll(strings.ToUpper(t.Locale), "-", ""), "UTF8")
	switch {
	case a.env.set("TMUX") || strings.HasPrefix(t.Term, "tmux"):
		t.Inside = "tmux"
	case a.env.set("STY"):
		t.Inside = "screen"
	}
	t.Hyperlinks, t.Clipboard, t.Graphics = a.abilities(t.Inside)
	t.Background = a.background()
	return t
}

// abilities are what the terminal is known to do by the names that terminals
// give themselves in the environment.
func (a *app) abilities(inside string) (hyperlinks, clipboard, graphics string) {
	switch {
	case !a.knownTerminal(), a.env["TERM"] == "linux":
		return "no", "no", "no"
	case inside == "tmux": // since 3.4; by set-clipboard; by allow-passthrough
		return "perhaps", "perhaps", "no"
	case inside == "screen":
		return "no", "no", "no"
	}
	var names []string
	for _, name := range []string{"TERM", "TERM_PROGRAM"} {
		names = append(names, strings.ToLower(a.env[name]))
	}
	is := func(words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool {
			return slices.ContainsFunc(names, func(n string) bool { return strings.Contains(n, w) })
		})
	}
	switch {
	case is("kitty", "ghostty", "wezterm"), a.env.set("KITTY_WINDOW_ID"), a.env.set("WEZTERM_PANE"):
		return "yes", "yes", "yes"
	case a.env.set("KONSOLE_VERSION"):
		return "yes", "perhaps", "perhaps"
	case is("foot", "alacritty", "contour", "rio"), a.env.set("WT_SESSION"):
		return "yes", "yes", "no"
	case is("iterm"), a.env.set("ITERM_SESSION_ID"):
		return "yes", "perhaps", "perhaps"
	case is("vscode"):
		return "yes", "yes", "no"
	case is("apple_terminal"):
		return "no", "no", "no"
	case a.env.set("VTE_VERSION"): // GNOME and its relatives, links since 0.50
		v, _ := strconv.Atoi(a.env["VTE_VERSION"])
		if v >= 5000 {
			return "yes", "no", "no"
		}
		return "no", "no", "no"
	}
	return "unknown", "unknown", "unknown"
}

// background reads COLORFGBG, which some terminals set to the numbers of their
// colours: "15;0", "0;default;15".
func (a *app) background() string {
	v := a.env["COLORFGBG"]
	n, err := strconv.Atoi(v[strings.LastIndex(v, ";")+1:])
	switch {
	case err != nil || n < 0 || n > 15:
		return "unknown"
	case n == 7 || n == 15:
		return "light"
	}
	return "dark"
}

type proxyReport struct {
	Variable string `json:"variable"`
	Value    string `json:"value"` // without user and password
}

// inspectProxies looks at the proxies of the environment.
func (a *app) inspectProxies(r *report) {
	for _, name := range []string{"HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "NO_PROXY", "no_proxy"} {
		value := a.env[name]
		if value == "" {
			continue
		}
		p := proxyReport{name, clip(value)}
		if !strings.EqualFold(name, "NO_PROXY") {
			if !strings.Contains(value, "://") {
				value = "http://" + value // as the connection itself reads it
			}
			u, err := url.Parse(value)
			if err != nil || u.Host == "" || !slices.Contains([]string{"http", "https", "socks5", "socks5h"}, u.Scheme) {
				p.Value = ""
				r.add("proxy", name, &failure{
					err: errors.New("it is not the address of a proxy"), hint: fmt.Sprintf("such as: %s=http://proxy.example:3128", name),
				})
			} else {
				p.Value = fetch.Redact((&url.URL{Scheme: u.Scheme, Host: u.Host}).String())
			}
		}
		r.Proxies = append(r.Proxies, p)
	}
}

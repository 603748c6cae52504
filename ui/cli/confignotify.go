package cli

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"reader/ui"
	"reader/ui/notify"
)

// A notifyTable is [notify] as it is written.
type notifyTable struct {
	Via     notifyWay `toml:"via"`
	Command any       `toml:"command"` // an array of strings; a string is refused in our own words
	Query   queryText `toml:"query"`
}

type notifyWay struct{ way string }

func (w *notifyWay) UnmarshalText(b []byte) error {
	if w.way = string(b); !slices.Contains(notify.Ways(), w.way) {
		return wrongValue(w.way, quotedList(notify.Ways()), didYouMean(w.way, notify.Ways(), strconv.Quote))
	}
	return nil
}

// A notifyChoice is what [notify] says; the zero value notifies of nothing.
type notifyChoice struct {
	Via     string
	Command []string
	Query   string
}

func notifyKeys() []string { return []string{"via", "command", "query"} }

// readNotify checks [notify]. key is where it is wrong.
func readNotify(t notifyTable) (c notifyChoice, key string, err error) {
	c = notifyChoice{Via: t.Via.way, Query: t.Query.text}
	switch v := t.Command.(type) {
	case nil:
		if c.Query != "" && c.Via == "" {
			return c, "query", usage("set via or command as well", "notify.query says of what to tell, but nothing says how")
		}
		return c, "", nil
	case []any:
		for _, a := range v {
			s, ok := a.(string)
			if !ok || strings.ContainsRune(s, 0) {
				return c, "command", errors.New("notify.command: it is not an array of strings")
			}
			c.Command = append(c.Command, s)
		}
	default:
		return c, "command", usage(`no shell runs it: write the command and each of its arguments on its own, like ["notify-send", "{title}"]`,
			"notify.command: it is not an array of strings")
	}
	if err := notify.CheckArgs(c.Command); err != nil {
		return c, "command", fmt.Errorf("notify.command: %w", err)
	}
	return c, "", nil
}

// notifier is how the screen tells of new articles.
func (a *app) notifier(c notifyChoice) ui.Notify {
	n := ui.Notify{Way: c.Via, Query: c.Query}
	if c.Command != nil {
		n.Command = notify.NewCommand(c.Command, a.rawEnv).Notify
	}
	return n
}

// notifyLine is the line of a key of [notify], or of the table where it is inline.
func (p places) notifyLine(key string) int { return max(1, p["notify"], p["notify."+key]) }

// notify adds what [notify] sets. What a command is given may be as secret as a
// password: its name, its options and what is replaced are shown.
func (d *described) notify(c notifyChoice) {
	put := func(key string, value any) {
		d.all = append(d.all, setting{Key: "notify." + key, Value: value, From: fromFile, Line: d.lines.notifyLine(key)})
	}
	if c.Via != "" {
		put("via", c.Via)
	}
	if len(c.Command) > 0 {
		shown := []string{c.Command[0]}
		for _, arg := range c.Command[1:] {
			if !strings.HasPrefix(arg, "{") && (!strings.HasPrefix(arg, "-") || strings.ContainsAny(arg, "=: ")) {
				arg = mask
			}
			shown = append(shown, arg)
		}
		put("command", shown)
	}
	if c.Query != "" {
		put("query", c.Query)
	}
}

const aboutNotify = `[notify] has the program tell you when a refresh has brought new articles. Nothing
is told without it, of the first refresh of all, or of what a command such as
reader --once brings:

via	"osc9" or "osc777", a notification of the terminal, or "bell"
command	a command and its arguments, such as ["notify-send", "{title}"]; no shell runs it
query	only of articles that it finds, see reader help queries; otherwise of all that are unread

A refresh makes one notification, such as "3 new: First title · Second title". In
the arguments of the command {title} is that text, and {count} how many articles
there are; {url}, {source} and {id} are of the newest. The command has them in its
environment, too: READER_TITLE, READER_COUNT, READER_URL, READER_SOURCE and
READER_ID. In tmux, notifications of the terminal need its option allow-passthrough.`

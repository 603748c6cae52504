package ui

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"reader/ui/cells"
	"reader/ui/dialog"
	"reader/ui/keys"
	"reader/ui/sources"
	"reader/ui/status"
)

// foundMsg is what can be subscribed to at an address that was typed.
type foundMsg struct {
	serial int
	found  []Found
	err    error
}

// subscribedMsg is what came of a change of the sources.
type subscribedMsg struct {
	said  string // what was done
	shows string // the source to show now, "" for none
	check bool   // it is to be refreshed
	err   error
}

// A looking is a search for what can be subscribed to. One runs at a time.
type looking struct {
	serial int
	busy   bool
	cancel context.CancelFunc
}

// changesSources tells whether an action changes the sources.
func changesSources(a keys.Action) bool {
	return slices.Contains([]keys.Action{keys.AddSource, keys.RemoveSource, keys.EditTags, keys.EditName}, a)
}

// refuse says why an action cannot be done here, where there is something to say.
func (m *Model) refuse(a keys.Action) {
	if changesSources(a) {
		why := m.o.NoSubscriptions
		if why == "" {
			why = "this session shows what others have chosen"
		}
		m.status.Say(status.Plain, "Sources cannot be changed: "+why)
	}
}

// actSubscriptions does what changes the sources.
func (m *Model) actSubscriptions(a keys.Action) {
	if a == keys.AddSource {
		m.prompt("Add a source:", "", asking{typed: m.look, closed: m.stopLooking})
		m.dialog.Say("The address of a site, a feed, a channel or a repository; what can be read there is looked for.", false)
		return
	}
	s := m.sources.Scope()
	info, ok := m.sources.Info(s.URL)
	if s.Kind != sources.Source || !ok {
		m.status.Say(status.Plain, "Select one of the sources first")
		return
	}
	name := m.sourceName(info.Source)
	switch a {
	case keys.RemoveSource:
		m.askRemove(s.URL, name)
	case keys.EditName:
		m.prompt("Name of "+name+":", info.Source.Name, asking{typed: func(text string) tea.Cmd {
			m.asking = nil
			return m.edit("Renamed "+name, s.URL, func(ctx context.Context) error { return m.o.Subscriptions.Rename(ctx, s.URL, text) })
		}})
	case keys.EditTags:
		m.prompt("Tags of "+name+":", strings.Join(info.Source.Tags, ", "), asking{typed: func(text string) tea.Cmd {
			m.asking = nil
			tags := splitTags(text)
			return m.edit("Tagged "+name, s.URL, func(ctx context.Context) error { return m.o.Subscriptions.Tag(ctx, s.URL, tags) })
		}})
		m.dialog.Say("Commas stand between tags; none takes them away.", false)
	}
}

// splitTags reads tags that were typed.
func splitTags(text string) []string {
	var tags []string
	for _, t := range strings.Split(text, ",") {
		if t = strings.Join(strings.Fields(t), " "); t != "" && !slices.Contains(tags, t) {
			tags = append(tags, t)
		}
	}
	return tags
}

// askRemove asks whether a source shall go, and says what becomes of its articles.
func (m *Model) askRemove(sourceURL, name string) {
	n := m.sources.CountOf(sourceURL).Total
	remove := func(deleting bool) func() tea.Cmd {
		return func() tea.Cmd { return m.remove(sourceURL, name, deleting) }
	}
	if n == 0 {
		m.ask("Remove "+name+"? It has no articles.", asking{yes: remove(false)})
		return
	}
	them := thousands(n) + " articles"
	if n == 1 {
		them = "article"
	}
	m.ask("Remove "+name+"? Its "+them+" stay in the cache, and are there again with their marks if it is added again. "+
		"They can be deleted too, also what is starred or has a note: that cannot be undone.",
		asking{yes: remove(false), also: remove(true)})
}

func (m *Model) remove(sourceURL, name string, deleting bool) tea.Cmd {
	do := m.o.Subscriptions.Remove
	return m.command(func(ctx context.Context) tea.Msg {
		n, err := do(ctx, sourceURL, deleting)
		said := "Removed " + name + "; its articles stay in the cache"
		if deleting {
			said = fmt.Sprintf("Removed %s and deleted %s articles", name, thousands(n))
		}
		return subscribedMsg{said: said, err: err}
	})
}

// edit changes something of a source.
func (m *Model) edit(said, sourceURL string, do func(ctx context.Context) error) tea.Cmd {
	return m.command(func(ctx context.Context) tea.Msg {
		return subscribedMsg{said: said, shows: sourceURL, err: do(ctx)}
	})
}

// look looks behind the screen for what can be subscribed to.
func (m *Model) look(typed string) tea.Cmd {
	if typed == "" || m.looking.busy {
		return nil
	}
	ctx, cancel := context.WithCancel(m.ctx)
	m.looking = looking{serial: m.looking.serial + 1, busy: true, cancel: cancel}
	m.dialog.Say("Looking at "+shown(typed)+" …", false)
	serial, discover := m.looking.serial, m.o.Subscriptions.Discover
	return m.command(func(context.Context) tea.Msg {
		defer cancel()
		found, err := discover(ctx, typed)
		return foundMsg{serial: serial, found: found, err: err}
	})
}

// shown is an address without what is secret in it.
func shown(typed string) string {
	if u, err := url.Parse(typed); err == nil && u.User != nil {
		u.User = nil
		typed = u.String()
	} else if i := strings.LastIndexByte(typed, '@'); i >= 0 && !strings.Contains(typed[:i], " ") && strings.Contains(typed[:i], ":") {
		typed = typed[i+1:]
	}
	return cells.Cut(cells.GatePlain(typed), 80)
}

// stopLooking ends the search.
func (m *Model) stopLooking() {
	if m.looking.busy {
		m.looking.cancel()
		m.looking.busy = false
	}
}

// found lists what can be subscribed to, unless nobody waits for it any more.
func (m *Model) takeFound(msg foundMsg) tea.Cmd {
	if msg.serial != m.looking.serial || !m.looking.busy {
		return nil
	}
	m.looking.busy = false
	switch {
	case msg.err != nil:
		m.dialog.Say(words(msg.err), true)
		return nil
	case len(msg.found) == 0:
		m.dialog.Say("Nothing that can be read was found there.", true)
		return nil
	}
	choices := make([]dialog.Choice, 0, len(msg.found))
	for _, f := range msg.found {
		about := f.About + ", " + f.Address
		if f.Have {
			about = "there already, " + about
		}
		choices = append(choices, dialog.Choice{Name: f.Title, About: about})
	}
	what := "This can be read there:"
	if len(choices) > 1 {
		what = fmt.Sprintf("%d things can be read there, the best first:", len(choices))
	}
	m.choose(what, choices, asking{take: func(i int) tea.Cmd { return m.add(msg.found[i]) }})
	return nil
}

// add subscribes to what was chosen.
func (m *Model) add(f Found) tea.Cmd {
	do := m.o.Subscriptions.Add
	said, check := "Added "+cells.GatePlain(f.Title), true
	if f.Have {
		said, check = cells.GatePlain(f.Title)+" is there already", false
	}
	return m.command(func(ctx context.Context) tea.Msg {
		u, err := do(ctx, f)
		return subscribedMsg{said: said, shows: u, check: check, err: err}
	})
}

// subscribed takes what came of a change of the sources: they are asked for anew,
// and the changed one is shown.
func (m *Model) subscribed(msg subscribedMsg) tea.Cmd {
	m.sourcing.want = true
	m.changed()
	if msg.err != nil {
		m.status.Say(status.Bad, words(msg.err))
		return nil
	}
	if m.o.Starter != "" { // it is a configuration now
		m.o.Starter, m.o.Notice = "", ""
	}
	m.status.Say(status.Good, msg.said)
	m.selecting = msg.shows
	if msg.check {
		return m.startRefresh(RefreshRequest{Sources: []string{msg.shows}, Force: true})
	}
	return nil
}

// selectAdded shows the source that was changed, once it is there.
func (m *Model) selectAdded() {
	if _, ok := m.sources.Info(m.selecting); ok && m.selecting != "" {
		m.sources.SetScope(sources.Scope{Kind: sources.Source, URL: m.selecting})
		m.selecting = ""
	}
}

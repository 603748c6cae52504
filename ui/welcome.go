package ui

import (
	"strings"

	"reader/ui/headlines"
	"reader/ui/keys"
	"reader/ui/sources"
)

// first tells whether this is what somebody sees who has started the program for
// the first time: the starter pack, and nothing read yet.
func (m *Model) first() bool {
	return m.o.Starter != "" && m.sourcesKnown && m.sources.Count().Total == 0 && m.scope().Kind == sources.All
}

// welcome explains the first screen: what happens, where the sources come from,
// how to have others, and which keys to begin with.
func (m *Model) welcome() headlines.Empty {
	n := thousands(m.sources.Len())
	what := "These are the " + n + " sources of the starter pack: security news, research and advisories. "
	switch {
	case m.o.Refresh == nil:
		what += "This session reads nothing new, so there is nothing to show: start it without --offline."
	case m.refresh.busy || m.refresh.id == 0:
		what += "They are being read now, and headlines appear as they answer."
	case m.refresh.failed > 0:
		what += "Nothing could be read: " + m.refresh.failure + ". " + m.keys.Name(keys.RefreshAll) + " tries again."
	default:
		what += m.keys.Name(keys.RefreshAll) + " reads them."
	}
	own := "Your own go into " + m.o.Starter + ": "
	if m.can(keys.AddSource) {
		own += m.keys.Name(keys.AddSource) + " adds one by the address of its site, "
	}
	own += "reader import FILE takes over a list of another program (OPML, newsboat)."
	lines := []string{what, "", own}
	if !m.layout.showArticle { // which has the keys
		var named []string
		for _, h := range m.firstKeys() {
			named = append(named, h.Key+" "+h.Words)
		}
		lines = append(lines, "", strings.Join(named, " · "))
	}
	return headlines.Empty{Title: "Welcome to reader", Lines: lines, Prose: true}
}

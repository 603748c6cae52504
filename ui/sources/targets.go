package sources

import "reader/ui/cells"

// A Target is a scope with its name.
type Target struct {
	Scope Scope
	Name  string
}

// Targets returns every scope that can be selected, also those that are folded
// away or hidden.
func (p *Pane) Targets() []Target {
	all := []Target{
		{Scope{Kind: All}, "All"}, {Scope{Kind: Unread}, "Unread"}, {Scope{Kind: Starred}, "Starred"}, {Scope{Kind: Noted}, "Noted"},
	}
	for i, name := range p.views {
		all = append(all, Target{Scope{Kind: View, View: i}, name})
	}
	for _, info := range p.sources {
		all = append(all, Target{Scope{Kind: Source, URL: info.Source.URL}, cells.GatePlain(info.Source.Name)})
	}
	for _, t := range p.tags {
		all = append(all, Target{Scope{Kind: Tag, Tag: t.key}, t.name})
	}
	return all
}

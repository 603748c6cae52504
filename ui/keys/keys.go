// Package keys is the one list of actions: what every action of every pane is
// called, what it does in words, where it applies, and which keys ask for it.
// Help, palette, configuration and documentation are made from it.
//
// It knows neither the panes nor how an action is done: whoever shows something
// asks which action a key means there, and does it. To add one, give it a name
// here and a row in actions.go, and do it where its place is routed (package ui).
package keys

import "charm.land/bubbles/v2/key"

// An Action is a name, as the configuration and the palette have it.
type Action string

// The actions.
const (
	Down         Action = "down"
	Up           Action = "up"
	Top          Action = "top"
	Bottom       Action = "bottom"
	HalfPageDown Action = "half-page-down"
	HalfPageUp   Action = "half-page-up"
	PageDown     Action = "page-down"
	PageUp       Action = "page-up"

	Open       Action = "open"
	Back       Action = "back"
	NextUnread Action = "next-unread"
	PrevUnread Action = "previous-unread"
	ToSources  Action = "to-sources"
	NextSource Action = "next-source"
	PrevSource Action = "previous-source"
	HideRead   Action = "hide-read-sources"
	FoldTags   Action = "fold-tags"

	ReadOn      Action = "read-on"
	NextArticle Action = "next-article"
	PrevArticle Action = "previous-article"
	NextHeading Action = "next-heading"
	PrevHeading Action = "previous-heading"
	OpenLink    Action = "open-link"
	LinkHints   Action = "link-hints"
	LinkList    Action = "link-list"
	FullText    Action = "full-text"
	Pipe        Action = "pipe"
	FindText    Action = "find-in-text"
	Note        Action = "note"
	SaveNote    Action = "save-note"
	LeaveNote   Action = "leave-note"
	Footnotes   Action = "footnotes"
	Pictures    Action = "pictures"
	ToHeadlines Action = "to-headlines"

	Search      Action = "search"
	Palette     Action = "palette"
	Star        Action = "star"
	ToggleRead  Action = "toggle-read"
	MarkAllRead Action = "mark-all-read"
	Undo        Action = "undo"
	Redo        Action = "redo"
	Browser     Action = "open-in-browser"
	BrowserRead Action = "open-in-browser-and-mark-read"
	CopyAddress Action = "copy-address"
	CopyText    Action = "copy-markdown"
	RefreshThis Action = "refresh-source"
	RefreshAll  Action = "refresh-all"
	NextPane    Action = "next-pane"
	PrevPane    Action = "previous-pane"
	Zen         Action = "zen"
	Theme       Action = "theme"
	Redraw      Action = "redraw"
	Help        Action = "help"
	Quit        Action = "quit"

	Pick      Action = "select"
	PickTo    Action = "select-to-here"
	PickAll   Action = "select-all"
	SortOrder Action = "order"

	AddSource    Action = "add-source"
	RemoveSource Action = "remove-source"
	EditTags     Action = "edit-tags"
	EditName     Action = "rename-source"

	Yes     Action = "yes"
	YesAlso Action = "yes-and-delete"
	No      Action = "no"
	Take    Action = "take"

	CloseHelp Action = "close-help"
	KeepTheme Action = "keep-theme"

	Accept        Action = "accept"
	Cancel        Action = "cancel"
	Earlier       Action = "earlier"
	Later         Action = "later"
	Complete      Action = "complete"
	CompleteBack  Action = "complete-back"
	ScrollDown    Action = "scroll-down"
	ScrollUp      Action = "scroll-up"
	SearchScope   Action = "search-scope"
	CursorLeft    Action = "cursor-left"
	CursorRight   Action = "cursor-right"
	CursorStart   Action = "cursor-start"
	CursorEnd     Action = "cursor-end"
	DeleteBack    Action = "delete-back"
	DeleteForward Action = "delete-forward"
	DeleteWord    Action = "delete-word"
	DeleteLine    Action = "delete-line"
)

// A Place is where a key is pressed: one of them, or as a set where an action
// applies.
type Place uint

// The places.
const (
	InHeadlines Place = 1 << iota
	InArticle
	InSources
	InHelp
	InSearchLine
	InFindLine
	InPalette
	InHints
	InCommand
	InLinks
	InHelpFilter
	InThemes
	InDialog
	InPrompt
	InNote
	lastPlace

	InPanes = InHeadlines | InArticle | InSources
	InLines = InSearchLine | InFindLine | InPalette | InHelpFilter | InHints | InCommand | InPrompt // where text is typed: no letter can be a key there
	typing  = InLines | InNote
	all     = lastPlace - 1
)

// places are the single places in order, with what they are called.
func places() []named {
	return []named{
		{InHeadlines, "the headlines"},
		{InArticle, "an article"},
		{InSources, "the sources"},
		{InHelp, "the help"},
		{InSearchLine, "the search line"},
		{InFindLine, "the line of a search in an article"},
		{InNote, "a note"},
		{InPalette, "the palette"},
		{InHints, "the letters of links"},
		{InCommand, "the line of a command"},
		{InLinks, "the list of links"},
		{InHelpFilter, "the filter of the help"},
		{InThemes, "the themes"},
		{InDialog, "a question"},
		{InPrompt, "a line to type into"},
	}
}

type named struct {
	place Place
	name  string
}

// A Group is a heading under which actions are listed.
type Group string

// The groups, in the order of the help.
const (
	Moving     Group = "Moving"
	Headlines  Group = "Headlines"
	Article    Group = "Article"
	Sources    Group = "Sources"
	Everywhere Group = "Everywhere"
	Asked      Group = "Questions"
	Typing     Group = "Typing"
	OfHelp     Group = "Help"
)

// Groups returns the groups in their order.
func Groups() []Group {
	return []Group{Moving, Headlines, Article, Everywhere, Sources, Asked, Typing, OfHelp}
}

// A Spec is all that is known of an action.
type Spec struct {
	Action Action
	Title  string   // for people
	Keys   []string // as Bubble Tea names them
	Where  Place
	Group  Group
	Fixed  bool // its keys stay what they are
}

// A Map says which keys ask for which action. The zero Map has none; use Default
// or Resolve.
type Map struct {
	specs []Spec // with the keys that hold
	by    map[Action]int
	index map[Place]map[string]Action
}

// Default returns the keys that the documentation names.
func Default() Map { return newMap(Actions()) }

func newMap(specs []Spec) Map {
	m := Map{specs: specs, by: map[Action]int{}, index: map[Place]map[string]Action{}}
	for _, p := range places() {
		m.index[p.place] = map[string]Action{always: Quit}
	}
	for i, s := range specs {
		m.by[s.Action] = i
		for _, p := range places() {
			if s.Where&p.place == 0 {
				continue
			}
			for _, k := range s.Keys {
				m.index[p.place][k] = s.Action
			}
		}
	}
	return m
}

// IsZero tells whether the Map has no actions.
func (m Map) IsZero() bool { return m.specs == nil }

// Specs returns all actions in the order of the help, with the keys that hold.
func (m Map) Specs() []Spec { return m.specs }

// Spec returns an action; ok is false when there is none of that name.
func (m Map) Spec(a Action) (s Spec, ok bool) {
	i, ok := m.by[a]
	if !ok {
		return Spec{}, false
	}
	return m.specs[i], true
}

// At returns what a key means in a place, "" when nothing. The key is named as
// Bubble Tea names it.
func (m Map) At(p Place, key string) Action { return m.index[p][key] }

// Name is how people read the first key of an action. One without a key is named
// as the palette finds it: ":name".
func (m Map) Name(a Action) string {
	s, _ := m.Spec(a)
	if len(s.Keys) == 0 {
		return ":" + string(a)
	}
	return Show(s.Keys[0])
}

// Binding returns the keys of an action with its title.
func (m Map) Binding(a Action) key.Binding {
	s, _ := m.Spec(a)
	return key.NewBinding(key.WithKeys(s.Keys...), key.WithHelp(s.Names(), s.Title))
}

// Group returns the actions of a group.
func (m Map) Group(g Group) []Spec {
	var specs []Spec
	for _, s := range m.specs {
		if s.Group == g {
			specs = append(specs, s)
		}
	}
	return specs
}

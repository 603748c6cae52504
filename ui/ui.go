// Package ui is the program that people read with: the root model of Bubble
// Tea, which owns what is selected, opened and marked, routes keys, and runs
// everything that waits in commands.
//
// It draws panes (the packages below it) and knows no implementation: the store
// is an interface, and refreshing, rendering and opening links are functions
// that it is given. It has no package state, so that sessions of several people
// run in one process and never meet.
package ui

import (
	"context"
	"image/color"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"reader/feed"
	"reader/store"
	"reader/ui/article"
	"reader/ui/command"
	"reader/ui/dialog"
	"reader/ui/headlines"
	"reader/ui/help"
	"reader/ui/keys"
	"reader/ui/links"
	"reader/ui/note"
	"reader/ui/notify"
	"reader/ui/palette"
	"reader/ui/search"
	"reader/ui/sources"
	"reader/ui/status"
	"reader/ui/theme"
	"reader/ui/themes"
)

// Options are what a session needs. Store and Read must be set; the zero value
// of everything else works.
type Options struct {
	// Store holds what is shown.
	Store store.Store
	// User is whose marks are shown and made; "" is store.LocalUser.
	User string

	// Refresh checks sources and tells its progress, from any goroutine. nil:
	// this session cannot refresh.
	Refresh func(ctx context.Context, r RefreshRequest, progress func(feed.Progress)) error
	// Read returns an article and its Markdown.
	Read func(ctx context.Context, id int64) (feed.Article, string, error)
	// LoadPage gets the full text of an article from its own page and keeps it, so
	// that Read returns it from then on. nil: this session cannot.
	LoadPage func(ctx context.Context, id int64) error
	// LoadPicture gets a picture of an article, as it is. It is never called before
	// its user asks for the pictures of the article. nil: this session cannot.
	LoadPicture func(ctx context.Context, id int64, url string) ([]byte, error)
	// Advise says what can be done about the last failure of a source; "" is
	// nothing. nil: nobody knows.
	Advise func(feed.State) string
	// Notify tells of new articles while their reader looks at something else.
	Notify Notify
	// OpenLink shows an http(s) URL in a browser. nil: this session has none.
	OpenLink func(url string) error

	// Pipe gives a text to a command and returns what it prints, with an error when
	// it fails. nil: this session starts no programs.
	Pipe func(ctx context.Context, command, text string) (output string, err error)

	// Now is the clock; nil is time.Now.
	Now func() time.Time
	// Location is where times are shown in; nil is time.Local.
	Location *time.Location

	// Subscriptions change the sources; where Add is nil this session cannot, and
	// NoSubscriptions says why.
	Subscriptions   Subscriptions
	NoSubscriptions string

	// Views are offered beside the sources.
	Views []View

	// Keys are the keys; the zero Map is those that the documentation names.
	Keys keys.Map

	// Starter is where the configuration would stand, for a session that shows the
	// starter pack because there is none; the first screen then explains itself.
	Starter string

	// Notice says in a few words what this session is, such as "demo newsroom";
	// "" says nothing.
	Notice string
	// Theme is the name of one: "auto" (or "") follows the terminal.
	Theme string
	// Themes are own ones, offered beside those that are built in.
	Themes []theme.Own
	// Signs are those that the terminal can show.
	Signs theme.Signs
	// Version is the program's, shown with the help.
	Version string
}

// A View is a query with a name.
type View struct {
	Name   string
	Query  string // as it is typed into the search line; read anew whenever it is shown
	Oldest bool   // the oldest headline first
}

// A RefreshRequest says what a refresh should check.
type RefreshRequest struct {
	Sources []string // source URLs; nil is all
	Force   bool     // check also what is not due yet
}

// A Model is a session: the root model of Bubble Tea. Use New.
type Model struct {
	o      Options
	ctx    context.Context // ends when the session does; commands wait under it
	cancel context.CancelFunc
	keys   keys.Map

	sources *sources.Pane
	list    *headlines.Pane
	article *article.Pane
	search  *search.Pane
	finder  *search.Pane // the line of a search in the article
	note    *note.Pane
	help    *help.Pane
	palette *palette.Pane
	links   *links.Pane
	typing  *command.Pane
	themes  *themes.Pane
	status  *status.Pane
	dialog  *dialog.Pane

	width    int
	height   int
	layout   layout
	widths   ansi.Method // how this terminal measures clusters
	styles   *theme.Styles
	dark     bool        // the terminal is
	backdrop color.Color // its background; nil is not known
	profile  colorprofile.Profile
	chosen   string // the theme's name, "auto" for that of the terminal
	now      time.Time

	focus     pane
	zen       bool
	helping   bool
	searching bool
	finds     bool    // a text to search in the article is being typed
	asking    *asking // what is asked in the dialog; nil is nothing

	looking   looking
	selecting string // the URL of the source that is to be selected once it is there

	ordered     bool // somebody chose an order for the lists
	chosenOrder listOrder

	labels  map[int]string // letters of the links on the screen, nil while they are not shown
	hinted  string         // of them, typed already
	linking bool           // the links are listed
	piping  piping

	commanding bool     // the palette is open
	theming    bool     // a theme is being chosen
	themeWas   string   // which one was chosen before
	answered   bool     // the background of the terminal is known, or will not be
	targets    []target // what its entries lead to

	noting      noting
	finding     finding
	before      headlines.Snapshot // the list before the search
	beforeFocus pane

	seeking  int  // where to an unread headline is sought
	seekOpen bool // and whether it is to be opened

	cancelList   context.CancelFunc // of the request for headlines
	sourcing     flight
	counting     flight
	sourcesKnown bool
	countsKnown  bool

	shelf      *shelf
	shown      pageKey        // what the article pane shows
	unreadable map[int64]bool // articles that could not be read, not to be tried ahead
	getting    map[int64]bool // articles whose full text is on its way
	album      *album         // of pictures
	under      int64          // the headline that was under the cursor
	moves      int            // of the cursor to another headline
	rested     bool           // it has not moved for a moment

	journal *journal
	writing bool // it is being drained
	changes int  // of marks, counted
	recent  map[int64]*recent
	places  map[int64]store.Place // how far articles were read

	refresh refreshing
	barless bool // the terminal must not be told of the progress
	mux     notify.Mux

	after func(time.Duration, func(time.Time) tea.Msg) tea.Cmd // waits, then sends

	crash   *CrashError
	onCrash func() // ends the program
}

// New returns a session that ends with ctx, or when it is closed.
func New(ctx context.Context, o Options) *Model {
	if o.User == "" {
		o.User = store.LocalUser
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Location == nil {
		o.Location = time.Local
	}
	if o.Theme == "" {
		o.Theme = "auto"
	}
	if o.Keys.IsZero() {
		o.Keys = keys.Default()
	}
	ctx, cancel := context.WithCancel(ctx)
	s := theme.New(theme.Named(o.Theme, true, o.Themes...))
	m := &Model{
		o: o, ctx: ctx, cancel: cancel, keys: o.Keys,
		sources: sources.New(s),
		list:    headlines.New(s, o.Location),
		article: article.New(s, o.Location),
		search:  search.New(s),
		finder:  search.New(s),
		note:    note.New(s),
		help:    help.New(s),
		palette: palette.New(s),
		links:   links.New(s),
		typing:  command.New(s),
		themes:  themes.New(s),
		status:  status.New(s),
		dialog:  dialog.New(s),

		widths: ansi.WcWidth, styles: s, dark: true, profile: colorprofile.TrueColor, chosen: o.Theme, now: o.Now(),
		sourcing: flight{want: true}, counting: flight{want: true},
		shelf: newShelf(), unreadable: map[int64]bool{}, getting: map[int64]bool{}, album: newAlbum(), recent: map[int64]*recent{},
		journal: &journal{store: o.Store, user: o.User},
		after:   tea.Tick,
	}
	m.search.SetCompleter(m.keys.Name(keys.Complete))
	m.sources.SetViews(viewNames(o.Views))
	m.list.SetNow(m.now)
	m.list.SetQuery(m.listQuery(), m.several())
	return m
}

// Close ends what the session still waits for, and writes the marks that were
// made. It returns when they are written, or ctx is done.
func (m *Model) Close(ctx context.Context) {
	m.cancel()
	if m.crash == nil { // else the article may be what cannot be looked at
		m.leave()
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		m.journal.drain(context.WithoutCancel(ctx))
	}()
	select {
	case <-done:
	case <-ctx.Done():
	}
}

// Init asks for what the first screen needs, and begins to refresh what is due.
func (m *Model) Init() tea.Cmd {
	cmds := []tea.Cmd{m.settle(), m.tick()}
	if m.chosen != theme.Plain().Name { // also for themes that are yet to be chosen
		cmds = append(cmds, m.askBackground())
	}
	if m.o.Refresh != nil {
		cmds = append(cmds, m.startRefresh(RefreshRequest{}))
	}
	return tea.Batch(cmds...)
}

// Preload puts the first screen of headlines into the list before the program
// starts, so that its first paint has them. It gives up when ctx is done; then
// they come like everything else.
func (m *Model) Preload(ctx context.Context) {
	r, ok := m.list.Want()
	if !ok {
		return
	}
	if res := r.Fetch(ctx, m.o.Store); res.Err == nil {
		m.list.Load(res)
		return
	}
	m.list.SetQuery(m.listQuery(), m.several())
}

// fail takes note of a panic; the program ends with it.
func (m *Model) fail(value any, stack []byte) {
	if m.crash == nil {
		m.crash = crashed(value, stack)
	}
	if m.onCrash != nil {
		m.onCrash()
	}
}

package cli

import (
	"bytes"
	"errors"
	"io/fs"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"reader/feed"
	"reader/ui/theme"
)

// A config is what the configuration file says.
type config struct {
	Theme   string
	Themes  []theme.Own // their own
	Keep    feed.Keep   // of sources that say nothing themselves
	Ignore  string      // a query: what is kept of no source
	Keys    keyChoice
	Notify  notifyChoice
	Views   []view
	Sources []feed.Source // as they are written; nil when it lists none
	KeepAll []string      // the URLs of those that keep all, whatever Keep says
}

// A view is a query that was given a name.
type view struct {
	Name  string
	Query string // as it is written: what it says of time counts from when it is used
	Sort  string // "" is the usual order
}

// configFile is the file as it is written. Values that can be wrong are types of
// their own, so that a wrong one is reported with its place.
type configFile struct {
	Theme   themeName      `toml:"theme"`
	Themes  ownThemes      `toml:"themes"`
	Keep    keepBound      `toml:"keep"`
	Ignore  ignoreText     `toml:"ignore"`
	Keys    map[string]any `toml:"keys"` // read by readKeys, which knows the actions
	Notify  notifyTable    `toml:"notify"`
	Views   []viewTable    `toml:"view"`
	Sources []sourceTable  `toml:"source"`
}

type viewTable struct {
	Name  string    `toml:"name"`
	Query queryText `toml:"query"`
	Sort  sortName  `toml:"sort"`
}

type sourceTable struct {
	URL          sourceURL  `toml:"url"`
	Name         string     `toml:"name"`
	Kind         kindName   `toml:"kind"`
	Tags         []string   `toml:"tags"`
	Interval     interval   `toml:"interval"`
	AllowPrivate bool       `toml:"allow_private"`
	FullText     bool       `toml:"full_text"`
	Keep         keepBound  `toml:"keep"`
	Ignore       ignoreText `toml:"ignore"`

	Headers     map[string]string `toml:"headers"`
	User        string            `toml:"user"`
	PasswordCmd any               `toml:"password_cmd"` // an array of strings; a string is refused in our own words
	Site        string            `toml:"site"`
	Description string            `toml:"description"`
}

// loadConfig reads the configuration file. A file that nobody named and that is
// not there is an empty configuration.
func loadConfig(path string, named bool) (config, error) {
	data, err := readConfig(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !named:
		return config{}, nil
	case errors.Is(err, fs.ErrNotExist):
		return config{}, usage("check --config and READER_CONFIG", "configuration %s: no such file", strconv.Quote(path))
	case err != nil:
		return config{}, err
	}
	return parseConfig(path, data)
}

// parseConfig reads what stands in the configuration file.
func parseConfig(path string, data []byte) (config, error) {
	var file configFile
	dec := toml.NewDecoder(bytes.NewReader(data)).DisallowUnknownFields()
	if err := dec.Decode(&file); err != nil {
		return config{}, configError(path, data, err)
	}
	own, err := readThemes(path, data)
	if err != nil {
		return config{}, err
	}
	where, err := locate(data)
	if err != nil {
		return config{}, usage(hint(err), "%s:%w", path, err)
	}
	wrong := func(table string, i int, key, hint, what string) error {
		return usage(hint, "%s:%d: %s", path, where.line(table, i, key), what)
	}
	c := config{Theme: file.Theme.name, Themes: own, Keep: file.Keep.bound, Ignore: file.Ignore.text}
	var key string
	if c.Keys, key, err = readKeys(file.Keys); err != nil {
		return config{}, usage(hint(err), "%s:%d: %w", path, where.keyLine(key), err)
	}
	if c.Notify, key, err = readNotify(file.Notify); err != nil {
		return config{}, usage(hint(err), "%s:%d: %w", path, where.notifyLine(key), err)
	}
	for i, t := range file.Views {
		v := view{Name: strings.TrimSpace(t.Name), Query: t.Query.text, Sort: t.Sort.name}
		if key, what := objectionTo(v, c.Views); what != "" {
			return config{}, wrong("view", i, key, "", what)
		}
		c.Views = append(c.Views, v)
	}
	all := takenBy(nil)
	for i, s := range file.Sources {
		src := feed.Source{
			URL: s.URL.url, Name: strings.TrimSpace(s.Name), Kind: s.Kind.kind, Tags: s.Tags,
			Interval: s.Interval.span, AllowPrivate: s.AllowPrivate,
			FullText: s.FullText, Keep: s.Keep.bound, Ignore: s.Ignore.text,
			Headers: s.Headers, User: s.User,
			HomePage: s.Site, Description: s.Description,
		}
		if key, err := s.unlock(&src); err != nil {
			return config{}, wrong("source", i, key, hint(err), err.Error())
		}
		if src.Kind == "" {
			src.Kind = feed.KindAuto
		}
		if what := all.objection(src); what != "" {
			return config{}, wrong("source", i, "", "", what)
		}
		if s.Keep.set && src.Keep == (feed.Keep{}) {
			c.KeepAll = append(c.KeepAll, src.URL)
		}
		c.Sources = append(c.Sources, src)
	}
	return c, nil
}

// A taken knows what the sources so far are called.
type taken struct{ urls, names map[string]bool }

func takenBy(sources []feed.Source) taken {
	t := taken{urls: map[string]bool{}, names: map[string]bool{}}
	for _, s := range sources {
		t.objection(s)
	}
	return t
}

// objection says why a source cannot stand after the ones before it, or takes it.
func (t taken) objection(s feed.Source) string {
	name := slug(s.Name)
	switch {
	case s.URL == "":
		return "this source has no url"
	case t.urls[s.URL]:
		return "this source has the same url as one above it"
	case s.Name != "" && t.names[name]:
		return "this source has the same name as one above it: " + strconv.Quote(s.Name)
	}
	t.urls[s.URL] = true
	if s.Name != "" {
		t.names[name] = true
	}
	return ""
}

// objectionTo says why a view cannot stand after the ones before it, and which key
// is wrong.
func objectionTo(v view, before []view) (key, what string) {
	switch {
	case slug(v.Name) == "":
		return "name", "this view has no name"
	case strings.TrimSpace(v.Query) == "":
		return "query", "this view has no query"
	}
	for _, b := range before {
		if slug(b.Name) == slug(v.Name) {
			return "name", "this view has the same name as one above it: " + strconv.Quote(clip(v.Name))
		}
	}
	return "", ""
}

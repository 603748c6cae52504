package cli

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"reader/feed"
	"reader/ui/cells"
)

// mask stands in for a secret.
const mask = "•••"

// A setting is a value with where it comes from, also as it stands in the JSON.
type setting struct {
	Key   string `json:"key"`   // theme, view[0].name, source[0].url
	Value any    `json:"value"` // string, bool, []string or map[string]string
	From  string `json:"from"`
	Name  string `json:"name,omitempty"` // of the flag or variable
	Line  int    `json:"line,omitempty"`
}

// Where settings come from.
const (
	fromFlag    = "flag"
	fromEnv     = "environment"
	fromFile    = "file"
	fromPreset  = "preset"
	fromStarter = "starter pack"
	fromDefault = "default"
)

// describe lists the settings that are in force.
func (a *app) describe() ([]setting, error) {
	s, err := a.settings()
	if err != nil {
		return nil, err
	}
	lines := places{}
	var c config
	if s.file != "" {
		data, err := readConfig(s.file)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		if c, err = parseConfig(s.file, data); err != nil {
			return nil, err
		}
		if lines, err = locate(data); err != nil {
			return nil, err
		}
	}
	d := described{lines: lines}
	if s.file != "" {
		d.first("config", s.file, origin{fromFlag, "--config", a.flags.config != ""}, origin{fromEnv, "READER_CONFIG", a.env.set("READER_CONFIG")})
		file, err := a.storeFile()
		if err != nil {
			return nil, err
		}
		d.first("store", file, origin{fromEnv, "READER_DATA_DIR", a.env.set("READER_DATA_DIR")})
	}
	d.first("color", a.colorWord(), origin{fromFlag, "--color", a.flags.color.value != "auto"}, origin{fromEnv, "NO_COLOR", a.env.set("NO_COLOR")},
		origin{fromEnv, "CLICOLOR_FORCE", a.forced()}, origin{fromEnv, "CLICOLOR", a.env["CLICOLOR"] == "0"})
	d.first("theme", cmp.Or(s.theme, "auto"), origin{fromFlag, "--theme", a.flags.theme.value != ""}, origin{fromEnv, "READER_THEME", a.env.set("READER_THEME")})
	d.first("keep", c.Keep.String())
	d.first("ignore", s.ignore)
	d.themes(s.themes)
	d.keys(s.keys)
	d.notify(s.notify)
	for i, v := range s.views {
		d.table("view", i, "name", v.Name)
		d.table("view", i, "query", v.Query)
		d.table("view", i, "sort", v.Sort)
	}
	for i, src := range s.sources {
		d.source(i, src, s)
	}
	for i, set := range d.all {
		if s.file == "" && strings.Contains(set.Key, "[") { // views and sources of the demo
			d.all[i].From, d.all[i].Name = fromFlag, "--demo"
		}
	}
	return d.all, nil
}

// colorWord is what decides about colours before it is known where they go.
func (a *app) colorWord() string {
	switch {
	case a.flags.color.value != "auto":
		return a.flags.color.value
	case a.env.set("NO_COLOR"):
		return "never"
	case a.forced():
		return "always"
	case a.env["CLICOLOR"] == "0":
		return "never"
	}
	return "auto"
}

type described struct {
	lines places
	all   []setting
}

// An origin is where a setting can come from, and whether it does.
type origin struct {
	from, name string
	used       bool
}

// first adds a setting with the first of its origins that is used; behind them
// come file and default.
func (d *described) first(key, value string, origins ...origin) {
	s := setting{Key: key, Value: value, From: fromDefault}
	if i := slices.IndexFunc(origins, func(o origin) bool { return o.used }); i >= 0 {
		s.From, s.Name = origins[i].from, origins[i].name
	} else if line := d.lines[key]; line > 0 {
		s.From, s.Line = fromFile, line
	}
	d.all = append(d.all, s)
}

// table adds a key of a table, unless it says nothing.
func (d *described) table(table string, i int, key string, value any) {
	switch v := value.(type) {
	case string:
		if v == "" {
			return
		}
	case bool:
		if !v {
			return
		}
	case []string:
		if len(v) == 0 {
			return
		}
	case map[string]string:
		if len(v) == 0 {
			return
		}
	}
	path := table + "[" + strconv.Itoa(i) + "]." + key
	s := setting{Key: path, Value: value, From: fromFile, Line: d.lines[path]}
	switch {
	case s.Line > 0:
	case key == "keep" && d.lines["keep"] > 0:
		s.Line = d.lines["keep"]
	default: // an inline table
		s.Line = d.lines[table]
	}
	d.all = append(d.all, s)
}

func (d *described) source(i int, src feed.Source, s settings) {
	from := len(d.all)
	masked := map[string]string{}
	for name := range src.Headers {
		masked[name] = mask
	}
	put := func(key string, value any) { d.table("source", i, key, value) }
	put("name", src.Name)
	put("url", maskedURL(src.URL))
	if kindOf(src) != feed.KindAuto {
		put("kind", string(src.Kind))
	}
	put("tags", src.Tags)
	if src.Interval > 0 {
		put("interval", formatSpan(src.Interval))
	}
	put("allow_private", src.AllowPrivate)
	put("full_text", src.FullText)
	if src.Keep != (feed.Keep{}) || d.lines["source["+strconv.Itoa(i)+"].keep"] > 0 {
		put("keep", src.Keep.String())
	}
	put("ignore", src.Ignore)
	put("headers", masked)
	if src.User != "" {
		put("user", mask)
	}
	if src.PasswordCmd != nil {
		put("password_cmd", []string{mask})
	}
	put("site", src.HomePage)
	put("description", src.Description)
	for j := from; j < len(d.all) && s.starter; j++ {
		if !strings.HasSuffix(d.all[j].Key, ".keep") {
			d.all[j].From, d.all[j].Line = fromStarter, 0
		}
	}
}

// maskedURL is a URL without its user and password.
func maskedURL(raw string) string {
	u, err := url.Parse(raw)
	if err != nil || u.User == nil {
		return raw
	}
	u.User = nil
	return strings.Replace(u.String(), "://", "://"+mask+"@", 1)
}

// printSettings writes settings as a configuration, with where each comes from as
// a comment. What no configuration can say is a comment as a whole.
func printSettings(out *bufio.Writer, all []setting) error {
	table := ""
	for _, s := range all {
		key, origin := s.Key, s.From
		switch {
		case s.Name != "":
			origin = s.Name
		case s.Line > 0:
			origin = "line " + strconv.Itoa(s.Line)
		}
		if i := strings.LastIndexByte(key, '.'); i > 0 {
			at, name := key[:i], key[i+1:]
			if at != table {
				_, _ = fmt.Fprintf(out, "\n%s\n", head(at))
				table = at
			}
			key = name
		}
		if key == "ignore" && s.Value == "" {
			continue
		}
		text := key + " = " + tomlValue(s.Value)
		if key == "config" || key == "store" || key == "color" {
			text = "# " + text
		}
		if _, err := fmt.Fprintf(out, "%s  # %s\n", cells.GatePlain(text), origin); err != nil {
			return err
		}
		if key == "color" {
			_ = out.WriteByte('\n')
		}
	}
	return nil
}

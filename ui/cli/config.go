package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"

	"reader/feed"
)

// maxConfig bounds the configuration file, in bytes.
const maxConfig = 4 << 20

// A config is what the configuration file says.
type config struct {
	Theme   string
	Sources []feed.Source // nil when it lists none
}

// themes are the names that --theme and the configuration know.
func themes() []string { return []string{"auto", "dark", "light", "plain"} }

// configFile is the file as it is written. Values that can be wrong are types of
// their own, so that a wrong one is reported with its place.
type configFile struct {
	Theme   themeName     `toml:"theme"`
	Sources []sourceTable `toml:"source"`
}

type sourceTable struct {
	URL          sourceURL `toml:"url"`
	Name         string    `toml:"name"`
	Kind         kindName  `toml:"kind"`
	Tags         []string  `toml:"tags"`
	Interval     interval  `toml:"interval"`
	AllowPrivate bool      `toml:"allow_private"`

	Headers     map[string]string `toml:"headers"`
	User        string            `toml:"user"`
	PasswordCmd any               `toml:"password_cmd"` // an array of strings; a string is refused in our own words
	Site        string            `toml:"site"`
	Description string            `toml:"description"`
}

type themeName struct{ name string }

func (t *themeName) UnmarshalText(b []byte) error {
	if t.name = string(b); !slices.Contains(themes(), t.name) {
		return wrongValue(t.name, "auto, dark, light or plain", didYouMean(t.name, themes(), strconv.Quote))
	}
	return nil
}

type kindName struct{ kind feed.Kind }

func (k *kindName) UnmarshalText(b []byte) error {
	var err error
	if k.kind, err = feed.ParseKind(string(b)); err != nil {
		near := didYouMean(string(b), []string{"auto", "wordpress", "rss", "atom", "json"}, strconv.Quote)
		return wrongValue(string(b), "auto, wordpress, rss, atom or json", near)
	}
	return nil
}

type interval struct{ span time.Duration }

func (i *interval) UnmarshalText(b []byte) error {
	var err error
	i.span, err = parseSpan(string(b))
	if err != nil || i.span < time.Minute {
		return wrongValue(string(b), `a time span of at least "1m", such as "30m", "6h" or "1d"`, "")
	}
	return nil
}

type sourceURL struct{ url string }

func (s *sourceURL) UnmarshalText(b []byte) error {
	var err error
	if s.url, err = checkSourceURL(string(b)); err != nil {
		return wrongValue(string(b), err.Error(), "")
	}
	return nil
}

// checkSourceURL returns the URL of a source as it is kept.
func checkSourceURL(raw string) (string, error) {
	u, err := url.Parse(raw)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return "", errors.New("an http or https URL")
	}
	return raw, nil
}

func wrongValue(got, want, near string) error {
	text := fmt.Sprintf("%s is not %s", strconv.Quote(clip(got)), want)
	if near != "" {
		text += "; " + near
	}
	return errors.New(text)
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
		return config{}, configError(path, err)
	}
	c := config{Theme: file.Theme.name}
	for i, s := range file.Sources {
		src := feed.Source{
			URL: s.URL.url, Name: strings.TrimSpace(s.Name), Kind: s.Kind.kind, Tags: s.Tags,
			Interval: s.Interval.span, AllowPrivate: s.AllowPrivate,
			Headers: s.Headers, User: s.User,
			HomePage: s.Site, Description: s.Description,
		}
		if key, err := s.unlock(&src); err != nil {
			return config{}, usage(hint(err), "%s:%d: %s", path, keyLine(data, i, key), err)
		}
		if src.Kind == "" {
			src.Kind = feed.KindAuto
		}
		if what := objection(src, c.Sources); what != "" {
			return config{}, usage("", "%s:%d: %s", path, tableLine(data, i), what)
		}
		c.Sources = append(c.Sources, src)
	}
	return c, nil
}

// objection says why a source cannot stand after the ones before it.
func objection(s feed.Source, before []feed.Source) string {
	if s.URL == "" {
		return "this source has no url"
	}
	for _, b := range before {
		if b.URL == s.URL {
			return "this source has the same url as one above it"
		}
		if s.Name != "" && slug(b.Name) == slug(s.Name) {
			return "this source has the same name as one above it: " + strconv.Quote(s.Name)
		}
	}
	return ""
}

// readConfig reads the file if only its owner can have written it: whoever can
// write it decides where reader connects to.
func readConfig(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, wrapPath("open configuration", path, err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, wrapPath("read configuration", path, err)
	}
	if !info.Mode().IsRegular() {
		return nil, usage("name a TOML file", "configuration %s is not a file", strconv.Quote(path))
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o022 != 0 {
		return nil, usage("chmod go-w "+shellQuote(path), "configuration %s can be written by others (mode %04o)",
			strconv.Quote(path), info.Mode().Perm())
	}
	if foreign(info) {
		return nil, usage("make it yours, or name another with --config", "configuration %s belongs to another user", strconv.Quote(path))
	}
	data, err := io.ReadAll(io.LimitReader(f, maxConfig+1))
	if err != nil {
		return nil, wrapPath("read configuration", path, err)
	}
	if len(data) > maxConfig {
		return nil, usage("", "configuration %s is larger than 4 MiB", strconv.Quote(path))
	}
	return data, nil
}

// wrapPath says what failed at a path, without saying the path twice.
func wrapPath(what, path string, err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	return &failure{code: exitUsage, err: fmt.Errorf("%s %s: %w", what, strconv.Quote(path), err)}
}

// shellQuote quotes a path for the eyes and for pasting into a shell.
func shellQuote(s string) string {
	if s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return !strings.ContainsRune("/._-+", r) && (r < '0' || r > 'z' || r > '9' && r < 'A' || r > 'Z' && r < 'a')
	}) {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

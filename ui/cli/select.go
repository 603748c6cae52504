package cli

import (
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"reader/feed"
)

// A selection is what the SOURCE arguments of a command come to.
type selection struct {
	configured []feed.Source // checked when due, like every day
	named      []feed.Source // URLs that nobody configured: checked because someone asks now
	files      []string      // paths; "-" is standard input
	everything bool          // no argument: configured is all that is configured
}

// sources are all that are fetched.
func (s selection) sources() []feed.Source { return slices.Concat(s.configured, s.named) }

// choose finds out what each argument means: a URL, the name or tag of a
// configured source, or a file. No arguments mean all configured sources.
func (s settings) choose(args []string) (selection, error) {
	if len(args) == 0 {
		return selection{configured: s.sources, everything: true}, nil
	}
	var sel selection
	for _, arg := range args {
		if err := s.add(&sel, arg); err != nil {
			return selection{}, err
		}
	}
	return sel, nil
}

func (s settings) add(sel *selection, arg string) error {
	scheme, _, isURL := strings.Cut(arg, "://")
	switch scheme = strings.ToLower(scheme); {
	case arg == "":
		return usage("name a source, a URL or a file", "an empty SOURCE")
	case arg == "-":
		sel.addFile(arg)
		return nil
	case isURL && scheme == "file":
		path, err := filePath(arg)
		if err != nil {
			return err
		}
		sel.addFile(path)
		return nil
	case isURL && (scheme == "http" || scheme == "https"):
		return s.addURL(sel, arg)
	case filepath.IsAbs(arg), strings.HasPrefix(arg, "."+string(filepath.Separator)), strings.HasPrefix(arg, ".."+string(filepath.Separator)):
		sel.addFile(arg)
		return nil
	case isURL:
		return usage("a SOURCE is an http, https or file URL, a name or a file", "cannot read %s URLs: %q", clip(scheme), clip(arg))
	}
	if found := s.byName(arg); len(found) > 0 {
		for _, src := range found {
			addSource(&sel.configured, src)
		}
		return nil
	}
	if _, err := os.Stat(arg); err == nil || !errors.Is(err, fs.ErrNotExist) || strings.ContainsAny(arg, `/\`) {
		sel.addFile(arg) // reading it says what is wrong with it
		return nil
	}
	return s.unknown(arg)
}

func (s settings) addURL(sel *selection, arg string) error {
	for _, src := range s.sources {
		if sameURL(src.URL, arg) {
			addSource(&sel.configured, src)
			return nil
		}
	}
	if _, err := checkSourceURL(arg); err != nil {
		return usage("check the address", "not an http or https URL: %q", clip(arg))
	}
	addSource(&sel.named, feed.Source{URL: arg, Kind: feed.KindAuto})
	return nil
}

// byName finds sources by name, in full or as a slug, or else all with a tag.
func (s settings) byName(word string) []feed.Source {
	key := slug(word)
	if key == "" {
		return nil
	}
	var tagged []feed.Source
	for _, src := range s.sources {
		if slug(src.Name) == key {
			return []feed.Source{src}
		}
		if slices.ContainsFunc(src.Tags, func(t string) bool { return slug(t) == key }) {
			tagged = append(tagged, src)
		}
	}
	return tagged
}

// words are what names configured sources on a command line.
func (s settings) words() []string {
	var words []string
	for _, src := range s.sources {
		for _, w := range append([]string{src.Name}, src.Tags...) {
			if w = slug(w); w != "" && !slices.Contains(words, w) {
				words = append(words, w)
			}
		}
	}
	return words
}

// unknown is the failure for a word that is no source and no file.
func (s settings) unknown(word string) error {
	hint := didYouMean(word, s.words(), strconv.Quote)
	switch {
	case hint != "":
	case strings.Contains(word, "."):
		hint = "no such file here; for a site write https://" + clip(word)
	default:
		hint = "name a source or tag of your configuration, a URL or a file"
	}
	return usage(hint, "unknown source %s", strconv.Quote(clip(word)))
}

func (s *selection) addFile(path string) {
	if !slices.Contains(s.files, path) {
		s.files = append(s.files, path)
	}
}

func addSource(list *[]feed.Source, src feed.Source) {
	if !slices.ContainsFunc(*list, func(s feed.Source) bool { return s.URL == src.URL }) {
		*list = append(*list, src)
	}
}

// sameURL tells whether two URLs are the same but for the case of scheme and
// host and for a slash at the end of a bare host.
func sameURL(a, b string) bool {
	if a == b {
		return true
	}
	x, err1 := url.Parse(a)
	y, err2 := url.Parse(b)
	if err1 != nil || err2 != nil {
		return false
	}
	for _, u := range []*url.URL{x, y} {
		u.Scheme, u.Host = strings.ToLower(u.Scheme), strings.ToLower(u.Host)
		if u.Path == "/" {
			u.Path = ""
		}
	}
	return x.String() == y.String()
}

// filePath turns a file URL into a path (RFC 8089); it may name this machine but
// no other.
func filePath(raw string) (string, error) {
	u, err := url.Parse(raw)
	if err != nil || u.Path == "" || u.Host != "" && !strings.EqualFold(u.Host, "localhost") {
		return "", usage("write file:///path", "not a file URL of this machine: %q", clip(raw))
	}
	return u.Path, nil
}

// slug is the form of a name that is easy to type: "Dark Reading" is
// "dark-reading".
func slug(name string) string {
	var b strings.Builder
	for _, word := range strings.FieldsFunc(strings.ToLower(name), notInName) {
		if b.Len() > 0 {
			b.WriteByte('-')
		}
		b.WriteString(word)
	}
	return b.String()
}

func notInName(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }

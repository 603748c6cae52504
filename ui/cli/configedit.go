package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"

	"reader/feed"
)

// A block is a [[source]] of the configuration file with its sub-tables: the
// bytes from start to end, comments directly above it included, what stands
// between it and the next table not.
type block struct{ start, end int }

// blocks finds the [[source]] tables of a file that parses.
func blocks(data []byte) ([]block, error) {
	type header struct {
		at           int
		source, part bool
	}
	var headers []header
	var p unstable.Parser
	p.Reset(data)
	for p.NextExpression() {
		e := p.Expression()
		if e.Kind != unstable.ArrayTable && e.Kind != unstable.Table {
			continue
		}
		key := e.Key()
		key.Next()
		first := key.Node()
		parts := 1
		for key.Next() {
			parts++
		}
		source := string(first.Data) == "source"
		headers = append(headers, header{
			at:     bytes.LastIndexByte(data[:first.Raw.Offset], '\n') + 1,
			source: source && parts == 1 && e.Kind == unstable.ArrayTable,
			part:   source && parts > 1,
		})
	}
	if err := p.Error(); err != nil {
		return nil, err
	}
	var out []block
	for i, h := range headers {
		if !h.source {
			continue
		}
		next := len(data)
		for _, later := range headers[i+1:] {
			if !later.part {
				next = later.at
				break
			}
		}
		out = append(out, block{above(data, h.at), lastLine(data, h.at, next)})
	}
	return out, nil
}

// above is where the comment begins that stands directly above a table, or the
// table itself. A comment that opens the file is about the file.
func above(data []byte, at int) int {
	from := at
	for from > 0 {
		line := bytes.LastIndexByte(data[:from-1], '\n') + 1
		if !bytes.HasPrefix(bytes.TrimLeft(data[line:from], " \t"), []byte("#")) {
			return from
		}
		from = line
	}
	return at
}

// lastLine is the end of the last line between from and to that is neither blank
// nor a comment: no value ends with such a line.
func lastLine(data []byte, from, to int) int {
	for to > from {
		line := bytes.LastIndexByte(data[:to-1], '\n') + 1
		text := bytes.TrimSpace(data[line:to])
		if len(text) > 0 && text[0] != '#' {
			return to
		}
		to = line
	}
	return to
}

// withoutSources takes [[source]] tables out, by their place in the file.
func withoutSources(data []byte, drop func(i int) bool) ([]byte, error) {
	all, err := blocks(data)
	if err != nil {
		return nil, err
	}
	out := slices.Clone(data)
	for i, b := range slices.Backward(all) {
		if !drop(i) {
			continue
		}
		start, end := b.start, b.end
		// The blank line that kept it apart goes with it.
		blank := func(at int) bool {
			return at < len(out) && (out[at] == '\n' || bytes.HasPrefix(out[at:], []byte("\r\n")))
		}
		for blank(end) && (start == 0 || bytes.HasSuffix(out[:start], []byte("\n\n")) || bytes.HasSuffix(out[:start], []byte("\n\r\n"))) {
			end += bytes.IndexByte(out[end:], '\n') + 1
		}
		for end == len(out) && (bytes.HasSuffix(out[:start], []byte("\n\n")) || bytes.HasSuffix(out[:start], []byte("\n\r\n"))) {
			start = bytes.LastIndexByte(out[:start-1], '\n') + 1
		}
		out = slices.Delete(out, start, end)
	}
	return out, nil
}

// withSources puts text behind the last [[source]], or at the end of the file.
func withSources(data []byte, text string) ([]byte, error) {
	all, err := blocks(data)
	if err != nil {
		return nil, err
	}
	at := len(data)
	if len(all) > 0 {
		at = all[len(all)-1].end
	}
	end := lineEnd(data)
	var out bytes.Buffer
	out.Write(data[:at])
	if at > 0 {
		if data[at-1] != '\n' {
			out.WriteString(end)
		}
		out.WriteString(end)
	}
	out.WriteString(strings.ReplaceAll(text, "\n", end))
	out.Write(data[at:])
	return out.Bytes(), nil
}

// lineEnd is how the lines of a file end: as the first does.
func lineEnd(data []byte) string {
	if i := bytes.IndexByte(data, '\n'); i > 0 && data[i-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}

// editConfig changes the configuration file. edit gets what stands there, nothing
// where there is no file. The file is replaced only if it then parses and lists
// just the sources that are wanted, and if nobody else changed it meanwhile.
func editConfig(path string, want []feed.Source, edit func(data []byte) ([]byte, error)) error {
	e, err := planEdit(path, want, edit)
	if err != nil {
		return err
	}
	return e.apply()
}

// A plannedEdit is an edit that is known to be right.
type plannedEdit struct {
	path          string
	before, after []byte
}

// planEdit does all of editConfig that changes nothing.
func planEdit(path string, want []feed.Source, edit func(data []byte) ([]byte, error)) (plannedEdit, error) {
	e := plannedEdit{path: path}
	var err error
	if e.before, err = readConfig(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return e, err
	}
	if e.after, err = edit(e.before); err != nil {
		return e, usage("edit the file by hand", "configuration %s: %w", strconv.Quote(path), err)
	}
	got, err := parseConfig(path, e.after)
	if err != nil || !slices.EqualFunc(got.Sources, want, sameSource) {
		return e, usage("write sources as [[source]] tables, or edit the file by hand",
			"configuration %s cannot be changed without touching more than the sources", strconv.Quote(path))
	}
	return e, nil
}

// apply replaces the file.
func (e plannedEdit) apply() error {
	now, err := readConfig(e.path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if !bytes.Equal(now, e.before) {
		return usage("do it again", "configuration %s was changed by another program meanwhile", strconv.Quote(e.path))
	}
	return replaceFile(e.path, e.after)
}

// sameSource tells whether a file says the same of two sources, secrets above
// all: those of one must never come to stand under another.
func sameSource(a, b feed.Source) bool {
	return a.URL == b.URL && a.Name == b.Name && kindOf(a) == kindOf(b) && slices.Equal(a.Tags, b.Tags) &&
		a.Interval == b.Interval && a.AllowPrivate == b.AllowPrivate && a.HomePage == b.HomePage && a.Description == b.Description &&
		a.FullText == b.FullText && a.Keep == b.Keep && a.Ignore == b.Ignore &&
		maps.Equal(a.Headers, b.Headers) && a.User == b.User && slices.Equal(a.PasswordCmd, b.PasswordCmd)
}

func kindOf(s feed.Source) feed.Kind {
	if s.Kind == "" {
		return feed.KindAuto
	}
	return s.Kind
}

// replaceFile writes a file whole or not at all. Where path is a link its target
// is replaced, and the mode stays.
func replaceFile(path string, data []byte) (err error) {
	wrap := func(err error) error { return fail(wrapPath("write configuration", path, err)) }
	switch target, err := filepath.EvalSymlinks(path); {
	case err == nil:
		path = target
	case isLink(path):
		return wrap(errors.New("it is a link to a file that is not there"))
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return wrap(err)
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.tmp") // 0600
	if err != nil {
		return wrap(err)
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name())
			err = wrap(err)
		}
	}()
	if info, statErr := os.Stat(path); statErr == nil {
		err = f.Chmod(info.Mode().Perm())
	}
	if err == nil {
		_, err = f.Write(data)
	}
	if err == nil {
		err = f.Sync()
	}
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return err
	}
	if dir, openErr := os.Open(filepath.Dir(path)); openErr == nil {
		_ = dir.Sync() // not all file systems can
		_ = dir.Close()
	}
	return nil
}

func isLink(path string) bool {
	info, err := os.Lstat(path)
	return err == nil && info.Mode()&fs.ModeSymlink != 0
}

// sourceText writes sources as [[source]] tables.
func sourceText(sources []feed.Source) string {
	var b bytes.Buffer
	for i, s := range sources {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString("[[source]]\n")
		put := func(key, value string) {
			if value != "" {
				fmt.Fprintf(&b, "%s = %s\n", key, tomlString(value))
			}
		}
		put("name", s.Name)
		put("url", s.URL)
		if kindOf(s) != feed.KindAuto {
			put("kind", string(s.Kind))
		}
		if len(s.Tags) > 0 {
			b.WriteString("tags = " + tomlValue(s.Tags) + "\n")
		}
		if s.Interval > 0 {
			put("interval", formatSpan(s.Interval))
		}
		if s.AllowPrivate {
			b.WriteString("allow_private = true\n")
		}
		if s.FullText {
			b.WriteString("full_text = true\n")
		}
		if s.Keep != (feed.Keep{}) {
			put("keep", s.Keep.String())
		}
		put("ignore", s.Ignore)
		put("site", s.HomePage)
		put("description", s.Description)
	}
	return b.String()
}

package cli

import (
	"bytes"
	"encoding"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

// configError turns what the TOML decoder says into words for whoever wrote the
// file: where, what, and what was probably meant.
func configError(path string, data []byte, err error) error {
	if err := theirTheme(path, data); err != nil {
		return err
	}
	var missing *toml.StrictMissingError
	if errors.As(err, &missing) && len(missing.Errors) > 0 {
		e := &missing.Errors[0]
		row, column := e.Position()
		key := e.Key()
		name := key[len(key)-1]
		return usage(didYouMean(name, knownKeys(key), strconv.Quote), "%s:%d:%d: unknown key %s",
			path, row, column, strconv.Quote(clip(name)))
	}
	var decode *toml.DecodeError
	if errors.As(err, &decode) {
		row, column := decode.Position()
		if bytes.HasPrefix(data, []byte("\ufeff")) && row == 1 && column == 1 {
			return usage("save it as UTF-8 without one", "%s:1:1: the file begins with a byte order mark", path)
		}
		return usage("", "%s:%d:%d: %s", path, row, column, plainly(decode))
	}
	if at := bareValue(data, err); at != "" {
		return usage("", "%s:%s: %w", path, at, err)
	}
	return usage("", "%s: %w", path, err)
}

// bareValue finds the number or boolean that a type of ours refused with err, as
// line, column and key: the decoder tells the place of strings only.
func bareValue(data []byte, err error) string {
	var p unstable.Parser
	p.Reset(data)
	table := ""
	for p.NextExpression() {
		e := p.Expression()
		var names []string
		if e.Kind == unstable.Comment {
			continue
		}
		for key := e.Key(); key.Next(); {
			names = append(names, string(key.Node().Data))
		}
		if e.Kind != unstable.KeyValue {
			table = strings.Join(names, ".") + "."
			continue
		}
		name := strings.Join(names, ".")
		into, v := textValue(name), e.Value()
		if into == nil || v.Kind == unstable.String || len(v.Data) == 0 {
			continue
		}
		if refused := into.UnmarshalText(v.Data); refused != nil && refused.Error() == err.Error() {
			at := p.Shape(p.Range(v.Data)).Start
			return fmt.Sprintf("%d:%d: %s", at.Line, at.Column, table+name)
		}
	}
	return ""
}

// textValue is what a key is read into, nil if that is not a type of ours.
func textValue(key string) encoding.TextUnmarshaler {
	switch key {
	case "theme":
		return new(themeName)
	case "keep":
		return new(keepBound)
	case "ignore", "query":
		return new(queryText)
	case "via":
		return new(notifyWay)
	case "sort":
		return new(sortName)
	case "url":
		return new(sourceURL)
	case "kind":
		return new(kindName)
	case "interval":
		return new(interval)
	}
	return nil
}

// knownKeys are the keys that may stand where an unknown one was found.
func knownKeys(key toml.Key) []string {
	if len(key) > 1 {
		switch strings.ToLower(key[0]) {
		case "source":
			return sourceKeys()
		case "notify":
			return notifyKeys()
		case "view":
			return []string{"name", "query", "sort"}
		}
	}
	return []string{"theme", "themes", "keys", "keep", "ignore", "notify", "view", "source"}
}

func sourceKeys() []string {
	return []string{
		"url", "name", "kind", "tags", "interval", "allow_private", "full_text", "keep", "ignore",
		"headers", "user", "password_cmd", "site", "description",
	}
}

// plainly says what is wrong with a value without the names that its type has
// inside the program.
func plainly(e *toml.DecodeError) string {
	text := strings.TrimPrefix(e.Error(), "toml: ")
	mismatch := regexp.MustCompile(`^cannot (?:decode|store) (?:TOML |a )?(?:value of type )?([a-z ]+?) (?:in|into) .*$`)
	if m := mismatch.FindStringSubmatch(text); m != nil {
		text = fmt.Sprintf("a TOML %s is not what this key wants", m[1])
	}
	if key := e.Key(); len(key) > 0 && !strings.HasPrefix(text, strconv.Quote(key[len(key)-1])) {
		text = strings.Join(key, ".") + ": " + text
	}
	return text
}

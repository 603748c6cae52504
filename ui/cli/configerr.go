package cli

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// configError turns what the TOML decoder says into words for whoever wrote the
// file: where, what, and what was probably meant.
func configError(path string, err error) error {
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
		return usage("", "%s:%d:%d: %s", path, row, column, plainly(decode))
	}
	return usage("", "%s: %w", path, err)
}

// knownKeys are the keys that may stand where an unknown one was found.
func knownKeys(key toml.Key) []string {
	if len(key) > 1 && key[0] == "source" {
		return []string{"url", "name", "kind", "tags", "interval", "allow_private", "headers", "user", "password_cmd", "site", "description"}
	}
	return []string{"theme", "source"}
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

// tableLine is the line of the n-th [[source]].
func tableLine(data []byte, n int) int {
	header := regexp.MustCompile(`(?m)^[ \t]*\[\[[ \t]*source[ \t]*\]\]`)
	at := header.FindAllIndex(data, n+1)
	if len(at) <= n {
		return 1
	}
	return 1 + bytes.Count(data[:at[n][0]], []byte("\n"))
}

package cli

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"reader/feed"
	"reader/feed/fetch"
)

// unlock checks what opens a source, and gives it its password command. When
// something is wrong it returns the key too. No error repeats a value: it may be
// a secret.
func (s sourceTable) unlock(src *feed.Source) (key string, err error) {
	seen := map[string]bool{}
	for _, name := range sortedKeys(s.Headers) {
		if err := fetch.CheckHeader(name, s.Headers[name]); err != nil {
			return "headers", fmt.Errorf("source.headers: %s %w", strconv.Quote(clip(name)), err)
		}
		lower := strings.ToLower(name)
		if seen[lower] {
			return "headers", fmt.Errorf("source.headers: %s stands there twice", strconv.Quote(clip(name)))
		}
		seen[lower] = true
	}
	if seen["authorization"] && s.User != "" {
		return "user", errors.New("source.user: headers has an Authorization already")
	}
	// RFC 7617 section 2: a colon ends the user name.
	if strings.ContainsFunc(s.User, func(r rune) bool { return r < ' ' || r == 0x7f || r == ':' }) {
		return "user", errors.New("source.user: a user name holds no colon and no control character")
	}
	src.PasswordCmd, err = argv(s.PasswordCmd)
	if err == nil && src.PasswordCmd != nil && s.User == "" {
		err = &failure{err: errors.New("source.password_cmd: there is no user for the password"), hint: "set user as well"}
	}
	return "password_cmd", err
}

// argv reads an array of strings.
func argv(value any) ([]string, error) {
	const want = `source.password_cmd: it is not an array of strings`
	switch v := value.(type) {
	case nil:
		return nil, nil
	case []any:
		var args []string
		for _, a := range v {
			s, ok := a.(string)
			if !ok || strings.ContainsRune(s, 0) {
				return nil, errors.New(want)
			}
			args = append(args, s)
		}
		if len(args) == 0 || args[0] == "" {
			return nil, errors.New("source.password_cmd: it names no command")
		}
		return args, nil
	}
	return nil, &failure{err: errors.New(want), hint: `no shell runs it: write the command and each of its arguments on its own, like ["pass", "show", "news"]`}
}

func sortedKeys(m map[string]string) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

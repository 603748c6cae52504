package parse

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strings"
)

// The JSON that sites answer with has a value of any type in any place: PHP
// writes false for "none", an object for an array with a gap, a string for a
// number. The types here take what can be taken and never fail.

// A text is a string, or what stands in for one: a number as it is written, the
// "rendered" text of an object, the first text of an array.
type text string

// UnmarshalJSON implements json.Unmarshaler.
func (t *text) UnmarshalJSON(b []byte) error {
	*t = ""
	if len(b) == 0 {
		return nil
	}
	switch b[0] {
	case '{':
		if s, ok := rendered(b); ok {
			*t = text(unquote(append([]byte{'"'}, s...)))
			return nil
		}
		var o struct{ Rendered, Raw scalar }
		lenient(b, &o)
		*t = text(firstNonEmpty(o.Rendered, o.Raw))
	case '[':
		for _, e := range elements(b, 1) {
			var s scalar
			_ = s.UnmarshalJSON(e)
			*t = text(s)
		}
	default:
		var s scalar
		_ = s.UnmarshalJSON(b)
		*t = text(s)
	}
	return nil
}

// A scalar is a string or a number. What a text looks into goes no deeper, so
// that nesting costs nothing.
type scalar string

// UnmarshalJSON implements json.Unmarshaler.
func (v *scalar) UnmarshalJSON(b []byte) error {
	*v = ""
	switch {
	case len(b) == 0:
	case b[0] == '"':
		*v = scalar(unquote(b))
	case b[0] == '-' || b[0] >= '0' && b[0] <= '9':
		*v = scalar(b)
	}
	return nil
}

// A list is an array, an object whose keys are numbers (a PHP array with a
// gap), or a single value.
type list[T any] []T

// UnmarshalJSON implements json.Unmarshaler.
func (l *list[T]) UnmarshalJSON(b []byte) error {
	*l = nil
	for _, e := range elements(b, MaxArticles) {
		var v T
		if lenient(e, &v) {
			*l = append(*l, v)
		}
	}
	return nil
}

// lenient decodes what fits of b and passes over the rest. It tells whether b
// was JSON at all, and not null or false.
func lenient(b []byte, v any) bool {
	if s := string(bytes.TrimSpace(b[:min(len(b), 8)])); s == "null" || s == "false" {
		return false
	}
	err := json.Unmarshal(b, v)
	var mismatch *json.UnmarshalTypeError
	return err == nil || errors.As(err, &mismatch)
}

// elements returns up to limit values of an array or of an object with numbers
// for keys, or b itself when it is neither. What follows a fault is left out.
func elements(b []byte, limit int) []json.RawMessage {
	b = bytes.TrimSpace(b)
	switch {
	case len(b) == 0:
		return nil
	case b[0] == '[':
		out, _ := stream(json.NewDecoder(bytes.NewReader(b)), limit)
		return out
	case b[0] == '{':
		if out, ok := numbered(b, limit); ok {
			return out
		}
	}
	return []json.RawMessage{b}
}

// stream reads the values of the array that dec stands before, and tells
// whether it came to the end of the array or to the limit.
func stream(dec *json.Decoder, limit int) (out []json.RawMessage, whole bool) {
	if t, err := dec.Token(); err != nil || t != json.Delim('[') {
		return nil, false
	}
	for dec.More() {
		if len(out) == limit {
			return out, true
		}
		var e json.RawMessage
		if dec.Decode(&e) != nil {
			return out, false
		}
		out = append(out, e)
	}
	_, err := dec.Token()
	return out, err == nil
}

// numbered returns the values of an object if all its keys are numbers.
func numbered(b []byte, limit int) ([]json.RawMessage, bool) {
	dec := json.NewDecoder(bytes.NewReader(b))
	if _, err := dec.Token(); err != nil {
		return nil, false
	}
	var out []json.RawMessage
	for dec.More() && len(out) < limit {
		key, err := dec.Token()
		if err != nil {
			return nil, false
		}
		s, ok := key.(string)
		if !ok || s == "" || strings.Trim(s, "0123456789") != "" {
			return nil, false
		}
		var e json.RawMessage
		if dec.Decode(&e) != nil {
			return nil, false
		}
		out = append(out, e)
	}
	return out, len(out) > 0
}

// texts returns the texts of l that are not empty.
func texts(l list[text]) []string {
	out := make([]string, 0, len(l))
	for _, t := range l {
		if t != "" {
			out = append(out, string(t))
		}
	}
	return slices.Clip(out)
}

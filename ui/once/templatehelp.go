package once

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"text/template"
	"time"

	"reader/ui/cells"
)

// TemplateHelpers returns the helpers of templates, each with what it takes.
// What text/template has itself (printf, len, index, eq, and, html, urlquery and
// so on) is there as well.
func TemplateHelpers() []Field {
	return []Field{
		{"date LAYOUT TIME", `a time by a layout of Go, such as "15:04" or "Mon, 2 Jan 2006", or as "unix" seconds`},
		{"ago TIME", "how long ago, in a few cells: 5m, 3h, 2d, 6w, 1y"},
		{"upper TEXT", "in capitals"},
		{"lower TEXT", "in small letters"},
		{"truncate N TEXT", "at most N cells of a terminal, with … where it was cut"},
		{"pad N TEXT", "exactly N cells, cut or filled up with spaces"},
		{"replace OLD NEW TEXT", "with every OLD replaced by NEW"},
		{"contains PART TEXT", "whether TEXT or a list has PART in it, in capitals or not"},
		{"join SEP LIST", "a list as one text"},
		{"default ELSE VALUE", "VALUE, or ELSE where it is empty"},
		{"host URL", "the host of a URL, without www."},
		{"json VALUE", "a value as JSON"},
		{"sh TEXT", "quoted for a POSIX shell"},
		{"tsv TEXT", "escaped for a field between tabs"},
		{"markdown TEXT", "escaped for Markdown"},
		{"link TEXT URL", "a link in Markdown"},
	}
}

func helperNames() []string {
	var names []string
	for _, h := range TemplateHelpers() {
		name, _, _ := strings.Cut(h.Name, " ")
		names = append(names, name)
	}
	return append(names, "printf", "print", "println", "len", "index", "slice", "html", "js", "urlquery",
		"and", "or", "not", "eq", "ne", "lt", "le", "gt", "ge", "call")
}

// helpers are the functions. Those of text/template that could blow up a text are
// replaced by bounded ones.
func helpers(o Options, bounded gauge) template.FuncMap {
	sprint := func(format string, a []any, f func(...any) string) (string, error) {
		if tooMuch(format, a) {
			return "", errOutput
		}
		return bounded(f(a...))
	}
	return template.FuncMap{
		"date":     func(layout, at string) (string, error) { return date(layout, at, o, bounded) },
		"ago":      func(at string) (string, error) { return ago(at, o) },
		"upper":    func(s string) (string, error) { return bounded(strings.ToUpper(s)) },
		"lower":    func(s string) (string, error) { return bounded(strings.ToLower(s)) },
		"truncate": truncate,
		"pad":      pad,
		"replace":  func(old, with, s string) (string, error) { return replace(old, with, s, bounded) },
		"contains": contains,
		"join":     func(sep string, l list) (string, error) { return joined(sep, l, bounded) },
		"default":  orElse,
		"host":     host,
		"json":     func(v any) (string, error) { return jsonText(v, bounded) },
		"sh":       func(s string) (string, error) { return bounded("'" + strings.ReplaceAll(s, "'", `'\''`) + "'") },
		"tsv":      func(s string) (string, error) { return bounded(tsvField(s)) },
		"markdown": func(s string) (string, error) { return bounded(MarkdownText(s)) },
		"link":     func(text, url string) (string, error) { return bounded(MarkdownLink(text, url)) },
		"print":    func(a ...any) (string, error) { return sprint("", a, fmt.Sprint) },
		"println":  func(a ...any) (string, error) { return sprint("", a, fmt.Sprintln) },
		"printf": func(format string, a ...any) (string, error) {
			return sprint(format, a, func(a ...any) string { return fmt.Sprintf(format, a...) })
		},
		"html":     func(a ...any) (string, error) { return sprint("", a, template.HTMLEscaper) },
		"js":       func(a ...any) (string, error) { return sprint("", a, template.JSEscaper) },
		"urlquery": func(a ...any) (string, error) { return sprint("", a, template.URLQueryEscaper) },
	}
}

// A gauge passes a text on, or refuses it when there is too much of it.
type gauge func(string) (string, error)

// tooMuch tells whether what fmt would make of its arguments may be too long to
// let it try.
func tooMuch(format string, a []any) bool {
	longest, all := 0, 0
	for _, v := range a {
		if s, ok := v.(string); ok {
			longest, all = max(longest, len(s)), all+len(s)
		}
	}
	verbs := strings.Count(format, "%")
	return all > maxOutput || verbs*longest > 16*maxOutput || verbs > 64
}

func date(layout, at string, o Options, bounded gauge) (string, error) {
	if at == "" {
		return "", nil
	}
	t, err := time.Parse(time.RFC3339, at)
	if err != nil {
		return "", fmt.Errorf("%s is no time of a headline, such as .Time", strconv.Quote(clip(at)))
	}
	if layout == "unix" {
		return strconv.FormatInt(t.Unix(), 10), nil
	}
	return bounded(t.In(o.Location).Format(layout))
}

func ago(at string, o Options) (string, error) {
	if at == "" {
		return "", nil
	}
	t, err := time.Parse(time.RFC3339, at)
	if err != nil {
		return "", fmt.Errorf("%s is no time of a headline, such as .Time", strconv.Quote(clip(at)))
	}
	return age(o.Now.Sub(t)), nil
}

// age is how old something is in at most four cells.
func age(d time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case d < time.Minute:
		return "now"
	case d < time.Hour:
		return strconv.Itoa(int(d/time.Minute)) + "m"
	case d < day:
		return strconv.Itoa(int(d/time.Hour)) + "h"
	case d < 14*day:
		return strconv.Itoa(int(d/day)) + "d"
	case d < 365*day:
		return strconv.Itoa(int(d/(7*day))) + "w"
	}
	return strconv.Itoa(int(d/(365*day))) + "y"
}

const maxCells = 10_000 // of truncate and pad

func truncate(n int, s string) (string, error) {
	if n < 0 || n > maxCells {
		return "", errCells
	}
	return cells.Cut(oneLine(s), n), nil
}

func pad(n int, s string) (string, error) {
	if n < 0 || n > maxCells {
		return "", errCells
	}
	return cells.Fit(oneLine(s), n), nil
}

var errCells = errors.New("want a number of cells from 0 to " + strconv.Itoa(maxCells))

func replace(old, with, s string, bounded gauge) (string, error) {
	if n := strings.Count(s, old); n > 0 && len(s)+n*(len(with)-len(old)) > maxOutput {
		return "", errOutput
	}
	return bounded(strings.ReplaceAll(s, old, with))
}

func contains(part string, in any) (bool, error) {
	switch in := in.(type) {
	case string:
		return strings.Contains(strings.ToLower(in), strings.ToLower(part)), nil
	case list:
		for _, s := range in {
			if strings.EqualFold(s, part) {
				return true, nil
			}
		}
		return false, nil
	}
	return false, errors.New("contains wants a text or a list")
}

func joined(sep string, l list, bounded gauge) (string, error) {
	n := len(sep) * len(l)
	for _, s := range l {
		n += len(s)
	}
	if n > maxOutput {
		return "", errOutput
	}
	return bounded(strings.Join(l, sep))
}

// orElse is v, or other where v is what templates hold for false.
func orElse(other, v any) any {
	if truth, ok := template.IsTrue(v); !ok || !truth {
		return other
	}
	return v
}

func jsonText(v any, bounded gauge) (string, error) {
	var b bytes.Buffer
	if err := appendJSON(&b, v, ""); err != nil {
		return "", fmt.Errorf("write JSON: %w", err)
	}
	return bounded(b.String())
}

// clipTo keeps a message short.
func clipTo(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

package once

import (
	"fmt"
	"strconv"
	"strings"
)

// A Format is a way to print headlines: the name of one, or the text of a
// template.
type Format string

// The formats that have a name.
const (
	Text     Format = "text"
	JSON     Format = "json"
	JSONL    Format = "jsonl"
	TSV      Format = "tsv"
	Markdown Format = "markdown"
)

// Formats returns all formats that have a name, the default first.
func Formats() []Format { return []Format{Text, JSON, JSONL, TSV, Markdown} }

// ParseFormat reads the name of a format, "" being Text, or a template, which is
// tried on invented headlines: an error in it is a *TemplateError.
func ParseFormat(s string) (Format, error) {
	if f := Format(s); f.template() {
		if _, err := compile(s, Options{}); err != nil {
			return "", err
		}
		return f, nil
	}
	switch f := Format(strings.ToLower(s)); f {
	case "":
		return Text, nil
	case "md":
		return Markdown, nil
	case Text, JSON, JSONL, TSV, Markdown:
		return f, nil
	}
	return "", fmt.Errorf("unknown format %s: want text, json, jsonl, tsv, markdown or a template such as '{{.Title}} {{.URL}}'", strconv.Quote(clip(s)))
}

// template tells whether a format is the text of a template.
func (f Format) template() bool { return strings.Contains(string(f), "{{") }

// LoadsContent tells whether entries must have their articles to be printed in
// this format; content tells whether the user asked for it.
func (f Format) LoadsContent(content bool) bool {
	if f.template() {
		c, err := compile(string(f), Options{})
		return err == nil && c.loads
	}
	return content || f == JSON
}

// clip keeps what a message repeats of the command line short.
func clip(s string) string { return clipTo(s, 60) }

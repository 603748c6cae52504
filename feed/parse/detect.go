package parse

import (
	"bytes"
	"net/http"
	"regexp"
	"strings"

	"reader/feed"
	"reader/feed/clean"
)

// A form is what bytes are before anything is made of them.
type form int

const (
	formUnknown form = iota
	formEmpty
	formBinary
	formHTML
	formOPML
	formXML
	formJSON
)

// A sniffed says what a document is, and holds it as UTF-8.
type sniffed struct {
	form  form
	text  []byte // from the first byte of the document proper, in UTF-8
	root  string // formXML: local name of the root element, in lower case
	media string // formBinary: what it seems to be
}

// Detect says what kind of document the bytes are, or feed.KindAuto when they
// are none. It looks at the start only: Parse may still refuse them.
func Detect(body []byte, contentType string) feed.Kind {
	body, err := unpack(body)
	if err != nil {
		return feed.KindAuto
	}
	switch s := sniff(body, contentType); s.form {
	case formXML:
		if s.root == "feed" || s.root == "entry" {
			return feed.KindAtom
		}
		return feed.KindRSS
	case formJSON:
		return jsonKind(s.text)
	}
	return feed.KindAuto
}

// rootWindow is how far into a document its root element may begin. Publishers
// put licences and whole changelogs into comments before it.
const rootWindow = 64 << 10

var (
	xmlRoot  = regexp.MustCompile(`(?i)<([a-z_][\w.-]*:)?(rss|feed|rdf|channel|opml|entry)([\s>/])`)
	htmlRoot = regexp.MustCompile(`(?i)^(<!--.*?-->|\s)*(<\?xml[^>]*>)?(<!--.*?-->|\s)*(<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>])`)
	comment  = regexp.MustCompile(`(?s)<!--.*?-->`)
	jsonRoot = regexp.MustCompile(`(?m)(\{\s*"|\[\s*\{\s*")`)
)

func sniff(body []byte, contentType string) sniffed {
	if m := binaryMedia(body); m != "" {
		return sniffed{form: formBinary, media: m}
	}
	text := toUTF8(body, contentType)
	text = bytes.TrimLeft(text, " \t\r\n\v\f\x00\ufeff")
	if len(text) == 0 {
		return sniffed{form: formEmpty}
	}
	window := text[:min(len(text), rootWindow)]
	isHTML := htmlRoot.Match(text[:min(len(text), 4096)])
	if m := findRoot(window); isHTML && m != nil && !bytes.Contains(bytes.ToLower(window[:m[0]]), []byte("<html")) {
		isHTML = false // the document type of HTML before a feed
	}
	if !isHTML && (text[0] == '{' || text[0] == '[') {
		return sniffed{form: formJSON, text: text}
	}
	if !isHTML {
		if m := findRoot(window); m != nil {
			root := strings.ToLower(string(window[m[4]:m[5]]))
			if root == "opml" {
				return sniffed{form: formOPML}
			}
			return sniffed{form: formXML, text: text, root: root}
		}
		// Warnings of PHP stand before the JSON of real sites.
		if m := jsonRoot.FindIndex(window); m != nil && plausibleJSON(text[m[0]:]) {
			return sniffed{form: formJSON, text: text[m[0]:]}
		}
	}
	if isHTML || looksLikeHTML(window) {
		return sniffed{form: formHTML, text: text}
	}
	if mostlyControls(window) {
		return sniffed{form: formBinary}
	}
	return sniffed{form: formUnknown, text: text}
}

// findRoot finds the first element that can be the root of a feed, outside of
// comments.
func findRoot(b []byte) []int {
	m := xmlRoot.FindSubmatchIndex(b)
	if m == nil || !bytes.Contains(b[:m[0]], []byte("<!--")) {
		return m
	}
	// A comment that never ends would hide everything, and hides nothing.
	masked := comment.ReplaceAllFunc(b, func(c []byte) []byte { return bytes.Repeat([]byte(" "), len(c)) })
	return xmlRoot.FindSubmatchIndex(masked)
}

// plausibleJSON tells JSON that follows garbage from braces in that garbage.
func plausibleJSON(b []byte) bool {
	return jsonKind(b) != feed.KindAuto || isAPIError(b)
}

func looksLikeHTML(b []byte) bool {
	low := bytes.ToLower(b)
	for _, tag := range []string{"<html", "<!doctype html", "<body", "<head>", "<title>", "<div", "<p>", "<br", "<script", "<center>"} {
		if bytes.Contains(low, []byte(tag)) {
			return true
		}
	}
	return false
}

// binaryMedia names the media type of binary data, "" if it is text.
func binaryMedia(b []byte) string {
	head := b[:min(len(b), 512)]
	t, _, _ := strings.Cut(http.DetectContentType(head), ";")
	switch {
	case strings.HasPrefix(t, "image/") && (t != "image/bmp" || bytes.IndexByte(head, 0) >= 0),
		strings.HasPrefix(t, "audio/"), strings.HasPrefix(t, "video/"), strings.HasPrefix(t, "font/"),
		t == "application/pdf", t == "application/zip", t == "application/x-gzip",
		t == "application/x-rar-compressed", t == "application/wasm", t == "application/ogg":
		return t
	}
	return ""
}

// mostlyControls tells data from text.
func mostlyControls(b []byte) bool {
	n := 0
	for _, r := range string(b) {
		if r < 0x20 && r != '\n' && r != '\r' && r != '\t' || r == 0x7f || r == 0xfffd {
			n++
		}
	}
	return n > 16 && n > len(b)/50
}

// refuse makes the error of a document that is none.
func refuse(s sniffed) *Error {
	switch s.form {
	case formEmpty:
		return &Error{What: Empty}
	case formBinary:
		return &Error{What: Binary, Detail: s.media}
	case formOPML:
		return &Error{What: OPML}
	case formHTML:
		return webPage(s.text)
	}
	return &Error{What: Unknown, Detail: excerpt(s.text)}
}

// excerpt shows how a text begins.
func excerpt(b []byte) string {
	line := clean.Line(string(b[:min(len(b), 400)]))
	if r := []rune(line); len(r) > 60 {
		line = string(r[:59]) + "…"
	}
	if line == "" {
		return ""
	}
	return `it begins "` + line + `"`
}

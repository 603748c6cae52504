package parse

import (
	"crypto/sha256"
	"encoding/hex"
	"html"
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"reader/feed"
	"reader/feed/clean"
)

// Limits of one article.
const (
	maxAuthors     = 50
	maxTags        = 200
	maxAttachments = 100
	maxSummary     = 1000 // characters
	maxGUID        = 400  // bytes; longer ones are hashed
)

func firstNonEmpty[S ~string](s ...S) S {
	for _, v := range s {
		if v != "" {
			return v
		}
	}
	return ""
}

// resolve returns the http(s) URL that ref means at base, or "".
func resolve(base, ref string) string {
	if ref == "" {
		return ""
	}
	u := clean.Resolve(base, ref)
	if strings.HasPrefix(u, "mailto:") {
		return ""
	}
	return u
}

// guid makes an identifier of what the publisher wrote. It stays as it is but
// for white space and controls; a monstrous one is hashed.
func guid(s string) string {
	s = strings.TrimSpace(s)
	if len(s) > maxGUID {
		sum := sha256.Sum256([]byte(s))
		return "sha256:" + hex.EncodeToString(sum[:16])
	}
	return clean.Line(s)
}

// permalink returns guid if it is an http(s) URL, else "".
func permalink(guid string) string {
	if !strings.HasPrefix(guid, "http://") && !strings.HasPrefix(guid, "https://") {
		return ""
	}
	return resolve("", guid)
}

// plainTitle is clean.Line for titles that the format says are plain text. Half
// of all publishers put entities or tags into them all the same.
func plainTitle(s string) string {
	if strings.ContainsAny(s, "&<") {
		return clean.Title(s)
	}
	return clean.Line(s)
}

// authors cleans names, and drops empty and repeated ones.
func authors(names []string) []string {
	var out []string
	for _, n := range names {
		n = person(n)
		if n != "" && !slices.Contains(out, n) && len(out) < maxAuthors {
			out = append(out, n)
		}
	}
	return out
}

// person reads "mail@example.org (A Name)" and its variants: a name if there is
// one, else the address.
func person(s string) string {
	s = clean.Title(s)
	if i, j := strings.IndexByte(s, '('), strings.LastIndexByte(s, ')'); i >= 0 && j > i {
		before, inside := strings.TrimSpace(s[:i]), strings.TrimSpace(s[i+1:j])
		switch {
		case isMail(before) && inside != "":
			s = inside
		case isMail(inside) && before != "":
			s = before
		}
	}
	if i, j := strings.LastIndexByte(s, '<'), strings.LastIndexByte(s, '>'); i > 0 && j > i && isMail(s[i+1:j]) {
		s = strings.TrimSpace(s[:i])
	}
	s = strings.TrimSpace(s)
	if a, ok := strings.CutPrefix(s, "mailto:"); ok {
		s = a
	}
	switch strings.ToLower(s) {
	case "noreply@blogger.com", "null", "undefined":
		return ""
	}
	return s
}

func isMail(s string) bool {
	at := strings.IndexByte(s, '@')
	return at > 0 && at < len(s)-1 && !strings.ContainsAny(s, " \t") ||
		strings.EqualFold(s, "noreply@blogger.com")
}

// tags cleans tags, and drops empty and repeated ones.
func tags(names []string) []string {
	var out []string
	seen := make(map[string]bool, min(len(names), maxTags))
	for _, n := range names {
		n = clean.Title(n)
		if n == "" || seen[n] {
			continue
		}
		if seen[n] = true; len(out) < maxTags {
			out = append(out, n)
		}
	}
	return out
}

// language keeps what looks like a language tag (BCP 47).
func language(s string) string {
	s = strings.ReplaceAll(strings.TrimSpace(s), "_", "-")
	if s == "" || len(s) > 35 {
		return ""
	}
	for _, c := range s {
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '-' {
			return ""
		}
	}
	return s
}

// setBody gives a its body. Relative links in it are resolved against base,
// which is its xml:base; without one they wait for the reader of the article to
// resolve them against its URL, and if it has no URL they are resolved against
// home here.
func setBody(a *feed.Article, body, base, home string) {
	if base == "" && a.URL == "" {
		base = home
	}
	a.HTML = clean.HTML(absolute(body, base))
	a.Text = clean.Plain(a.HTML)
}

// summarize gives a the summary that its publisher wrote, as plain text. A long
// one that is all there is of the article is its body, and no summary.
func summarize(a *feed.Article, s string, isBody bool) {
	if isBody && len(a.Text) > maxSummary {
		return
	}
	a.Summary = summary(s)
}

// summary makes a plain summary of HTML, and cuts what is a whole body.
func summary(s string) string {
	s = strings.Join(strings.Fields(clean.Plain(clean.HTML(s))), " ")
	if utf8.RuneCountInString(s) <= maxSummary {
		return s
	}
	r := []rune(s)[:maxSummary-1]
	for i := len(r) - 1; i > len(r)-40; i-- {
		if r[i] == ' ' {
			r = r[:i]
			break
		}
	}
	return string(r) + "…"
}

// paragraphs makes HTML of plain text: empty lines part paragraphs, line ends
// are line ends.
func paragraphs(s string) string {
	s = strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n"))
	if s == "" {
		return ""
	}
	var b strings.Builder
	b.Grow(len(s) + len(s)/8)
	open := false
	for line := range strings.SplitSeq(s, "\n") {
		line = strings.TrimRight(line, " \t\r")
		switch {
		case strings.TrimSpace(line) == "":
			if open {
				b.WriteString("</p>\n")
				open = false
			}
			continue
		case open:
			b.WriteString("<br>\n")
		default:
			b.WriteString("<p>")
			open = true
		}
		b.WriteString(html.EscapeString(line))
	}
	if open {
		b.WriteString("</p>")
	}
	return b.String()
}

func addAttachment(a *feed.Article, f feed.Attachment) {
	if f.URL == "" || len(a.Attachments) >= maxAttachments {
		return
	}
	for i, g := range a.Attachments {
		if g.URL != f.URL {
			continue
		}
		// The same file from two vocabularies: each may know more.
		a.Attachments[i].MIMEType = firstNonEmpty(g.MIMEType, f.MIMEType)
		a.Attachments[i].Title = firstNonEmpty(g.Title, f.Title)
		a.Attachments[i].Size = max(g.Size, f.Size)
		a.Attachments[i].Duration = max(g.Duration, f.Duration)
		return
	}
	a.Attachments = append(a.Attachments, f)
}

// isImage tells whether a file is a picture, by its type or else its name.
func isImage(mimeType, address string) bool {
	if mimeType != "" {
		return strings.HasPrefix(strings.ToLower(mimeType), "image")
	}
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	switch strings.ToLower(path.Ext(u.Path)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif":
		return true
	}
	return false
}

// finish gives every article an identity that no other has.
func finish(doc *feed.Document) {
	if len(doc.Articles) > MaxArticles {
		doc.Articles = doc.Articles[:MaxArticles]
	}
	for i := range doc.Articles {
		if a := &doc.Articles[i]; a.Title == "" {
			a.Title = firstNonEmpty(standIn(a.Text), standIn(a.Summary), a.URL)
		}
	}
	distinguish(doc.Articles)
}

// maxStandIn is how long a title made of a text may be, in characters.
const maxStandIn = 100

// standIn makes a title for an article that has none, as short posts have: how
// its text begins.
func standIn(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	line = clean.Line(line)
	if utf8.RuneCountInString(line) <= maxStandIn {
		return line
	}
	r := []rune(line)[:maxStandIn-1]
	if i := strings.LastIndexByte(string(r), ' '); i > maxStandIn/2 {
		return string(r)[:i] + "…"
	}
	return string(r) + "…"
}

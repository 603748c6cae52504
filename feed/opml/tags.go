package opml

import (
	"strings"

	"reader/feed/clean"
)

const (
	maxTags    = 50 // of a source
	maxFolders = 16 // names in the tag of a folder
)

// tagInside returns the tag of the folder name inside the folder of the tag path.
func tagInside(path, name string) string {
	name = strings.NewReplacer(`\`, `\\`, "/", `\/`).Replace(name)
	if path != "" {
		name = path + "/" + name
	}
	return clean.Line(name)
}

// foldersOf returns the names of the folders that read back as tag, nil if none
// do: a tag of a category can be anything.
func foldersOf(tag string) []string {
	var names []string
	var name strings.Builder
	for i := 0; i < len(tag); i++ {
		switch c := tag[i]; {
		case c == '\\' && i+1 < len(tag):
			i++
			name.WriteByte(tag[i])
		case c == '/':
			names = append(names, name.String())
			name.Reset()
		default:
			name.WriteByte(c)
		}
	}
	names = append(names, name.String())
	path := ""
	for _, n := range names {
		if n == "" || clean.Line(n) != n {
			return nil
		}
		path = tagInside(path, n)
	}
	if path != tag || len(names) > maxFolders {
		return nil
	}
	return names
}

// categories returns the tags of a category attribute: separated by commas, with
// a slash before those that are paths (OPML 2.0). A comma inside of a tag and a
// backslash have a backslash before them.
func categories(s string) []string {
	var tags []string
	var b strings.Builder
	flush := func() {
		tags = addTags(tags, category(b.String()))
		b.Reset()
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s) && (s[i+1] == ',' || s[i+1] == '\\'):
			i++
			b.WriteByte(s[i])
		case c == ',':
			flush()
		default:
			b.WriteByte(c)
		}
	}
	flush()
	return tags
}

// category makes a tag of s: a clean line without a slash at the front.
func category(s string) string {
	for {
		next := strings.TrimLeft(clean.Line(s), "/")
		if next == s {
			return s
		}
		s = next
	}
}

// joinCategories is the reverse of categories.
func joinCategories(tags []string) string {
	var b strings.Builder
	for i, t := range tags {
		if i > 0 {
			b.WriteByte(',')
		}
		if strings.Contains(t, "/") {
			b.WriteByte('/')
		}
		b.WriteString(strings.NewReplacer(`\`, `\\`, ",", `\,`).Replace(t))
	}
	return b.String()
}

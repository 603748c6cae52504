package once

import (
	"fmt"
	"strings"
)

// Reference explains the formats to people, in lines of at most 80 columns. Its
// lists are those that the code goes by.
func Reference() string {
	var b strings.Builder
	b.WriteString(`FORMATS of --format

text      One headline a line: time, source, title, URL, two spaces between
          them. On a terminal it fits, with the age in place of the time.
json      A JSON Feed 1.1 document with the articles as Markdown.
jsonl     One item of it a line; with --content with the articles.
tsv       One headline a line, fields separated by tabs.
markdown  A list of links under a heading for each day; with --content the
          articles, each as a section.
TEMPLATE  Anything with {{ in it is a Go template, run for each headline:

    reader --once --format '{{.Title}} {{.URL}}'
    reader --once --format '{{ago .Time}}\t{{.Source | truncate 9}}\t{{.Title}}'
    reader --once --format '{{if contains "ransomware" .Title}}{{.URL}}{{end}}'

    A newline is added where there is none; nothing is printed for a headline
    that the template makes nothing of. \t, \n and \\ are understood.

COLUMNS of tsv. More may come behind them. Tabs, line ends and backslashes in a
field are \t, \n and \\.

`)
	table(&b, Columns())
	b.WriteString("\nFIELDS of templates. Content, Image, Language and Attachments load the article.\n\n")
	table(&b, TemplateFields())
	b.WriteString(`
HELPERS of templates, beside those of Go (printf, len, index, slice, html,
urlquery, and, or, not, eq, ne, lt, le, gt, ge). The last argument may come
through a pipe: {{.Title | truncate 40}}

`)
	table(&b, TemplateHelpers())
	return b.String()
}

// table writes names and what they are in two columns.
func table(b *strings.Builder, fields []Field) {
	widest := 0
	for _, f := range fields {
		widest = max(widest, len(f.Name))
	}
	for _, f := range fields {
		lines := fill(f.Says, 80-widest-4)
		for i, line := range lines {
			name := ""
			if i == 0 {
				name = f.Name
			}
			fmt.Fprintf(b, "  %-*s  %s\n", widest, name, line)
		}
	}
}

// fill breaks text between words.
func fill(text string, width int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && len(line)+1+len(word) > width {
			lines = append(lines, line)
			line = ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	return append(lines, line)
}

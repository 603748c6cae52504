// Package once prints headlines for scripts and for a glance: one Printer per
// format. It is the reference of what `reader --once` prints; the shapes below
// are a promise to scripts and do not follow the names inside the program.
//
// # text
//
// One headline a line:
//
//	2025-01-17 22:03  Dark Reading  Has the TikTok Ban Already …?  https://…
//
// The fields are separated by two spaces and never hold two spaces themselves:
// the time in the local zone (TZ), the source, the title, the URL of the
// original. An article whose publisher gave no date has the time it was first
// seen, marked by a "~" right behind it. A line is never cut, unless it is
// written to a terminal of known width: then it fits, in columns, with a ★ where
// it is starred and the title as a link (OSC 8) in place of the URL. Below 70
// cells it has the age (5m, 3h, 2d) in place of the time, below 60 no source.
// With content, the article's Markdown follows each line, indented by four spaces
// and closed by an empty line.
//
// # json
//
// One JSON Feed 1.1 document (https://www.jsonfeed.org/version/1.1/), written as
// it is made, one item a line. At its top:
//
//	version         https://jsonfeed.org/version/1.1
//	title           the source's when there is one, else "reader"
//	home_page_url   of the one source
//	feed_url        of the one source
//	description     of the one source
//	language        of the one source, BCP 47
//	authors         of the one source, array of {"name"}
//	items           always an array
//
// Of an item:
//
//	id              names the article, see below
//	url             the original of the article
//	title           plain text
//	content_text    the article as Markdown, always there
//	content_html    the article as HTML without anything active, of `reader show` only
//	summary         plain text
//	image           URL of the lead image
//	date_published  RFC 3339 in UTC
//	date_modified   RFC 3339 in UTC
//	authors         array of {"name"}
//	tags            array of strings
//	language        BCP 47
//	attachments     array of {"url", "mime_type", "title", "size_in_bytes", "duration_in_seconds"}
//	_reader         what reader itself knows:
//	    id          its number of the article, for `reader show`; not of articles in files
//	    guid        the publisher's GUID, where that is not the id
//	    source      name of the source
//	    source_url  URL of the source
//	    via         where the mirror has it that brought the article
//	    seen        when the article was first seen, if its publisher gave no date
//	    read        whether it was read
//	    starred     whether it was starred
//
// Members without a value are left out; authors, tags and attachments are then
// an empty array, never null. What JSON Feed does not allow is left out as well:
// a URL that is not absolute, a language that is no tag, an attachment without a
// URL; one without a type is "application/octet-stream".
//
// The id is the publisher's GUID, or the URL where there was none. No two items
// of a document have the same id: behind that of a second one stand "#" and the
// URL of its source, and a number where that is not enough; "guid" in _reader is
// then what its publisher gave.
//
// # jsonl
//
// One of these items a line. Without content it has no content_text, image,
// language and attachments: lists do not load bodies. Two sources may give two
// items the same id.
//
// # tsv
//
// One headline a line, its fields separated by tabs, without a header. The
// columns are those of Columns, always all of them; a later version may add some
// at the end. In a field a tab is written \t, a line end \n and a backslash \\, as
// PostgreSQL's COPY, ClickHouse and Miller read it. The date and the id are never
// empty, and the flags are always three characters.
//
// # markdown
//
// A list to paste into a mail, an issue or a chat, under a heading for each day
// in the local zone, or for each source when that is the order:
//
//	## 2025-01-17
//
//	- [Has the TikTok Ban Already …?](https://…) — Dark Reading, 22:03
//
// A time of "seen 22:03" is of an article that came without a date. With content
// each article is a section of its own, its headings one level smaller than it
// has them. Titles and names are escaped so that they show as they are and make
// no link, picture, heading, HTML or table (CommonMark 0.31, and the extensions
// of GitHub); only http, https and mailto are linked.
//
// # Templates
//
// A format with "{{" in it is a template (https://pkg.go.dev/text/template) that
// is run for every headline:
//
//	{{.Title}} {{.URL}}
//	{{date "15:04" .Time}}\t{{.Source | truncate 20}}\t{{.Title}}
//	{{if contains "patch" .Tags}}{{sh .URL}}{{end}}
//
// Its fields are those of TemplateFields, its helpers those of TemplateHelpers
// beside those of text/template. \t, \n and \\ are understood in the text around
// the braces. A newline is added to what does not end in one, and nothing is
// printed where the template makes nothing. Articles are loaded only when it uses
// Content, Image, Language or Attachments, or prints the headline as a whole. It
// cannot read files, run programs or open connections; what it makes of one
// headline is at most 1 MiB, in 10,000 rounds of its loops. A template is tried on
// an invented headline that has everything, and on one that has nothing, before
// anything is fetched.
//
// # HTML
//
// NewPagePrinter and HTML are for whole articles, see there.
//
// Everything printed passes the outgoing gate of ui/cells. The package does not
// know where headlines come from, and it does not reach Bubble Tea.
package once

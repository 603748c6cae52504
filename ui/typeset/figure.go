package typeset

import "github.com/yuin/goldmark/ast"

// A Figure is an image that stands alone, on lines of its own.
type Figure struct {
	Line  int    // where it begins
	Lines int    // of it, the caption included
	URL   string // of the image; "" for one that nobody can get
}

// A Picture is what stands with a figure.
type Picture struct {
	Lines []string // drawn above the caption: text and SGR sequences, each complete in itself
	Note  string   // behind it, about the image
}

// figure sets an image that stands alone: its caption behind a mark, and where
// it leads.
func (s *setter) figure(img *ast.Image, around *ast.Link, width int) []line {
	dest, other := "", 0
	if around != nil {
		dest = plain(string(around.Destination))
		if a := address(dest); a != "" && a != address(plain(string(img.Destination))) && !isPicture(dest) {
			other = -1 // the picture and a page: two links
			dest = ""
		}
	}
	caption, to := s.image(img, dest)
	spans := []span{{text: caption, pen: s.look.caption, link: to}}
	if to != 0 {
		spans = append(spans, s.number(to))
	}
	if other < 0 {
		if other = s.book.add(plain(string(around.Destination)), caption, false); other > 0 {
			spans = append(spans, s.number(other))
		}
	}
	shown, with := address(plain(string(img.Destination))), Picture{}
	if s.o.Picture != nil && !s.o.Bare && shown != "" {
		with = s.o.Picture(shown, width)
	}
	if with.Note != "" {
		spans = append(spans, span{text: " " + plain(with.Note), pen: s.look.faint})
	}
	mark := s.look.caption
	mark.attr &^= italic
	lines := make([]line, 0, len(with.Lines)+1)
	for _, l := range with.Lines {
		lines = append(lines, line{drawn: l})
	}
	lines = append(lines, s.hang(picture, mark, wrap(spans, s.inside(width, 2)), width)...)
	lines[0].figure = &Figure{Lines: len(lines), URL: shown}
	return lines
}

package main

import (
	"flag"
	"fmt"
	"html"
	"image/color"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"
)

// pictures is the folder that TestPictures draws the screens of the README into.
var pictures = flag.String("pictures", "", "draw the screens of the README into `folder`")

// TestPictures types into the real program and saves what a person would see as
// SVG, every cell at its place, whatever font there is.
func TestPictures(t *testing.T) {
	if *pictures == "" {
		t.Skip("drawn only with -pictures FOLDER: see make pictures")
	}
	for _, p := range []struct {
		name       string
		cols, rows int
		theme      string
		keys       string
		until      string
	}{
		{"screen", 140, 36, "dark", "jj\r", "Affected and fixed"},
		{"light", 100, 30, "light", "jjjj\r", "Saint Alder"},
		{"narrow", 60, 24, "dark", "j", "Harbour Wire"},
		{"help", 100, 30, "dark", "?", "next unread"},
	} {
		term := startTerminal(t, p.cols, p.rows, screenCommand(t, nil, "--demo", "--theme", p.theme))
		term.shows(t, "46 unread")
		term.settle()
		term.keys(p.keys)
		term.shows(t, p.until)
		term.settle()
		ink, paper := "#dadada", "#14171f"
		if p.theme == "light" {
			ink, paper = "#262626", "#ffffff"
		}
		file := filepath.Join(*pictures, p.name+".svg")
		if err := os.WriteFile(file, []byte(term.svg(p.cols, p.rows, ink, paper)), 0o644); err != nil {
			t.Fatal(err)
		}
		term.keys("Q")
		term.exit(t)
	}
}

// The size of a cell in an SVG picture, in pixels.
const (
	cellWidth  = 8.4
	cellHeight = 18
	margin     = 14
)

// svg draws the screen. ink and paper are the terminal's own colours.
func (t *terminal) svg(cols, rows int, ink, paper string) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	width, height := margin*2+cellWidth*float64(cols), margin*2+cellHeight*rows
	var paint, text strings.Builder
	for y := range rows {
		for x := 0; x < cols; {
			cell := t.screen.CellAt(x, y)
			if cell == nil {
				x++
				continue
			}
			// A run of cells that look the same is one piece of text, as wide as its cells.
			run, end := "", x
			for end < cols {
				next := t.screen.CellAt(end, y)
				if next == nil || !next.Style.Equal(&cell.Style) || run != "" && !plain(run, next.Content) {
					break
				}
				content := next.Content
				if content == "" {
					content = " "
				}
				run += content
				end += max(1, next.Width)
			}
			left, top := margin+cellWidth*float64(x), margin+cellHeight*y
			fg, bg := shade(cell.Style.Fg, ink), shade(cell.Style.Bg, "")
			if cell.Style.Attrs&uv.AttrReverse != 0 {
				fg, bg = shade(cell.Style.Bg, paper), shade(cell.Style.Fg, ink)
			}
			if bg != "" {
				fmt.Fprintf(&paint, `<rect x="%.1f" y="%d" width="%.1f" height="%d" fill="%s"/>`+"\n",
					left, top, cellWidth*float64(end-x)+0.4, cellHeight, bg)
			}
			switch trimmed := strings.TrimRight(run, " "); trimmed {
			case "":
			case "│": // drawn, for a letter is lower than its line and would leave gaps
				fmt.Fprintf(&text, `<rect x="%.1f" y="%d" width="1" height="%d" fill="%s"/>`+"\n",
					left+cellWidth/2, top, cellHeight, fg)
			default:
				cells := float64(end-x) - float64(len(run)-len(trimmed))
				fmt.Fprintf(&text, `<text x="%.1f" y="%.1f" textLength="%.1f" fill="%s"%s>%s</text>`+"\n",
					left, float64(top)+cellHeight*0.74, cellWidth*cells, fg, manner(cell.Style), html.EscapeString(trimmed))
			}
			x = end
		}
	}
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="%.0f" height="%d" viewBox="0 0 %.0f %d">
<rect width="100%%" height="100%%" rx="8" fill="%s"/>
%s<g font-family="ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" lengthAdjust="spacingAndGlyphs" xml:space="preserve">
%s</g>
</svg>
`, width, height, width, height, paper, paint.String(), text.String())
}

// plain tells whether content may join a run of text: rules, signs and wide
// letters stand alone, so that each is exactly at its place.
func plain(run, content string) bool {
	last, _ := utf8.DecodeLastRuneInString(run)
	next, _ := utf8.DecodeRuneInString(content)
	return content == "" || (last < 0x2190 && next < 0x2190) || last == next && last >= 0x2500 && last < 0x2580
}

func shade(c color.Color, none string) string {
	if c == nil {
		return none
	}
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}

func manner(s uv.Style) string {
	var b strings.Builder
	if s.Attrs&uv.AttrBold != 0 {
		b.WriteString(` font-weight="bold"`)
	}
	if s.Attrs&uv.AttrItalic != 0 {
		b.WriteString(` font-style="italic"`)
	}
	if s.Attrs&uv.AttrFaint != 0 {
		b.WriteString(` opacity="0.6"`)
	}
	if s.Underline != uv.UnderlineNone {
		b.WriteString(` text-decoration="underline"`)
	}
	return b.String()
}

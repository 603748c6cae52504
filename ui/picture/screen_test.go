package picture

import (
	"image"
	"image/color"
	"strings"
	"testing"

	"github.com/charmbracelet/x/vt"
)

// seen is what a terminal shows of lines: two pixels for each cell.
func seen(t *testing.T, lines []string, w int) *image.RGBA {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, w, 2*len(lines)))
	e := vt.NewEmulator(w+1, max(1, len(lines)))
	defer func() { _ = e.Close() }()
	if _, err := e.WriteString(strings.Join(lines, "\r\n")); err != nil {
		t.Fatal(err)
	}
	for y := range lines {
		for x := range w {
			c := e.CellAt(x, y)
			fg, bg := paint(c.Style.Fg), paint(c.Style.Bg)
			top, bottom := bg, bg
			switch c.Content {
			case "▀":
				top = fg
			case "▄":
				bottom = fg
			case "█":
				top, bottom = fg, fg
			case " ", "":
			default:
				t.Fatalf("cell %d,%d holds %q", x, y, c.Content)
			}
			m.SetRGBA(x, 2*y, top)
			m.SetRGBA(x, 2*y+1, bottom)
		}
	}
	return m
}

// paint is a colour of a cell; the background of the terminal is clear.
func paint(c color.Color) color.RGBA {
	if c == nil {
		return color.RGBA{}
	}
	return color.RGBAModel.Convert(c).(color.RGBA)
}

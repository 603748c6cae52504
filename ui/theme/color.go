package theme

import (
	"errors"
	"fmt"
	"image/color"
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// ColorNames are the names of the 16 colours of a terminal, by their numbers.
func ColorNames() []string {
	return []string{
		"black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
		"bright-black", "bright-red", "bright-green", "bright-yellow",
		"bright-blue", "bright-magenta", "bright-cyan", "bright-white",
	}
}

// noColor is how people write that a token has no colour of its own.
const noColor = "none"

var errColor = errors.New(`a colour: "#rrggbb", "#rgb", a number from 0 to 255, a name such as "bright-blue", or "none"`)

// ParseColor reads a colour as people write it; nil is "none". Its error says what
// it would have been.
func ParseColor(s string) (color.Color, error) {
	s = strings.ToLower(strings.TrimSpace(s))
	if s == noColor {
		return nil, nil
	}
	for i, name := range ColorNames() {
		if s == name {
			return ansi.BasicColor(i), nil
		}
	}
	if digits, ok := strings.CutPrefix(s, "#"); ok {
		if len(digits) == 3 {
			digits = strings.Repeat(digits[:1], 2) + strings.Repeat(digits[1:2], 2) + strings.Repeat(digits[2:], 2)
		}
		v, err := strconv.ParseUint(digits, 16, 32)
		if err != nil || len(digits) != 6 {
			return nil, errColor
		}
		return hex(uint32(v)), nil
	}
	n, err := strconv.ParseUint(s, 10, 8)
	if err != nil {
		return nil, errColor
	}
	return lipgloss.Color(strconv.FormatUint(n, 10)), nil
}

// FormatColor writes a colour as ParseColor reads it.
func FormatColor(c color.Color) string {
	switch c := c.(type) {
	case nil:
		return noColor
	case ansi.BasicColor:
		return ColorNames()[c&15]
	case ansi.IndexedColor:
		return strconv.Itoa(int(c))
	}
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}

package cli

import (
	"fmt"
	"strings"

	"reader/ui/theme"
)

// aboutThemes explains the themes by the lists of themes and tokens.
func aboutThemes() string {
	var b strings.Builder
	b.WriteString(`theme in the configuration, READER_THEME or --theme name one of these; t in the
program shows what each looks like.

`)
	fmt.Fprintf(&b, "%s\tdark or light, as your terminal is, on its own background\n", theme.Auto)
	for _, t := range theme.Builtin() {
		fmt.Fprintf(&b, "%s\t%s\n", t.Name, t.Says)
	}
	b.WriteString(`
A theme that was chosen by name brings its background while the program runs;
auto, terminal and plain leave your terminal's. None of them says anything by red
and green alone. Where a terminal has 16 colours, these stand in for all others.
NO_COLOR, CLICOLOR=0 and TERM=dumb are plain, whatever is chosen. The screen is in
ASCII where the locale (LC_ALL, LC_CTYPE, LANG) names no UTF-8; what is printed is
always UTF-8.

A theme of your own is a table of the configuration, with what differs from
another:

    theme = "mine"

    [themes.mine]
    base = "night"
    accent = "#7aa2f7"
    star = "bright-yellow"
    background = "none"

A colour is "#rrggbb" or "#rgb", a number from 0 to 255 of the terminal's
palette, one of its first 16 by name, or "none": the terminal's own.

    ` + colourRow(0) + `
    ` + colourRow(8) + `

base	a theme from the list above; dark without it
`)
	for _, k := range theme.Tokens() {
		fmt.Fprintf(&b, "%s\t%s\n", k.Name, k.Says)
	}
	b.WriteString("syntax\tthe Chroma style of highlighted code, such as " + strings.Join([]string{
		theme.Dark().Syntax, theme.Light().Syntax, theme.HighContrast().Syntax,
	}, ", "))
	return b.String()
}

// colourRow names eight of the 16 colours.
func colourRow(from int) string {
	names := theme.ColorNames()[from : from+8]
	return strings.Join(names[:4], " ") + "\n    " + strings.Join(names[4:], " ")
}

package theme

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"reader/ui/cells"
)

// Signs are what a terminal can show beside ASCII. Like colours, text comes down
// to what the terminal has when it leaves: whoever draws writes the full signs.
type Signs int

const (
	// FullSigns are all that fonts have.
	FullSigns Signs = iota
	// ConsoleSigns are those of the Linux console, whose fonts have 256 or 512.
	ConsoleSigns
	// ASCIISigns are for a terminal that does not take UTF-8. Letters lose their
	// accents, and what has no form in ASCII is a question mark for each cell.
	ASCIISigns
)

// SignsOf tells what the terminal of an environment shows. Its locale is named by
// the first of LC_ALL, LC_CTYPE and LANG that is not empty, as POSIX has it. Where
// none is set nobody has chosen one, as in containers and under cron: their
// terminals take UTF-8 today. A locale without a code set, such as C or en_US, is
// not in UTF-8.
func SignsOf(get func(name string) string) Signs {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		locale := strings.ToLower(get(name))
		if locale == "" {
			continue
		}
		if !strings.Contains(locale, "utf-8") && !strings.Contains(locale, "utf8") {
			return ASCIISigns
		}
		break
	}
	if get("TERM") == "linux" {
		return ConsoleSigns
	}
	return FullSigns
}

// Show returns text as the terminal shows it, in the cells that package cells
// counts: styles, links and line ends stay as they are.
func (s Signs) Show(text string) string {
	if s == FullSigns {
		return text
	}
	var b strings.Builder
	for len(text) > 0 {
		n, w := cells.Next(text)
		cluster := text[:n]
		text = text[n:]
		switch {
		case cluster[0] < 0x80 && n == 1, cluster[0] == 0x1b:
			b.WriteString(cluster)
		case s == ConsoleSigns:
			b.WriteString(console(cluster))
		default:
			b.WriteString(plain(cluster, w))
		}
	}
	return b.String()
}

// KeyName is the name of keys as the help writes it. The arrows would become
// letters, which are keys themselves.
func (s Signs) KeyName(name string) string {
	if s != ASCIISigns {
		return name
	}
	return strings.NewReplacer("↑", "Up", "↓", "Down", "←", "Left", "→", "Right").Replace(name)
}

// console is a sign of ours as the fonts of the Linux console have it: what is in
// code page 437, which its own font is of, and in those of Latin letters.
func console(sign string) string {
	switch sign {
	case "●":
		return "•"
	case "○", "◦", "▪":
		return "·"
	case "★", "☆":
		return "*"
	case "▎":
		return ">"
	case "▣":
		return "#"
	case "↪":
		return "»"
	case "✓":
		return "+"
	case "✎":
		return "n"
	case "▸":
		return "+"
	case "▾":
		return "-"
	case "☑":
		return "x"
	case "☐":
		return "_"
	case "…":
		return "~"
	case "“", "”":
		return `"`
	case "‘", "’":
		return "'"
	case "—", "–":
		return "-"
	}
	return sign
}

// plain is a cluster in ASCII, w cells wide.
func plain(cluster string, w int) string {
	if w == 0 {
		return ""
	}
	if s := console(cluster); len(s) == 1 && w == 1 {
		return s
	}
	r := []rune(cluster)[0]
	if i := strings.IndexRune(asciiOf, r); i >= 0 && w == 1 {
		return string(asciiTo[len([]rune(asciiOf[:i]))])
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(cluster) {
		if r >= 0x20 && r < 0x7f {
			b.WriteRune(r)
		}
	}
	if b.Len() == w {
		return b.String()
	}
	return strings.Repeat("?", w)
}

// Characters of one cell, and below each what stands for it.
const (
	asciiOf = "●○◦▪•·─│┼├┤┬┴┌┐└┘━┃═║█▀▄▌▐░▒▓■□▲▼◆→←↑↓«»‹›„‚‐‑‒―−×÷¡¿§©®°±€£¥ßÆæØøŁłĐđÐðÞþıŒœ"
	asciiTo = "o.-+*--|+++++++++-|=|#^_||.:##o^v*><^v<><>\",-----x/!?ScRo~ELYsAaOoLlDdDdTtiOo"
)

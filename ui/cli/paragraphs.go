package cli

import "strings"

// A paragraph is a piece of a text for people.
type paragraph struct {
	kind  paragraphKind
	lines []string
}

type paragraphKind int

const (
	plain    paragraphKind = iota
	rows                   // terms and meanings with a tab between
	verbatim               // lines that stand as they are
)

// paragraphs cuts a text at its blank lines.
func paragraphs(text string) []paragraph {
	var out []paragraph
	for _, block := range strings.Split(text, "\n\n") {
		block = strings.Trim(block, "\n")
		if block == "" {
			continue
		}
		p := paragraph{lines: strings.Split(block, "\n")}
		if table := tableRows(p.lines); table != nil {
			out = append(out, paragraph{rows, table})
			continue
		}
		if first, end := strings.TrimLeft(block, " "), block[len(block)-1]; end == '.' && first[0] >= 'A' && first[0] <= 'Z' {
			for i, line := range p.lines { // a sentence, wherever it stands
				p.lines[i] = strings.TrimSpace(line)
			}
		}
		for _, line := range p.lines {
			switch {
			case strings.HasPrefix(line, "  "):
				p.kind = verbatim
			case p.kind == plain && strings.Contains(line, "\t"):
				p.kind = rows
			}
		}
		if p.kind == verbatim {
			dedent(p.lines)
		}
		out = append(out, p)
	}
	return out
}

// dedent takes away the indentation that all lines share.
func dedent(lines []string) {
	least := len(lines[0])
	for _, line := range lines {
		least = min(least, len(line)-len(strings.TrimLeft(line, " ")))
	}
	for i, line := range lines {
		lines[i] = line[least:]
	}
}

// tableRows reads lines that are set in two columns as rows; nil if they are not.
func tableRows(lines []string) []string {
	first := strings.TrimLeft(lines[0], " ")
	gap := strings.Index(first, "  ")
	if gap <= 0 {
		return nil
	}
	says := strings.TrimLeft(first[gap:], " ")
	at := len(lines[0]) - len(says) // where the second column begins
	var out []string
	for _, line := range lines {
		if len(line) <= at || line[at] == ' ' || line[at-2:at] != "  " {
			return nil
		}
		term := strings.TrimSpace(line[:at])
		switch {
		case term != "":
			out = append(out, term+"\t"+line[at:])
		case len(out) == 0:
			return nil
		default:
			out[len(out)-1] += " " + line[at:]
		}
	}
	return out
}

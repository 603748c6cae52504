package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"reader/store"
	"reader/ui/cells"
	"reader/ui/once"
	"reader/ui/theme"
)

// maxHeld bounds how much of an unchanged paragraph stands beside a change.
const maxHeld = 200

// A diffPage prints what changed in articles.
type diffPage struct {
	*shown
	look   *theme.Styles
	width  int // cells a line may take
	styled bool
}

// printDiff prints for each article what changed, the newest change first.
func (s *shown) printDiff(ctx context.Context, w io.Writer) error {
	d := &diffPage{shown: s, width: s.pageWidth(), styled: s.app.styled()}
	look := theme.Plain()
	if d.styled {
		look = s.printTheme()
		w = s.colours(w)
	}
	d.look = theme.New(look)
	for i, e := range s.entries {
		var revisions []store.Revision
		if e.ID > 0 {
			var err error
			if revisions, err = s.session.revisions(ctx, e.ID); err != nil {
				return fmt.Errorf("read earlier texts: %w", err)
			}
		}
		page := d.page(e, revisions)
		if i > 0 {
			page = "\n" + page
		}
		if _, err := io.WriteString(w, cells.Gate(page)); err != nil {
			return err
		}
	}
	return nil
}

// revisions are the texts that an article had.
func (s *session) revisions(ctx context.Context, id int64) ([]store.Revision, error) {
	list, err := s.store.Revisions(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil // gone since it was found
	}
	return list, err
}

// page is the comparison of one article.
func (d *diffPage) page(e once.Entry, revisions []store.Revision) string {
	var b strings.Builder
	for _, line := range wrapped(titleOf(e), d.width) {
		b.WriteString(d.paint(d.look.Heading, line) + "\n")
	}
	for _, line := range wrapped(d.byline(e), d.width) {
		b.WriteString(d.paint(d.look.Muted, line) + "\n")
	}
	if len(revisions) == 0 {
		b.WriteString("\nIt has not changed since it was first fetched.\n")
	}
	versions := earlier(e, revisions)
	for i, r := range revisions {
		b.WriteString("\n" + d.paint(d.look.Strong, "Changed, seen "+r.ReplacedAt.In(d.Location).Format("2006-01-02 15:04")) + "\n\n")
		changes := near(compare(versions[i+1], versions[i]))
		if len(changes) == 0 {
			b.WriteString("  nothing that can be read in title or text\n")
		}
		for _, c := range changes {
			d.change(&b, c)
		}
	}
	return b.String()
}

// change writes one paragraph, wrapped behind its sign.
func (d *diffPage) change(b *strings.Builder, c change) {
	switch c.kind {
	case 0:
		b.WriteString(d.paint(d.look.Faint, "  ...") + "\n")
		return
	case kept:
		text := cells.GatePlain(c.text)
		if cells.Width(text) > maxHeld {
			text = cells.Cut(text, maxHeld)
		}
		d.fill(b, kept, d.look.Faint, []word{{kept, text}})
		return
	case edited:
		d.fill(b, edited, d.look.Text, c.words)
		return
	}
	d.fill(b, c.kind, d.look.Text, []word{{c.kind, c.text}})
}

// fill writes words in lines behind a sign. Each word has a style of its own, so
// that no line depends on the one above it.
func (d *diffPage) fill(b *strings.Builder, sign changeKind, base lipgloss.Style, runs []word) {
	used := 0
	room := d.width - 2
	put := func(style lipgloss.Style, text string) {
		pieces := []string{text}
		if d.terminalWidth() > 0 {
			pieces = strings.Split(ansi.Hardwrap(text, room, false), "\n")
		}
		for i, piece := range pieces {
			if used > 0 && (i > 0 || used+1+cells.Width(piece) > room) {
				b.WriteString("\n")
				used = 0
			}
			switch {
			case used > 0:
				b.WriteString(" ")
				used++
			case sign == kept:
				b.WriteString("  ")
			default:
				b.WriteString(d.paint(d.signStyle(sign), string(rune(sign))) + " ")
			}
			b.WriteString(d.paint(style, piece))
			used += cells.Width(piece)
		}
	}
	for _, run := range runs {
		style, text := base, cells.GatePlain(run.text)
		if run.kind != kept {
			style = d.signStyle(run.kind)
		}
		if sign == edited {
			switch run.kind {
			case removed:
				text = "[-" + text + "-]"
			case added:
				text = "{+" + text + "+}"
			}
		}
		for _, w := range strings.Fields(text) {
			put(style, w)
		}
	}
	b.WriteString("\n")
}

func (d *diffPage) signStyle(k changeKind) lipgloss.Style {
	switch k {
	case removed:
		return d.look.Bad
	case added:
		return d.look.Good
	}
	return d.look.Warn
}

func (d *diffPage) paint(s lipgloss.Style, text string) string {
	if d.styled {
		return s.Render(text)
	}
	return text
}

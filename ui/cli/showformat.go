package cli

import (
	"io"

	"reader/ui/once"
)

// showFormats are the values of --format of show.
func showFormats() []string { return []string{"markdown", "md", "styled", "text", "html", "json"} }

// print prints all articles in a format; "" is the one that suits stdout.
func (s *shown) print(w io.Writer, format string) error {
	var page func(once.Entry) string
	rule := "\n---\n\n"
	styled := false
	switch format {
	case "json":
		return s.printAll(once.NewPrinter(once.JSON, w, once.Options{HTML: true}), s.aboutAll())
	case "html":
		about := s.aboutAll()
		if len(s.entries) == 1 {
			about.Title = s.entries[0].Title
		}
		return s.printAll(once.NewPagePrinter(w, once.Options{Location: s.Location}), about)
	case "text": // plain, unless someone insists
		styled = s.styled() && (s.flags.color.value == "always" || !isTerminal(s.stdout))
	case "styled": // whatever stdout is: for less -R
		styled = s.flags.color.value != "never"
	case "":
		styled = isTerminal(s.stdout) && s.styled()
	}
	switch {
	case format == "markdown", format == "md", format == "" && !isTerminal(s.stdout):
		page = s.markdownPage
	default:
		page, rule = s.textPage(styled)
	}
	if styled {
		w = s.colours(w)
	}
	for i, e := range s.entries {
		text := page(e)
		if i > 0 {
			text = rule + text
		}
		if _, err := io.WriteString(w, text); err != nil {
			return err
		}
	}
	return nil
}

// printAll prints the articles by a printer of documents.
func (s *shown) printAll(p once.Printer, about once.About) error {
	_, err := once.Print(p, about, func(yield func(once.Entry, error) bool) {
		for _, e := range s.entries {
			if !yield(e, nil) {
				return
			}
		}
	})
	return err
}

// aboutAll describes the only file that all articles are of, if it is so.
func (s *shown) aboutAll() once.About {
	if s.session == nil && oneSource(s.entries) {
		return s.about
	}
	return once.About{}
}

func oneSource(entries []once.Entry) bool {
	for _, e := range entries {
		if e.SourceURL != entries[0].SourceURL {
			return false
		}
	}
	return true
}

package cli

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"reader/feed"
	"reader/store"
	"reader/ui/cells"
)

const aboutSources = `Print the configured sources with what the cache knows of them: unread and all
articles, when each was checked and is checked next, and what went wrong.
Nothing is fetched. reader doctor says more.

With --format json it is {"sources": [...]} with, for each: name, url, kind,
tags, articles, unread, starred, checked, next_check, rule, error, moved_to.`

// sourcesCommand is `reader sources`.
func (a *app) sourcesCommand() *cobra.Command {
	format := choice{"text", []string{"text", "json"}}
	c := &cobra.Command{
		Use:     "sources",
		Short:   "Print the configured sources",
		Long:    aboutSources,
		Example: "reader sources\nreader sources --format json | jq -r '.sources[].url'",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return a.listSources(c.Context(), format.value)
		},
	}
	c.Flags().Var(&format, "format", "as text or json")
	_ = c.RegisterFlagCompletionFunc("format", format.complete)
	return c
}

// A sourceLine is a source as it is listed, also as it stands in the JSON.
type sourceLine struct {
	Name      string     `json:"name"`
	URL       string     `json:"url"`
	Kind      feed.Kind  `json:"kind"` // what it was found to be, else as configured
	Tags      []string   `json:"tags"`
	Articles  int        `json:"articles"`
	Unread    int        `json:"unread"`
	Starred   int        `json:"starred"`
	Checked   *time.Time `json:"checked"`    // null before the first check
	NextCheck *time.Time `json:"next_check"` // null: at once
	Rule      string     `json:"rule"`       // which decided next_check
	Error     string     `json:"error"`      // of the last check, "" when it went well
	MovedTo   string     `json:"moved_to"`   // its new address, "" when it is where it was

	word string // what names it on a command line
}

func (a *app) listSources(ctx context.Context, format string) error {
	s, err := a.settings()
	if err != nil {
		return err
	}
	ses, err := a.openSession(ctx, s)
	if err != nil {
		return err
	}
	defer ses.close()
	counts, err := ses.store.Counts(ctx, store.LocalUser)
	if err != nil {
		return fail(fmt.Errorf("count articles: %w", err))
	}
	list := []sourceLine{}
	for _, src := range s.sources {
		st, err := ses.store.State(ctx, src.URL)
		if err != nil {
			return fail(fmt.Errorf("read state of source: %w", err))
		}
		n := counts[src.URL]
		line := sourceLine{
			Name: oneLine(checkName(feed.Check{Source: src, State: st})), URL: oneLine(withoutUser(src.URL)),
			Kind: cmp.Or(st.Kind, kindOf(src)), Tags: append([]string{}, src.Tags...),
			Articles: n.Total, Unread: n.Unread, Starred: n.Starred,
			Checked: timeOrNil(st.CheckedAt), NextCheck: timeOrNil(st.DueAt), Rule: st.DueRule, Error: oneLine(st.Error),
			MovedTo: oneLine(withoutUser(st.Moved())), word: commandWord(src),
		}
		list = append(list, line)
	}
	out := bufio.NewWriterSize(a.stdout, 64<<10)
	if format == "json" {
		err = writeJSON(out, struct {
			Sources []sourceLine `json:"sources"`
		}{list})
	} else {
		err = a.printSources(out, list)
	}
	if err = errors.Join(err, out.Flush()); err != nil {
		return printError(ctx, err)
	}
	return nil
}

// printSources writes aligned columns. In a pipe nothing is cut.
func (a *app) printSources(out *bufio.Writer, list []sourceLine) error {
	width := a.terminalWidth()
	const most = 32
	names := 0
	for _, l := range list {
		names = max(names, min(cells.Width(l.Name), most))
	}
	for _, l := range list {
		name := l.Name
		if width > 0 {
			name = cells.Cut(name, most)
		}
		name += strings.Repeat(" ", max(0, names-cells.Width(name)))
		text := fmt.Sprintf("%s  %-9s  %6s  ", name, l.Kind, fmt.Sprintf("%d/%d", l.Unread, l.Articles))
		switch {
		case l.Error != "":
			text += "failed: " + l.Error
		case l.Checked == nil:
			text += "not checked yet"
		default:
			text += "checked " + a.clock(*l.Checked)
			if l.NextCheck != nil {
				text += ", next " + a.clock(*l.NextCheck) + " by " + l.Rule
			}
		}
		if l.MovedTo != "" {
			text += ", moved to " + l.MovedTo + " (reader move " + l.word + ")"
		}
		if len(l.Tags) > 0 {
			text += "  [" + strings.Join(l.Tags, ", ") + "]"
		}
		text = cells.Gate(text)
		if width > 0 {
			text = cells.Cut(text, width)
		}
		if _, err := out.WriteString(text + "\n"); err != nil {
			return err
		}
	}
	return nil
}

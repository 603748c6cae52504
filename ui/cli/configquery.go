package cli

import (
	"errors"
	"fmt"
	"strconv"
	"time"

	"reader/feed"
	"reader/store"
	"reader/store/query"
)

// checkQuery refuses a text that is no query, in one line.
func checkQuery(text string) error {
	_, err := query.Parse(text, query.Options{Now: time.Unix(0, 0)}) // what it says of time counts from when it is used
	var wrong *query.Error
	if !errors.As(err, &wrong) {
		return err
	}
	what := wrong.What
	if part := wrong.Text[wrong.Start:wrong.End]; part != "" {
		what += " at " + strconv.Quote(clip(part))
	}
	what += fmt.Sprintf(" (character %d of the query)", 1+len([]rune(wrong.Text[:wrong.Start])))
	if wrong.Advice != "" {
		what += "; " + wrong.Advice
	}
	return errors.New(what)
}

// ignored is the condition that articles of a source must not meet to be kept,
// nil if there is none. What it says of time counts from now.
func (s settings) ignored(src feed.Source, now time.Time, zone *time.Location) (store.Expr, error) {
	var all store.Or
	for _, text := range []string{s.ignore, src.Ignore} {
		e, err := query.Parse(text, query.Options{Now: now, Location: zone})
		if err != nil {
			return nil, err // not of a configuration that was loaded
		}
		if e != nil {
			all = append(all, e)
		}
	}
	switch len(all) {
	case 0:
		return nil, nil
	case 1:
		return all[0], nil
	}
	return all, nil
}

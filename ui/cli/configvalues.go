package cli

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"reader/feed"
)

// A themeName is checked when the own themes are known: see readThemes.
type themeName struct{ name string }

func (t *themeName) UnmarshalText(b []byte) error {
	t.name = string(b)
	return nil
}

type kindName struct{ kind feed.Kind }

func (k *kindName) UnmarshalText(b []byte) error {
	var err error
	if k.kind, err = feed.ParseKind(string(b)); err != nil {
		near := didYouMean(string(b), []string{"auto", "wordpress", "rss", "atom", "json"}, strconv.Quote)
		return wrongValue(string(b), "auto, wordpress, rss, atom or json", near)
	}
	return nil
}

type interval struct{ span time.Duration }

func (i *interval) UnmarshalText(b []byte) error {
	var err error
	i.span, err = parseSpan(string(b))
	if err != nil || i.span < time.Minute {
		return wrongValue(string(b), `a time span of at least "1m", such as "30m", "6h" or "1d"`, "")
	}
	return nil
}

type sourceURL struct{ url string }

func (s *sourceURL) UnmarshalText(b []byte) error {
	var err error
	if s.url, err = checkSourceURL(string(b)); err != nil {
		return wrongValue(string(b), err.Error(), "")
	}
	return nil
}

// checkSourceURL returns the URL of a source as it is kept.
func checkSourceURL(raw string) (string, error) {
	u, err := url.Parse(raw)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return "", errors.New("an http or https URL")
	}
	return raw, nil
}

func wrongValue(got, want, near string) error {
	text := fmt.Sprintf("%s is not %s", strconv.Quote(clip(got)), want)
	if near != "" {
		text += "; " + near
	}
	return errors.New(text)
}

// A keepBound is how long articles are kept: a string, or a bare number.
type keepBound struct {
	bound feed.Keep
	set   bool // also by "all", which is the bound of what is not set
}

func (k *keepBound) UnmarshalText(b []byte) error {
	var err error
	k.set = true
	if k.bound, err = feed.ParseKeep(strings.ReplaceAll(string(b), "_", "")); err != nil { // 1_000 is a number in TOML
		return wrongValue(string(b), strings.TrimPrefix(err.Error(), "want "), "")
	}
	return nil
}

// A queryText is a query that can be read.
type queryText struct{ text string }

func (q *queryText) UnmarshalText(b []byte) error {
	q.text = string(b)
	return checkQuery(q.text)
}

type sortName struct{ name string }

func (s *sortName) UnmarshalText(b []byte) error {
	if s.name = string(b); !slices.Contains(orders(), s.name) {
		return wrongValue(s.name, orList(orders()), didYouMean(s.name, orders(), strconv.Quote))
	}
	return nil
}

package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"reader/feed"
	"reader/feed/clean"
	"reader/feed/fetch"
	"reader/feed/page"
	"reader/store"
	"reader/ui/once"
)

// pageLoader gets the full texts of articles and keeps them.
type pageLoader struct {
	session *session
	client  *fetch.Client // of the session
	sources []feed.Source // as configured: the store keeps no secrets
}

func (s *session) pageLoader(sources []feed.Source) *pageLoader {
	return &pageLoader{session: s, client: s.client(), sources: sources}
}

// load returns the page of an article, and gets it unless one is kept already.
// That it could not be kept (a full disk, a store that can only be read) is no
// reason not to read it: unkept says why.
func (l *pageLoader) load(ctx context.Context, id int64) (p store.Page, unkept, err error) {
	s := l.session.store
	p, err = s.Page(ctx, id)
	if err == nil && p.Error == "" {
		return p, nil, nil
	}
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return store.Page{}, nil, fmt.Errorf("read page: %w", err)
	}
	h, err := s.Headline(ctx, store.LocalUser, id)
	if err != nil {
		return store.Page{}, nil, fmt.Errorf("read article: %w", err)
	}
	art, err := s.Article(ctx, id)
	if err != nil {
		return store.Page{}, nil, fmt.Errorf("read article: %w", err)
	}
	src, err := l.source(ctx, h.SourceURL)
	if err != nil {
		return store.Page{}, nil, err
	}
	p, err = l.get(ctx, src, art)
	if ctx.Err() != nil {
		return store.Page{}, nil, ctx.Err()
	}
	unkept = s.PutPage(ctx, id, p)
	if err != nil {
		return store.Page{}, nil, err // the next try says the same again
	}
	if unkept == nil {
		_, _ = s.Index(ctx, window) // what then still waits is indexed next time
	}
	return p, unkept, nil
}

// loadPage is load for a program that reads the store again.
func (l *pageLoader) loadPage(ctx context.Context, id int64) error {
	_, unkept, err := l.load(ctx, id)
	if err == nil && unkept != nil {
		err = fmt.Errorf("keep page: %w", unkept)
	}
	return err
}

// get gets the page of an article: of a mirrored one the original, or else what
// the mirror has. The page that it returns with an error says so.
func (l *pageLoader) get(ctx context.Context, src feed.Source, art feed.Article) (store.Page, error) {
	kept := store.Page{URL: art.URL, FetchedAt: l.session.app.Now().UTC()}
	got, err := l.first(ctx, src, art)
	if err != nil {
		kept.Error = clean.Line(err.Error())
		return kept, err
	}
	kept.URL, kept.HTML, kept.Text = got.URL, got.HTML, got.Text
	return kept, nil
}

func (l *pageLoader) first(ctx context.Context, src feed.Source, art feed.Article) (page.Page, error) {
	var first error
	for _, u := range []string{art.URL, art.Via} {
		if !isWeb(u) {
			continue
		}
		r := page.Request{URL: u, Source: src, Have: art.Text}
		if src.User != "" && len(src.PasswordCmd) > 0 {
			var err error
			if r.Password, err = l.session.passwords.Of(ctx, src); err != nil {
				return page.Page{}, fmt.Errorf("get password: %w", err)
			}
		}
		got, err := page.Get(ctx, l.client, r)
		if err == nil {
			return got, nil
		}
		if first == nil {
			first = err
		}
	}
	if first == nil {
		return page.Page{}, errors.New("the article has no address on the web")
	}
	return page.Page{}, first
}

// source is the source with a URL: as configured, or else as the store knows it.
func (l *pageLoader) source(ctx context.Context, sourceURL string) (feed.Source, error) {
	for _, src := range slices.Concat(l.sources, l.session.sources()) {
		if src.URL == sourceURL {
			return src, nil
		}
	}
	infos, err := l.session.store.ListSources(ctx)
	if err != nil {
		return feed.Source{}, fmt.Errorf("find source: %w", err)
	}
	for _, i := range infos {
		if i.Source.URL == sourceURL {
			return i.Source, nil
		}
	}
	return feed.Source{}, fmt.Errorf("find source %s: %w", strconv.Quote(clip(fetch.Redact(sourceURL))), store.ErrNotFound)
}

func isWeb(s string) bool {
	lower := strings.ToLower(s)
	return strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://")
}

// withFullText puts the full text into an entry of the store. Where there is
// none it says why, and the text stays that of the source.
func (s *shown) withFullText(ctx context.Context, e once.Entry) (once.Entry, error) {
	p, unkept, err := s.fullText(ctx, e.ID)
	switch {
	case ctx.Err() != nil:
		return e, ctx.Err()
	case err != nil:
		complain(s.stderr, fmt.Errorf("no full text of article %d: %w", e.ID, err))
		s.failed = true
		return e, nil
	case unkept != nil:
		say(s.stderr, "the full text is not kept: "+unkept.Error())
	}
	if e.Article.HTML != p.HTML {
		e.Article.HTML, e.Article.Text = p.HTML, p.Text
		e.Markdown = clean.Converter{}.Markdown(e.Article)
	}
	return e, nil
}

// fullText returns the page of an article; offline only one that is kept.
func (s *shown) fullText(ctx context.Context, id int64) (p store.Page, unkept, err error) {
	if !s.flags.offline {
		return s.loader.load(ctx, id)
	}
	p, err = s.session.store.Page(ctx, id)
	switch {
	case errors.Is(err, store.ErrNotFound):
		err = &failure{err: errors.New("it was never fetched"), hint: "leave out --offline to fetch it"}
	case err == nil && p.Error != "":
		err = &failure{err: errors.New(p.Error), hint: "leave out --offline to try again"}
	}
	return p, nil, err
}

// addPage adds an article that no source brought: it is fetched, and not kept.
func (s *shown) addPage(ctx context.Context, url string) error {
	got, err := page.Get(ctx, s.loader.client, page.Request{URL: url})
	if err != nil {
		return err
	}
	art := feed.Article{URL: got.URL, GUID: got.URL, Title: got.Title, HTML: got.HTML, Text: got.Text, Language: got.Language}
	now := s.Now()
	s.entries = append(s.entries, once.Entry{
		Headline: store.Headline{Source: hostOf(art.URL), Title: art.Title, GUID: art.GUID, URL: art.URL, SortTime: now},
		Article:  art, Markdown: clean.Converter{}.Markdown(art),
	})
	return nil
}

// asPublished puts what the source gave into an entry whose page is kept: that
// is what its earlier texts compare with.
func (s *shown) asPublished(ctx context.Context, e once.Entry) (once.Entry, error) {
	art, err := s.session.store.Article(ctx, e.ID)
	if err == nil && art.HTML != e.Article.HTML {
		e.Article = art
		e.Markdown = clean.Converter{}.Markdown(art)
	}
	return e, err
}

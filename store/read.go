package store

import (
	"context"

	"reader/feed"
)

// A Converter makes Markdown of an article. Version grows whenever it would
// make another Markdown of the same article, so that kept ones are made anew.
type Converter interface {
	Version() int
	Markdown(a feed.Article) string
}

// A Library is what Read needs of a store.
type Library interface {
	Articles
	Pages
}

// Read returns an article and its Markdown, made now if it was not kept. Where
// the full text of its page is kept, that is what is read. That the Markdown
// could not be kept (a full disk, a store that can only be read) is no reason
// not to read it.
func Read(ctx context.Context, s Library, c Converter, id int64) (feed.Article, string, error) {
	a, err := s.Article(ctx, id)
	if err != nil {
		return feed.Article{}, "", err
	}
	if p, err := s.Page(ctx, id); err == nil && p.Error == "" {
		a.HTML, a.Text = p.HTML, p.Text
	}
	if md, ok, err := s.Markdown(ctx, id, c.Version()); err == nil && ok {
		return a, md, nil
	}
	md := c.Markdown(a)
	_ = s.PutMarkdown(ctx, id, c.Version(), md)
	return a, md, nil
}

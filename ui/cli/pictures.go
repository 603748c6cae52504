package cli

import (
	"context"
	"errors"
	"fmt"
	"net/url"

	"reader/feed"
	"reader/feed/fetch"
	"reader/store"
	"reader/ui/picture"
)

// acceptPictures asks for what package picture can show.
const acceptPictures = "image/webp, image/png, image/jpeg, image/gif;q=0.8, image/*;q=0.1"

// loadPicture gets a picture of an article. The rules of the article's source
// hold for it: whether private addresses are reached, and its secrets, which no
// other host sees. What goes wrong is said in few words, because it is shown in
// the picture's place.
func (l *pageLoader) loadPicture(ctx context.Context, id int64, address string) ([]byte, error) {
	u, err := url.Parse(address)
	if err != nil || !isWeb(address) {
		return nil, errors.New("it has no address on the web")
	}
	u.User = nil // whoever wrote the article has no passwords that are ours to send
	h, err := l.session.store.Headline(ctx, store.LocalUser, id)
	if err != nil {
		return nil, fmt.Errorf("read article: %w", err)
	}
	src, err := l.source(ctx, h.SourceURL)
	if err != nil {
		return nil, err
	}
	secrets, err := l.secrets(ctx, src, u)
	if err != nil {
		return nil, err
	}
	res, err := l.client.Get(ctx, fetch.Request{
		URL: u.String(), Typed: src.URL, AllowPrivate: src.AllowPrivate,
		Accept: acceptPictures, MaxBytes: picture.MaxBytes, Secrets: secrets,
	})
	if err != nil {
		return nil, pictureError(err)
	}
	return res.Body, nil
}

// secrets are those of a source, where its own host is asked: only then is a
// password worth running a command for.
func (l *pageLoader) secrets(ctx context.Context, src feed.Source, u *url.URL) (fetch.Secrets, error) {
	own, err := url.Parse(src.URL)
	if err != nil || own.Hostname() != u.Hostname() {
		return fetch.Secrets{}, nil
	}
	s := fetch.Secrets{Headers: src.Headers, User: src.User}
	if src.User != "" && len(src.PasswordCmd) > 0 {
		if s.Password, err = l.session.passwords.Of(ctx, src); err != nil {
			return fetch.Secrets{}, fmt.Errorf("get password: %w", err)
		}
	}
	return s, nil
}

// pictureError says what went wrong without the address, which stands in the list
// of links.
func pictureError(err error) error {
	var (
		status  *fetch.StatusError
		large   *fetch.TooLargeError
		blocked *fetch.BlockedAddressError
		network *fetch.NetworkError
	)
	switch {
	case errors.As(err, &status):
		return fmt.Errorf("%s answered %d", hostOf(status.URL), status.Status)
	case errors.As(err, &large):
		return fmt.Errorf("it has more than %d MiB", picture.MaxBytes>>20)
	case errors.As(err, &blocked):
		return fmt.Errorf("%s is at a %s address", hostOf(blocked.URL), blocked.Network)
	case errors.As(err, &network):
		switch network.Reason {
		case fetch.NoHost:
			return fmt.Errorf("there is no host %s", hostOf(network.URL))
		case fetch.Truncated:
			return errors.New("it came only in part")
		case fetch.Timeout:
			return fmt.Errorf("%s took too long", hostOf(network.URL))
		}
		return fmt.Errorf("%s cannot be reached", hostOf(network.URL))
	}
	return err
}

package refresh

import (
	"context"
	"errors"
	"net/http"

	"reader/feed"
	"reader/feed/fetch"
	"reader/feed/parse"
)

// A PasswordError is a password that could not be had, so that the source was
// not asked.
type PasswordError struct {
	URL string
	Err error
}

func (e *PasswordError) Error() string { return e.URL + " was not asked: " + e.Err.Error() }

// Hint says what to do.
func (e *PasswordError) Hint() string {
	return "run password_cmd of the source in a shell to see what is wrong; its first line must be the password"
}

func (e *PasswordError) Unwrap() error { return e.Err }

// read reads the source with what opens it, by its other way in where there is
// a wall before the one.
func (v *visit) read(ctx context.Context) (*reading, error) {
	v.secrets = fetch.Secrets{Headers: v.source.Headers, User: v.source.User}
	if v.source.User != "" && len(v.source.PasswordCmd) > 0 && v.password != nil {
		var err error
		if v.secrets.Password, err = v.password(ctx, v.source); err != nil {
			return nil, &PasswordError{URL: fetch.Redact(v.source.URL), Err: err}
		}
	}
	got, err := v.run(ctx)
	if err == nil {
		v.withoutREST(got)
		return got, nil
	}
	if ctx.Err() != nil {
		return got, err
	}
	if status := quiet(got, err); status != 0 {
		return v.nothingNew(got, status), nil
	}
	if wall := walled(err); wall != nil {
		if other := v.otherWay(ctx, wall); other != nil {
			return other.movedLike(got), nil
		}
	}
	return got, err
}

// withoutREST notes that the API that a person wants was not found, so that the
// feed is not looked for anew at every check, and the API is again in a day.
func (v *visit) withoutREST(got *reading) {
	if v.source.Kind == feed.KindWordPress && got.kind != feed.KindWordPress && got.kind != "" && got.fallbackAt.IsZero() {
		got.fallbackAt = v.now().UTC()
		got.remark("the site does not open its WordPress API; its feed is read instead")
	}
}

// quiet returns the status of an answer that has nothing to read and says so: 204,
// or a 304 that was not asked for (RFC 9110 sections 15.3.5 and 15.4.5). It is 0
// for other answers.
func quiet(got *reading, err error) int {
	var status *fetch.StatusError
	if errors.As(err, &status) && status.Status == http.StatusNotModified {
		return status.Status
	}
	var reason *parse.Error
	if errors.As(err, &reason) && reason.What == parse.Empty && got != nil && got.status == http.StatusNoContent {
		return got.status
	}
	return 0
}

// nothingNew makes the reading of a quiet answer: what was known stays.
func (v *visit) nothingNew(seen *reading, status int) *reading {
	s := v.state
	got := &reading{
		kind: s.Kind, endpoint: s.Endpoint, notModified: true, etag: s.ETag, lastModified: s.LastModified,
		cursor: s.Cursor, fallbackAt: s.FallbackAt, status: status,
	}
	if seen != nil {
		got.freshness, got.retryAfter = seen.freshness, seen.retryAfter
	}
	if s.Endpoint == "" {
		got.endpoint = bare(v.source.URL) // without a kind, so that it is looked at again
		got.remark("the server says that there is nothing new, and reader has nothing of it yet")
	}
	return got.movedLike(seen)
}

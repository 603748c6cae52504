package sqlite

import (
	"context"
	"database/sql"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"reader/feed"
	"reader/store"
)

const sourceConfig = `url, name, kind, tags, interval, allow_private`

func scanSource(r *sql.Rows, src *feed.Source, more ...any) error {
	var tags string
	var interval int64
	dest := append([]any{&src.URL, &src.Name, &src.Kind, &tags, &interval, &src.AllowPrivate}, more...)
	err := r.Scan(dest...)
	if err != nil {
		return err
	}
	src.Interval = time.Duration(interval) * time.Millisecond
	src.Tags, err = fromList[string](tags)
	return err
}

// Subscribe makes the given sources the subscribed ones. Nothing is written when
// they are already; of two with the same URL the first counts.
func (s *Store) Subscribe(ctx context.Context, sources []feed.Source) error {
	seen := make(map[string]bool, len(sources))
	var wanted []feed.Source
	for _, src := range sources {
		if !seen[src.URL] {
			seen[src.URL] = true
			wanted = append(wanted, src)
		}
	}
	var have []feed.Source
	err := s.view.rows(ctx, `SELECT `+sourceConfig+` FROM sources WHERE subscribed = 1 ORDER BY position`, nil,
		func(r *sql.Rows) error {
			var src feed.Source
			err := scanSource(r, &src)
			have = append(have, src)
			return err
		})
	if err != nil {
		return s.fail("read sources", err)
	}
	if slices.EqualFunc(have, wanted, sameConfig) {
		return nil
	}
	err = s.write.do(ctx, normal, func(t *tx) error {
		if err := t.exec(`UPDATE sources SET subscribed = 0 WHERE subscribed = 1`); err != nil {
			return err
		}
		for i, src := range wanted {
			if err := putSource(t, src, i+1, true); err != nil {
				return err
			}
		}
		return nil
	})
	return s.fail("subscribe sources", err)
}

func sameConfig(a, b feed.Source) bool {
	return a.URL == b.URL && a.Name == b.Name && a.Kind == b.Kind && slices.Equal(a.Tags, b.Tags) &&
		a.Interval.Milliseconds() == b.Interval.Milliseconds() && a.AllowPrivate == b.AllowPrivate
}

// putSource writes how a source is configured, and leaves its state.
func putSource(t *tx, src feed.Source, position int, subscribed bool) error {
	return t.exec(`INSERT INTO sources (`+sourceConfig+`, position, subscribed, label)
		VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, iif(?2 <> '', ?2, ?9))
		ON CONFLICT (url) DO UPDATE SET name = ?2, kind = ?3, tags = ?4, interval = ?5, allow_private = ?6,
			position = ?7, subscribed = ?8,
			label = iif(?2 <> '', ?2, iif(title <> '', title, ?9))`,
		src.URL, src.Name, string(src.Kind), list(src.Tags), src.Interval.Milliseconds(), src.AllowPrivate,
		position, subscribed, hostOf(src.URL))
}

// hostOf names a source by its address alone: the host, or the last part of a
// file's path.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err == nil && u.Host != "" {
		return u.Hostname()
	}
	if base := path.Base(strings.ReplaceAll(address, `\`, "/")); base != "." && base != "/" {
		return base
	}
	return address
}

const stateColumns = `state_kind, endpoint, etag, last_modified, cursor, title, home_page, description, language,
	moved_to, moves, checked_at, changed_at, due_at, due_rule, retry_at, fresh_until, fallback_at, status, failures, error`

// A stateRow scans the columns of a feed.State.
type stateRow struct {
	state                           feed.State
	cursor, checked, changed, dueAt sql.NullInt64
	retryAt, freshUntil, fallbackAt sql.NullInt64
}

func (r *stateRow) dest() []any {
	st := &r.state
	return []any{
		&st.Kind, &st.Endpoint, &st.ETag, &st.LastModified, &r.cursor, &st.Title, &st.HomePage, &st.Description,
		&st.Language, &st.MovedTo, &st.Moves, &r.checked, &r.changed, &r.dueAt, &st.DueRule,
		&r.retryAt, &r.freshUntil, &r.fallbackAt, &st.Status, &st.Failures, &st.Error,
	}
}

func (r *stateRow) get() feed.State {
	st := r.state
	st.Cursor, st.CheckedAt, st.ChangedAt = fromMillis(r.cursor), fromMillis(r.checked), fromMillis(r.changed)
	st.DueAt, st.RetryAt = fromMillis(r.dueAt), fromMillis(r.retryAt)
	st.FreshUntil, st.FallbackAt = fromMillis(r.freshUntil), fromMillis(r.fallbackAt)
	return st
}

// putState writes the state of a source, and the name it is shown by: a document
// may have a new title.
func putState(t *tx, sourceID int64, address string, st feed.State) error {
	return t.exec(`UPDATE sources SET (`+stateColumns+`) =
			(?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22),
			label = iif(name <> '', name, iif(?7 <> '', ?7, ?23))
		WHERE id = ?1`,
		sourceID, string(st.Kind), st.Endpoint, st.ETag, st.LastModified, millis(st.Cursor), st.Title, st.HomePage,
		st.Description, st.Language, st.MovedTo, st.Moves, millis(st.CheckedAt), millis(st.ChangedAt), millis(st.DueAt),
		st.DueRule, millis(st.RetryAt), millis(st.FreshUntil), millis(st.FallbackAt), st.Status, st.Failures, st.Error, hostOf(address))
}

// ListSources returns the subscribed sources in order, then the others in the
// order in which they were first saved.
func (s *Store) ListSources(ctx context.Context) ([]store.SourceInfo, error) {
	var all []store.SourceInfo
	err := s.view.rows(ctx, `SELECT `+sourceConfig+`, label, subscribed, `+stateColumns+` FROM sources
		ORDER BY subscribed DESC, iif(subscribed, position, id)`, nil,
		func(r *sql.Rows) error {
			var info store.SourceInfo
			var label string
			var st stateRow
			if err := scanSource(r, &info.Source, append([]any{&label, &info.Subscribed}, st.dest()...)...); err != nil {
				return err
			}
			info.Source.Name = label
			info.State = st.get()
			all = append(all, info)
			return nil
		})
	return all, s.fail("list sources", err)
}

// State returns the state of a source; the zero State if it is not known.
func (s *Store) State(ctx context.Context, sourceURL string) (feed.State, error) {
	var st stateRow
	_, err := one(ctx, s.view, `SELECT `+stateColumns+` FROM sources WHERE url = ?`, []any{sourceURL}, st.dest()...)
	if err != nil {
		return feed.State{}, s.fail("read source", err)
	}
	return st.get(), nil
}

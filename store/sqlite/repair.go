package sqlite

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	lib "modernc.org/sqlite/lib"

	"reader/store"
)

// repairChunk is how many articles become searchable between two words of
// progress.
const repairChunk = 2000

// Repair makes anew what follows from something else, removes what belongs to
// nothing and makes the file as small as may be. It gathers no statistics for the
// query planner: the queries say their order themselves, and must be equally
// quick for everyone.
func (s *Store) Repair(ctx context.Context, progress func(step string)) (store.Repaired, error) {
	if progress == nil {
		progress = func(string) {}
	}
	r := store.Repaired{Before: s.size()}
	progress("checking what belongs together")
	err := s.write.do(ctx, full, func(t *tx) (err error) {
		if err := t.exec(`REINDEX`); err != nil {
			return err
		}
		if err := adopt(t); err != nil {
			return err
		}
		if r.Orphans, err = dropOrphans(t); err != nil {
			return err
		}
		if r.Counters, err = recount(t); err != nil {
			return err
		}
		return emptyIndex(t)
	})
	if err != nil {
		return r, s.fail("repair store", err)
	}
	if r.Indexed, err = s.indexAll(ctx, progress); err != nil {
		return r, s.fail("index articles", err)
	}
	if s.path != "" {
		progress("making the file smaller")
		if r.Bulky, err = s.compact(ctx); err != nil {
			return r, s.fail("make store smaller", err)
		}
	}
	r.After = s.size()
	return r, nil
}

// adopt gives articles whose source is gone another one, so that they can be
// read and forgotten, and marks a user: the first one of a store is the local one.
func adopt(t *tx) error {
	err := t.exec(`INSERT INTO sources (id, url, name, label, kind, tags, interval, allow_private, position, subscribed)
		SELECT DISTINCT source_id, 'lost:' || source_id, '', 'lost ' || source_id, 'auto', '', 0, 0, 0, 0
		FROM articles WHERE source_id NOT IN (SELECT id FROM sources)`)
	if err != nil {
		return err
	}
	return t.exec(`INSERT OR IGNORE INTO users (id, name)
		SELECT DISTINCT user_id, iif(user_id = 1, ?1, 'lost ' || user_id) FROM marks
		WHERE user_id NOT IN (SELECT id FROM users)`, store.LocalUser)
}

// dropOrphans deletes rows that belong to nothing, and returns how many.
func dropOrphans(t *tx) (dropped int, err error) {
	for _, q := range []string{
		`DELETE FROM marks WHERE user_id NOT IN (SELECT id FROM users) OR article_id NOT IN (SELECT id FROM articles)`,
		`DELETE FROM bodies WHERE article_id NOT IN (SELECT id FROM articles)`,
		`DELETE FROM markdown WHERE article_id NOT IN (SELECT id FROM articles)`,
		`DELETE FROM pages WHERE article_id NOT IN (SELECT id FROM articles)`,
		`DELETE FROM revisions WHERE article_id NOT IN (SELECT id FROM articles)`,
		`DELETE FROM waiting WHERE place NOT IN (SELECT place FROM articles)`,
		`DELETE FROM notes WHERE user_id NOT IN (SELECT id FROM users) OR article_id NOT IN (SELECT id FROM articles)`,
		`DELETE FROM readings WHERE user_id NOT IN (SELECT id FROM users) OR article_id NOT IN (SELECT id FROM articles)`,
		`DELETE FROM steps WHERE user_id NOT IN (SELECT id FROM users)`,
		`DELETE FROM bookmarks WHERE user_id NOT IN (SELECT id FROM users)`,
		`DELETE FROM dropped WHERE source_id NOT IN (SELECT id FROM sources)`,
	} {
		n, err := t.change(q)
		if err != nil {
			return 0, err
		}
		dropped += int(n)
	}
	return dropped, nil
}

// recount compares what is kept of articles and marks beside them with what
// there is, makes it right, and returns how much was wrong.
func recount(t *tx) (wrong int, err error) {
	for _, table := range []string{"marks", "notes"} {
		n, err := t.change(`UPDATE ` + table + ` SET place = a.place FROM articles a WHERE a.id = article_id AND a.place <> ` + table + `.place`)
		if err != nil {
			return 0, err
		}
		wrong += int(n)
	}
	for _, c := range []struct{ table, counted, is, what string }{
		{
			"source_totals", "articles", "(source_id, articles)",
			`SELECT source_id, count(*) FROM articles GROUP BY 1`,
		},
		{
			"span_totals", "articles", "(span, articles)",
			`SELECT place >> 46, count(*) FROM articles GROUP BY 1`,
		},
		{
			"source_marks", "read + starred", "(user_id, source_id, read, starred)",
			`SELECT m.user_id, a.source_id, sum(m.read), sum(m.starred) FROM marks m JOIN articles a ON a.id = m.article_id GROUP BY 1, 2`,
		},
		{
			"span_marks", "read", "(user_id, span, read)",
			`SELECT user_id, place >> 46, sum(read) FROM marks GROUP BY 1, 2`,
		},
		{
			"edited", "1", "place",
			`SELECT DISTINCT a.place FROM revisions r JOIN articles a ON a.id = r.article_id`,
		},
	} {
		gone, err := t.change(`DELETE FROM ` + c.table + ` WHERE ` + c.counted + ` <> 0 AND ` + c.is + ` NOT IN (` + c.what + `)`)
		if err != nil {
			return 0, err
		}
		added, err := t.change(`INSERT OR REPLACE INTO ` + c.table + ` SELECT * FROM (` + c.what + `) EXCEPT SELECT * FROM ` + c.table)
		if err != nil {
			return 0, err
		}
		wrong += int(max(gone, added))
	}
	return wrong, nil
}

// emptyIndex lets all articles wait to be made searchable anew. The index keeps
// no text, so that it cannot be rebuilt from itself.
func emptyIndex(t *tx) error {
	if err := t.exec(`INSERT INTO search (search) VALUES ('delete-all')`); err != nil {
		return err
	}
	return t.exec(`INSERT OR IGNORE INTO waiting (place) SELECT place FROM articles`)
}

// indexAll makes what waits searchable.
func (s *Store) indexAll(ctx context.Context, progress func(string)) (indexed int, err error) {
	pending, err := s.Index(ctx, 0)
	for all := pending; err == nil && pending > 0; {
		progress(fmt.Sprintf("making articles searchable: %d of %d", all-pending, all))
		before := pending
		pending, err = s.Index(ctx, repairChunk)
		if pending >= before && err == nil {
			break // others save as fast
		}
		indexed += before - pending
	}
	return indexed, err
}

// compact merges the log into the file and writes the file anew without what is
// free in it. bulky says why that was not possible.
func (s *Store) compact(ctx context.Context) (bulky string, err error) {
	if err := s.write.acquire(ctx); err != nil {
		return "", err
	}
	defer s.write.release()
	checkpoint := func() error {
		_, err := s.write.conn.ExecContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`)
		if isBusy(err) {
			return nil // somebody reads; it is merged later
		}
		return err
	}
	if err := checkpoint(); err != nil {
		return "", err
	}
	// The new file is written beside the old one, and then through the log.
	if need, free := 2*s.size(), freeSpace(filepath.Dir(s.path)); free >= 0 && free < need {
		return fmt.Sprintf("that needs %d MiB on the disk, and %d MiB are free", need>>20+1, free>>20), nil
	}
	if err := s.write.pragma(ctx, "temp_store", "file"); err != nil {
		return "", err
	}
	err = patiently(ctx, func() error {
		_, err := s.write.conn.ExecContext(ctx, `VACUUM`)
		return err
	})
	if resultCode(err)&0xff == lib.SQLITE_FULL {
		bulky, err = "no space was left on the disk", nil
	}
	steady := context.WithoutCancel(ctx)
	err = errors.Join(err, s.write.pragma(steady, "temp_store", "memory"))
	if err != nil || bulky != "" {
		return bulky, err
	}
	return "", checkpoint()
}

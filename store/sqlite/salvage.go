package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"reader/store"
)

var errInUse = errors.New("another program has it open")

// Salvage makes a new store of what can be read of a damaged one, which is moved
// aside as it is. Nothing is changed before all is read. What is searched is to
// be made anew, by Repair or Index.
func Salvage(ctx context.Context, path string, o Options, progress func(step string)) (store.Salvaged, error) {
	if progress == nil {
		progress = func(string) {}
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return store.Salvaged{}, fmt.Errorf("salvage store: %w", err)
	}
	s := newStore(path, o)
	var saved store.Salvaged
	if used, _ := inUse(path); used {
		err = &failure{op: "salvage store", path: path, err: errInUse, hint: "end it, then try again"}
	} else {
		saved, err = s.salvage(ctx, progress)
	}
	if err != nil {
		return store.Salvaged{}, s.fail("salvage store", err)
	}
	return saved, nil
}

func (s *Store) salvage(ctx context.Context, progress func(string)) (saved store.Salvaged, err error) {
	// Made here it has the right mode; SQLite takes an empty file.
	f, err := os.CreateTemp(filepath.Dir(s.path), filepath.Base(s.path)+".*.tmp")
	if err != nil {
		return saved, fmt.Errorf("make new file: %w", err)
	}
	made := f.Name()
	defer func() {
		for _, suffix := range []string{"", "-wal", "-shm"} {
			_ = os.Remove(made + suffix) // gone already when all went well
		}
	}()
	if err := f.Close(); err != nil {
		return saved, fmt.Errorf("make new file: %w", err)
	}
	to, err := Open(ctx, made, Options{Now: s.now})
	if err != nil {
		return saved, err
	}
	saved, err = s.rescue(ctx, to, progress)
	if err = errors.Join(err, to.Close()); err != nil {
		return saved, err
	}
	// What was read must be on the disk before it takes the place of anything.
	if err := flush(made); err != nil {
		return saved, err
	}
	saved.Aside, err = s.swap(made)
	return saved, err
}

// rescue copies what can be read, and makes what follows from it.
func (s *Store) rescue(ctx context.Context, to *Store, progress func(string)) (saved store.Salvaged, err error) {
	r := rescuer{path: s.path, to: to, progress: progress}
	// SQLite would delete the log of an empty file.
	if refuseRemains(s.path) == nil {
		if r.from, err = newPool(readDSN(s.path, "mode=ro")); err != nil {
			return saved, err
		}
		err := r.tables(ctx)
		saved.Lost = r.promised(ctx)
		if err := errors.Join(err, r.from.close()); err != nil {
			return saved, err
		}
		if err := r.pages(ctx); err != nil {
			return saved, err
		}
	}
	err = to.write.do(ctx, full, func(t *tx) error {
		if err := adopt(t); err != nil {
			return err
		}
		if _, err := dropOrphans(t); err != nil {
			return err
		}
		if _, err := recount(t); err != nil {
			return err
		}
		// What is lost and still listed is to be taken anew at the next check,
		// which must ask for all.
		if err := t.exec(`UPDATE articles SET digest = x'' WHERE id NOT IN (SELECT article_id FROM bodies)`); err != nil {
			return err
		}
		if err := t.exec(`UPDATE sources SET etag = '', last_modified = '', cursor = NULL, fresh_until = NULL, due_at = NULL`); err != nil {
			return err
		}
		if err := continueIDs(t, min(r.lastID, idMask/2)); err != nil {
			return err
		}
		if err := t.exec(`INSERT OR IGNORE INTO waiting (place) SELECT place FROM articles`); err != nil {
			return err
		}
		// IDs of what is lost are given anew: no job may think it has seen them.
		if err := t.exec(`UPDATE bookmarks SET article_id = min(article_id, (SELECT coalesce(max(id), 0) FROM articles))`); err != nil {
			return err
		}
		_, err := t.row(`SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM bodies), (SELECT count(*) FROM sources),
			(SELECT count(*) FROM marks)`, nil, &saved.Articles, &saved.Bodies, &saved.Sources, &saved.Marks)
		return err
	})
	saved.Lost = max(0, saved.Lost-saved.Articles)
	return saved, err
}

// swap moves the damaged file aside and puts the new one in its place. The log
// goes first: SQLite would play it into whatever file stands beside it.
func (s *Store) swap(made string) (aside string, err error) {
	aside = s.path + ".corrupt-" + s.now().UTC().Format("20060102T150405")
	for i := 1; sizeOf(aside) > 0; i++ {
		aside = fmt.Sprintf("%s.corrupt-%s-%d", s.path, s.now().UTC().Format("20060102T150405"), i)
	}
	if err := os.Rename(s.path+"-wal", aside+"-wal"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("move damaged file aside: %w", err)
	}
	if err := os.Remove(s.path + "-shm"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("move damaged file aside: %w", err)
	}
	// A second name first, so that there is a file at the path at every moment:
	// one that is missing would be begun anew. Some file systems have no links.
	if err := os.Link(s.path, aside); err != nil {
		if err := os.Rename(s.path, aside); err != nil {
			return "", fmt.Errorf("move damaged file aside: %w", err)
		}
	}
	if err := os.Rename(made, s.path); err != nil {
		return "", fmt.Errorf("put new file in place: %w", err)
	}
	return aside, nil
}

// flush brings a file to the disk.
func flush(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// continueIDs lets no ID be given again up to one.
func continueIDs(t *tx, last int64) error {
	n, err := t.change(`UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'articles'`, last)
	if n > 0 || err != nil {
		return err
	}
	return t.exec(`INSERT INTO sqlite_sequence (name, seq) VALUES ('articles', ?)`, last)
}

// promised is how many articles the damaged store says it had; 0 if it cannot.
func (r *rescuer) promised(ctx context.Context) (n int) {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	_, _ = one(ctx, r.from, `SELECT coalesce(sum(articles), 0) FROM source_totals`, nil, &n)
	return n
}

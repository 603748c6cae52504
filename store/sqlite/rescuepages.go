package sqlite

import (
	"context"
	"fmt"
	"os"
	"slices"

	"reader/store/sqlite/pagefile"
)

// pages saves what SQLite could not reach: where a page that leads to others is
// lost, those others still stand in the file. They do not say of what table they
// are; the columns of their rows do.
func (r *rescuer) pages(ctx context.Context) error {
	if len(r.broken) == 0 {
		return nil
	}
	f, err := os.Open(r.path)
	if err != nil {
		return fmt.Errorf("read damaged file: %w", err)
	}
	defer f.Close()
	file := pagefile.New(f, sizeOf(r.path))
	rows := make([][][]any, len(r.broken))
	flush := func(i int) error {
		t := r.broken[i]
		// Rows of one table may have different numbers of columns.
		for len(rows[i]) > 0 {
			n := len(rows[i][0])
			end := slices.IndexFunc(rows[i], func(v []any) bool { return len(v) != n })
			if end < 0 {
				end = len(rows[i])
			}
			t.columns = r.broken[i].columns[:n]
			if err := r.put(ctx, t, rows[i][:end]); err != nil {
				return err
			}
			rows[i] = rows[i][end:]
		}
		return nil
	}
	for number := 1; number <= file.Pages(); number++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		if number%1024 == 1 {
			r.progress(fmt.Sprintf("searching page %d of %d", number, file.Pages()))
		}
		err := file.Rows(number, func(row pagefile.Row) error {
			if last, ok := sequence(row); ok {
				r.lastID = max(r.lastID, last)
				return nil
			}
			i := slices.IndexFunc(r.broken, func(t table) bool { return t.fits(&row) && r.sound(t, row.Values) })
			if i < 0 {
				return nil
			}
			rows[i] = append(rows[i], row.Values)
			if len(rows[i]) < rescueChunk {
				return nil
			}
			return flush(i)
		})
		if err != nil {
			return err
		}
	}
	for i := range rows {
		if err := flush(i); err != nil {
			return err
		}
	}
	return nil
}

// sequence reads the row of sqlite_sequence that has the last ID of an article.
func sequence(row pagefile.Row) (last int64, ok bool) {
	if !row.Table || len(row.Values) != 2 || row.Values[0] != "articles" {
		return 0, false
	}
	last, ok = row.Values[1].(int64)
	return last, ok
}

// fits tells whether a row can be one of the table, and gives it its key.
func (t *table) fits(row *pagefile.Row) bool {
	if row.Table != (t.key != "") || len(row.Values) < t.least || len(row.Values) > len(t.columns) {
		return false
	}
	// An index has rows of numbers too: dropped is not told from a counter.
	if t.name == "dropped" {
		return false
	}
	for i, v := range row.Values {
		if t.columns[i] == t.key {
			if v != nil || row.ID <= 0 || row.ID > idMask {
				return false
			}
			continue
		}
		ok := false
		switch v.(type) {
		case nil:
			ok = !t.must[i]
		case int64:
			ok = t.types[i] == "INTEGER"
		case string:
			ok = t.types[i] == "TEXT"
		case []byte:
			ok = t.types[i] == "BLOB"
		}
		if !ok {
			return false
		}
	}
	if i := slices.Index(t.columns, t.key); i >= 0 {
		row.Values[i] = row.ID
	}
	return true
}

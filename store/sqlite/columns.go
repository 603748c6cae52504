package sqlite

import (
	"database/sql"
	"encoding/json"
	"time"
)

// millis returns what is kept of a time: milliseconds, or NULL for the zero time.
func millis(t time.Time) sql.NullInt64 {
	if t.IsZero() {
		return sql.NullInt64{}
	}
	return sql.NullInt64{Int64: t.UnixMilli(), Valid: true}
}

func fromMillis(n sql.NullInt64) time.Time {
	if !n.Valid {
		return time.Time{}
	}
	return time.UnixMilli(n.Int64).UTC()
}

// list returns what is kept of a list: a JSON array, or "" for none.
func list[T any](l []T) string {
	if len(l) == 0 {
		return ""
	}
	b, err := json.Marshal(l)
	if err != nil {
		panic(err) // cannot be: T is a string or a struct of strings and numbers
	}
	return string(b)
}

// array returns a JSON array for a query to take apart.
func array[T any](l []T) string {
	if len(l) == 0 {
		return "[]"
	}
	return list(l)
}

func fromList[T any](s string) ([]T, error) {
	if s == "" {
		return nil, nil
	}
	var l []T
	if err := json.Unmarshal([]byte(s), &l); err != nil {
		return nil, errDamaged
	}
	return l, nil
}

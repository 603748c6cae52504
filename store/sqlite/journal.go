package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"

	"reader/store"
)

// Triage changes marks and notes it as one step.
func (s *Store) Triage(ctx context.Context, user string, change store.MarkChange, ids ...int64) (step store.Step, err error) {
	if len(ids) == 0 || change == (store.MarkChange{}) {
		return step, nil
	}
	err = s.write.do(ctx, full, func(t *tx) error {
		step = store.Step{At: s.now().UTC().Truncate(time.Millisecond), Change: change}
		userID, err := makeUser(t, user)
		if err != nil {
			return err
		}
		before, err := marksToChange(t, userID, change, ids)
		if err != nil || len(before) == 0 {
			return err
		}
		for _, m := range before {
			step.Marks = append(step.Marks, changed(m, change))
		}
		if err := s.putMarks(t, userID, step.Marks); err != nil {
			return err
		}
		return noteStep(t, userID, step, before)
	})
	if err != nil {
		return store.Step{}, s.fail("mark articles", err)
	}
	return step, nil
}

// noteStep makes a step the last one of its user.
func noteStep(t *tx, userID int64, step store.Step, before []store.Mark) error {
	if err := t.exec(`DELETE FROM steps WHERE user_id = ? AND undone = 1`, userID); err != nil {
		return err
	}
	err := t.exec(`INSERT INTO steps (user_id, at, undone, read, starred, size, marks) VALUES (?, ?, 0, ?, ?, ?, ?)`,
		userID, step.At.UnixMilli(), made(step.Change.Read), made(step.Change.Starred), len(before), markRows(before))
	if err != nil {
		return err
	}
	return dropOldSteps(t, userID)
}

// dropOldSteps deletes the steps beyond what is kept.
func dropOldSteps(t *tx, userID int64) error {
	return t.exec(`DELETE FROM steps WHERE id IN (
		SELECT id FROM (SELECT id, row_number() OVER newest AS n, sum(size) OVER newest AS marks
			FROM steps WHERE user_id = ?1 WINDOW newest AS (ORDER BY id DESC))
		WHERE n > ?2 OR n > 1 AND marks > ?3)`, userID, store.MaxSteps, store.MaxStepMarks)
}

// made is what is kept of what a step makes of read or starred.
func made(b *bool) sql.NullInt64 {
	if b == nil {
		return sql.NullInt64{}
	}
	return sql.NullInt64{Int64: bit(*b), Valid: true}
}

func fromMade(n sql.NullInt64) *bool {
	if !n.Valid {
		return nil
	}
	b := n.Int64 != 0
	return &b
}

// Undo takes the last step back.
func (s *Store) Undo(ctx context.Context, user string) (store.Step, bool, error) {
	return s.turn(ctx, user, "undo step", true)
}

// Redo does the step again that was undone last.
func (s *Store) Redo(ctx context.Context, user string) (store.Step, bool, error) {
	return s.turn(ctx, user, "redo step", false)
}

// turn undoes or redoes the next step of which anything is left.
func (s *Store) turn(ctx context.Context, user, op string, undo bool) (step store.Step, ok bool, err error) {
	err = s.write.do(ctx, full, func(t *tx) error {
		step, ok = store.Step{}, false
		var userID int64
		known, err := t.row(`SELECT id FROM users WHERE name = ?`, []any{userName(user)}, &userID)
		if err != nil || !known {
			return err
		}
		for {
			k, found, err := nextStep(t, userID, undo)
			if err != nil || !found {
				return err
			}
			if step, err = s.apply(t, k, undo); err != nil {
				return err
			}
			if len(step.Marks) > 0 {
				ok = true
				return nil
			}
		}
	})
	if err != nil {
		return store.Step{}, false, s.fail(op, err)
	}
	if !ok {
		step = store.Step{}
	}
	return step, ok, nil
}

// A keptStep is a step as it is kept.
type keptStep struct {
	id, userID int64
	step       store.Step // without marks
	marks      string
}

// The steps to undo and to redo.
const (
	keptSteps  = `SELECT id, at, read, starred, marks FROM steps WHERE user_id = ? AND undone = `
	stepToUndo = keptSteps + `0 ORDER BY id DESC LIMIT 1`
	stepToRedo = keptSteps + `1 ORDER BY id LIMIT 1`
)

// nextStep finds the step to undo or to redo.
func nextStep(t *tx, userID int64, undo bool) (k keptStep, ok bool, err error) {
	query := stepToRedo
	if undo {
		query = stepToUndo
	}
	var at int64
	var read, starred sql.NullInt64
	ok, err = t.row(query, []any{userID}, &k.id, &at, &read, &starred, &k.marks)
	k.userID = userID
	k.step = store.Step{
		At:     time.UnixMilli(at).UTC(),
		Change: store.MarkChange{Read: fromMade(read), Starred: fromMade(starred)},
	}
	return k, ok, err
}

// apply undoes or redoes a step, and takes out of it what is not as it left it. A
// step that nothing is left of is deleted.
func (s *Store) apply(t *tx, k keptStep, undo bool) (store.Step, error) {
	var left []store.Mark // what the step is about from now on
	step := k.step
	err := t.rows(`SELECT a.id, j.value ->> 1, j.value ->> 2, coalesce(m.read, 0), coalesce(m.starred, 0)
		FROM json_each(?2) j CROSS JOIN articles a ON a.id = j.value ->> 0
		LEFT JOIN marks m ON m.user_id = ?1 AND m.article_id = a.id ORDER BY j.key`,
		[]any{k.userID, k.marks}, func(r *sql.Rows) error {
			var was, now store.Mark
			err := r.Scan(&now.ID, &was.Read, &was.Starred, &now.Read, &now.Starred)
			was.ID = now.ID
			old := now
			was.Read, now.Read = turned(was.Read, now.Read, step.Change.Read, undo)
			was.Starred, now.Starred = turned(was.Starred, now.Starred, step.Change.Starred, undo)
			if now != old {
				left, step.Marks = append(left, was), append(step.Marks, now)
			}
			return err
		})
	if err != nil {
		return step, err
	}
	if len(left) == 0 {
		return step, t.exec(`DELETE FROM steps WHERE id = ?`, k.id)
	}
	if err := s.putMarks(t, k.userID, step.Marks); err != nil {
		return step, err
	}
	return step, t.exec(`UPDATE steps SET undone = ?, size = ?, marks = ? WHERE id = ?`, bit(undo), len(left), markRows(left), k.id)
}

// turned undoes or redoes one field of a mark that was so before a step and is so
// now. Where it is not as the step left it, it stays, and is made one that the
// step does not change.
func turned(was, now bool, change *bool, undo bool) (wasThen, nowThen bool) {
	switch {
	case change == nil:
		return was, now
	case was == *change || undo != (now == *change):
		return *change, now
	case undo:
		return was, was
	}
	return was, *change
}

// markRows encodes marks for a query to take apart.
func markRows(marks []store.Mark) string {
	rows := make([][3]int64, len(marks))
	for i, m := range marks {
		rows[i] = [3]int64{m.ID, bit(m.Read), bit(m.Starred)}
	}
	encoded, err := json.Marshal(rows)
	if err != nil {
		panic(err) // cannot be: they are numbers
	}
	return string(encoded)
}

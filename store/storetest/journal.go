package storetest

import (
	"testing"

	"reader/store"
)

func triage(t testing.TB, s store.Store, user string, c store.MarkChange, ids ...int64) store.Step {
	t.Helper()
	step, err := s.Triage(t.Context(), user, c, ids...)
	if err != nil {
		t.Fatalf("Triage: %v", err)
	}
	return step
}

func undo(t testing.TB, s store.Store, user string) (store.Step, bool) {
	t.Helper()
	step, ok, err := s.Undo(t.Context(), user)
	if err != nil {
		t.Fatalf("Undo: %v", err)
	}
	return step, ok
}

func redo(t testing.TB, s store.Store, user string) (store.Step, bool) {
	t.Helper()
	step, ok, err := s.Redo(t.Context(), user)
	if err != nil {
		t.Fatalf("Redo: %v", err)
	}
	return step, ok
}

// marksOf returns the marks of a user, newest article first.
func marksOf(t testing.TB, s store.Store, user string) (marks []store.Mark) {
	t.Helper()
	for _, h := range headlines(t, s, store.Query{User: user}) {
		marks = append(marks, store.Mark{ID: h.ID, Read: h.Read, Starred: h.Starred})
	}
	return marks
}

func testTriage(t *testing.T, s store.Store) {
	src := source("triage.example")
	subscribe(t, s, src)
	save(t, s, src, article("a", 3), article("b", 2), article("c", 1))
	a, b, c := find(t, s, "a"), find(t, s, "b"), find(t, s, "c")
	fresh := []store.Mark{{ID: a}, {ID: b}, {ID: c}}
	for _, turn := range []func(testing.TB, store.Store, string) (store.Step, bool){undo, redo} {
		if step, ok := turn(t, s, ""); ok {
			t.Errorf("a user who did nothing has the step %+v", step)
		}
	}

	read := store.MarkChange{Read: yes()}
	first := triage(t, s, "", read, b, a, b, 9999)
	if first.At.IsZero() || first.At.Location().String() != "UTC" {
		t.Errorf("the step was done at %v", first.At)
	}
	equal(t, "the first", first, store.Step{At: first.At, Change: read, Marks: []store.Mark{{ID: b, Read: true}, {ID: a, Read: true}}})
	both := store.MarkChange{Read: no(), Starred: yes()}
	second := triage(t, s, "", both, a, c)
	equal(t, "the second", second.Marks, []store.Mark{{ID: a, Starred: true}, {ID: c, Starred: true}})
	done := marksOf(t, s, "")
	equal(t, "marks", done, []store.Mark{{ID: a, Starred: true}, {ID: b, Read: true}, {ID: c, Starred: true}})
	checkCount(t, s, "", src, store.Count{Total: 3, Unread: 2, Starred: 2})

	step, ok := undo(t, s, store.LocalUser)
	equal(t, "undone", ok, true)
	equal(t, "the second undone", step, store.Step{At: second.At, Change: both, Marks: []store.Mark{{ID: a, Read: true}, {ID: c}}})
	step, _ = undo(t, s, "")
	equal(t, "the first undone", step, store.Step{At: first.At, Change: read, Marks: []store.Mark{{ID: b}, {ID: a}}})
	equal(t, "all undone", marksOf(t, s, ""), fresh)
	_, ok = undo(t, s, "")
	equal(t, "nothing left to undo", ok, false)

	// What changes nothing is no step, and leaves what can be redone.
	equal(t, "nothing changed", triage(t, s, "", store.MarkChange{Read: no()}, a, b).Marks, nil)
	equal(t, "nothing asked", triage(t, s, "", store.MarkChange{}, a).Marks, nil)
	equal(t, "of no articles", triage(t, s, "", read).Marks, nil)
	for range 2 {
		step, ok = redo(t, s, "")
		equal(t, "redone", ok, true)
	}
	equal(t, "the second redone", step, second)
	equal(t, "all redone", marksOf(t, s, ""), done)
	_, ok = redo(t, s, "")
	equal(t, "nothing left to redo", ok, false)

	// A new step takes the place of what was undone.
	undo(t, s, "")
	triage(t, s, "", store.MarkChange{Starred: yes()}, b)
	_, ok = redo(t, s, "")
	equal(t, "redo after another step", ok, false)
	undo(t, s, "")
	undo(t, s, "")
	equal(t, "all undone again", marksOf(t, s, ""), fresh)
	checkCount(t, s, "", src, store.Count{Total: 3, Unread: 3})
}

// Nobody undoes what another did.
func testTriageUsers(t *testing.T, s store.Store) {
	src := source("users.example")
	subscribe(t, s, src)
	save(t, s, src, article("a", 1))
	a := find(t, s, "a")
	triage(t, s, "one", store.MarkChange{Read: yes()}, a)
	triage(t, s, "two", store.MarkChange{Starred: yes()}, a)
	if step, ok := undo(t, s, "three"); ok {
		t.Errorf("another undid %+v", step)
	}
	undo(t, s, "one")
	_, ok := redo(t, s, "two")
	equal(t, "redone by another", ok, false)
	equal(t, "of the one", marksOf(t, s, "one"), []store.Mark{{ID: a}})
	equal(t, "of the other", marksOf(t, s, "two"), []store.Mark{{ID: a, Starred: true}})
}

// What was changed since, past the journal, stays; what is gone is passed over.
func testTriagePast(t *testing.T, s store.Store) {
	src, other := source("past.example"), source("gone.example")
	subscribe(t, s, src)
	save(t, s, src, article("a", 3), article("b", 2), article("c", 1))
	save(t, s, other, article("d", 4), article("e", 5))
	a, b, c, d, e := find(t, s, "a"), find(t, s, "b"), find(t, s, "c"), find(t, s, "d"), find(t, s, "e")
	both := store.MarkChange{Read: yes(), Starred: yes()}

	triage(t, s, "", store.MarkChange{Starred: yes()}, d)
	triage(t, s, "", both, e, a, b, c)
	mark(t, s, "", store.MarkChange{Read: no()}, a)                // read is another's now, starred the step's
	mark(t, s, "", store.MarkChange{Read: no(), Starred: no()}, b) // so is all of b
	subscribe(t, s, src)
	if _, err := s.Forget(t.Context(), other.URL); err != nil {
		t.Fatal(err)
	}
	step, ok := undo(t, s, "")
	equal(t, "undone", ok, true)
	equal(t, "what is as the step left it", step.Marks, []store.Mark{{ID: a}, {ID: c}})
	// For good: what the other did is not done again either.
	step, _ = redo(t, s, "")
	equal(t, "redone", step.Marks, []store.Mark{{ID: a, Starred: true}, {ID: c, Read: true, Starred: true}})
	equal(t, "marks", marksOf(t, s, ""), []store.Mark{{ID: a, Starred: true}, {ID: b}, {ID: c, Read: true, Starred: true}})
	undo(t, s, "")
	mark(t, s, "", store.MarkChange{Starred: yes()}, a)
	step, _ = redo(t, s, "")
	equal(t, "redone again", step.Marks, []store.Mark{{ID: c, Read: true, Starred: true}})

	// A step that nothing is left of is passed over, in both ways.
	mark(t, s, "", store.MarkChange{Starred: no()}, a)
	triage(t, s, "", store.MarkChange{Read: yes()}, b)
	triage(t, s, "", store.MarkChange{Starred: yes()}, b)
	mark(t, s, "", store.MarkChange{Starred: no()}, b)
	step, _ = undo(t, s, "")
	equal(t, "the step before", step.Marks, []store.Mark{{ID: b}})
	if err := s.PutMarks(t.Context(), "", []store.Mark{{ID: b, Read: true}}); err != nil {
		t.Fatal(err)
	}
	if step, ok := redo(t, s, ""); ok {
		t.Errorf("redone, though it is so already: %+v", step)
	}
	step, _ = undo(t, s, "")
	equal(t, "the one before it", step.Marks, []store.Mark{{ID: c}})
	if step, ok := undo(t, s, ""); ok {
		t.Errorf("undone, though its article is gone: %+v", step)
	}
	sound(t, s)
}

// What is kept is bounded.
func testTriageBounds(t *testing.T, s store.Store) {
	src := source("bounds.example")
	subscribe(t, s, src)
	save(t, s, src, article("a", 1))
	a := find(t, s, "a")
	starred := true
	for range store.MaxSteps + 15 {
		triage(t, s, "", store.MarkChange{Starred: &starred}, a)
		starred = !starred
	}
	undone := 0
	for _, ok := undo(t, s, ""); ok; _, ok = undo(t, s, "") {
		undone++
	}
	equal(t, "steps that can be undone", undone, store.MaxSteps)
}

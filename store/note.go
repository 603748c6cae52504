package store

import (
	"context"
	"fmt"
	"time"
	"unicode"
	"unicode/utf8"
)

// MaxNote is how many bytes a note may have.
const MaxNote = 16 << 10

// A Note is what one user wrote about an article.
type Note struct {
	ID        int64 // of the article
	Text      string
	ChangedAt time.Time // UTC
}

// Notes keeps what users write about articles.
type Notes interface {
	// Note returns the note on an article, or ErrNotFound.
	Note(ctx context.Context, user string, id int64) (Note, error)
	// PutNote keeps a note in the place of the one before; "" deletes it. A text
	// that CheckNote refuses is an error, and so is an article that is not there:
	// ErrNotFound.
	PutNote(ctx context.Context, user string, id int64, text string) error
	// ListNotes returns the notes of a user, the one changed last first: up to
	// limit of them, or all when it is 0.
	ListNotes(ctx context.Context, user string, limit int) ([]Note, error)
}

// CheckNote tells why a text is no note: it is too long, is not UTF-8, or holds
// control characters other than newline and tab.
func CheckNote(text string) error {
	switch {
	case len(text) > MaxNote:
		return noteError{fmt.Sprintf("the note has %d bytes, and may have %d", len(text), MaxNote), "shorten it"}
	case !utf8.ValidString(text):
		return noteError{"the note is no valid UTF-8", "write it in UTF-8"}
	}
	for _, r := range text {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return noteError{fmt.Sprintf("the note holds the control character %U", r), "leave it out"}
		}
	}
	return nil
}

type noteError struct{ what, advice string }

func (e noteError) Error() string { return e.what }
func (e noteError) Hint() string  { return e.advice }

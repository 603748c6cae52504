package store

import "time"

// An Expr is a condition that a headline meets or does not: what the query
// language says (package store/query reads it). Implementations of Store answer
// every Expr exactly as query.Matches does.
//
// Words, Tag, Author, Host and CVE see an article once it is searchable (see
// Indexer); the others see it from the moment it is saved.
type Expr interface{ expr() }

// And is met when all of its conditions are; an empty one always.
type And []Expr

// Or is met when any of its conditions is; an empty one never.
type Or []Expr

// Not is met when its condition is not.
type Not struct{ Expr Expr }

// Words is met when the words of Text follow each other, with nothing but
// separators between, in what In names. Case and diacritics do not count (package
// store/words). A Text without a word is always met.
type Words struct {
	In   Part
	Text string
	// Begun says that the last word may go on: it is written with a * behind, or
	// still being typed.
	Begun bool
}

// A Part is where words are looked for.
type Part int

// The parts of an article.
const (
	Anywhere Part = iota // title or text
	InTitle
	InText
)

// FromSource is met by the articles of the sources whose name (words of it from
// its beginning or from any word on: "krebs" and "security" both name "Krebs on
// Security") or host (or a domain above it) is Name.
type FromSource struct{ Name string }

// Tag is met when the article, or its source, has the tag, in any case and with
// any separators: "zero-day" is "Zero Day".
type Tag struct{ Name string }

// Author is met when the words of Name follow each other in the name of an author.
type Author struct{ Name string }

// Host is met when the host of the article's URL or Via is Name, or below it.
// Name is in lower case and has no www. before it.
type Host struct{ Name string }

// CVE is met when title or text name a CVE. ID is "CVE-2024-3400", or the
// beginning of one with Begun, and "" with Begun for any.
type CVE struct {
	ID    string
	Begun bool
}

// Within is met when SortTime is at or after From and before To; a zero time is
// no bound.
type Within struct{ From, To time.Time }

// A Flag is what one user did with the article, or what it is.
type Flag string

// The flags.
const (
	IsRead    Flag = "read"
	IsUnread  Flag = "unread"
	IsStarred Flag = "starred"
	IsNoted   Flag = "noted"
	IsEdited  Flag = "edited" // its publisher changed its words since it was first saved (see Revisions)
)

func (And) expr()        {}
func (Or) expr()         {}
func (Not) expr()        {}
func (Words) expr()      {}
func (FromSource) expr() {}
func (Tag) expr()        {}
func (Author) expr()     {}
func (Host) expr()       {}
func (CVE) expr()        {}
func (Within) expr()     {}
func (Flag) expr()       {}

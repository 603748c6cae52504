package pipe

import (
	"errors"
	"io"
	"os"
	"strings"
	"syscall"
)

// Errors of commands that cannot be divided into words.
var (
	ErrQuote  = errors.New("a quote is not closed")
	ErrEscape = errors.New(`a \ stands at the end`)
)

// Split divides a command into words as a shell does: at blanks, but not within
// quotes; a \ takes the next character as it is, within double quotes only where
// it stands before ", \, $ or ` (POSIX 2.2). Whatever else a shell would do with
// it is not done: * and $x stay what they are.
func Split(command string) ([]string, error) {
	var (
		words []string
		word  strings.Builder
		open  bool // there is a word, if an empty one
		quote rune
	)
	runes := []rune(command)
	for i := 0; i < len(runes); i++ {
		c := runes[i]
		switch {
		case quote == '\'' && c != '\'':
			word.WriteRune(c)
		case quote != 0 && c == quote:
			quote = 0
		case quote == '"' && c == '\\' && i+1 < len(runes) && strings.ContainsRune("\"\\$`", runes[i+1]):
			i++
			word.WriteRune(runes[i])
		case quote == '"':
			word.WriteRune(c)
		case c == '\'' || c == '"':
			quote, open = c, true
		case c == '\\':
			if i++; i == len(runes) {
				return nil, ErrEscape
			}
			open = true
			word.WriteRune(runes[i])
		case c == ' ' || c == '\t' || c == '\n':
			if open {
				words = append(words, word.String())
				word.Reset()
				open = false
			}
		default:
			open = true
			word.WriteRune(c)
		}
	}
	switch {
	case quote != 0:
		return nil, ErrQuote
	case open:
		words = append(words, word.String())
	}
	return words, nil
}

// brokenPipe tells whether a command did not want all of the text, as head does.
func brokenPipe(err error) bool {
	return errors.Is(err, syscall.EPIPE) || errors.Is(err, os.ErrClosed) || errors.Is(err, io.ErrClosedPipe)
}

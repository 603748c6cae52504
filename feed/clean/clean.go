// Package clean is the one gate that text from outside passes on its way in:
// lines, titles, URLs and HTML. What it lets through is valid UTF-8 without
// control characters, escape sequences, bidirectional overrides and invisible
// tricks, and is bounded in length. It also turns untrusted HTML into Markdown
// that a terminal renderer survives.
//
// It does not know where text came from, nor how it will be shown. It is the
// first of two gates: renderers decode and reorder text again, so whatever goes
// to a terminal has to pass the gate on the way out as well.
package clean

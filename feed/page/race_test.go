//go:build race

package page

// raced says that the race detector slows everything ten times.
const raced = true

//go:build race

package ui_test

// thorough divides the work of tests that have one goroutine: the race detector
// makes them slow and can find nothing in them.
const thorough = 10

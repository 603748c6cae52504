//go:build race

package main

// thorough divides the work of tests that have one goroutine: the race detector
// makes them slow and can find nothing in them.
const thorough = 10

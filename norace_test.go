//go:build !race

package main

// thorough divides the work of tests that have one goroutine, see race_test.go.
const thorough = 1

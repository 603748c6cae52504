//go:build !race

package ui_test

const thorough = 1

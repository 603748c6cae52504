package main

import (
	"os"
	"regexp"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

var (
	tmuxCommand = regexp.MustCompile(`#\(([^"]*?)\)(?:["# ]|$)`)
	cronFields  = regexp.MustCompile(`^(?:[\d*/,-]+ +){5}`)
)

// scriptRecipe runs a recipe of the README's cookbook as it is printed there:
// what tmux or cron would hand to the shell, or the line itself.
func scriptRecipe(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: recipe CODE NAME")
	}
	text, err := os.ReadFile("README.md")
	ts.Check(err)
	_, book, _ := strings.Cut(string(text), "\n### Cookbook\n")
	book, _, _ = strings.Cut(book, "\n## ")
	_, recipe, found := strings.Cut(book, "**"+args[1]+"**")
	if !found {
		ts.Fatalf("the cookbook has no recipe %q", args[1])
	}
	recipe, _, _ = strings.Cut(recipe, "\n**")
	var run []string
	for line := range strings.Lines(recipe) {
		line, indented := strings.CutPrefix(strings.TrimRight(line, "\n"), "    ")
		if !indented {
			continue
		}
		switch found := tmuxCommand.FindAllStringSubmatch(line, -1); {
		case found != nil:
			for _, m := range found {
				run = append(run, m[1])
			}
		case cronFields.MatchString(line):
			run = append(run, cronFields.ReplaceAllString(line, ""))
		case strings.HasPrefix(line, "reader "):
			run = append(run, line)
		}
	}
	if len(run) == 0 {
		ts.Fatalf("the recipe %q runs nothing", args[1])
	}
	scriptExits(ts, false, []string{args[0], "sh", "-c", strings.Join(run, "\n")})
}

package cli

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFirstConfigIsTheStarterPack(t *testing.T) {
	c, err := parseConfig("config.toml", []byte(firstConfig()))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.EqualFunc(c.Sources, starter(), sameSource) {
		t.Errorf("the sources are %+v", c.Sources)
	}
	c.Sources = nil
	if diff := cmp.Diff(config{}, c); diff != "" {
		t.Errorf("something else is set: %s", diff)
	}
}

// Every key stands in the file as a comment, and is right once it is none.
func TestFirstConfigShowsEveryKey(t *testing.T) {
	comment := regexp.MustCompile(`^# (\[themes\.mine\]|\[keys\]|\[notify\]|(\[\[)?[a-z_]+(\]\]| = ).*)$`)
	seen := map[string]bool{}
	var text strings.Builder
	for line := range strings.Lines(configHead) {
		m := comment.FindStringSubmatch(strings.TrimSpace(line))
		if m == nil {
			continue
		}
		key, _, _ := strings.Cut(m[1], " ")
		if key == "keep" && seen["keep"] && !seen["[[source]]"] {
			continue // the second example
		}
		seen[key] = true
		text.WriteString(m[1] + "\n")
	}
	c, err := parseConfig("config.toml", []byte(text.String()))
	if err != nil {
		t.Fatalf("%v in\n%s", err, text.String())
	}
	if len(c.Views) != 1 || len(c.Sources) != 1 || len(c.Themes) != 1 || c.Keys.Preset == "" || len(c.Keys.Set) != 1 || c.Notify.Via == "" || c.Notify.Command == nil {
		t.Errorf("%d views, %d sources, %d themes, keys %+v", len(c.Views), len(c.Sources), len(c.Themes), c.Keys)
	}
	for _, key := range slices.Concat(knownKeys([]string{"x"}), knownKeys([]string{"view", "x"}), knownKeys([]string{"source", "x"}), notifyKeys()) {
		if key != "view" && key != "source" && key != "themes" && key != "keys" && key != "notify" && key != "site" && key != "description" && !seen[key] {
			t.Errorf("%s is not explained", key)
		}
	}
}

package cli

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"reader/store/query"
)

func TestTopicsFit(t *testing.T) {
	for _, topic := range topics() {
		text := printTopic(topic)
		for line := range strings.Lines(text) {
			line = strings.TrimSuffix(line, "\n")
			if ansi.StringWidth(line) > 80 || strings.ContainsAny(line, "\t`") || line != strings.TrimRight(line, " ") {
				t.Errorf("%s: %q", topic.name, line)
			}
		}
		if strings.Contains(text, "\n\n\n") {
			t.Errorf("%s: blank lines follow each other", topic.name)
		}
		for _, p := range paragraphs(topic.text) {
			for _, line := range p.lines {
				for _, word := range strings.Fields(strings.ReplaceAll(strings.ReplaceAll(line, "\t", " "), "`", "")) {
					if !strings.Contains(text, word) {
						t.Errorf("%s: %q is lost", topic.name, word)
					}
				}
			}
		}
	}
}

// What the topics claim is so: queries can be read, keys and variables are known.
func TestTopicsAreRight(t *testing.T) {
	for _, p := range paragraphs(aboutQueries()) {
		if p.kind == plain {
			continue
		}
		for _, line := range p.lines {
			text, _, _ := strings.Cut(line, "\t")
			if _, err := query.Parse(text, query.Options{Now: time.Now()}); err != nil {
				t.Errorf("%q: %v", text, err)
			}
		}
	}
	var keys []string
	for _, p := range paragraphs(aboutKeys) {
		for _, line := range p.lines {
			if term, _, ok := strings.Cut(line, "\t"); ok {
				keys = append(keys, strings.Split(term, ", ")...)
			}
		}
	}
	for _, key := range slices.Concat(knownKeys([]string{"x"}), knownKeys([]string{"view", "x"}), sourceKeys()) {
		if key != "view" && key != "source" && !slices.Contains(keys, key) {
			t.Errorf("%s is not explained", key)
		}
	}
	for _, name := range variables() {
		if !strings.Contains(aboutEnvironment, "\n"+name+"\t") {
			t.Errorf("%s is not explained", name)
		}
	}
}

func TestRootNamesTheTopics(t *testing.T) {
	_, named, _ := strings.Cut(about, `"reader help TOPIC"`)
	for _, topic := range topics() {
		if !strings.Contains(named, topic.name) {
			t.Errorf("%s is not named", topic.name)
		}
	}
}

func TestParagraphs(t *testing.T) {
	got := paragraphs("One\ntwo.\n\nterm\tsays\n\n    code  here\n      more\n\n  a    first\n       and more\n  bcd  second\n\n    A sentence that\n    is indented.\n\n\n")
	want := []paragraph{
		{plain, []string{"One", "two."}},
		{rows, []string{"term\tsays"}},
		{verbatim, []string{"code  here", "  more"}},
		{rows, []string{"a\tfirst and more", "bcd\tsecond"}},
		{plain, []string{"A sentence that", "is indented."}},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(paragraph{})); diff != "" {
		t.Errorf("paragraphs (-want +got):\n%s", diff)
	}
}

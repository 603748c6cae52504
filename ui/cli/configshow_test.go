package cli

import (
	"bufio"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const shownConfig = `theme = "light"
keep = "180d"

[[view]]
name = "A"
query = "x y"

[[source]]
url = "https://me:s3cret@a.example/"
tags = [
  "one",
  "two",
]
keep = "all"
headers.Cookie = "s3cret"
user = "s3cret"
password_cmd = ["echo", "s3cret"]

[[source]]
url = "https://b.example/"
full_text = true
[source.headers]
X-Key = "s3cret"
`

// describedOf runs `config show` over a configuration.
func describedOf(t *testing.T, text string, env ...string) []setting {
	t.Helper()
	path := writeConfig(t, text)
	a := &app{env: environOf(append(env, "HOME=/home/me", "READER_CONFIG="+path)), stdout: io.Discard, stderr: io.Discard}
	a.root()
	all, err := a.describe()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestDescribeSaysWhereSettingsComeFrom(t *testing.T) {
	all := describedOf(t, shownConfig, "READER_THEME=dark", "NO_COLOR=1")
	all = slices.DeleteFunc(all, func(s setting) bool { return s.Key == "config" || s.Key == "store" })
	want := []setting{
		{Key: "color", Value: "never", From: "environment", Name: "NO_COLOR"},
		{Key: "theme", Value: "dark", From: "environment", Name: "READER_THEME"},
		{Key: "keep", Value: "180d", From: "file", Line: 2},
		{Key: "ignore", Value: "", From: "default"},
		{Key: "view[0].name", Value: "A", From: "file", Line: 5},
		{Key: "view[0].query", Value: "x y", From: "file", Line: 6},
		{Key: "source[0].url", Value: "https://•••@a.example/", From: "file", Line: 9},
		{Key: "source[0].tags", Value: []string{"one", "two"}, From: "file", Line: 10},
		{Key: "source[0].keep", Value: "all", From: "file", Line: 14},
		{Key: "source[0].headers", Value: map[string]string{"Cookie": "•••"}, From: "file", Line: 15},
		{Key: "source[0].user", Value: "•••", From: "file", Line: 16},
		{Key: "source[0].password_cmd", Value: []string{"•••"}, From: "file", Line: 17},
		{Key: "source[1].url", Value: "https://b.example/", From: "file", Line: 20},
		{Key: "source[1].full_text", Value: true, From: "file", Line: 21},
		{Key: "source[1].keep", Value: "180d", From: "file", Line: 2},
		{Key: "source[1].headers", Value: map[string]string{"X-Key": "•••"}, From: "file", Line: 22},
	}
	if diff := cmp.Diff(want, all); diff != "" {
		t.Errorf("describe (-want +got):\n%s", diff)
	}
}

// What is shown is a configuration again, and tells no secret.
func TestShownSettingsAreAConfiguration(t *testing.T) {
	for _, text := range []string{
		shownConfig, "", "theme = \"dark\"\nignore = 'a \"b\" \\'\n", "source = [{url = \"https://a.example/\", keep = 5}]\n",
		"theme = \"b\"\n[themes.a]\nbad = 9\n[themes]\nb = {base = \"auto\", text = \"none\"}\n",
	} {
		all := describedOf(t, text)
		var b strings.Builder
		out := bufio.NewWriter(&b)
		if err := printSettings(out, all); err != nil {
			t.Fatal(err)
		}
		_ = out.Flush()
		if strings.Contains(b.String(), "s3cret") {
			t.Errorf("a secret is shown:\n%s", b.String())
		}
		c, err := parseConfig("config.toml", []byte(strings.ReplaceAll(b.String(), "•••@", "")))
		if err != nil {
			t.Errorf("%v in\n%s", err, b.String())
		}
		if text == shownConfig && (len(c.Sources) != 2 || c.Theme != "light" || len(c.Views) != 1) {
			t.Errorf("%+v", c)
		}
	}
}

func TestVariablesOfOthersAreNotOurs(t *testing.T) {
	e := environOf([]string{"READER_CONFG=x", "READER_THEMES=x", "READER_DB_URL=x", "READER_HOME=x", "READER_THEME=", "READER_DATADIR=", "XREADER_CONFIG=x"})
	want := map[string]string{"READER_CONFG": "READER_CONFIG", "READER_THEMES": "READER_THEME"}
	if diff := cmp.Diff(want, e.misspelt()); diff != "" {
		t.Errorf("misspelt (-want +got):\n%s", diff)
	}
}

package cli

import (
	"bytes"
	"strings"
	"testing"
)

func TestPaths(t *testing.T) {
	for _, c := range []struct {
		env          []string
		flag         string
		config, data string
	}{
		{[]string{"HOME=/h"}, "", "/h/.config/reader/config.toml", "/h/.local/share/reader"},
		{[]string{"HOME=/h", "XDG_CONFIG_HOME=/c", "XDG_DATA_HOME=/d"}, "", "/c/reader/config.toml", "/d/reader"},
		{[]string{"HOME=/h", "XDG_CONFIG_HOME=c", "XDG_DATA_HOME=./d"}, "", "/h/.config/reader/config.toml", "/h/.local/share/reader"},
		{[]string{"HOME=/h", "READER_CONFIG=/x.toml", "READER_DATA_DIR=/y"}, "", "/x.toml", "/y"},
		{[]string{"HOME=/h", "READER_CONFIG=/x.toml"}, "/f.toml", "/f.toml", "/h/.local/share/reader"},
		{[]string{"HOME=/a", "HOME=/h"}, "", "/h/.config/reader/config.toml", "/h/.local/share/reader"},
		{nil, "", "", ""},
	} {
		e := environOf(c.env)
		config, named, err := e.configFile(c.flag)
		if config != c.config || (err != nil) != (c.config == "") {
			t.Errorf("%v: configuration %q, %v; want %q", c.env, config, err, c.config)
		}
		if want := c.flag != "" || e.set("READER_CONFIG"); named != want {
			t.Errorf("%v: named %v, want %v", c.env, named, want)
		}
		if data, err := e.dataDir(); data != c.data || (err != nil) != (c.data == "") {
			t.Errorf("%v: data %q, %v; want %q", c.env, data, err, c.data)
		}
	}
}

// TestStyledInAPipe has no terminal: styles come only when they are forced.
func TestStyledInAPipe(t *testing.T) {
	for _, c := range []struct {
		env   string
		color string
		want  bool
	}{
		{"TERM=xterm", "auto", false},
		{"TERM=xterm", "always", true},
		{"TERM=dumb", "always", true},
		{"NO_COLOR=yes", "always", true},
		{"CLICOLOR_FORCE=1", "auto", true},
		{"CLICOLOR_FORCE=yes", "auto", true},
		{"CLICOLOR_FORCE=0", "auto", false},
		{"CLICOLOR_FORCE=1 NO_COLOR=0", "auto", false},
		{"CLICOLOR_FORCE=1 NO_COLOR=yes", "auto", false},
		{"CLICOLOR_FORCE=1 NO_COLOR=", "auto", true},
		{"CLICOLOR_FORCE=1", "never", false},
	} {
		a := &app{env: environOf(strings.Fields(c.env)), stdout: &bytes.Buffer{}}
		a.flags.color.value = c.color
		if got := a.styled(); got != c.want {
			t.Errorf("%s --color %s: %v, want %v", c.env, c.color, got, c.want)
		}
		if a.links() {
			t.Errorf("%s: links in a pipe", c.env)
		}
	}
}

package cli

import (
	"bufio"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadNotify(t *testing.T) {
	for text, want := range map[string]notifyChoice{
		"":                              {},
		"[notify]\n":                    {},
		"[notify]\nvia = \"osc9\"\n":    {Via: "osc9"},
		"notify = { via = \"bell\" }\n": {Via: "bell"},
		"[notify]\nvia = \"osc777\"\nquery = \"cve:* is:unread\"\ncommand = [\"notify-send\", \"{title}\"]\n": {
			Via: "osc777", Query: "cve:* is:unread", Command: []string{"notify-send", "{title}"},
		},
	} {
		c, err := loadConfig(writeConfig(t, text), true)
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if diff := cmp.Diff(want, c.Notify); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
		a := &app{}
		if n := a.notifier(c.Notify); n.Way != want.Via || n.Query != want.Query || (n.Command != nil) != (want.Command != nil) {
			t.Errorf("%q: the screen gets %+v", text, n)
		}
	}
}

func TestReadNotifySaysWhereAndWhat(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"[notify]\nvia = \"osc99\"\n", `:2:7: notify.via: "osc99" is not "osc9", "osc777" or "bell"; did you mean "osc9"?`},
		{"[notify]\nvai = \"bell\"\n", `:2:1: unknown key "vai" (did you mean "via"?)`},
		{"[notify]\ncommand = \"notify-send x\"\n", `:2: notify.command: it is not an array of strings (no shell runs it`},
		{"[notify]\n\ncommand = [\"x\", 5]\n", `:3: notify.command: it is not an array of strings`},
		{"[notify]\ncommand = []\n", `:2: notify.command: it names no command`},
		{"[notify]\ncommand = [\"x\", \"{titel}\"]\n", `:2: notify.command: there is no {titel}: there are {title}`},
		{"theme = \"dark\"\n[notify]\nquery = \"x\"\n", `:3: notify.query says of what to tell, but nothing says how (set via or command as well)`},
		{"[notify]\nvia = \"bell\"\nquery = \"titel:(\"\n", `:3:9: notify.query: `},
		{"[notify]\nvia = 5\n", `:2:7: notify.via: "5" is not "osc9"`},
		{"notify = 5\n", `:1:10: `},
		{"[notfy]\n", `:1:2: unknown key "notfy" (did you mean "notify"?)`},
	} {
		path := writeConfig(t, c.text)
		_, err := loadConfig(path, true)
		if err == nil {
			t.Errorf("%q: no error", c.text)
			continue
		}
		var b strings.Builder
		complain(&b, err)
		if got := strings.TrimPrefix(b.String(), "reader: "+path); !strings.HasPrefix(got, c.want) {
			t.Errorf("%q:\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestDescribeShowsNotifications(t *testing.T) {
	all := describedOf(t, "theme = \"dark\"\n[notify]\nvia = \"bell\"\ncommand = [\"curl\", \"-d\", \"{title}\", \"--user=s3cret\", \"https://s3cret.example/\"]\nquery = \"cve:*\"\n")
	all = slices.DeleteFunc(all, func(s setting) bool { return !strings.HasPrefix(s.Key, "notify") })
	want := []setting{
		{Key: "notify.via", Value: "bell", From: "file", Line: 3},
		{Key: "notify.command", Value: []string{"curl", "-d", "{title}", mask, mask}, From: "file", Line: 4},
		{Key: "notify.query", Value: "cve:*", From: "file", Line: 5},
	}
	if diff := cmp.Diff(want, all); diff != "" {
		t.Errorf("notifications (-want +got):\n%s", diff)
	}
	var b strings.Builder
	out := bufio.NewWriter(&b)
	if err := printSettings(out, all); err != nil {
		t.Fatal(err)
	}
	_ = out.Flush()
	if got := "\n[notify]\nvia = \"bell\"  # line 3\n"; !strings.HasPrefix(b.String(), got) {
		t.Errorf("printed: %q", b.String())
	}
}

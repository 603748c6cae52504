package cli

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reader/feed"
)

func TestLoadLogin(t *testing.T) {
	got, err := loadConfig(writeConfig(t, `[[source]]
url = "https://a.example"
headers = { Cookie = "a=b", "X-Api-Key" = "k3y" }
user = "me"
password_cmd = ["pass", "show", "a b"]

[[source]]
url = "https://b.example"
[source.headers]
Authorization = "Bearer x"
`), true)
	if err != nil {
		t.Fatal(err)
	}
	want := []feed.Source{
		{
			URL: "https://a.example", Kind: feed.KindAuto, User: "me", PasswordCmd: []string{"pass", "show", "a b"},
			Headers: map[string]string{"Cookie": "a=b", "X-Api-Key": "k3y"},
		},
		{URL: "https://b.example", Kind: feed.KindAuto, Headers: map[string]string{"Authorization": "Bearer x"}},
	}
	if diff := cmp.Diff(want, got.Sources); diff != "" {
		t.Errorf("loadConfig (-want +got):\n%s", diff)
	}
}

func TestLoadLoginSaysWhereAndWhat(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`headers = { Host = "s3cret" }`, `:3: source.headers: "Host" is set by reader itself`},
		{`headers = { "Accept-Encoding" = "s3cret" }`, `:3: source.headers: "Accept-Encoding" is set by reader itself`},
		{`headers = { "A B" = "s3cret" }`, `:3: source.headers: "A B" is not the name of an HTTP header`},
		{`headers = { "A\u001b" = "s3cret" }`, `:3: source.headers: "A\x1b" is not the name of an HTTP header`},
		{`headers = { A = "s3cret\r\nHost: x" }`, `:3: source.headers: "A" has a control character in its value`},
		{`headers = { A = "s3cret", a = "s3cret" }`, `:3: source.headers: "a" stands there twice`},
		{"[source.headers]\nConnection = \"s3cret\"", `:3: source.headers: "Connection" is set by reader itself`},
		{`headers = "A: s3cret"`, `:3:11: source.headers: a TOML string is not what this key wants`},
		{`headers = { A = ["s3cret"] }`, `:3:17: source.headers: a TOML array is not what this key wants`},
		{"user = \"me\"\nheaders = { authorization = \"s3cret\" }", `:3: source.user: headers has an Authorization already`},
		{`user = "me:s3cret"`, `:3: source.user: a user name holds no colon and no control character`},
		{`password_cmd = ["pass"]`, `:3: source.password_cmd: there is no user for the password (set user as well)`},
		{"user = \"me\"\npassword_cmd = \"pass s3cret\"", `:4: source.password_cmd: it is not an array of strings (no shell runs it: write the command and each of its arguments on its own, like ["pass", "show", "news"])`},
		{"user = \"me\"\npassword_cmd = [1]", `:4: source.password_cmd: it is not an array of strings`},
		{"user = \"me\"\npassword_cmd = []", `:4: source.password_cmd: it names no command`},
		{"user = \"me\"\npassword_cmd = [\"\"]", `:4: source.password_cmd: it names no command`},
	} {
		path := writeConfig(t, "[[source]]\nurl = \"https://a.example\"\n"+c.text+"\n")
		_, err := loadConfig(path, true)
		if err == nil {
			t.Errorf("%q: no error", c.text)
			continue
		}
		var b strings.Builder
		complain(&b, err)
		if got := strings.TrimSuffix(strings.TrimPrefix(b.String(), "reader: "+path), "\n"); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.text, got, c.want)
		}
		if strings.Contains(b.String(), "s3cret") {
			t.Errorf("%q: the message tells the secret: %s", c.text, b.String())
		}
	}
}

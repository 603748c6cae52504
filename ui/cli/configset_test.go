package cli

import (
	"slices"
	"strings"
	"testing"
)

func TestOnlyOneValueIsChanged(t *testing.T) {
	for _, c := range []struct{ before, key, value, after string }{
		{"[[source]]\nurl = \"https://a.example\"\n", "name", `"A"`, "[[source]]\nname = \"A\"\nurl = \"https://a.example\"\n"},
		{"[[source]] # mine\r\n  name = 'x' # so\r\nurl = 'https://a.example'\r\n", "name", `"A"`, "[[source]] # mine\r\n  name = \"A\" # so\r\nurl = 'https://a.example'\r\n"},
		{"[[source]]\r\nurl = 'https://a.example'", "name", `"A"`, "[[source]]\r\nname = \"A\"\r\nurl = 'https://a.example'"},
		{"[[source]]\ntags = [ # ] \"\n  'a]', # one\n  \"b\\\"]\",\n] # end\nurl = 'https://a.example'\n", "tags", `["c"]`, "[[source]]\ntags = [\"c\"] # end\nurl = 'https://a.example'\n"},
		{"[[source]]\nurl = 'https://a.example'\n\"name\" = \"\"\"a\"#\"b\"\"\"\n[[source]]\nurl = 'https://b.example'\nname = 'b'", "name", `"A"`, "[[source]]\nurl = 'https://a.example'\n\"name\" = \"A\"\n[[source]]\nurl = 'https://b.example'\nname = 'b'"},
	} {
		out, err := withValue([]byte(c.before), 0, c.key, c.value)
		if err != nil || string(out) != c.after {
			t.Errorf("%q became\n%q, want\n%q, %v", c.before, out, c.after, err)
		}
	}
	for _, text := range []string{"", "source = [{url = \"https://a.example/\"}]\n", "[[view]]\nname = \"x\"\n", "name = \"x\"\n", "[source.x]\nname = 'y'\n"} {
		if out, err := withValue([]byte(text), 0, "name", `"A"`); err == nil {
			t.Errorf("%q became %q", text, out)
		}
	}
}

// FuzzWithValue: whatever file loads, only the name or the tags of one source are
// others, or nothing is changed.
func FuzzWithValue(f *testing.F) {
	f.Add([]byte(someConfig), 0, true)
	f.Add([]byte(someConfig), 1, false)
	f.Add([]byte("[[source]]\r\n\"url\" = \"\"\"https://x.example/\"\"\"\r\ntags=['''a''''',\"]\\\"\",#]\n]"), 0, false)
	f.Fuzz(func(t *testing.T, data []byte, n int, name bool) {
		before, err := parseConfig("config.toml", data)
		if err != nil || n < 0 || n >= len(before.Sources) {
			return
		}
		want := slices.Clone(before.Sources)
		key, value := "tags", tomlValue([]string{"one", `"two"`})
		if want[n].Tags = []string{"one", `"two"`}; name {
			want[n] = before.Sources[n]
			want[n].Name = "Some other name"
			key, value = "name", tomlString(want[n].Name)
		}
		if takenBy(append(slices.Clone(before.Sources[:n]), before.Sources[n+1:]...)).objection(want[n]) != "" {
			return
		}
		out, err := withValue(data, n, key, value)
		if err != nil {
			return
		}
		after, err := parseConfig("config.toml", out)
		if err != nil || !slices.EqualFunc(after.Sources, want, sameSource) {
			t.Errorf("%v: the sources are others:\n%q\n%q", err, data, out)
		}
		if !strings.Contains(string(out), value) {
			t.Errorf("%s is not in %q", value, out)
		}
	})
}

package words_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reader/store/words"
)

func TestSplit(t *testing.T) {
	for text, want := range map[string][]string{
		"":                         nil,
		"-- ***":                   nil,
		"Zero-Day, 10.0.0.1":       {"zero", "day", "10", "0", "0", "1"},
		"PRÜFUNG Ko\u0308ln naïve": {"prufung", "koln", "naive"},
		"\u0301a b\u0301":          {"a", "b"},
		"脆弱性ランサム":                  {"脆", "弱", "性", "ラ", "ン", "サ", "ム"},
		"a\x00b\uE001c":            {"a", "b", "c"},
		"Straße":                   {"straße"},
	} {
		if diff := cmp.Diff(want, words.Split(words.Space(text))); diff != "" {
			t.Errorf("%q:\n%s", text, diff)
		}
	}
}

func TestFollow(t *testing.T) {
	const text = "The zero-day: Ransomware gangs naïvely reuse zero days"
	for _, c := range []struct {
		asked       string
		whole, open bool
	}{
		{"", true, true},
		{"zero", true, true},
		{"ransom", false, true},
		{"RANSOMWARE", true, true},
		{"ware", false, false},
		{"zero day", true, true},
		{"zero days", true, true},
		{"zero da", false, true},
		{"ze day", false, false},
		{"day zero", false, false},
		{"zero days the", false, false},
		{"gangs naive", false, true},
		{"gangs naively reuse", true, true},
		{"the zero day ransomware gangs naively reuse zero days", true, true},
		{"days", true, true},
		{"dayss", false, false},
	} {
		asked := words.Split(c.asked)
		if got := words.Follow(text, asked, false); got != c.whole {
			t.Errorf("%s: %v", c.asked, got)
		}
		if got := words.Follow(text, asked, true); got != c.open {
			t.Errorf("%s, begun: %v", c.asked, got)
		}
	}
}

// FuzzFollow asks the slow way too.
func FuzzFollow(f *testing.F) {
	f.Add("a b a b c", "a b c", true)
	f.Add("é脆弱 e\u0301x", "e 脆", false)
	f.Add("\xff\x00\uE001", "", true)
	f.Fuzz(func(t *testing.T, text, asked string, begun bool) {
		spaced := words.Space(text)
		have, want := words.Split(spaced), words.Split(words.Space(asked))
		found := len(want) == 0
		for i := 0; i+len(want) <= len(have) && !found; i++ {
			last := len(want) - 1
			found = slices.Equal(have[i:i+last], want[:last]) &&
				(have[i+last] == want[last] || begun && strings.HasPrefix(have[i+last], want[last]))
		}
		if got := words.Follow(spaced, want, begun); got != found {
			t.Errorf("%q in %q: %v", want, have, got)
		}
	})
}

func TestEachCVE(t *testing.T) {
	for text, want := range map[string][]string{
		"":                            nil,
		"cve cve-20 CVE-2024-340":     nil,
		"CVE-2024-3400":               {"CVE-2024-3400"},
		"(cve 2024: 34001).":          {"CVE-2024-34001"},
		"CVE-2024-3400CVE-2024-1":     nil,
		"xCVE-2024-3400":              nil,
		"éCVE-2024-3400":              nil,
		"e\u0301CVE-2024-3400":        nil,
		"CVE-02024-3400":              nil,
		"脆弱性CVE-2024-3400と":           {"CVE-2024-3400"},
		"CVE-2024-1111/CVE-2024-2222": {"CVE-2024-1111", "CVE-2024-2222"},
		"CVE CVE-2024-1111":           {"CVE-2024-1111"},
		"CVE-2024-１２３４":               nil, // other digits
	} {
		var got []string
		words.EachCVE(words.Space(text), func(id string) bool {
			got = append(got, id)
			return true
		})
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q:\n%s", text, diff)
		}
	}
	n := 0
	words.EachCVE("CVE-2024-1111 CVE-2024-2222", func(string) bool { n++; return false })
	if n != 1 {
		t.Errorf("called %d times", n)
	}
}

func TestHost(t *testing.T) {
	for address, want := range map[string]string{
		"https://www.Example.com:443/a?b#c": "example.com",
		"//example.com.":                    "example.com",
		"http://www.com/":                   "www.com",
		"http://www.www.com/":               "www.com",
		"https://bücher.example/":           "xn--bcher-kva.example",
		"https://xn--bcher-kva.example/":    "xn--bcher-kva.example",
		"http://[2001:DB8::1]:80/":          "2001:db8::1",
		"http://[fe80::1%25eth0]/":          "fe80::1",
		"http://10.0.0.1/":                  "10.0.0.1",
		"http://my_host/":                   "my_host",
		"example.com":                       "",
		"":                                  "",
		"http://a b/":                       "",
		"http://a,b/":                       "",
		"mailto:a@example.com":              "",
		"./post.json":                       "",
		"http://%zz/":                       "",
	} {
		if got := words.Host(address); got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
	for _, c := range []struct {
		host, domain string
		want         bool
	}{
		{"a.example.com", "example.com", true},
		{"example.com", "example.com", true},
		{"example.com", "com", true},
		{"badexample.com", "example.com", false},
		{"example.com", "a.example.com", false},
		{"example.com", "", false},
		{"", "", false},
	} {
		if got := words.HostWithin(c.host, c.domain); got != c.want {
			t.Errorf("%s within %s: %v", c.host, c.domain, got)
		}
	}
}

package feed

import "testing"

func TestIdentify(t *testing.T) {
	tests := []struct{ url, want string }{
		{"https://a.test/p?id=1", "https://a.test/p?id=1"},
		{"https://a.test/p?utm_source=7&utm_medium=rss", "https://a.test/p"},
		{"https://a.test/p?b=%20x&UTM_campaign=y&a=1#part", "https://a.test/p?b=%20x&a=1#part"},
		{"https://a.test/p?session=4f&id=2", "https://a.test/p?id=2"},
		{"https://a.test/p?utmost=1&sessions=2", "https://a.test/p?utmost=1&sessions=2"},
		{"https://a.test/a%2Fb?x=1;y=2", "https://a.test/a%2Fb?x=1;y=2"},
		{"https://a.test/?", "https://a.test/?"},
		{"http://[", "http://["},
	}
	for _, tt := range tests {
		a := Article{URL: tt.url}
		if a.Identify(); a.GUID != tt.want {
			t.Errorf("%s is identified by %s, want %s", tt.url, a.GUID, tt.want)
		}
		if a.URL != tt.url {
			t.Errorf("the URL %s became %s", tt.url, a.URL)
		}
	}
	a := Article{GUID: "https://a.test/?utm_source=1", URL: "https://a.test/"}
	if a.Identify(); a.GUID != "https://a.test/?utm_source=1" {
		t.Errorf("a GUID of the publisher became %s", a.GUID)
	}
	a, b := Article{Title: "A"}, Article{Title: "B"}
	a.Identify()
	b.Identify()
	if a.GUID == "" || a.GUID == b.GUID {
		t.Errorf("titles alone are identified by %q and %q", a.GUID, b.GUID)
	}
}

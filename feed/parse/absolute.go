package parse

import (
	"strings"

	"golang.org/x/net/html"
)

// absolute resolves the relative links of HTML against base. Everything else
// stays as it is written.
func absolute(body, base string) string {
	if base == "" || body == "" || resolve(base, "x") == "" {
		return body
	}
	z := html.NewTokenizer(strings.NewReader(body))
	z.SetMaxBuf(1 << 20)
	var b strings.Builder
	b.Grow(len(body) + len(body)/16)
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			b.Write(z.Raw())
			return b.String()
		}
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			b.Write(z.Raw())
			continue
		}
		raw := string(z.Raw()) // Token overwrites it
		t := z.Token()
		changed := false
		for i, a := range t.Attr {
			if linkAttr(a.Key) && a.Val != "" && !strings.HasPrefix(a.Val, "#") {
				if u := resolve(base, a.Val); u != "" && u != a.Val {
					t.Attr[i].Val, changed = u, true
				}
			}
		}
		if changed {
			b.WriteString(t.String())
		} else {
			b.WriteString(raw)
		}
	}
}

func linkAttr(name string) bool {
	switch name {
	case "href", "src", "cite", "poster", "data", "longdesc", "background":
		return true
	}
	return false
}

package page

import (
	"strings"
	"testing"

	"reader/feed"
)

func TestTruncated(t *testing.T) {
	long := strings.Repeat("The loader decrypts its second stage with a key from the registry. ", 80)
	short := "A new loader was found in the wild. It decrypts its second stage with a key from the registry."
	for _, c := range []struct {
		name string
		a    feed.Article
		want bool
	}{
		{"whole", feed.Article{Text: long}, false},
		{"whole and short", feed.Article{Text: short}, false},
		{"whole with another summary", feed.Article{Text: short, Summary: "A new loader."}, false},
		{"nothing but a title", feed.Article{}, true},
		{"HTML without text", feed.Article{HTML: `<p><img src="https://a.example/x.png"></p>`}, true},
		{"HTML alone", feed.Article{HTML: "<p>" + short + " [&#8230;]</p>"}, true},
		{"the mark of WordPress", feed.Article{Text: short + " […]"}, true},
		{"a long excerpt with a mark", feed.Article{Text: long + " [...]"}, true},
		{"a mark above the footer", feed.Article{Text: short + " […]\nThe post Loader appeared first on Example."}, true},
		{"an ellipsis", feed.Article{Text: short + " It then…"}, true},
		{"three dots", feed.Article{Text: short + " It then..."}, true},
		{"a long text that ends with dots", feed.Article{Text: long + " And so on..."}, false},
		{"dots in the middle", feed.Article{Text: "It waits... and then it runs. " + short}, false},
		{"read more on its own line", feed.Article{Text: short + "\nRead more"}, true},
		{"read more with an arrow", feed.Article{Text: short + "\nRead More »"}, true},
		{"read more at the end of the line", feed.Article{Text: short + " Read more"}, true},
		{"continue reading with the title", feed.Article{Text: short + "\nContinue reading A new loader in the wild →"}, true},
		{"continue reading after dots", feed.Article{Text: short + " It… Continue reading"}, true},
		{"the same in German", feed.Article{Text: short + "\nWeiterlesen"}, true},
		{"the same in Russian", feed.Article{Text: short + "\nЧитать далее →"}, true},
		{"the same in Japanese", feed.Article{Text: short + "\n続きを読む"}, true},
		{"words that only begin so", feed.Article{Text: short + "\nRead moreover what others say."}, false},
		{"words inside a sentence", feed.Article{Text: short + " Everyone should read more"}, false},
		{"a sentence that begins so", feed.Article{Text: short + "\nRead more carefully " + long[:200]}, false},
		{"body is the summary", feed.Article{Text: short, Summary: "A new  loader was found in the wild. It decrypts its second stage\nwith a key from the registry."}, true},
		{"a long body is the summary", feed.Article{Text: long, Summary: long}, false},
		{"a footer alone is the text", feed.Article{Text: "Source: the police of Example say that they arrested two people."}, false},
		{"a cut text without a page", feed.Article{Text: short + " […]", GUID: "-"}, false},
	} {
		if c.a.GUID != "-" {
			c.a.URL = "https://a.example/loader"
		}
		if got := Truncated(c.a); got != c.want {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

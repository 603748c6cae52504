package page

import (
	"errors"
	"strings"
	"testing"
	"time"
)

// TestBoundsHostilePages gives the shapes that cost readability most, each just
// below the limits.
func TestBoundsHostilePages(t *testing.T) {
	if raced {
		t.Skip("it measures time, and one goroutine does it all")
	}
	for name, body := range map[string]string{
		"paragraphs":  strings.Repeat("<p>"+sentence+"</p>", 29_000),
		"blocks":      strings.Repeat("<div>"+sentence+"</div>", 29_000),
		"breaks":      "<div>" + strings.Repeat("x, y<br><br>", 14_000) + "</div>",
		"pictures":    "<article>" + prose(3) + strings.Repeat("<img data-src='a.jpg 1x' srcset='a.jpg 1x, b.jpg 2x'>", 25_000) + "</article>",
		"noscript":    prose(3) + strings.Repeat("<img src=a.png><noscript><img src=b.png></noscript>", 12_000),
		"tables":      strings.Repeat("<table><tr><td>", 60) + strings.Repeat(sentence, 5000),
		"nested":      strings.Repeat("<div>", 240) + strings.Repeat("<p>"+sentence+"</p>", 4_500),
		"spans":       strings.Repeat("<div><span>", 120) + strings.Repeat("<p>"+sentence+"</p>", 4_500),
		"classes":     strings.Repeat("<div class='"+strings.Repeat("comment sidebar article ", 40)+"'>"+sentence+"</div>", 4_000),
		"attributes":  "<p " + strings.Repeat("a"+" ", 1_000_000) + ">" + sentence,
		"titles":      "<title>" + strings.Repeat("a | b - ", 100_000) + "</title>" + prose(3),
		"declaration": "<!doctype" + strings.Repeat("<!--", 1_000_000),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			_, err := extract(t.Context(), []byte(body), "text/html", "https://a.example/b")
			d := time.Since(start)
			var bad *Error
			if err != nil && !errors.As(err, &bad) {
				t.Errorf("got %v", err)
			}
			if d > maxTime+2*time.Second {
				t.Errorf("took %v", d)
			}
		})
	}
}

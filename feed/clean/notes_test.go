package clean

import (
	"testing"

	"reader/feed"
)

func TestFootnotes(t *testing.T) {
	for _, c := range []struct{ name, html, want string }{
		{
			"as many blogs have them",
			`<p>One.<sup id="r1"><a href="#fn1">1</a></sup> Two.<sup id="r2"><a href="#fn2">2</a></sup></p><hr><ol><li id="fn1">First <em>note</em>. <a href="#r1">↩</a></li><li id="fn2"><p>Second.</p><p>More. <a href="#r2">↩︎</a></p></li></ol>`,
			"One.[^1] Two.[^2]\n\n* * *\n\n[^1]: First *note*.\n\n[^2]: Second.  \nMore.",
		},
		{
			"the article's own address",
			`<p>One.<sup><a href="https://a.example/x#footnote_0_1" id="i" class="footnote-link">1</a></sup></p><ol class="footnotes"><li id="footnote_0_1">Text. <a href="https://a.example/x#i">↩</a></li></ol>`,
			"One.[^1]\n\n[^1]: Text.",
		},
		{
			"paragraphs that begin with their number",
			`<p>One<a href="#_ftn1" name="_ftnref1">[1]</a>.</p><p><a href="#_ftnref1" name="_ftn1">[1]</a> The note.</p>`,
			"One[^1].\n\n[^1]: The note.",
		},
		{
			"one note, two numbers that lead to it",
			`<p>One<sup><a href="#n">3</a></sup>, two<sup><a href="#n">3</a></sup>.</p><p id="n">Note.</p>`,
			"One[^3], two[^3].\n\n[^3]: Note.",
		},
		{
			"nothing stands there",
			`<p>One<sup><a href="#n">1</a></sup>.</p>`, "One[1].",
		},
		{
			"a list that has other items",
			`<p>One<sup><a href="#n">1</a></sup>.</p><ol><li id="n">Note.</li><li>Else.</li></ol>`,
			"One[1].\n\n1. Note.\n2. Else.",
		},
		{
			"what a note cannot hold",
			`<p>One<sup><a href="#n">1</a></sup>.</p><div id="n"><table><tr><td>a</td><td>b</td></tr><tr><td>a</td><td>b</td></tr></table></div>`,
			"One[1].\n\n|  |  |\n|---|---|\n| a | b |\n| a | b |",
		},
		{
			"a contents list is none",
			`<p><a href="#s1">1</a> <a href="#s2">2</a></p><p id="s1">One.</p><p id="s2">Two.</p>`,
			"1 2\n\nOne.\n\nTwo.",
		},
		{
			"two notes of one number",
			`<p>a<sup><a href="#x">1</a></sup> b<sup><a href="#y">1</a></sup></p><p id="x">X.</p><p id="y">Y.</p>`,
			"a[^1] b[1]\n\n[^1]: X.\n\nY.",
		},
	} {
		got := Converter{}.Markdown(feed.Article{URL: "https://a.example/x", HTML: c.html})
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

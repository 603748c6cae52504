package newsroom

import (
	"bytes"
	"image"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// TestPictures: the pictures of the articles are there, among them a drawing, which
// no terminal shows.
func TestPictures(t *testing.T) {
	src := regexp.MustCompile(`<img [^>]*src="([^"]+)"`)
	seen, asked := map[string]int{}, map[string]bool{}
	for _, s := range Sources() {
		base, err := url.Parse(endpoint(s))
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range read(t, s).Articles {
			for _, m := range src.FindAllStringSubmatch(a.HTML, -1) {
				u, err := base.Parse(strings.ReplaceAll(m[1], "&#038;", "&"))
				if err != nil {
					t.Fatal(err)
				}
				if u.Host == "stats.patchwindow.example" || asked[u.String()] {
					continue // counts readers, or stands there twice
				}
				asked[u.String()] = true
				got := ask(t, http.MethodGet, u.String())
				kind := got.Header.Get("Content-Type")
				seen[kind]++
				if kind == "image/svg+xml" {
					continue
				}
				if _, _, err := image.Decode(bytes.NewReader(got.body)); err != nil || got.StatusCode != http.StatusOK {
					t.Errorf("%s is %d, %s: %v", u, got.StatusCode, kind, err)
				}
			}
		}
	}
	if seen["image/png"] < 2 || seen["image/jpeg"] < 9 || seen["image/svg+xml"] != 1 {
		t.Errorf("there are %v", seen)
	}
}

func TestPicturesDiffer(t *testing.T) {
	one := ask(t, http.MethodGet, "https://"+imageHost+"/a.jpg?w=640").body
	if bytes.Equal(one, ask(t, http.MethodGet, "https://"+imageHost+"/b.jpg").body) {
		t.Error("two names have one picture")
	}
	if !bytes.Equal(one, ask(t, http.MethodGet, "https://"+imageHost+"/a.jpg").body) {
		t.Error("one name has two pictures")
	}
	if got := ask(t, http.MethodGet, "https://"+imageHost+"/a").StatusCode; got != http.StatusNotFound {
		t.Errorf("what is no picture is answered with %d", got)
	}
}

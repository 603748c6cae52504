package newsroom

import (
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const (
	mirrorPosts = "https://mirror.newsdesk.example/wp-json/wp/v2/posts"
	ledgerPosts = "https://ledgerandlock.example/wp-json/wp/v2/posts"
)

// slugs reads the slugs of a collection, in order.
func slugs(t *testing.T, body []byte) []string {
	t.Helper()
	var posts []struct{ Slug string }
	if err := json.Unmarshal(body, &posts); err != nil {
		t.Fatalf("%v in %.200s", err, body)
	}
	out := make([]string, 0, len(posts))
	for _, p := range posts {
		out = append(out, p.Slug)
	}
	return out
}

func TestRestPaging(t *testing.T) {
	whole := ask(t, "GET", ledgerPosts+"?per_page=100")
	all := slugs(t, whole.body)
	if len(all) != 6 || whole.Header.Get("X-WP-Total") != "6" || whole.Header.Get("X-WP-TotalPages") != "1" {
		t.Fatalf("%d posts, total %s on %s pages", len(all), whole.Header.Get("X-WP-Total"), whole.Header.Get("X-WP-TotalPages"))
	}
	var paged []string
	for _, page := range []string{"1", "2"} {
		got := ask(t, "GET", ledgerPosts+"?per_page=4&page="+page)
		if got.Header.Get("X-WP-Total") != "6" || got.Header.Get("X-WP-TotalPages") != "2" {
			t.Errorf("page %s: total %s on %s pages", page, got.Header.Get("X-WP-Total"), got.Header.Get("X-WP-TotalPages"))
		}
		paged = append(paged, slugs(t, got.body)...)
	}
	if diff := cmp.Diff(all, paged); diff != "" {
		t.Errorf("two pages against one: %s", diff)
	}
}

func TestRestErrors(t *testing.T) {
	for _, tt := range []struct {
		url    string
		status int
		code   string
	}{
		{ledgerPosts + "?per_page=4&page=3", 400, "rest_post_invalid_page_number"},
		{ledgerPosts + "?per_page=101", 400, "rest_invalid_param"},
		{ledgerPosts + "?per_page=0", 400, "rest_invalid_param"},
		{ledgerPosts + "?page=x", 400, "rest_invalid_param"},
		{ledgerPosts + "?modified_after=yesterday", 400, "rest_invalid_param"},
		{ledgerPosts + "?orderby=mood", 400, "rest_invalid_param"},
		{ledgerPosts + "/99", 404, "rest_post_invalid_id"},
		{"https://ledgerandlock.example/wp-json/wp/v2/pages", 404, "rest_no_route"},
		{"https://patchwindow.example/wp-json/wp/v2/posts", 404, "rest_no_route"},
	} {
		got := ask(t, "GET", tt.url)
		var object struct {
			Code, Message string
			Data          struct{ Status int }
		}
		if err := json.Unmarshal(got.body, &object); err != nil {
			t.Errorf("%s: %v", tt.url, err)
		}
		if got.StatusCode != tt.status || object.Code != tt.code || object.Data.Status != tt.status || object.Message == "" {
			t.Errorf("%s: %d %s, want %d %s", tt.url, got.StatusCode, got.body, tt.status, tt.code)
		}
	}
}

func TestRestSelection(t *testing.T) {
	const (
		quillgate = "tessalane-rushes-fix-for-quillgate-flaw"
		hospital  = "hospital-group-back-on-paper"
		airport   = "regional-airport-confirms-intrusion" // four days old, edited 5h20m ago
	)
	gmt := func(age time.Duration) string { return noon.Add(-age).Format(time.RFC3339) }
	local := func(age time.Duration) string { return noon.Add(-age - 6*time.Hour).Format(wpTime) }
	for _, tt := range []struct {
		name, query string
		want        []string
	}{
		{"newest first", "?per_page=2", []string{quillgate, hospital}},
		{"after", "?after=" + gmt(2*time.Hour), []string{quillgate, hospital}},
		{"before", "?before=" + gmt(140*time.Hour), []string{"small-utilities-share-one-analyst"}},
		{"modified since", "?modified_after=" + gmt(6*time.Hour) + "&orderby=modified", []string{quillgate, hospital, airport}},
		{"modified since, local time", "?modified_after=" + local(6*time.Hour) + "&orderby=modified&order=asc", []string{airport, hospital, quillgate}},
		{"modified at that very second", "?modified_after=" + gmt(25*time.Minute), []string{}},
		{"modified before", "?modified_before=" + gmt(140*time.Hour), []string{"small-utilities-share-one-analyst"}},
		{"by id", "?orderby=id&per_page=1", []string{quillgate}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := ask(t, "GET", mirrorPosts+tt.query)
			if got.StatusCode != http.StatusOK {
				t.Fatalf("%d %s", got.StatusCode, got.body)
			}
			if diff := cmp.Diff(tt.want, slugs(t, got.body)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRestFields(t *testing.T) {
	keys := func(body []byte) map[string]json.RawMessage {
		var post map[string]json.RawMessage
		if err := json.Unmarshal(body, &post); err != nil {
			t.Fatalf("%v in %.200s", err, body)
		}
		return post
	}
	plain := keys(ask(t, "GET", mirrorPosts+"/7120").body)
	for _, want := range []string{"id", "guid", "class_list", "author_info", "content"} {
		if plain[want] == nil {
			t.Errorf("a post has no %s", want)
		}
	}
	if plain["_embedded"] != nil {
		t.Error("linked resources came without _embed")
	}
	if keys(ask(t, "GET", mirrorPosts+"/7120?_embed").body)["_embedded"] == nil {
		t.Error("_embed brought no linked resources")
	}
	few := keys(ask(t, "GET", mirrorPosts+"/7120?_fields=id,title.rendered,_embedded&_embed=author").body)
	if len(few) != 3 || few["id"] == nil || few["title"] == nil || few["_embedded"] == nil {
		t.Errorf("_fields gave %d fields", len(few))
	}
}

// TestRestRoutes asks for the same collection by each of the paths that
// WordPress sites have it at.
func TestRestRoutes(t *testing.T) {
	want := ask(t, "GET", mirrorPosts+"?per_page=3").body
	for _, url := range []string{
		"https://mirror.newsdesk.example/?rest_route=/wp/v2/posts&per_page=3",
		"https://mirror.newsdesk.example/index.php?rest_route=/wp/v2/posts&per_page=3",
		"https://mirror.newsdesk.example/index.php/wp-json/wp/v2/posts?per_page=3",
		mirrorPosts + "/?per_page=3",
	} {
		if got := ask(t, "GET", url); got.StatusCode != 200 || string(got.body) != string(want) {
			t.Errorf("%s: %d, %d bytes, want the %d of the collection", url, got.StatusCode, len(got.body), len(want))
		}
	}
	home := ask(t, "GET", "https://mirror.newsdesk.example/")
	if got := home.Header.Get("Link"); got != `<https://mirror.newsdesk.example/wp-json/>; rel="https://api.w.org/"` {
		t.Errorf("the home page links to %q", got)
	}
	if got := ask(t, "GET", "https://patchwindow.example/").Header.Get("Link"); got != "" {
		t.Errorf("a site without REST links to %q", got)
	}
}

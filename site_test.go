package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"reader/feed/refresh/wptest"
	"reader/store"
	"reader/store/sqlite"
)

// wordpress is where the site of a script is kept between its commands.
type wordpress struct{ site *wptest.Site }

// scriptSite serves a directory of the script on loopback as $SITE.
func scriptSite(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: site DIR")
	}
	root := ts.MkAbs(args[0])
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// NAME.moved holds the path to which NAME has moved for good.
		if to, err := os.ReadFile(filepath.Join(root, filepath.Base(r.URL.Path)+".moved")); err == nil {
			http.Redirect(w, r, strings.TrimSpace(string(to)), http.StatusMovedPermanently)
			return
		}
		body, err := os.ReadFile(filepath.Join(root, filepath.Base(r.URL.Path)))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		// Without Last-Modified: scripts change files within a second.
		http.ServeContent(w, r, r.URL.Path, time.Time{}, bytes.NewReader(body))
	}))
	ts.Defer(server.Close)
	ts.Setenv("SITE", server.URL)
	ts.Setenv("SITEHOST", strings.TrimPrefix(server.URL, "http://"))
	ts.Setenv("LOCAL", strings.Replace(server.URL, "127.0.0.1", "localhost", 1)) // the same by another name
}

// scriptWordPress runs a WordPress site on loopback as $WP:
//
//	wpsite start N          with N posts
//	wpsite fail             every answer is a 500
//	wpsite close-rest       REST answers 401
//	wpsite ok               all is well again
//	wpsite add TITLE        publish a post
//	wpsite edit ID TITLE    change the title of a post, and so its text
//	wpsite forget           forget the requests so far
//	wpsite posts N          there were N requests for posts over REST
//	wpsite requests N       there were N requests in all
//	wpsite asked TEXT       each request for posts has TEXT in its parameters
func scriptWordPress(ts *testscript.TestScript, _ bool, args []string) {
	kept := ts.Value(wordpress{}).(*wordpress)
	if args[0] == "start" {
		n, err := strconv.Atoi(args[1])
		ts.Check(err)
		kept.site = wptest.NewSite(n)
		server := httptest.NewServer(kept.site)
		ts.Defer(server.Close)
		ts.Setenv("WP", server.URL)
		return
	}
	site := kept.site
	switch args[0] {
	case "ok":
		site.Set(wptest.Switches{})
	case "fail":
		site.Set(wptest.Switches{Fail: true})
	case "close-rest":
		site.Set(wptest.Switches{CloseREST: true})
	case "add":
		site.Add(args[1])
	case "edit":
		id, err := strconv.Atoi(args[1])
		ts.Check(err)
		site.Edit(id, args[2])
	case "forget":
		site.Forget()
	case "posts":
		if n := len(site.PostRequests()); fmt.Sprint(n) != args[1] {
			ts.Fatalf("%d requests for posts: %q", n, site.Requests())
		}
	case "requests":
		if n := len(site.Requests()); fmt.Sprint(n) != args[1] {
			ts.Fatalf("%d requests: %q", n, site.Requests())
		}
	case "asked":
		for _, q := range site.PostRequests() {
			if !strings.Contains(q.Encode(), args[1]) {
				ts.Fatalf("a request for posts without %s: %s", args[1], q.Encode())
			}
		}
	default:
		ts.Fatalf("wpsite does not know %q", args[0])
	}
}

// scriptMark marks the article with a title in the store of the script.
func scriptMark(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: mark read|star TITLE")
	}
	ctx := context.Background()
	s, err := sqlite.Open(ctx, ts.Getenv("XDG_DATA_HOME")+"/reader/reader.db", sqlite.Options{})
	ts.Check(err)
	defer s.Close()
	infos, err := s.ListSources(ctx)
	ts.Check(err)
	var q store.Query
	for _, i := range infos {
		q.Sources = append(q.Sources, i.Source.URL)
	}
	list, err := s.Headlines(ctx, q)
	ts.Check(err)
	yes := true
	change := store.MarkChange{Read: &yes}
	if args[0] == "star" {
		change = store.MarkChange{Starred: &yes}
	}
	for _, h := range list {
		if h.Title == args[1] {
			_, err := s.Mark(ctx, store.LocalUser, change, h.ID)
			ts.Check(err)
			return
		}
	}
	ts.Fatalf("no article is called %q", args[1])
}

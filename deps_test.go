package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// listed is what `go list -json` says of a package, as far as the rules need it.
type listed struct {
	ImportPath string
	Standard   bool
	Imports    []string
	Deps       []string
}

// list runs `go list` over the module: every package of ours with its imports.
func list(t *testing.T) map[string]listed {
	t.Helper()
	var stderr bytes.Buffer
	cmd := exec.Command("go", "list", "-deps", "-json=ImportPath,Standard,Imports,Deps", "./...")
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, stderr.Bytes())
	}
	packages := map[string]listed{}
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return packages
		} else if err != nil {
			t.Fatal(err)
		}
		packages[p.ImportPath] = p
	}
}

// TestImports keeps the import rules of ARCHITECTURE.md: who may import whom.
func TestImports(t *testing.T) {
	packages := list(t)

	ours := func(path string) bool { return path == "reader" || strings.HasPrefix(path, "reader/") }
	in := func(path, tree string) bool { return path == tree || strings.HasPrefix(path, tree+"/") }
	// pane tells whether path is a part of the screen: a package of ui that is
	// neither a face nor the ground the panes stand on.
	pane := func(path string) bool {
		switch path {
		case "reader/ui/cli", "reader/ui/once", "reader/ui/serve", "reader/ui/room",
			"reader/ui/theme", "reader/ui/keys", "reader/ui/line", "reader/ui/typeset", "reader/ui/browser", "reader/ui/password", "reader/ui/pipe", "reader/ui/notify", "reader/ui/console":
			return false
		}
		return strings.HasPrefix(path, "reader/ui/") && !in(path, "reader/ui/cells")
	}

	direct := []struct {
		rule string
		who  func(string) bool
		not  func(who, imported string) bool
	}{
		{
			"feed imports the standard library only",
			func(p string) bool { return p == "reader/feed" },
			func(_, i string) bool { return !packages[i].Standard },
		},
		{
			"what is below feed imports neither store nor ui",
			func(p string) bool { return in(p, "reader/feed") },
			func(_, i string) bool { return in(i, "reader/store") || in(i, "reader/ui") },
		},
		{
			"of reader, store imports the nouns of feed only, and its own tree",
			func(p string) bool { return in(p, "reader/store") },
			func(_, i string) bool { return ours(i) && i != "reader/feed" && !in(i, "reader/store") },
		},
		{
			"implementations of the store are seen by main only",
			func(p string) bool { return ours(p) && p != "reader" && p != "reader/store/sqlite" },
			func(_, i string) bool { return in(i, "reader/store/sqlite") },
		},
		{
			"ui receives functions of the feed layer: it imports its nouns and the text gate only",
			func(p string) bool { return in(p, "reader/ui") && !in(p, "reader/ui/cli") && !in(p, "reader/ui/serve") },
			func(_, i string) bool {
				return in(i, "reader/feed") && i != "reader/feed" && i != "reader/feed/clean"
			},
		},
		{
			"panes never import each other, nor the root",
			pane,
			func(who, i string) bool { return i == "reader/ui" || pane(i) && i != who },
		},
		{
			"only what opens links, gets passwords, pipes articles and notifies starts programs",
			func(p string) bool {
				return ours(p) && p != "reader/ui/browser" && p != "reader/ui/password" && p != "reader/ui/pipe" && p != "reader/ui/notify"
			},
			func(_, i string) bool { return i == "os/exec" },
		},
		{
			"only feed/fetch and what stands in for its network speak HTTP",
			func(p string) bool {
				// feed/parse asks it what the first bytes of a picture or an archive are.
				return ours(p) && p != "reader" && !in(p, "reader/feed/fetch") && !in(p, "reader/feed/refresh") && !in(p, "reader/feed/discover") &&
					!in(p, "reader/feed/newsroom") && !in(p, "reader/ui/cli") && p != "reader/feed/parse"
			},
			func(_, i string) bool { return i == "net/http" },
		},
	}
	for _, r := range direct {
		for path, p := range packages {
			if !r.who(path) {
				continue
			}
			for _, i := range p.Imports {
				if r.not(path, i) {
					t.Errorf("%s imports %s, but %s", path, i, r.rule)
				}
			}
		}
	}

	reach := []struct{ rule, who, target string }{
		{"headlines are printed without Bubble Tea", "reader/ui/once", "charm.land/bubbletea/v2"},
		{"articles are typeset without Bubble Tea", "reader/ui/typeset", "charm.land/bubbletea/v2"},
		{"cells know nothing of Bubble Tea", "reader/ui/cells", "charm.land/bubbletea/v2"},
		{"the room knows nothing of Bubble Tea", "reader/ui/room", "charm.land/bubbletea/v2"},
	}
	for _, r := range reach {
		if slices.Contains(packages[r.who].Deps, r.target) {
			t.Errorf("%s reaches %s, but %s", r.who, r.target, r.rule)
		}
	}
}

// TestTopLevel keeps the top level to the three trees beside main.
func TestTopLevel(t *testing.T) {
	for path := range list(t) {
		tree, ok := strings.CutPrefix(path, "reader/")
		if !ok {
			continue
		}
		switch top, _, _ := strings.Cut(tree, "/"); top {
		case "feed", "store", "ui":
		default:
			t.Errorf("package %s stands outside feed, store and ui", path)
		}
	}
	dirs, err := filepath.Glob("*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range dirs {
		switch filepath.Dir(f) {
		case "feed", "store", "ui":
		default:
			t.Errorf("%s stands outside feed, store and ui", f)
		}
	}
}

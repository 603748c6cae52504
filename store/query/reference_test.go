package query_test

import (
	"flag"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"reader/store/query"
)

var update = flag.Bool("update", false, "write the table of fields into the README")

// TestReadme keeps the table of fields in the README to what Parse knows.
func TestReadme(t *testing.T) {
	const readme, begin, end = "../../README.md", "<!-- query:begin -->\n", "<!-- query:end -->"
	raw, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(raw), begin)
	table, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatalf("no %q and %q in README.md", begin, end)
	}
	want := query.Reference()
	if *update {
		if err := os.WriteFile(readme, []byte(before+begin+want+end+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want, table); diff != "" {
		t.Errorf("README.md has another table than the parser (go test ./store/query -run TestReadme -update writes it):\n%s", diff)
	}
}

// TestFields reads what the list of fields says people can write.
func TestFields(t *testing.T) {
	for _, f := range query.Fields() {
		name, _, _ := strings.Cut(f.Example, ":")
		if name != f.Name || f.Value == "" || f.Says == "" {
			t.Errorf("%+v is not whole", f)
		}
		for _, example := range append(codes(f.Says), f.Example) {
			if _, err := query.Parse(example, at(time.UTC)); err != nil {
				t.Errorf("%s: %v", example, err)
			}
		}
	}
}

// codes returns what stands between backquotes.
func codes(s string) (all []string) {
	for i, part := range strings.Split(s, "`") {
		if i%2 == 1 {
			all = append(all, part)
		}
	}
	return all
}

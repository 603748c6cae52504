package cli

import (
	"cmp"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"github.com/spf13/cobra"
)

// A build is what is known of the program itself, also as it stands in the JSON.
type build struct {
	Version  string `json:"version"`
	Commit   string `json:"commit"`      // "" when it was not built in a repository
	Date     string `json:"commit_date"` // of the commit, RFC 3339
	Modified bool   `json:"modified"`    // something was changed since the commit
	Go       string `json:"go"`
	OS       string `json:"os"`
	Arch     string `json:"arch"`
}

func (a *app) build() build {
	info, _ := debug.ReadBuildInfo()
	return buildOf(a.Version, info)
}

// buildOf reads what the linker wrote into the program; info may be nil.
func buildOf(version string, info *debug.BuildInfo) build {
	b := build{Version: version, Go: runtime.Version(), OS: runtime.GOOS, Arch: runtime.GOARCH}
	if info != nil {
		b.Version = cmp.Or(version, info.Main.Version)
		for _, s := range info.Settings {
			switch s.Key {
			case "vcs.revision":
				b.Commit = s.Value
			case "vcs.time":
				b.Date = s.Value
			case "vcs.modified":
				b.Modified = s.Value == "true"
			}
		}
	}
	if b.Version == "" || b.Version == "(devel)" {
		b.Version = "dev"
	}
	return b
}

// date is the day of the commit, "" when it is not known.
func (b build) date() string {
	t, err := time.Parse(time.RFC3339, b.Date)
	if err != nil {
		return ""
	}
	return t.UTC().Format(time.DateOnly)
}

// version is the release with its commit, as far as they are known.
func (a *app) version() string {
	b := a.build()
	if len(b.Commit) < 7 {
		return b.Version
	}
	return b.Version + " (" + b.Commit[:7] + ")"
}

func (b build) String() string {
	commit := "not known"
	if b.Commit != "" {
		commit = b.Commit
		if d := b.date(); d != "" {
			commit += " of " + d
		}
		if b.Modified {
			commit += ", changed since"
		}
	}
	lines := []string{"reader    " + b.Version, "commit    " + commit, "go        " + strings.TrimPrefix(b.Go, "go"), "platform  " + b.OS + "/" + b.Arch}
	return strings.Join(lines, "\n") + "\n"
}

const aboutVersion = `Print the version of reader, the commit it was built from, and the Go it was
built with. reader --version prints the version alone.

With --format json it is {"version", "commit", "commit_date", "modified",
"go", "os", "arch"}.`

func (a *app) versionCommand() *cobra.Command {
	format := choice{"text", []string{"text", "json"}}
	c := &cobra.Command{
		Use:     "version",
		Short:   "Print the version",
		Long:    aboutVersion,
		Example: "reader version\nreader version --format json | jq -r .commit",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) (err error) {
			if format.value == "json" {
				err = writeJSON(a.stdout, a.build())
			} else {
				_, err = fmt.Fprint(a.stdout, a.build())
			}
			if err != nil {
				return printError(c.Context(), err)
			}
			return nil
		},
	}
	c.Flags().Var(&format, "format", "as text or json")
	_ = c.RegisterFlagCompletionFunc("format", format.complete)
	return c
}

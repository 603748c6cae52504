package cli

import (
	"runtime"
	"runtime/debug"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestBuildOf(t *testing.T) {
	info := &debug.BuildInfo{Main: debug.Module{Version: "(devel)"}, Settings: []debug.BuildSetting{
		{Key: "vcs.revision", Value: "0123456789abcdef"}, {Key: "vcs.time", Value: "2026-11-23T23:30:00-01:00"}, {Key: "vcs.modified", Value: "true"},
	}}
	here := build{Go: runtime.Version(), OS: runtime.GOOS, Arch: runtime.GOARCH}
	dev, plain := here, here
	dev.Version, dev.Commit, dev.Date, dev.Modified = "dev", "0123456789abcdef", "2026-11-23T23:30:00-01:00", true
	plain.Version = "1.2.3"
	if diff := cmp.Diff(dev, buildOf("", info)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(plain, buildOf("1.2.3", nil)); diff != "" {
		t.Error(diff)
	}
	want := "reader    dev\ncommit    0123456789abcdef of 2026-11-24, changed since\ngo        1.2\nplatform  a/b\n"
	dev.Go, dev.OS, dev.Arch = "go1.2", "a", "b"
	if got := dev.String(); got != want {
		t.Errorf("got %q", got)
	}
}

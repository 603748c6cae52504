package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// budgets is the file that TestBudgets writes its figures to. They are measured
// by `make bench` only: a test that fails because a machine is busy helps nobody.
var budgets = flag.String("budgets", "", "measure whole processes and write the figures to `file`")

// TestBudgets measures what a person waits for, in whole processes of the built
// program: medians of one run on one machine.
func TestBudgets(t *testing.T) {
	if *budgets == "" {
		t.Skip("measured only with -budgets FILE: see make bench")
	}
	bin := filepath.Join(t.TempDir(), "reader")
	build := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", bin, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	var r report
	for _, n := range []int{10_000, 100_000} {
		r.reading(t, bin, n)
	}
	r.refreshing(t, bin)
	if info, err := os.Stat(bin); err == nil {
		r.add("binary, stripped", "MiB", "32", float64(info.Size())/(1<<20))
	}
	if err := os.WriteFile(*budgets, []byte(r.markdown(t)), 0o644); err != nil {
		t.Fatal(err)
	}
}

// A report collects figures in the order in which they were measured.
type report struct{ rows []figure }

type figure struct {
	what, unit, budget string
	samples            []float64 // sorted
}

func (r *report) add(what, unit, budget string, samples ...float64) {
	r.rows = append(r.rows, figure{what, unit, budget, slices.Sorted(slices.Values(samples))})
}

// quantile of sorted samples.
func quantile(sorted []float64, q float64) float64 {
	return sorted[int(q*float64(len(sorted)-1)+0.5)]
}

// verdict compares the median with the budget.
func (f figure) verdict() string {
	limit, err := strconv.ParseFloat(f.budget, 64)
	switch {
	case err != nil:
		return ""
	case quantile(f.samples, 0.5) > limit:
		return "**not met**"
	}
	return "met"
}

func (r *report) markdown(t *testing.T) string {
	var b strings.Builder
	commit, err := exec.Command("git", "rev-parse", "--short", "HEAD").Output()
	if err != nil {
		commit = []byte("unknown")
	}
	fmt.Fprintf(&b, `# Benchmarks

Whole processes of the stripped program, in a pseudo-terminal of 120x40 where there is a screen; stores filled with the
same invented articles each time; loopback only. Times differ from machine to machine: compare within one run.

    make bench

%s, %s/%s, %d processors, %s, commit %s, %s.

| work | median | p99 | budget | |
|---|--:|--:|--:|---|
`, processor(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version(),
		strings.TrimSpace(string(commit)), time.Now().UTC().Format(time.DateOnly))
	for _, f := range r.rows {
		budget := ""
		if f.budget != "" {
			budget = f.budget + " " + f.unit
		}
		median, worst := short(quantile(f.samples, 0.5)), short(quantile(f.samples, 0.99))
		fmt.Fprintf(&b, "| %s | %s %s | %s %s | %s | %s |\n", f.what, median, f.unit, worst, f.unit, budget, f.verdict())
		t.Logf("%s: median %s %s, p99 %s, budget %s %s", f.what, median, f.unit, worst, f.budget, f.verdict())
	}
	return b.String()
}

// short prints a figure with as many digits as it deserves.
func short(v float64) string {
	if v >= 100 {
		return strconv.FormatFloat(v, 'f', 0, 64)
	}
	return strconv.FormatFloat(v, 'f', 1, 64)
}

func processor() string {
	info, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return runtime.GOARCH
	}
	for line := range strings.Lines(string(info)) {
		if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return runtime.GOARCH
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

package sqlite_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"

	"reader/store"
	"reader/store/sqlite"
	"reader/store/storetest"
)

// filled returns the path of a store of that many articles, all indexed. It is
// made once in READER_BENCH_DIR, or once per run of the benchmarks.
var filled = func() func(b *testing.B, articles int) string {
	var mu sync.Mutex
	made := map[int]string{}
	return func(b *testing.B, articles int) string {
		mu.Lock()
		defer mu.Unlock()
		if p := made[articles]; p != "" {
			return p
		}
		dir := os.Getenv("READER_BENCH_DIR")
		if dir == "" {
			var err error
			if dir, err = os.MkdirTemp("", "reader-bench-"); err != nil {
				b.Fatal(err)
			}
		}
		path := filepath.Join(dir, fmt.Sprintf("filled-%d.db", articles))
		if _, err := os.Stat(path); err != nil {
			fill(b, path, articles)
		}
		made[articles] = path
		return path
	}
}()

func fill(b *testing.B, path string, articles int) {
	ctx := context.Background()
	s := mustOpen(b, path)
	start, cpu := time.Now(), cpuTime()
	if err := storetest.Fill(ctx, s, articles/100, 100); err != nil {
		b.Fatal(err)
	}
	b.Logf("fill %d: %v, cpu %v", articles, time.Since(start), cpuTime()-cpu)
	start, cpu = time.Now(), cpuTime()
	if _, err := s.Index(ctx, articles); err != nil {
		b.Fatal(err)
	}
	b.Logf("index %d: %v, cpu %v", articles, time.Since(start), cpuTime()-cpu)
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
}

func cpuTime() time.Duration {
	var r syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &r) != nil {
		return 0
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

func mustOpen(t testing.TB, path string) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(context.Background(), path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func BenchmarkOpenFirstWindow(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			path := filled(b, n)
			for b.Loop() {
				s := mustOpen(b, path)
				heads, err := s.Headlines(context.Background(), store.Query{Limit: 40})
				if err != nil || len(heads) != 40 {
					b.Fatal(len(heads), err)
				}
				if err := s.Close(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkSearch(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		s := mustOpen(b, filled(b, n))
		for _, q := range []store.Query{
			{Text: "corabix"},
			{Text: "ransomware"},
			{Text: "the"},
			{Text: "CVE-2024-3400"},
			{Text: "lateral movement"},
			{Text: "r", Prefix: true},
			{Text: "ra", Prefix: true},
			{Text: "ran", Prefix: true},
			{Text: "rans", Prefix: true},
			{Text: "CVE-2", Prefix: true},
			{Text: "CVE-2024-3", Prefix: true},
			{Text: "ransomware b", Prefix: true},
			{Text: "10.0.0.1"},
		} {
			q.Limit = 40
			b.Run(fmt.Sprintf("%d/%s/%v", n, q.Text, q.Prefix), func(b *testing.B) {
				for b.Loop() {
					if _, err := s.Headlines(context.Background(), q); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

//go:build unix

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

	"reader/feed"
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

func BenchmarkOpenMemory(b *testing.B) {
	for b.Loop() {
		s, err := sqlite.OpenMemory(context.Background(), sqlite.Options{})
		if err != nil {
			b.Fatal(err)
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// query measures one window of q, again and again.
func query(b *testing.B, s store.Store, q store.Query) {
	b.Helper()
	for b.Loop() {
		if _, err := s.Headlines(context.Background(), q); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWindows(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		s := mustOpen(b, filled(b, n))
		readNearlyAll(b, s)
		few := []string{storetest.FillBatch(1, 0).Source.URL, storetest.FillBatch(2, 0).Source.URL}
		var many []string
		for i := range n / 200 {
			many = append(many, storetest.FillBatch(i, 0).Source.URL)
		}
		for _, q := range []struct {
			name string
			q    store.Query
		}{
			{"first", store.Query{}},
			{"unread-all", store.Query{User: "nobody", Unread: true}},
			{"unread-nearly-none", store.Query{Unread: true}},
			{"unread-source", store.Query{Unread: true, Sources: few}},
			{"starred", store.Query{Starred: true}},
			{"sources-2", store.Query{Sources: few}},
			{"sources-half", store.Query{Sources: many}},
		} {
			q.q.Limit = 40
			b.Run(fmt.Sprintf("%d/%s", n, q.name), func(b *testing.B) { query(b, s, q.q) })
		}
		b.Run(fmt.Sprintf("%d/scroll", n), func(b *testing.B) {
			q := store.Query{Limit: 40}
			for b.Loop() {
				heads, err := s.Headlines(context.Background(), q)
				if err != nil {
					b.Fatal(err)
				}
				q.After = store.Position{}
				if len(heads) == q.Limit {
					q.After = heads[len(heads)-1].Position()
				}
			}
		})
		b.Run(fmt.Sprintf("%d/counts", n), func(b *testing.B) {
			for b.Loop() {
				if _, err := s.Counts(context.Background(), ""); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// readNearlyAll marks all but a few old articles read, and stars some.
func readNearlyAll(b *testing.B, s store.Store) {
	b.Helper()
	ctx := context.Background()
	heads, err := s.Headlines(ctx, store.Query{Unread: true})
	if err != nil {
		b.Fatal(err)
	}
	if len(heads) <= 60 {
		return
	}
	var ids, starred []int64
	for i, h := range heads[:len(heads)-60] {
		ids = append(ids, h.ID)
		if i%200 == 0 {
			starred = append(starred, h.ID)
		}
	}
	yes := true
	start := time.Now()
	if _, err := s.Mark(ctx, "", store.MarkChange{Read: &yes}, ids...); err != nil {
		b.Fatal(err)
	}
	b.Logf("mark %d read: %v", len(ids), time.Since(start))
	if _, err := s.Mark(ctx, "", store.MarkChange{Starred: &yes}, starred...); err != nil {
		b.Fatal(err)
	}
}

func BenchmarkSearch(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		s := mustOpen(b, filled(b, n))
		for _, q := range []struct {
			name  string
			where store.Expr
		}{
			{"rare-word", storetest.Written(b, "hushpoint gateway torvik")},
			{"common-word", storetest.Written(b, "ransomware")},
			{"commonest-word", storetest.Written(b, "the")},
			{"CVE", storetest.Written(b, "CVE-2024-3400")},
			{"phrase", storetest.Written(b, `"lateral movement"`)},
			{"address", storetest.Written(b, "10.0.0.1")},
			{"typed-1", storetest.Typed(b, "r")},
			{"typed-2", storetest.Typed(b, "ra")},
			{"typed-3", storetest.Typed(b, "ran")},
			{"typed-4", storetest.Typed(b, "rans")},
			{"typed-rare", storetest.Typed(b, "quillba")},
			{"typed-CVE-2", storetest.Typed(b, "CVE-2")},
			{"typed-CVE-2024-3", storetest.Typed(b, "CVE-2024-3")},
			{"typed-second-word", storetest.Typed(b, "ransomware b")},
		} {
			b.Run(fmt.Sprintf("%d/%s", n, q.name), func(b *testing.B) {
				query(b, s, store.Query{Where: q.where, Limit: 40})
			})
		}
	}
}

// BenchmarkSave saves sources of 20 articles, new ones and the same ones again.
func BenchmarkSave(b *testing.B) {
	const batches = 100
	ctx := context.Background()
	made := make([]feed.Batch, batches)
	for i := range made {
		made[i] = storetest.FillBatch(i, 20)
	}
	for _, again := range []bool{false, true} {
		b.Run(map[bool]string{false: "new-20", true: "unchanged-20"}[again], func(b *testing.B) {
			s := mustOpen(b, filepath.Join(b.TempDir(), "reader.db"))
			if again {
				for _, batch := range made {
					if _, err := s.Save(ctx, batch); err != nil {
						b.Fatal(err)
					}
				}
			}
			cpu, n := cpuTime(), 0
			for b.Loop() {
				batch := made[n%batches]
				if !again {
					batch.Source.URL += fmt.Sprint(n)
				}
				n++
				if _, err := s.Save(ctx, batch); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64((cpuTime()-cpu).Microseconds())/float64(20*n), "cpu-µs/article")
		})
	}
}

func BenchmarkIndex(b *testing.B) {
	ctx := context.Background()
	s := mustOpen(b, filepath.Join(b.TempDir(), "reader.db"))
	source, indexed := 0, 0
	var busy time.Duration
	for b.Loop() {
		b.StopTimer()
		batch := storetest.FillBatch(source, 200)
		source++
		if _, err := s.Save(ctx, batch); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		cpu := cpuTime()
		if pending, err := s.Index(ctx, 200); err != nil || pending != 0 {
			b.Fatal(pending, err)
		}
		busy += cpuTime() - cpu
		indexed += 200
	}
	b.ReportMetric(float64(indexed)/busy.Seconds(), "articles/cpu-s")
}

package once

import (
	"fmt"
	"io"
	"testing"
	"time"
)

// BenchmarkPrint prints one headline of a long list, as every format does it.
func BenchmarkPrint(b *testing.B) {
	e := full
	e.Title = "Attackers’ Newest Trick: a Café’s “Free” Wi-Fi & the <b> Tag"
	for _, f := range append(Formats()[:1:1], JSONL, TSV, Markdown, "{{.Title}} {{.URL}}", `{{ago .Time}}\t{{.Source | truncate 20}}\t{{markdown .Title}}`) {
		b.Run(string(f), func(b *testing.B) {
			p := NewPrinter(f, io.Discard, Options{Now: noon.Add(time.Hour)})
			if err := p.Begin(About{}); err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				if err := p.Print(e); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
	b.Run("document", func(b *testing.B) {
		p := NewPrinter(JSON, io.Discard, Options{})
		if err := p.Begin(About{}); err != nil {
			b.Fatal(err)
		}
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			e.GUID = fmt.Sprintf("https://www.example/?p=%d", i)
			if err := p.Print(e); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	})
}

package feed

import (
	"testing"
	"time"
)

func TestParseKeep(t *testing.T) {
	for s, want := range map[string]Keep{
		"180d": {Age: 180 * day}, "12h": {Age: 12 * time.Hour}, "2w": {Age: 14 * day}, "6mo": {Age: 180 * day}, "1y": {Age: 365 * day},
		"500": {Count: 500}, "180d 500": {Age: 180 * day, Count: 500}, " 500  1d ": {Age: day, Count: 500}, "all": {},
	} {
		if got, err := ParseKeep(s); err != nil || got != want {
			t.Errorf("ParseKeep(%q) = %+v, %v", s, got, err)
		}
	}
	for _, s := range []string{
		"", " ", "0", "0d", "-1", "-1d", "1.5d", "1m", "30m", "d", "1D", "all 5", "1d 2d", "5 6", "1d 5 6", "1d500", "99999999999", "2147483647y", "1_000", "none", "１d",
	} {
		if got, err := ParseKeep(s); err == nil {
			t.Errorf("ParseKeep(%q) = %+v", s, got)
		}
	}
}

// FuzzParseKeep: what is read is no negative bound, and is written so that it is
// read again.
func FuzzParseKeep(f *testing.F) {
	for _, seed := range []string{"180d", "500", "180d 500", "all", "1y 1", "9999999h", "6mo", "\x00"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		k, err := ParseKeep(s)
		if err != nil {
			return
		}
		if k.Age < 0 || k.Count < 0 {
			t.Errorf("%q is %+v", s, k)
		}
		if again, err := ParseKeep(k.String()); err != nil || again != k {
			t.Errorf("%q is %+v, written %q, read %+v, %v", s, k, k, again, err)
		}
	})
}

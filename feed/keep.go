package feed

import (
	"errors"
	"strconv"
	"strings"
	"time"
)

const day = 24 * time.Hour

// ErrKeep is what ParseKeep says of every text that it does not read.
var ErrKeep = errors.New(`want an age such as "180d" (h, d, w, mo or y), a number of articles, both ("180d 500"), or "all"`)

// ParseKeep reads how long articles are kept: an age, a number of the newest
// ones, both with a space between, or "all". A month is 30 days, a year 365.
func ParseKeep(s string) (Keep, error) {
	var k Keep
	words := strings.Fields(s)
	if len(words) == 1 && words[0] == "all" {
		return k, nil
	}
	if len(words) == 0 || len(words) > 2 {
		return Keep{}, ErrKeep
	}
	for _, w := range words {
		digits := strings.TrimRight(w, "abcdefghijklmnopqrstuvwxyz")
		n, err := strconv.ParseUint(digits, 10, 31)
		unit, known := unitOf(strings.TrimPrefix(w, digits))
		switch {
		case err != nil || n == 0 || !known:
			return Keep{}, ErrKeep
		case unit == 0 && k.Count == 0:
			k.Count = int(n)
		case unit > 0 && k.Age == 0 && time.Duration(n) <= (1<<63-1)/unit:
			k.Age = time.Duration(n) * unit
		default:
			return Keep{}, ErrKeep
		}
	}
	return k, nil
}

// unitOf is the length of a unit of time, 0 that of none.
func unitOf(name string) (length time.Duration, known bool) {
	switch name {
	case "":
		return 0, true
	case "h":
		return time.Hour, true
	case "d":
		return day, true
	case "w":
		return 7 * day, true
	case "mo":
		return 30 * day, true
	case "y":
		return 365 * day, true
	}
	return 0, false
}

// String is what ParseKeep reads; ages are whole hours.
func (k Keep) String() string {
	var words []string
	switch {
	case k.Age <= 0:
	case k.Age%day == 0:
		words = append(words, strconv.FormatInt(int64(k.Age/day), 10)+"d")
	default:
		words = append(words, strconv.FormatInt(int64((k.Age+time.Hour-1)/time.Hour), 10)+"h")
	}
	if k.Count > 0 {
		words = append(words, strconv.Itoa(k.Count))
	}
	if words == nil {
		return "all"
	}
	return strings.Join(words, " ")
}

package parse

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// maxDate is how long a date may be, in bytes.
const maxDate = 100

// date reads a date as publishers write it, in UTC; zero if there is none. It
// takes RFC 822, RFC 3339 and ISO 8601, and what stands for them: two-digit
// years, zone names, missing seconds, zones or days, localised names, epochs.
// Where only a convention tells day from month, 3/4/2024 is the 3rd of April
// unless an American zone or a 12-hour clock says otherwise.
func date(s string) time.Time {
	s = strings.Trim(s, " \t\r\n\"'\u00a0")
	if s == "" || len(s) > maxDate {
		return time.Time{}
	}
	for _, layout := range []string{time.RFC3339, time.RFC1123Z, "Mon, 2 Jan 2006 15:04:05 GMT", "2006-01-02T15:04:05"} {
		if t, err := time.Parse(layout, s); err == nil {
			return sane(t)
		}
	}
	s = strings.ReplaceAll(s, "\u2212", "-") // the minus sign of typographers
	return sane(looseDate(strings.ToLower(s)))
}

// sane refuses the dates that programs write for "none" (year 0 or 1, also
// shifted by a zone, and the epoch), and what time.Format could not write again.
func sane(t time.Time) time.Time {
	t = t.UTC()
	if t.Year() <= 2 || t.Year() > 9999 || t.Unix() == 0 {
		return time.Time{}
	}
	return t
}

var (
	clock   = regexp.MustCompile(`(\d{1,2})\s?[:h]\s?(\d{1,2})(?:\s?:\s?(\d{1,2})(?:[.,](\d{1,9})\d*)?)?`)
	compact = regexp.MustCompile(`^(\d{4})-?(\d{2})-?(\d{2})t(\d{2})(\d{2})?(\d{2})?(?:[.,]\d+)?`)
	halfDay = regexp.MustCompile(`^[\s,]*([ap])\.?\s?m\b\.?`)
	zone    = regexp.MustCompile(`^[\s,:]*(?:(?:gmt|utc|ut|[a-z]{3,4})?\s*([+-])[\s+-]*(\d{1,2}):?(\d{2})?(?::\d{2})?(?:$|[^\d])|\(?([a-z]{1,5})\b)`)
	words   = regexp.MustCompile(`\d+|\p{L}+`)
	isoWeek = regexp.MustCompile(`^(\d{4})-?w(\d{2})(?:-?(\d))?`)
	ordinal = regexp.MustCompile(`^(\d{4})-?(\d{3})(?:$|t|\s)`)
	unix    = regexp.MustCompile(`^\d{9,10}(\d{3})?(?:\.\d+)?$`)
	stamp   = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?(z|$)`)
)

// A moment is a date in the making.
type moment struct {
	year, day            int
	month                time.Month
	hour, minute, second int
	nano                 int
	offset               int // seconds east of UTC
	zone                 string
	half                 bool // a 12-hour clock was used
}

func looseDate(s string) time.Time {
	if unix.MatchString(s) {
		n, err := strconv.ParseFloat(s, 64)
		switch {
		case err != nil:
			return time.Time{}
		case n >= 1e12:
			return time.UnixMilli(int64(n))
		}
		return time.Unix(int64(n), 0)
	}
	var m moment
	before, after := s, ""
	switch {
	case stamp.MatchString(s):
		p := stamp.FindStringSubmatch(s)
		m.year, m.month, m.day = num(p[1]), time.Month(num(p[2])), num(p[3])
		m.hour, m.minute, m.second = num(p[4]), num(p[5]), num(p[6])
		return m.time()
	case compact.MatchString(s):
		p := compact.FindStringSubmatchIndex(s)
		m.hour, m.minute, m.second = part(s, p, 4), part(s, p, 5), part(s, p, 6)
		if p[1] < len(s) && s[p[1]] == ':' { // the extended form, 10:14:55
			m.hour, m.minute, m.second = 0, 0, 0
			before, after = m.takeClock(s)
			break
		}
		before, after = s[p[2]:p[3]]+" "+s[p[4]:p[5]]+" "+s[p[6]:p[7]], s[p[1]:]
	default:
		before, after = m.takeClock(s)
	}
	after = m.takeZone(after)
	if !m.takeDate(before, after) {
		return time.Time{}
	}
	return m.time()
}

// takeClock takes the time of day out of s.
func (m *moment) takeClock(s string) (before, after string) {
	p := clock.FindStringSubmatchIndex(s)
	if p == nil {
		return s, ""
	}
	before, after = s[:p[0]], s[p[1]:]
	m.hour, m.minute, m.second = part(s, p, 1), part(s, p, 2), part(s, p, 3)
	if p[8] >= 0 {
		frac := s[p[8]:p[9]]
		m.nano = num((frac + "000000000")[:9])
	}
	pm := strings.Contains(before, "下午") || strings.Contains(before, "오후")
	am := strings.Contains(before, "上午") || strings.Contains(before, "오전")
	if h := halfDay.FindStringSubmatch(after); h != nil {
		after = after[len(h[0]):]
		pm, am = h[1] == "p", h[1] == "a"
	}
	switch {
	case pm && m.hour < 12:
		m.hour += 12
	case am && m.hour == 12:
		m.hour = 0
	}
	m.half = (am || pm) && before != "" && before[0] < 0x80
	return before, after
}

// takeZone takes the zone off the start of what follows the time.
func (m *moment) takeZone(s string) string {
	p := zone.FindStringSubmatchIndex(s)
	switch {
	case p == nil:
		return s
	case p[2] >= 0:
		hours, minutes := part(s, p, 2), part(s, p, 3)
		if p[5]-p[4] == 2 && p[6] < 0 && hours > 14 { // "+530" is 5:30
			hours, minutes = hours/10, hours%10*10
		}
		m.offset = (hours*60 + minutes) * 60
		if hours > 15 || minutes > 59 {
			m.offset = 0
		}
		if s[p[2]:p[3]] == "-" {
			m.offset = -m.offset
		}
		return s[max(p[5], p[7]):]
	}
	name := s[p[8]:p[9]]
	hours, american, known := zoneHours(name)
	if !known {
		return s
	}
	m.offset = int(hours * 3600)
	if american {
		m.zone = name
	}
	return s[p[9]:]
}

func part(s string, p []int, i int) int {
	if p[2*i] < 0 {
		return 0
	}
	return num(s[p[2*i]:p[2*i+1]])
}

func num(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// time makes the time, or zero when a part is out of range.
func (m *moment) time() time.Time {
	if m.month < 1 || m.month > 12 || m.day < 1 || m.day > 31 || m.hour > 24 || m.minute > 59 || m.second > 60 {
		return time.Time{}
	}
	t := time.Date(m.year, m.month, m.day, m.hour, m.minute, m.second, m.nano, time.UTC)
	offset := m.offset
	switch m.zone {
	case "et", "ct", "mt", "pt":
		if americanSummer(t) {
			offset += 3600
		}
	}
	return t.Add(-time.Duration(offset) * time.Second)
}

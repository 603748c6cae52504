package parse

import (
	"strings"
	"time"
)

// takeDate finds year, month and day in what stands before the time of day, or
// also in what follows it ("Jan 2 15:04:05 2006").
func (m *moment) takeDate(before, after string) bool {
	if p := isoWeek.FindStringSubmatch(before); p != nil {
		m.week(num(p[1]), num(p[2]), max(1, num(p[3])))
		return true
	}
	if p := ordinal.FindStringSubmatch(strings.TrimSpace(before)); p != nil {
		m.year, m.month, m.day = num(p[1]), 1, 1
		t := time.Date(m.year, 1, num(p[2]), 0, 0, 0, 0, time.UTC)
		m.month, m.day = t.Month(), t.Day()
		return true
	}
	if m.fromWords(words.FindAllString(before, 16)) {
		return true
	}
	return after != "" && m.fromWords(words.FindAllString(before+" "+after, 24))
}

// fromWords reads the numbers and names of a date.
func (m *moment) fromWords(tokens []string) bool {
	var nums []string
	monthAt := -1 // how many numbers stand before the name of the month
	for _, t := range tokens {
		if t[0] >= '0' && t[0] <= '9' {
			nums = append(nums, t)
			continue
		}
		// The last name counts: mar is Tuesday and March in Spanish.
		if name := monthName(t); name != 0 && (monthAt < 0 || len(nums) < 2) {
			m.month, monthAt = name, len(nums)
		}
	}
	if monthAt >= 0 {
		return m.namedMonth(nums, monthAt)
	}
	return m.numeric(nums)
}

// namedMonth reads "2 Jan 2006", "Jan 2, 2006", "Jan 2006", "2006 Jan 2".
func (m *moment) namedMonth(nums []string, before int) bool {
	switch {
	case len(nums) == 0:
		return false
	case len(nums) == 1:
		if len(nums[0]) != 4 {
			return false // a month without a year is no date
		}
		m.year, m.day = num(nums[0]), 1
		return true
	}
	day, year := nums[0], nums[1]
	if len(nums[0]) == 4 {
		day, year = nums[1], nums[0]
	}
	m.day, m.year = num(day), fullYear(year)
	if len(nums) > 2 && before == 1 && len(nums[2]) == 4 && len(year) == 2 && m.hour == 0 {
		m.hour, m.minute = num(nums[2][:2]), num(nums[2][2:]) // 03 Apr 02 1500
	}
	return m.day >= 1 && m.day <= 31
}

// numeric reads dates without names.
func (m *moment) numeric(nums []string) bool {
	switch {
	case len(nums) == 0:
		return false
	case len(nums) == 1:
		if len(nums[0]) != 4 {
			return false
		}
		m.year, m.month, m.day = num(nums[0]), 1, 1
		return m.year >= 1900 && m.year < 2200
	case len(nums) == 2:
		if len(nums[0]) != 4 {
			return false
		}
		m.year, m.month, m.day = num(nums[0]), time.Month(num(nums[1])), 1
		return m.month <= 12
	}
	a, b, c := num(nums[0]), num(nums[1]), num(nums[2])
	switch {
	case len(nums[0]) >= 4:
		m.year, m.month, m.day = a, time.Month(b), c
	case a > 31: // 99-12-31
		m.year, m.month, m.day = fullYear(nums[0]), time.Month(b), c
	case b > 12 || a <= 12 && (m.half || m.zone != ""):
		m.month, m.day, m.year = time.Month(a), b, fullYear(nums[2])
	default:
		m.day, m.month, m.year = a, time.Month(b), fullYear(nums[2])
	}
	return m.month >= 1 && m.month <= 12
}

// week sets the day of an ISO 8601 week.
func (m *moment) week(year, week, day int) {
	jan4 := time.Date(year, 1, 4, 0, 0, 0, 0, time.UTC)
	monday := jan4.AddDate(0, 0, -(int(jan4.Weekday())+6)%7)
	t := monday.AddDate(0, 0, (week-1)*7+day-1)
	m.year, m.month, m.day = t.Year(), t.Month(), t.Day()
}

// fullYear completes short years: RFC 5322 section 4.3 puts 00-49 into this
// century, and counts three digits from 1900.
func fullYear(s string) int {
	y := num(s)
	switch {
	case len(s) > 3:
		return y
	case len(s) == 3:
		return 1900 + y
	case y < 50:
		return 2000 + y
	}
	return 1900 + y
}

// zoneHours returns how far east of UTC a named zone is.
func zoneHours(name string) (hours float64, american, known bool) {
	switch name {
	case "z", "ut", "utc", "gmt", "wet", "utz":
		return 0, false, true
	case "est", "et", "cdt":
		return -5, true, true
	case "edt", "ast":
		return -4, true, true
	case "cst", "ct", "mdt":
		return -6, true, true
	case "mst", "mt", "pdt":
		return -7, true, true
	case "pst", "pt", "akdt":
		return -8, true, true
	case "akst":
		return -9, true, true
	case "hst":
		return -10, true, true
	case "adt", "brt", "art":
		return -3, false, true
	case "nst":
		return -3.5, false, true
	case "ndt":
		return -2.5, false, true
	case "bst", "west", "cet", "met", "mez", "wat":
		return 1, false, true
	case "cest", "mest", "mesz", "eet", "sast", "cat":
		return 2, false, true
	case "eest", "msk", "eat", "trt":
		return 3, false, true
	case "msd":
		return 4, false, true
	case "pkt":
		return 5, false, true
	case "ist":
		return 5.5, false, true
	case "wib":
		return 7, false, true
	case "hkt", "sgt", "awst", "pht", "wita":
		return 8, false, true
	case "jst", "kst", "wit":
		return 9, false, true
	case "acst":
		return 9.5, false, true
	case "aest":
		return 10, false, true
	case "aedt":
		return 11, false, true
	case "nzst":
		return 12, false, true
	case "nzdt":
		return 13, false, true
	}
	return 0, false, false
}

// americanSummer tells whether the clocks of the United States are on summer
// time at the local time t, by the rule in force since 2007.
func americanSummer(t time.Time) bool {
	sunday := func(month time.Month, nth int) time.Time {
		first := time.Date(t.Year(), month, 1, 2, 0, 0, 0, time.UTC)
		return first.AddDate(0, 0, (7-int(first.Weekday()))%7+7*(nth-1))
	}
	return !t.Before(sunday(time.March, 2)) && t.Before(sunday(time.November, 1))
}

// monthNames has the names of the months in the languages that feeds localise
// their dates into, with the abbreviations that differ in their first three
// letters.
var monthNames = [12]string{
	"january januar janvier janv jan januari enero ene gennaio gen janeiro janeiro januára januar leden ledna styczeń stycznia sty ocak oca январь января янв січень січня január tammikuu jänner jän ιανουάριος ιανουαρίου ιαν ianuarie ian",
	"february februar février févr fév fevrier fev feb februari febrero febbraio fevereiro únor února luty lutego lut şubat şub февраль февраля фев лютий лютого február helmikuu feber φεβρουάριος φεβρουαρίου φεβ φεβρ februarie",
	"march märz mar mrz mär maart mrt mars marzo março marco březen března marzec marca mart март марта мар березень березня március márc maaliskuu marts μάρτιος μαρτίου μάρ μαρ martie",
	"april avril avr apr abril abr aprile duben dubna kwiecień kwietnia kwi nisan nis апрель апреля апр квітень квітня április ápr huhtikuu απρίλιος απριλίου απρ aprilie",
	"may mai mei mayo maggio mag maio květen května maj maja mayıs май мая травень травня május máj toukokuu μάιος μαΐου μάι μαϊ μαι",
	"june juni juin jun junio giugno giu junho červen června czerwiec czerwca cze haziran haz июнь июня июн червень червня június jún kesäkuu ιούνιος ιουνίου ιούν ιουν iunie iun",
	"july juli juillet juil jul julio luglio lug julho červenec července lipiec lipca lip temmuz tem июль июля июл липень липня július júl heinäkuu ιούλιος ιουλίου ιούλ ιουλ iulie iul",
	"august août aout aoû aug augustus agosto ago srpen srpna sierpień sierpnia sie ağustos ağu август августа авг серпень серпня augusztus elokuu augusti αύγουστος αυγούστου αύγ αυγ",
	"september septembre sept sep septiembre settembre set setembro září wrzesień września wrz eylül eyl сентябрь сентября сен вересень вересня szeptember szept syyskuu σεπτέμβριος σεπτεμβρίου σεπ σεπτ septembrie",
	"october oktober octobre oct okt octubre ottobre ott outubro out říjen října październik października paź ekim eki октябрь октября окт жовтень жовтня október lokakuu οκτώβριος οκτωβρίου οκτ octombrie",
	"november novembre nov noviembre novembro listopad listopadu lis kasım kas ноябрь ноября ноя листопад листопада marraskuu νοέμβριος νοεμβρίου νοέ νοε noiembrie",
	"december dezember décembre déc decembre dez dec diciembre dic dicembre dezembro prosinec prosince grudzień grudnia gru aralık ara декабрь декабря дек грудень грудня joulukuu δεκέμβριος δεκεμβρίου δεκ decembrie",
}

var monthByName = func() map[string]time.Month {
	m := make(map[string]time.Month, 400)
	for i, names := range monthNames {
		for _, name := range strings.Fields(names) {
			m[name] = time.Month(i + 1)
		}
	}
	return m
}()

// monthName returns the month that a lower-case word names, or 0.
func monthName(s string) time.Month { return monthByName[s] }

package once

import (
	"cmp"
	"fmt"
	"path"
	"strconv"
	"strings"
	"time"

	"reader/feed"
)

// AttachmentName is what to call an attachment: its title, or the name of the
// file.
func AttachmentName(a feed.Attachment) string {
	if t := oneLine(a.Title); t != "" {
		return t
	}
	file, _, _ := strings.Cut(oneLine(a.URL), "?")
	file, _, _ = strings.Cut(file, "#")
	file = path.Base(strings.TrimSuffix(file, "/"))
	return cmp.Or(strings.Trim(file, "./"), "attachment")
}

// AttachmentFacts is what is known of an attachment beside its name, in
// parentheses behind a space; "" when nothing is.
func AttachmentFacts(a feed.Attachment) string {
	var facts []string
	if t := oneLine(a.MIMEType); t != "" {
		facts = append(facts, t)
	}
	if a.Size > 0 {
		facts = append(facts, size(a.Size))
	}
	if a.Duration > 0 {
		facts = append(facts, length(a.Duration))
	}
	if len(facts) == 0 {
		return ""
	}
	return " (" + strings.Join(facts, ", ") + ")"
}

// size writes bytes as file managers do.
func size(n int64) string {
	units := []string{"kB", "MB", "GB", "TB", "PB", "EB"}
	if n < 1000 {
		return strconv.FormatInt(n, 10) + " bytes"
	}
	f, i := float64(n)/1000, 0
	for f >= 999.5 && i < len(units)-1 {
		f, i = f/1000, i+1
	}
	if f < 9.95 {
		return fmt.Sprintf("%.1f %s", f, units[i])
	}
	return fmt.Sprintf("%.0f %s", f, units[i])
}

// length writes a duration as players do.
func length(d time.Duration) string {
	s := int64(d.Round(time.Second) / time.Second)
	if s >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}

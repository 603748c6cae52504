package sqlite

import (
	"bytes"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"

	"reader/feed"
)

// A digest tells whether an article that comes again is the one that is kept:
// its first half is over all but the GUID and the body, the second over the body.
type digest []byte

const digestHalf = 16

// digestOf takes the body as plainBody gives it.
func digestOf(a *feed.Article, body []byte) digest {
	buf := make([]byte, 0, 2048)
	for _, s := range [...]string{
		a.URL, a.Via, a.Title, list(a.Authors), list(a.Tags), a.Summary, a.Language, a.Image, list(a.Attachments),
	} {
		buf = append(binary.AppendUvarint(buf, uint64(len(s))), s...)
	}
	for _, t := range [...]sql.NullInt64{millis(a.Published), millis(a.Updated)} {
		if t.Valid {
			buf = append(buf, 1)
		}
		buf = binary.BigEndian.AppendUint64(buf, uint64(t.Int64))
	}
	meta, whole := sha256.Sum256(buf), sha256.Sum256(body)
	return append(append(make(digest, 0, 2*digestHalf), meta[:digestHalf]...), whole[:digestHalf]...)
}

func (d digest) equal(e digest) bool { return bytes.Equal(d, e) }

func (d digest) sameBody(e digest) bool {
	return len(d) == 2*digestHalf && len(e) == 2*digestHalf && bytes.Equal(d[digestHalf:], e[digestHalf:])
}

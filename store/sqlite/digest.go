package sqlite

import (
	"bytes"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"hash"

	"reader/feed"
)

// A digest tells whether an article that comes again is the one that is kept:
// its first half is over all but the GUID and the body, the second over the body.
type digest []byte

const digestHalf = 16

func digestOf(a *feed.Article) digest {
	d := make(digest, 0, 2*digestHalf)
	h := sha256.New()
	put(h, a.URL, a.Via, a.Title, list(a.Authors), list(a.Tags), a.Summary, a.Language, a.Image, list(a.Attachments))
	var times [18]byte
	for i, t := range []sql.NullInt64{millis(a.Published), millis(a.Updated)} {
		if t.Valid {
			times[9*i] = 1
		}
		binary.BigEndian.PutUint64(times[9*i+1:], uint64(t.Int64))
	}
	h.Write(times[:])
	d = append(d, h.Sum(nil)[:digestHalf]...)
	h.Reset()
	put(h, a.HTML, a.Text)
	return append(d, h.Sum(nil)[:digestHalf]...)
}

// put writes strings so that no two different lists give the same bytes.
func put(h hash.Hash, parts ...string) {
	var n [8]byte
	for _, s := range parts {
		binary.BigEndian.PutUint64(n[:], uint64(len(s)))
		h.Write(n[:])
		h.Write([]byte(s))
	}
}

func (d digest) equal(e digest) bool { return bytes.Equal(d, e) }

func (d digest) sameBody(e digest) bool {
	return len(d) == 2*digestHalf && len(e) == 2*digestHalf && bytes.Equal(d[digestHalf:], e[digestHalf:])
}

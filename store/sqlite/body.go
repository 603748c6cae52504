package sqlite

import (
	"encoding/binary"
	"errors"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// Bodies are packed together: HTML and text of an article say the same words,
// so that one Zstandard frame of both is hardly larger than one of the HTML.
// The first byte is the version of this format, then comes the length of the
// HTML, then the frame.
const packVersion = 1

// maxUnpacked bounds what a damaged row can make of memory.
const maxUnpacked = 64 << 20

var errDamaged = errors.New("packed text cannot be read")

// A packer compresses and decompresses; it is made when first used.
type packer struct {
	once sync.Once
	enc  *zstd.Encoder
	dec  *zstd.Decoder
	err  error
}

func (p *packer) init() error {
	p.once.Do(func() {
		p.enc, p.err = zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderCRC(true))
		if p.err != nil {
			return
		}
		p.dec, p.err = zstd.NewReader(nil, zstd.WithDecoderMaxMemory(maxUnpacked))
	})
	return p.err
}

// plainBody appends what is to be packed: the length of the HTML, then both.
func plainBody(buf []byte, html, text string) []byte {
	buf = binary.AppendUvarint(buf, uint64(len(html)))
	return append(append(buf, html...), text...)
}

// pack packs a body as plainBody gives it.
func (p *packer) pack(plain []byte) ([]byte, error) {
	if err := p.init(); err != nil {
		return nil, err
	}
	_, n := binary.Uvarint(plain)
	packed := make([]byte, 0, 64+len(plain)/3)
	packed = append(append(packed, packVersion), plain[:n]...)
	return p.enc.EncodeAll(plain[n:], packed), nil
}

func (p *packer) unpack(packed []byte) (html, text string, err error) {
	plain, split, err := p.plain(nil, packed)
	return string(plain[:split]), string(plain[split:]), err
}

// unpackText returns the text alone. It works in buf, which grows as needed.
func (p *packer) unpackText(buf *[]byte, packed []byte) (text string, err error) {
	plain, split, err := p.plain((*buf)[:0], packed)
	if err == nil {
		*buf = plain
	}
	return string(plain[split:]), err
}

// plain appends HTML and text to buf and tells where the HTML ends.
func (p *packer) plain(buf, packed []byte) (plain []byte, split int, err error) {
	if err := p.init(); err != nil {
		return nil, 0, err
	}
	if len(packed) == 0 || packed[0] != packVersion {
		return nil, 0, errDamaged
	}
	html, n := binary.Uvarint(packed[1:])
	if n <= 0 {
		return nil, 0, errDamaged
	}
	plain, err = p.dec.DecodeAll(packed[1+n:], buf)
	if err != nil || html > uint64(len(plain)) {
		return nil, 0, errDamaged
	}
	return plain, int(html), nil
}

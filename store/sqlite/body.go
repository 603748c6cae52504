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

func (p *packer) pack(html, text string) ([]byte, error) {
	if err := p.init(); err != nil {
		return nil, err
	}
	plain := make([]byte, 0, len(html)+len(text))
	plain = append(append(plain, html...), text...)
	packed := make([]byte, 0, 64+len(plain)/2)
	packed = binary.AppendUvarint(append(packed, packVersion), uint64(len(html)))
	return p.enc.EncodeAll(plain, packed), nil
}

func (p *packer) unpack(packed []byte) (html, text string, err error) {
	if err := p.init(); err != nil {
		return "", "", err
	}
	if len(packed) == 0 || packed[0] != packVersion {
		return "", "", errDamaged
	}
	split, n := binary.Uvarint(packed[1:])
	if n <= 0 {
		return "", "", errDamaged
	}
	plain, err := p.dec.DecodeAll(packed[1+n:], nil)
	if err != nil || split > uint64(len(plain)) {
		return "", "", errDamaged
	}
	return string(plain[:split]), string(plain[split:]), nil
}

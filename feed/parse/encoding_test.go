package parse

import (
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

func TestEncodings(t *testing.T) {
	const russian, japan, china = "Уязвимость в маршрутизаторах", "脆弱性の報告", "漏洞报告"
	for _, tt := range []struct {
		name, label, contentType, title string
		bytes                           func(string) string
		want                            string
	}{
		{"UTF-8", "utf-8", "", japan, nil, japan},
		{"UTF-8 without a label", "", "", japan, nil, japan},
		{"UTF-8 called latin1", "iso-8859-1", "", "café", nil, "café"},
		{"UTF-8 called GBK", "gbk", "", russian, nil, russian},
		{"UTF-8 called UTF-16", "utf-16", "", "naïve", nil, "naïve"},
		{"UTF-8 called by the server something else", "", "text/xml; charset=us-ascii", "café", nil, "café"},
		{"nonsense for a label", "x-nonsense", "", "café", nil, "café"},
		{"latin1", "iso-8859-1", "", "café", with(charmap.ISO8859_1), "café"},
		{"windows-1252 called latin1", "iso-8859-1", "", "“quoted” – dash", with(charmap.Windows1252), "“quoted” – dash"},
		{"windows-1252 called ISO-8859-15", "iso-8859-15", "", "plain", func(string) string { return "\x93quoted\x94 10 \xa4" }, "“quoted” 10 €"},
		{"windows-1252 without a label", "", "", "café", with(charmap.Windows1252), "café"},
		{"windows-1252 called UTF-8", "utf-8", "", "café déjà", with(charmap.Windows1252), "café déjà"},
		{"windows-1252 quote in UTF-8", "utf-8", "", "x", func(string) string { return "don\x92t – 東" }, "don’t – 東"},
		{"cut sequence in UTF-8", "utf-8", "", "x", func(string) string { return "a\xe2\x80\"b 東" }, "a\ufffd\ufffd\"b 東"},
		{"overlong in UTF-8", "utf-8", "", "x", func(string) string { return "a\xc0\xafb 東" }, "a\ufffd\ufffdb 東"},
		{"windows-1251", "windows-1251", "", russian, with(charmap.Windows1251), russian},
		{"KOI8-R by the server", "", "application/rss+xml; charset='koi8-r'", russian, with(charmap.KOI8R), russian},
		{"server before declaration", "koi8-r", "text/xml; charset: windows-1251", russian, with(charmap.Windows1251), russian},
		{"Shift_JIS", "Shift_JIS", "", japan, with(japanese.ShiftJIS), japan},
		{"ISO-2022-JP", "iso-2022-jp", "", japan, with(japanese.ISO2022JP), japan},
		{"EUC-KR", "euc-kr", "", "취약점 보고", with(korean.EUCKR), "취약점 보고"},
		{"GB2312", "gb2312", "", china, with(simplifiedchinese.GBK), china},
		{"GBK called GB2312", "gb2312", "", "漏洞報告", with(simplifiedchinese.GBK), "漏洞報告"},
		{"windows-1251 called UTF-8", "utf-8", "", russian, with(charmap.Windows1251), russian},
		{"windows-1251 called latin1", "iso-8859-1", "", russian, with(charmap.Windows1251), russian},
		{"KOI8-R without a label", "", "", russian, with(charmap.KOI8R), russian},
		{"Shift_JIS called UTF-8", "utf-8", "", "これは脆弱性についての記事です", with(japanese.ShiftJIS), "これは脆弱性についての記事です"},
		{"EUC-JP without a label", "", "", "これは脆弱性についての記事です", with(japanese.EUCJP), "これは脆弱性についての記事です"},
		{"accents side by side", "", "", "Ça créée là-bas, Noël été où œuvrée", with(charmap.Windows1252), "Ça créée là-bas, Noël été où œuvrée"},
		{"code page of DOS", "ibm437", "", "café", with(charmap.CodePage437), "café"},
		{"UTF-7 stays ASCII", "utf-7", "", "+ADw-script+AD4-", nil, "+ADw-script+AD4-"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			declaration := `<?xml version="1.0"?>`
			if tt.label != "" {
				declaration = `<?xml version="1.0" encoding="` + tt.label + `"?>`
			}
			title := tt.title
			if tt.bytes != nil {
				title = tt.bytes(title)
			}
			doc, err := Parse([]byte(declaration+"<rss><channel><item><title>"+title+"</title></item></channel></rss>"), Origin{ContentType: tt.contentType})
			if err != nil {
				t.Fatal(err)
			}
			if got := doc.Articles[0].Title; got != tt.want {
				t.Errorf("title %q, want %q", got, tt.want)
			}
		})
	}
}

func with(e encoding.Encoding) func(string) string {
	return func(s string) string {
		out, err := e.NewEncoder().String(s)
		if err != nil {
			panic(err)
		}
		return out
	}
}

func TestWideEncodings(t *testing.T) {
	const text = `<?xml version="1.0" encoding="utf-8"?><rss><channel><item><title>naïve 中文</title></item></channel></rss>`
	for name, e := range map[string]encoding.Encoding{
		"UTF-16LE with a mark":    unicode.UTF16(unicode.LittleEndian, unicode.UseBOM),
		"UTF-16BE with a mark":    unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
		"UTF-16LE without a mark": unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM),
		"UTF-16BE without a mark": unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
		"UTF-32LE with a mark":    utf32.UTF32(utf32.LittleEndian, utf32.UseBOM),
		"UTF-32BE without a mark": utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM),
	} {
		t.Run(name, func(t *testing.T) {
			doc := parseText(t, with(e)(text))
			if got := doc.Articles[0].Title; got != "naïve 中文" {
				t.Errorf("title %q", got)
			}
		})
	}
}

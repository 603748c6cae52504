package once

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"reader/store"
	"reader/ui/cells"
	"reader/ui/cells/audit"
)

func TestTemplate(t *testing.T) {
	o := Options{Location: time.FixedZone("CET", 3600), Now: noon.Add(50 * time.Hour)}
	e := full
	e.Via = "https://mirror.example/a"
	for _, c := range []struct{ format, want string }{
		{`{{.Title}} {{.URL}}`, "Has the <ban> backfired & how? https://www.example/a\n"},
		{`{{.Title}}\n`, "Has the <ban> backfired & how?\n"},
		{`{{.ID}}\t{{.GUID}}\\n{{"\t"}}|`, "7\thttps://www.example/a\\n\t|\n"},
		{"{{.Source}}\n\n", "Dark Reading\n\n"},
		{`{{if .Read}}{{.Title}}{{end}}`, ""},
		{`{{if .Starred}}*{{end}}{{if not .Read}}new{{end}}`, "*new\n"},
		{`{{.Time}} {{.Published}} {{.Updated}}`, "2025-01-17T13:00:00+01:00 2025-01-17T13:00:00+01:00 2025-01-17T14:00:00+01:00\n"},
		{`{{date "15:04" .Time}} {{.Time | date "unix"}} {{ago .Published}}`, "13:00 1737115200 2d\n"},
		{`{{.Host}} {{host .Via}} {{.SourceURL}}`, "example mirror.example https://mirror.example\n"},
		{`{{.Tags}} {{join "+" .Tags}} {{range .Tags}}<{{.}}>{{end}}`, "dark-reading, policy dark-reading+policy <dark-reading><policy>\n"},
		{`{{json .Tags}} {{json .Title}}`, "[\"dark-reading\",\"policy\"] \"Has the <ban> backfired & how?\"\n"},
		{`{{contains "POLICY" .Tags}} {{contains "pol" .Tags}} {{contains "BAN" .Title}}`, "true false true\n"},
		{`{{truncate 8 .Title}}|{{pad 6 "日本"}}|{{upper "a"}}{{lower "B"}}`, "Has the…|日本  |Ab\n"},
		{`{{default "none" .Language}} {{.Image | default "-"}} {{default "x" .Read}}`, "en https://www.example/lead.jpg x\n"},
		{`{{sh "it's"}} {{tsv "a\tb\\c"}} {{markdown "*a*"}}`, `'it'\''s' a\tb\\c \*a\*` + "\n"},
		{`{{link .Title .URL}}`, `[Has the \<ban> backfired & how?](https://www.example/a)` + "\n"},
		{`{{replace " " "_" .Source}} {{html .Title}} {{urlquery "a b"}}`, "Dark_Reading Has the &lt;ban&gt; backfired &amp; how? a+b\n"},
		{`{{range .Attachments}}{{.Type}} {{.Title}} {{.Size}} {{.Seconds}};{{end}}`, "audio/mpeg Listen 12 90; a.bin 0 0;\n"},
		{`{{.Content}}`, "## Heading\n\n\tcode\n"},
		{`{{define "x"}}{{.Source}}{{end}}{{template "x" .}}{{with $}}{{.ID}}{{end}}`, "Dark Reading7\n"},
	} {
		if diff := cmp.Diff(c.want, printed(t, Format(c.format), o, About{}, e)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.format, diff)
		}
		if _, err := ParseFormat(c.format); err != nil {
			t.Errorf("ParseFormat(%s): %v", c.format, err)
		}
	}
}

func TestTemplateErrors(t *testing.T) {
	for _, c := range []struct{ format, want, hint string }{
		{`{{.Titel}}`, `format, column 3: there is no field "Titel"`, "did you mean Title?"},
		{`{{.Title}} {{if .Read}}{{.Sorce}}{{end}}`, `format, column 26: there is no field "Sorce"`, "did you mean Source?"},
		{"{{.Title}}\n{{$.Xyzzy}}", `format, line 2, column 4: there is no field "Xyzzy"`, "there are ID, GUID, "},
		{`{{.Title | uper}}`, `format, column 12: there is no helper "uper"`, "did you mean upper?"},
		{`{{exec "id"}}`, `format, column 3: there is no helper "exec"`, "there are date, "},
		{`{{.Title`, `format: unclosed action`, "for example"},
		{`{{`, `format: unclosed action`, "for example"},
		{`{{index .Tags 0}}`, `format, column 3: index out of range`, "not every headline has one"},
		{`{{range .Attachments}}{{.Name}}{{end}}`, `format, column 25: can't evaluate field Name in an attachment`, "the fields of a headline"},
		{`{{date "15:04" .Title}}`, `format, column 3: "A title" is no time of a headline, such as .Time`, ""},
		{`{{range 999999999999}}{{end}}`, `format: it loops too often for one headline`, ""},
		{`{{define "a"}}{{template "a"}}{{end}}{{template "a"}}`, `format: it loops too often for one headline`, ""},
		{`{{$x := printf "%1000000s" ""}}{{range 40000}}{{$y := lower $x}}{{end}}`, `format: it loops too often for one headline`, ""},
		{`{{range 2000}}{{printf "%1000s" "x"}}{{end}}`, `format: it makes more than 1 MiB of one headline`, ""},
		{`{{pad -1 .Title}}`, `format, column 3: want a number of cells from 0 to 10000`, ""},
		{`{{template "none"}}`, `format, column 12: template "none" not defined`, ""},
		{`{{.Title.Format}}`, `format, column 9: can't evaluate field Format in type string`, ""},
		{"{{/*" + strings.Repeat("x", maxTemplate) + "*/}}", "format: it is longer than 16 KiB", ""},
	} {
		_, err := ParseFormat(c.format)
		var te *TemplateError
		if !errors.As(err, &te) {
			t.Errorf("%s: %v", cells.Cut(c.format, 60), err)
			continue
		}
		if te.Error() != c.want || !strings.HasPrefix(te.Hint(), c.hint) {
			t.Errorf("%s:\n got %s (%s)\nwant %s (%s", cells.Cut(c.format, 60), te, te.Hint(), c.want, c.hint)
		}
		p := NewPrinter(Format(c.format), &bytes.Buffer{}, Options{})
		if err := p.Begin(About{}); err == nil {
			t.Errorf("%s: Begin says nothing", cells.Cut(c.format, 60))
		}
	}
}

func TestTemplateLoadsContent(t *testing.T) {
	for format, want := range map[string]bool{
		`{{.Title}}`:                  false,
		`{{.Content}}`:                true,
		`{{$.Image}}`:                 true,
		`{{json .}}`:                  true,
		`{{.}}`:                       true,
		`{{$}}`:                       true,
		`{{$x := .}}{{$x.Content}}`:   true,
		`{{range .Tags}}{{.}}{{end}}`: false,
		`{{with .Title}}{{.}}{{end}}`: false,
		`{{with .}}{{.Title}}{{end}}`: false,
		`{{with .}}{{.}}{{end}}`:      true,
		`{{if .}}{{.Title}}{{end}}`:   false,
		`{{if .Read}}{{else}}{{range .Attachments}}x{{end}}{{end}}`: true,
		`{{define "a"}}{{.Title}}{{end}}{{template "a" .}}`:         false,
		`{{define "a"}}{{json .}}{{end}}{{template "a" .}}`:         true,
		`{{printf "%s" (.Content | truncate 5)}}`:                   true,
		`{{range $i, $t := .Tags}}{{$t}}{{$.Language}}{{end}}`:      true,
	} {
		if got := Format(format).LoadsContent(false); got != want {
			t.Errorf("%s: %v", format, got)
		}
	}
}

// Each field and helper is documented, and nothing that does not exist.
func TestTemplateReference(t *testing.T) {
	var have []string
	for i := range reflect.TypeFor[row]().NumField() {
		have = append(have, reflect.TypeFor[row]().Field(i).Name)
	}
	if diff := cmp.Diff(have, fieldNames()); diff != "" {
		t.Errorf("fields (-there +documented):\n%s", diff)
	}
	funcs := helpers(Options{}, (&compiled{}).bounded)
	for _, h := range TemplateHelpers() {
		name, _, _ := strings.Cut(h.Name, " ")
		if funcs[name] == nil {
			t.Errorf("there is no helper %s", name)
		}
		delete(funcs, name)
	}
	for _, name := range []string{"print", "println", "printf", "html", "js", "urlquery"} {
		delete(funcs, name) // of text/template itself
	}
	for name := range funcs {
		t.Errorf("helper %s is not documented", name)
	}
	for line := range strings.Lines(Reference()) {
		if w := cells.Width(line); w > 80 || strings.TrimRight(line, " \n")+"\n" != line {
			t.Errorf("%d columns: %q", w, line)
		}
	}
	for _, f := range append(append(Columns(), TemplateFields()...), TemplateHelpers()...) {
		if !strings.Contains(Reference(), "  "+f.Name+"  ") {
			t.Errorf("the reference has no %s", f.Name)
		}
	}
}

// No method of what a template sees can do anything.
func TestTemplateMethods(t *testing.T) {
	for _, typ := range []reflect.Type{reflect.TypeFor[row](), reflect.TypeFor[*row](), reflect.TypeFor[file]()} {
		if typ.NumMethod() != 0 {
			t.Errorf("%v has methods", typ)
		}
	}
	for i := range reflect.TypeFor[row]().NumField() {
		f := reflect.TypeFor[row]().Field(i)
		if n := f.Type.NumMethod(); n > 1 || n == 1 && f.Type.Method(0).Name != "String" {
			t.Errorf("%s has methods", f.Name)
		}
	}
}

// A template that fails on a headline says so and does not print half of it.
func TestTemplateFailsLate(t *testing.T) {
	var b bytes.Buffer
	p := NewPrinter(`{{.Title}}{{if eq .Title "bad"}}{{index .Tags 7}}{{end}}`, &b, Options{})
	_, err := Print(p, About{}, seq(full, Entry{Headline: store.Headline{Title: "bad"}}))
	var te *TemplateError
	if !errors.As(err, &te) || b.String() != full.Title+"\n" {
		t.Errorf("%v, printed %q", err, b.String())
	}
}

func FuzzTemplate(f *testing.F) {
	for _, s := range []string{
		`{{.Title}} {{.URL}}`, `{{json .}}\t{{printf "%c%c" 27 155}}`, `{{range 99}}{{"\x1b[2J"}}{{end}}`, `{{define "a"}}{{template "a" .}}{{end}}{{template "a" .}}`,
		`{{with $x := .}}{{$x.Content | sh}}{{end}}`, `{{range $i, $c := .Tags}}{{break}}{{end}}`, `{{printf "%*d" 100000 7}}`, `{{call .Title}}`, `{{slice .Title 1 2 | js | html | urlquery}}`,
		`{{block "b" .Authors}}{{index . 0}}{{end}}`, `{{(index .Attachments 0).Size}}`, `{{- /* c */ -}}`, `{{eq . .}}`, `{{nil}}`, "{{`\x9b`}}", `{{.Time | date "\a2006"}}`,
	} {
		f.Add(s, "T\x1b]0;x\a")
	}
	f.Fuzz(func(t *testing.T, format, title string) {
		if !strings.Contains(format, "{{") {
			format += "{{.Title}}"
		}
		parsed, err := ParseFormat(format)
		if err != nil {
			var te *TemplateError
			if !errors.As(err, &te) {
				t.Fatalf("%q: %T %v", format, err, err)
			}
			return
		}
		e := full
		e.Title, e.Markdown = title, title
		var b bytes.Buffer
		if _, err := Print(NewPrinter(parsed, &b, Options{Now: noon}), About{}, seq(e)); err != nil && !errors.As(err, new(*TemplateError)) {
			t.Fatalf("%q: %T %v", format, err, err)
		}
		if found := audit.Scan(strings.ReplaceAll(b.String(), "\t", "")); found != nil || strings.Contains(b.String(), "\x1b") {
			t.Fatalf("%q prints %q: %q", format, b.String(), found)
		}
		if out := b.String(); out != "" && !strings.HasSuffix(out, "\n") {
			t.Fatalf("%q prints no newline: %q", format, out)
		}
	})
}

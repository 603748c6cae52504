package once

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
	"text/template"
	"text/template/parse"
)

// Limits of templates, so that no slip of the keyboard fills a disk.
const (
	maxTemplate = 16 << 10 // bytes of the template itself
	maxOutput   = 1 << 20  // bytes that it may make of one headline
	maxSteps    = 10_000   // rounds of all its loops for one headline
	maxWork     = 16 << 20 // bytes that its helpers may make for one headline
)

// A compiled template is ready to run. It is for one goroutine.
type compiled struct {
	template *template.Template
	loads    bool // it prints something of the article itself
	steps    int  // rounds of loops for this headline
	work     int  // bytes that helpers made for it
	out      capped
}

// compile reads a template and tries it: on a headline that has everything and
// on one that has nothing.
func compile(text string, o Options) (*compiled, error) {
	if len(text) > maxTemplate {
		return nil, &TemplateError{What: "it is longer than " + strconv.Itoa(maxTemplate>>10) + " KiB"}
	}
	o = o.filled()
	c := &compiled{}
	funcs := helpers(o, c.bounded)
	funcs["tick"] = c.tick
	t, err := template.New("format").Funcs(funcs).Parse(text)
	if err != nil {
		return nil, parseError(err, text)
	}
	tick := template.Must(template.New("tick").Funcs(funcs).Parse("{{tick}}")).Root.Nodes[0]
	for _, part := range t.Templates() {
		if part.Tree == nil || part.Root == nil {
			continue
		}
		main := part.Name() == t.Name()
		ck := checker{text: text, tick: tick, given: !main}
		if !main {
			part.Root.Nodes = append([]parse.Node{tick}, part.Root.Nodes...)
		}
		ck.list(part.Root, main)
		if ck.err != nil {
			return nil, ck.err
		}
		c.loads = c.loads || ck.loads
	}
	c.template = t
	for _, e := range samples() {
		if err := c.run(rowOf(e, o)); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// run makes the text of one headline; it stands in out.
func (c *compiled) run(r row) (err error) {
	c.steps, c.work = 0, 0
	c.out.Reset()
	defer func() {
		if recover() != nil { // a bug of what the template called
			err = &TemplateError{What: "it cannot be run"}
		}
	}()
	if err := c.template.Execute(&c.out, r); err != nil {
		return runError(err)
	}
	return nil
}

var (
	errSteps  = errors.New("it loops too often for one headline")
	errOutput = errors.New("it makes more than 1 MiB of one headline")
)

// tick counts the rounds of loops: every body of one begins with it.
func (c *compiled) tick() (string, error) {
	if c.steps++; c.steps > maxSteps {
		return "", errSteps
	}
	return "", nil
}

// bounded refuses a text that grew over the limit, or is one too many.
func (c *compiled) bounded(s string) (string, error) {
	if len(s) > maxOutput {
		return "", errOutput
	}
	if c.work += len(s); c.work > maxWork {
		return "", errSteps
	}
	return s, nil
}

// capped is a buffer that ends at maxOutput.
type capped struct{ bytes.Buffer }

func (b *capped) Write(p []byte) (int, error) {
	if b.Len()+len(p) > maxOutput {
		return 0, errOutput
	}
	return b.Buffer.Write(p)
}

// A TemplateError says what is wrong with a template, and where.
type TemplateError struct {
	Line, Column int // from 1, in bytes; 0 is unknown
	What         string
	Advice       string
}

func (e *TemplateError) Error() string {
	where := "format"
	if e.Line > 1 {
		where += ", line " + strconv.Itoa(e.Line)
	}
	if e.Column > 0 {
		where += ", column " + strconv.Itoa(e.Column)
	}
	return where + ": " + e.What
}

// Hint says what to write instead.
func (e *TemplateError) Hint() string { return e.Advice }

var (
	parsePlace = regexp.MustCompile(`^template: [^:]*:(\d+): (.*)$`)
	runPlace   = regexp.MustCompile(`^template: [^:]*:(\d+):(\d+): executing "[^"]*" at <.*?>: (.*)$`)
	unknown    = regexp.MustCompile(`^function "([^"]*)" not defined$`)
)

// parseError words an error of text/template, which knows the line only.
func parseError(err error, text string) *TemplateError {
	e := &TemplateError{What: strings.ReplaceAll(err.Error(), "\n", " ")}
	if m := parsePlace.FindStringSubmatch(e.What); m != nil {
		e.Line, _ = strconv.Atoi(m[1])
		e.What = m[2]
	}
	if m := unknown.FindStringSubmatch(e.What); m != nil {
		e.What = "there is no helper " + strconv.Quote(clip(m[1]))
		e.Advice = didYouMean(m[1], helperNames())
		if lines := strings.Split(text, "\n"); e.Line >= 1 && e.Line <= len(lines) {
			word := regexp.MustCompile(`(^|[^.$\w])` + regexp.QuoteMeta(m[1]) + `($|\W)`)
			if at := word.FindStringSubmatchIndex(lines[e.Line-1]); at != nil {
				e.Column = at[3] + 1
			}
		}
		return e
	}
	e.What = clip(e.What)
	e.Advice = "for example: '{{.Title}} {{.URL}}'"
	return e
}

// runError words what went wrong while a template ran.
func runError(err error) error {
	for _, ours := range []error{errSteps, errOutput} {
		if errors.Is(err, ours) {
			return &TemplateError{What: ours.Error()}
		}
	}
	var ee template.ExecError
	if !errors.As(err, &ee) {
		return err
	}
	e := &TemplateError{What: strings.ReplaceAll(err.Error(), "\n", " ")}
	if m := runPlace.FindStringSubmatch(e.What); m != nil {
		e.Line, _ = strconv.Atoi(m[1])
		e.Column, _ = strconv.Atoi(m[2])
		e.Column++
		e.What = m[3]
	}
	for strings.HasPrefix(e.What, "error calling ") {
		_, rest, ok := strings.Cut(e.What, ": ")
		if !ok {
			break
		}
		e.What = rest
	}
	e.What = strings.NewReplacer("type once.row", "a headline", "type once.file", "an attachment", "reflect: slice ", "").Replace(e.What)
	switch {
	case strings.Contains(e.What, "can't evaluate field"):
		e.Advice = "the fields of a headline are those of: reader help formats"
	case strings.Contains(e.What, "out of range"):
		e.Advice = "not every headline has one: {{with .Tags}}{{index . 0}}{{end}}"
	}
	e.What = clipTo(e.What, 160)
	return e
}

// A templatePrinter runs a template for every headline.
type templatePrinter struct {
	w        io.Writer
	o        Options
	compiled *compiled
	err      error // of the template
}

func newTemplatePrinter(f Format, w io.Writer, o Options) *templatePrinter {
	c, err := compile(string(f), o)
	return &templatePrinter{w: w, o: o, compiled: c, err: err}
}

func (p *templatePrinter) Begin(About) error { return p.err }

// Print ends what a template makes of a headline by a newline if it has none.
// What is empty stays away.
func (p *templatePrinter) Print(e Entry) error {
	if p.err != nil {
		return p.err
	}
	if err := p.compiled.run(rowOf(e, p.o)); err != nil {
		return err
	}
	text := Lines(p.compiled.out.String())
	if text == "" {
		return nil
	}
	if !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	_, err := io.WriteString(p.w, text)
	return err
}

func (p *templatePrinter) End() error { return p.err }

package cli

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"reader/feed"
	"reader/store"
)

const aboutDoctor = `Say how reader is doing: its sources, configuration and cache, and what the
terminal can do. Nothing is fetched.

What needs you comes first, marked with "!": a source that failed three times
in a row or moved for good, a configuration or cache that cannot be used, a
proxy setting that is no address. The exit code is then 1, and 0 otherwise.

With --fix the cache is put in order first: articles beyond what is kept
leave, what is searched is indexed anew, counters are counted, and the file is
made as small as may be. Of a damaged file, what can be read is saved into a
new one, and the damaged one is kept beside it; end other readers before that.

With --format json the keys are: version, problems (about, name, text, hint),
config (path, exists, mode, sources, starter), store (path, exists, size,
writable, schema, articles, waiting, pages, revisions, problems), terminal,
proxies (variable, value) and sources: name, url, endpoint, kind, status,
checked, changed, next_check, rule, etag, last_modified, articles, unread,
failures, error, hint, moved_to, pages_failed and page_error (full texts that
could not be had). With --fix there is also fix: done, size_before,
size_after, removed, indexed, counters, orphans, bulky (why the file was not
made smaller) and salvaged: damaged_file, articles, texts, sources, marks,
lost; null if the file was not damaged. Lists are [] when empty, times null
when there is none.`

// failing is how many failures in a row need a person: fewer go by themselves.
const failing = 3

// doctorCommand is `reader doctor`.
func (a *app) doctorCommand() *cobra.Command {
	format := choice{"text", []string{"text", "json"}}
	thorough, fix := false, false
	c := &cobra.Command{
		Use:     "doctor",
		Short:   "Say what is wrong, and what to do",
		Long:    aboutDoctor,
		Example: "reader doctor\nreader doctor --thorough --format json\nreader doctor --fix",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if a.flags.demo {
				return usage("leave --demo out", "the demo keeps nothing that a doctor could look at")
			}
			return a.doctor(c.Context(), format.value, thorough, fix)
		},
	}
	c.Flags().Var(&format, "format", "as text or json")
	c.Flags().BoolVar(&thorough, "thorough", false, "read the whole cache to check it")
	c.Flags().BoolVar(&fix, "fix", false, "put the cache in order, or save what can be read of it")
	_ = c.RegisterFlagCompletionFunc("format", format.complete)
	return c
}

// A report is what doctor found, also as it stands in the JSON.
type report struct {
	Version  string         `json:"version"`
	Fix      *fixReport     `json:"fix,omitempty"` // what was done; nil when nothing was asked for
	Problems []trouble      `json:"problems"`
	Config   configReport   `json:"config"`
	Store    storeReport    `json:"store"`
	Terminal terminalReport `json:"terminal"`
	Proxies  []proxyReport  `json:"proxies"`
	Sources  []sourceReport `json:"sources"`
}

// A trouble is something that needs the user.
type trouble struct {
	About string `json:"about"` // "config", "store", "source" or "proxy"
	Name  string `json:"name"`
	Text  string `json:"text"`
	Hint  string `json:"hint"`
}

type configReport struct {
	Path    string `json:"path"`
	Exists  bool   `json:"exists"`
	Mode    string `json:"mode"`    // "0600"; "" when it does not exist
	Sources int    `json:"sources"` // how many are read
	Starter bool   `json:"starter"` // they are the starter pack
}

type storeReport struct {
	Path      string   `json:"path"`
	Exists    bool     `json:"exists"`
	Size      int64    `json:"size"`
	Writable  bool     `json:"writable"`
	Schema    int      `json:"schema"`
	Articles  int      `json:"articles"`
	Waiting   int      `json:"waiting"` // for the index
	Pages     int      `json:"pages"`
	Revisions int      `json:"revisions"`
	Problems  []string `json:"problems"`
}

type sourceReport struct {
	Name         string     `json:"name"`
	URL          string     `json:"url"`
	Endpoint     string     `json:"endpoint"`
	Kind         feed.Kind  `json:"kind"` // as found, or as configured
	Status       int        `json:"status"`
	Checked      *time.Time `json:"checked"`
	Changed      *time.Time `json:"changed"`
	NextCheck    *time.Time `json:"next_check"`
	Rule         string     `json:"rule"`
	ETag         bool       `json:"etag"`
	LastModified bool       `json:"last_modified"`
	Articles     int        `json:"articles"`
	Unread       int        `json:"unread"`
	Failures     int        `json:"failures"`
	Error        string     `json:"error"`
	Hint         string     `json:"hint"`
	MovedTo      string     `json:"moved_to"`
	PagesFailed  int        `json:"pages_failed"` // full texts of the newest articles that could not be had
	PageError    string     `json:"page_error"`   // of the newest of them
}

// doctor finds out and prints.
func (a *app) doctor(ctx context.Context, format string, thorough, fix bool) error {
	r := &report{
		Version: a.version(), Problems: []trouble{}, Proxies: []proxyReport{}, Sources: []sourceReport{},
		Store: storeReport{Problems: []string{}}, Terminal: a.terminalReport(),
	}
	sources, known := a.inspectConfig(r)
	if fix {
		a.fix(ctx, r, sources)
	}
	a.inspectStore(ctx, r, sources, known, thorough)
	a.inspectProxies(r)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	r.clean()
	out := bufio.NewWriterSize(a.stdout, 64<<10)
	var err error
	if format == "json" {
		err = writeJSON(out, r)
	} else {
		err = a.printReport(out, r)
	}
	if err = errors.Join(err, out.Flush()); err != nil {
		return printError(ctx, err)
	}
	if len(r.Problems) > 0 {
		return &failure{code: exitFailure}
	}
	return nil
}

// add adds a trouble.
func (r *report) add(about, name string, err error) {
	r.Problems = append(r.Problems, trouble{about, name, err.Error(), hint(err)})
}

// inspectConfig looks at the configuration. known is false when it cannot be
// read: then the store alone says which sources there are.
func (a *app) inspectConfig(r *report) (sources []feed.Source, known bool) {
	s, err := a.settings()
	path, _, pathErr := a.env.configFile(a.flags.config)
	if pathErr == nil {
		r.Config.Path = path
		if info, err := os.Stat(path); err == nil {
			r.Config.Exists = true
			r.Config.Mode = fmt.Sprintf("%04o", info.Mode().Perm())
		}
	}
	if err != nil {
		r.add("config", "", err)
		return nil, false
	}
	r.Config.Sources, r.Config.Starter = len(s.sources), s.starter
	return s.sources, true
}

// inspectStore looks at the store and, through it, at the sources. A store that
// is not there is not made.
func (a *app) inspectStore(ctx context.Context, r *report, sources []feed.Source, known, thorough bool) {
	var infos []store.SourceInfo
	var counts map[string]store.Count
	var pages map[string]pageTrouble
	defer func() { r.inspectSources(sources, known, infos, counts, pages) }()

	file, err := a.storeFile()
	if err != nil {
		r.add("store", "", err)
		return
	}
	r.Store.Path = file
	switch info, err := os.Stat(file); {
	case errors.Is(err, fs.ErrNotExist):
		return
	case err != nil:
		r.add("store", "", wrapPath("look at store", file, err))
		return
	default:
		r.Store.Exists, r.Store.Size = true, info.Size()
	}
	if err := writable(file); err != nil {
		r.add("store", "", err)
	} else {
		r.Store.Writable = true
	}
	st, err := a.OpenStore(ctx, file)
	if err != nil {
		r.storeFailed(err)
		r.Store.Problems = append(r.Store.Problems, err.Error())
		return
	}
	defer st.Close()
	if err := r.health(ctx, st, thorough); err != nil {
		r.storeFailed(err)
	}
	if infos, err = st.ListSources(ctx); err == nil {
		counts, err = st.Counts(ctx, store.LocalUser)
	}
	if err == nil {
		pages, err = failedPages(ctx, st, sources)
	}
	if err != nil {
		r.storeFailed(err)
	}
}

// storeFailed adds what the store said, which names the file itself.
func (r *report) storeFailed(err error) {
	if r.told(err.Error()) {
		return
	}
	r.Problems = append(r.Problems, trouble{"store", "", err.Error(), hint(storeFailure(r.Store.Path, err))})
}

// health asks the store how it is.
func (r *report) health(ctx context.Context, st store.Store, thorough bool) error {
	h, err := st.Inspect(ctx, thorough)
	if err != nil {
		return err
	}
	s := &r.Store
	s.Size, s.Schema, s.Articles, s.Waiting, s.Pages, s.Revisions = h.Size, h.Schema, h.Articles, h.Waiting, h.Pages, h.Revisions
	s.Problems = append(s.Problems, h.Problems...)
	if n := len(h.Problems); n > 0 {
		text := h.Problems[0]
		if n > 1 {
			text += fmt.Sprintf(" (and %d more)", n-1)
		}
		r.add("store", "", &failure{err: fmt.Errorf("the cache %s is damaged: %s", strconv.Quote(s.Path), text), hint: "reader doctor --fix repairs it, or saves what can be read"})
	}
	return nil
}

// inspectSources looks at the sources that are read: the configured ones, or
// those the store knows as subscribed when the configuration cannot be read.
func (r *report) inspectSources(sources []feed.Source, known bool, infos []store.SourceInfo, counts map[string]store.Count, pages map[string]pageTrouble) {
	if !known {
		for _, i := range infos {
			if i.Subscribed {
				sources = append(sources, i.Source)
			}
		}
	}
	for _, src := range sources {
		var st feed.State
		if i := slices.IndexFunc(infos, func(i store.SourceInfo) bool { return i.Source.URL == src.URL }); i >= 0 {
			st = infos[i].State
		}
		count := counts[src.URL]
		s := sourceReport{
			Name: checkName(feed.Check{Source: src, State: st}), URL: withoutUser(src.URL), Endpoint: withoutUser(st.Endpoint),
			Kind: cmp.Or(st.Kind, src.Kind, feed.KindAuto), Status: st.Status,
			Checked: timeOrNil(st.CheckedAt), Changed: timeOrNil(st.ChangedAt), NextCheck: timeOrNil(st.DueAt), Rule: st.DueRule,
			ETag: st.ETag != "", LastModified: st.LastModified != "",
			Articles: count.Total, Unread: count.Unread,
			Failures: st.Failures, Error: st.Error, Hint: hintOf(st), MovedTo: withoutUser(st.Moved()),
			PagesFailed: pages[src.URL].failed, PageError: pages[src.URL].last,
		}
		r.Sources = append(r.Sources, s)
		if s.Failures >= failing {
			r.add("source", s.Name, &failure{err: fmt.Errorf("failed %d times in a row: %s", s.Failures, s.Error), hint: s.Hint})
		}
		if s.MovedTo != "" {
			r.add("source", s.Name, &failure{err: fmt.Errorf("moved for good to %s", s.MovedTo), hint: "reader move " + commandWord(src)})
		}
	}
}

// clean is the outgoing gate for all that came from outside.
func (r *report) clean() {
	list := []*string{&r.Config.Path, &r.Store.Path}
	if r.Fix != nil && r.Fix.Salvaged != nil {
		list = append(list, &r.Fix.Salvaged.DamagedFile)
	}
	for i := range r.Problems {
		p := &r.Problems[i]
		list = append(list, &p.Name, &p.Text, &p.Hint)
	}
	for i := range r.Store.Problems {
		list = append(list, &r.Store.Problems[i])
	}
	for i := range r.Proxies {
		list = append(list, &r.Proxies[i].Value)
	}
	for i := range r.Sources {
		s := &r.Sources[i]
		list = append(list, &s.Name, &s.URL, &s.Endpoint, &s.Error, &s.Hint, &s.MovedTo, &s.PageError)
	}
	for _, s := range list {
		*s = oneLine(*s)
	}
}

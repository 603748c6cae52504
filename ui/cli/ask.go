package cli

import (
	"cmp"
	"fmt"
	"strconv"

	"reader/store"
	"reader/store/query"
	"reader/store/words"
	"reader/ui/once"
)

// newDump finds out what to print, and how. Nothing is opened or fetched for it.
func (a *app) newDump(s settings, limitSet bool, args []string) (*dump, error) {
	f := &a.flags
	d := &dump{app: a, limit: f.limit.n}
	var err error
	if d.selection, err = s.choose(args); err != nil {
		return nil, err
	}
	if d.format, err = once.ParseFormat(f.format); err != nil {
		return nil, usage("", "%w", err)
	}
	if err := d.ask(s); err != nil {
		return nil, err
	}
	if f.since == sinceLast {
		if len(d.selection.files) > 0 {
			return nil, usage("files are read anew each time: name sources or URLs", "--since last cannot tell what is new in a file")
		}
		d.job = &job{name: f.jobName(d.selection, d.query.Unread)}
	} else if d.query.Since, err = parseSince(f.since, a.Now(), a.Location); err != nil {
		return nil, err
	}
	if !limitSet && d.job == nil && d.format == once.Text && !f.content && isTerminal(a.stdout) {
		d.limit, d.cut = glance, true
	}
	return d, nil
}

// ask makes the query and the order of what the flags say. All must be met.
func (d *dump) ask(s settings) error {
	f := &d.flags
	var all store.And
	read := func(what, text string) error {
		e, err := query.Parse(text, query.Options{Now: d.Now(), Location: d.Location})
		if err != nil {
			return &failure{code: exitUsage, err: fmt.Errorf("%s: %w", what, err)}
		}
		if e != nil {
			all = append(all, e)
		}
		return nil
	}
	sorted := f.sort.value
	if f.view != "" {
		v, err := s.view(f.view)
		if err != nil {
			return err
		}
		if err := read("view "+strconv.Quote(clip(v.Name)), v.Query); err != nil {
			return err
		}
		sorted = cmp.Or(sorted, v.Sort)
	}
	for _, text := range f.query {
		if err := read("--query", text); err != nil {
			return err
		}
	}
	if f.search != "" {
		if err := read("search", f.search); err != nil {
			return err
		}
	}
	for _, t := range f.tags {
		if len(words.Split(t)) == 0 {
			return usage("name a tag, such as ransomware", "--tag: %s is no tag", strconv.Quote(clip(t)))
		}
		all = append(all, store.Tag{Name: t})
	}
	if all != nil {
		d.query.Where = all
		d.indexed = query.NeedsIndex(all)
	}
	d.query.Starred = f.starred
	d.query.Unread = f.unread || !f.all && !f.starred && !saysRead(all, true)
	d.order = order(cmp.Or(sorted, string(newest)))
	d.query.Oldest = d.order == oldest
	return nil
}

// saysRead tells whether a condition itself says which of what was read it wants,
// so that "only what is unread" is not added to it: one on read or unread, or one
// that wants starred ones, as --starred does. plain is no negation around it.
func saysRead(e store.Expr, plain bool) bool {
	switch e := e.(type) {
	case store.And:
		for _, c := range e {
			if saysRead(c, plain) {
				return true
			}
		}
	case store.Or:
		for _, c := range e {
			if saysRead(c, plain) {
				return true
			}
		}
	case store.Not:
		return saysRead(e.Expr, !plain)
	case store.Flag:
		return e == store.IsRead || e == store.IsUnread || e == store.IsStarred && plain
	}
	return false
}

// view finds a view by its name, in full or as a slug.
func (s settings) view(name string) (view, error) {
	for _, v := range s.views {
		if v.Name == name {
			return v, nil
		}
	}
	key := slug(name)
	for _, v := range s.views {
		if key != "" && slug(v.Name) == key {
			return v, nil
		}
	}
	near := didYouMean(name, s.viewNames(), strconv.Quote)
	if near == "" {
		near = "name a [[view]] of your configuration"
	}
	return view{}, usage(near, "unknown view %s", strconv.Quote(clip(name)))
}

// viewNames are what names views on a command line.
func (s settings) viewNames() []string {
	var names []string
	for _, v := range s.views {
		names = append(names, cmp.Or(slug(v.Name), v.Name))
	}
	return names
}

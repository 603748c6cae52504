package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"reader/store"
	"reader/store/query"
)

// completeSources offers names and tags of the configured sources to the shell,
// beside file names.
func (a *app) completeSources(_ *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
	s, err := a.settings()
	if err != nil {
		return nil, cobra.ShellCompDirectiveDefault
	}
	return s.words(), cobra.ShellCompDirectiveDefault
}

// completeNames offers the sources that are not there yet: no tags, and by URL
// where a source has no name.
func (a *app) completeNames(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	s, err := a.settings()
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var words []string
	for _, src := range s.sources {
		word := slug(src.Name)
		if word == "" {
			word = withoutUser(src.URL)
		}
		if !slices.Contains(args, word) {
			words = append(words, word)
		}
	}
	return words, cobra.ShellCompDirectiveNoFileComp
}

// completeOneSource offers one source, and nothing behind it.
func (a *app) completeOneSource(c *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return a.completeNames(c, args, typed)
}

// completeQuery offers what can stand where a query goes on: fields, and values of
// those that have few. It completes the last word only.
func (a *app) completeQuery(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	begun := typed[:len(typed)-len(typed[strings.LastIndexAny(typed, " (")+1:])]
	word := typed[len(begun):]
	if rest, ok := strings.CutPrefix(word, "-"); ok {
		begun, word = begun+"-", rest
	}
	name, value, isField := strings.Cut(word, ":")
	var out []string
	if !isField {
		for _, f := range query.Fields() {
			if strings.HasPrefix(f.Name, strings.ToLower(word)) {
				out = append(out, cobra.CompletionWithDesc(begun+f.Name+":", strings.ReplaceAll(f.Says, "`", "")))
			}
		}
		return out, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	}
	for _, v := range a.valuesOf(strings.ToLower(name)) {
		if strings.HasPrefix(v, strings.ToLower(value)) {
			out = append(out, begun+name+":"+v)
		}
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}

// valuesOf are the values of a field of which there are few.
func (a *app) valuesOf(field string) []string {
	switch field {
	case "is":
		return []string{string(store.IsUnread), string(store.IsRead), string(store.IsStarred), string(store.IsNoted), string(store.IsEdited)}
	case "since", "before":
		return []string{"1h", "24h", "7d", "2w", "today", "yesterday"}
	case "date":
		return []string{"today", "yesterday"}
	case "cve":
		return []string{"*"}
	case "source", "tag":
	default:
		return nil
	}
	s, err := a.settings()
	if err != nil {
		return nil
	}
	var out []string
	add := func(word string) {
		if word = slug(word); word != "" && !slices.Contains(out, word) {
			out = append(out, word)
		}
	}
	for _, src := range s.sources {
		if field == "source" {
			add(src.Name)
			continue
		}
		for _, t := range src.Tags {
			add(t)
		}
	}
	return out
}

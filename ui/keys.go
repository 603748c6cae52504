package ui

import (
	"reader/ui/keys"
	"reader/ui/status"
)

// can tells whether this session has what an action needs.
func (m *Model) can(a keys.Action) bool {
	switch a {
	case keys.AddSource, keys.RemoveSource, keys.EditTags, keys.EditName:
		return m.o.Subscriptions.Add != nil
	case keys.FullText:
		return m.o.LoadPage != nil
	case keys.Pictures:
		return m.o.LoadPicture != nil
	case keys.Pipe:
		return m.o.Pipe != nil
	}
	return true
}

// hints are the keys that the status line names.
func (m *Model) hints() []status.Hint {
	hint := func(a keys.Action, words string) status.Hint {
		return status.Hint{Key: m.keys.Binding(a), Words: words}
	}
	ways := hint(keys.Help, "help")
	switch {
	case m.helping && m.help.Filtering():
		return []status.Hint{hint(keys.Accept, "keep"), hint(keys.Cancel, "all keys")}
	case m.focus == onList && !m.helping && m.list.Picked() > 0:
		return []status.Hint{
			hint(keys.Star, "star"), hint(keys.ToggleRead, "read"), hint(keys.Browser, "browser"),
			hint(keys.CopyAddress, "copy"),
			{Key: m.keys.Binding(keys.Back), Words: "drop"},
			ways,
		}
	case m.helping:
		return []status.Hint{hint(keys.Back, "close")}
	case m.finds:
		return []status.Hint{hint(keys.Accept, "keep"), hint(keys.Cancel, "close")}
	case m.foundInText() != "":
		return []status.Hint{hint(keys.NextUnread, "next"), hint(keys.PrevUnread, "previous"), hint(keys.FindText, "search"), ways}
	case m.focus == onArticle:
		hints := []status.Hint{
			hint(keys.Back, "back"), hint(keys.NextArticle, "next"), hint(keys.Star, "star"), hint(keys.Browser, "browser"),
		}
		if m.can(keys.Pictures) && m.article.Figures() > 0 && !m.colourless() {
			hints = append(hints, hint(keys.Pictures, "pictures"))
		}
		if m.can(keys.FullText) {
			hints = append(hints, hint(keys.FullText, "full text"))
		}
		return append(hints, ways)
	case m.focus == onSources:
		hints := []status.Hint{hint(keys.Open, "headlines"), hint(keys.RefreshThis, "refresh"), ways}
		if m.can(keys.AddSource) {
			hints = append([]status.Hint{hint(keys.AddSource, "add")}, hints...)
		}
		return hints
	case m.finding.text != "":
		return []status.Hint{hint(keys.Open, "read"), hint(keys.Back, "end search"), hint(keys.Search, "search"), ways}
	}
	return []status.Hint{hint(keys.Open, "read"), hint(keys.Star, "star"), hint(keys.Search, "search"), ways}
}

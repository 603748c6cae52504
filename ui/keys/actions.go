package keys

// Actions returns every action in the order of the help, with the keys that it
// has when nothing else is configured.
func Actions() []Spec {
	const moving = InPanes | InHelp | InLinks
	row := func(a Action, g Group, where Place, title string, keys ...string) Spec {
		return Spec{Action: a, Title: title, Keys: keys, Where: where, Group: g}
	}
	specs := []Spec{
		row(Down, Moving, moving|InThemes|InDialog, "down", "j", "down"),
		row(Up, Moving, moving|InThemes|InDialog, "up", "k", "up"),
		row(Top, Moving, moving|InThemes, "to the start", "g", "home"),
		row(Bottom, Moving, moving|InThemes, "to the end", "G", "end"),
		row(HalfPageDown, Moving, moving, "half a page down", "ctrl+d"),
		row(HalfPageUp, Moving, moving, "half a page up", "ctrl+u"),
		row(PageDown, Moving, moving, "page down", "space", "pgdown"),
		row(PageUp, Moving, moving, "page up", "b", "pgup"),

		row(Open, Headlines, InHeadlines|InSources|InLinks, "read what is selected", "enter", "l", "right"),
		row(Back, Headlines, InPanes|InHelp|InLinks|InThemes, "back, and at the top quit", "q", "esc"),
		row(NextUnread, Headlines, InPanes, "next unread, or next result", "n"),
		row(PrevUnread, Headlines, InPanes, "previous unread, or result", "p"),
		row(ToSources, Headlines, InHeadlines, "to the sources", "h", "left"),
		row(NextSource, Headlines, InHeadlines, "headlines of the next source", "ctrl+n"),
		row(PrevSource, Headlines, InHeadlines, "headlines of the source before", "ctrl+p"),
		row(Pick, Headlines, InHeadlines, "select, for s N A o y", "m"),
		row(PickTo, Headlines, InHeadlines, "select up to here", "M"),
		row(PickAll, Headlines, InHeadlines, "select all, or none", "*"),
		row(SortOrder, Headlines, InHeadlines, "order: newest, oldest, by source", ","),

		row(ReadOn, Article, InArticle, "a line further", "enter"),
		row(NextArticle, Article, InArticle, "next article", "J"),
		row(PrevArticle, Article, InArticle, "previous article", "K"),
		row(NextHeading, Article, InArticle, "next heading", "]"),
		row(PrevHeading, Article, InArticle, "previous heading", "["),
		row(OpenLink, Article, InArticle|InLinks, "open a link in the browser", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
		row(Pictures, Article, InArticle, "show the pictures, or captions only", "i"),
		row(FindText, Article, InArticle, "search in its text; n and p go on", "/"),
		row(LinkHints, Article, InArticle, "open a link by letters", "f"),
		row(LinkList, Article, InArticle|InLinks, "list the links", "L"),
		row(Footnotes, Article, InArticle, "to the footnotes of what is shown, and back", "#"),
		row(Pipe, Article, InHeadlines|InArticle, "pipe it to a command", "|"),
		row(FullText, Article, InArticle, "get the full text from its page", "v"),
		row(ToHeadlines, Article, InArticle, "back to the headlines", "h", "left"),

		row(Search, Everywhere, InHeadlines|InSources|InHelp, "search the headlines; in the help, find a key", "/"),
		row(Note, Everywhere, InHeadlines|InArticle, "write a note on the article", "e"),
		row(Palette, Everywhere, InPanes, "all that can be done, by its name", ":"),
		row(Star, Everywhere, InPanes, "star, or take the star away", "s"),
		row(ToggleRead, Everywhere, InPanes, "read or unread", "N"),
		row(MarkAllRead, Everywhere, InPanes, "mark all of the list read", "A"),
		row(Undo, Everywhere, InPanes, "undo", "u"),
		row(Redo, Everywhere, InPanes, "redo what was undone", "ctrl+r"),
		row(Browser, Everywhere, InPanes, "open in the browser", "o"),
		row(BrowserRead, Everywhere, InPanes, "open in the browser, and mark read", "O"),
		row(CopyAddress, Everywhere, InPanes|InLinks, "copy the address", "y"),
		row(CopyText, Everywhere, InPanes, "copy the article as Markdown", "Y"),
		row(RefreshThis, Everywhere, InPanes, "refresh this source", "r"),
		row(RefreshAll, Everywhere, InPanes, "refresh all sources", "R"),
		row(NextPane, Everywhere, InPanes, "next pane", "tab"),
		row(PrevPane, Everywhere, InPanes, "previous pane", "shift+tab"),
		row(Zen, Everywhere, InPanes, "the article alone", "z"),
		row(Theme, Everywhere, InPanes|InThemes, "themes", "t"),
		row(KeepTheme, Everywhere, InThemes, "keep a theme for this session", "enter"),
		row(Redraw, Everywhere, InPanes, "draw the screen anew", "ctrl+l"),
		row(Help, Everywhere, InPanes|InHelp, "help", "?"),
		row(Quit, Everywhere, all&^typing, "quit", "Q", always),

		row(AddSource, Sources, InHeadlines|InSources, "add a source", "a"),
		row(RemoveSource, Sources, InSources, "remove it", "D"),
		row(EditTags, Sources, InSources, "edit its tags", "T"),
		row(EditName, Sources, InSources, "rename it", "E", "f2"),
		row(HideRead, Sources, InSources, "hide those without unread, or show", "."),
		row(FoldTags, Sources, InSources, "fold the tags, or unfold", "-"),

		row(Yes, Asked, InDialog, "yes", "y"),
		row(YesAlso, Asked, InDialog, "yes, and delete its articles", "d"),
		row(No, Asked, InDialog, "no", "n", "esc", "q"),
		row(Take, Asked, InDialog, "take the selected one", "enter"),

		row(SaveNote, Typing, InNote, "save the note", "ctrl+s"),
		row(LeaveNote, Typing, InNote, "leave the note as it was", "esc"),
		row(Accept, Typing, InLines, "take what is typed", "enter"),
		row(Cancel, Typing, InLines, "back to what was before", "esc", "ctrl+g"),
		row(SearchScope, Typing, InSearchLine, "in all headlines, or the list only", "ctrl+t"),
		row(Complete, Typing, InSearchLine, "complete a field, or its value", "tab"),
		row(CompleteBack, Typing, InSearchLine, "the offer before", "shift+tab"),
		row(Earlier, Typing, InLines, "an earlier search, or up", "up", "ctrl+p"),
		row(Later, Typing, InLines, "a later one, or down", "down", "ctrl+n"),
		row(ScrollDown, Typing, InCommand, "scroll what a command printed", "pgdown"),
		row(ScrollUp, Typing, InCommand, "scroll it back", "pgup"),
		row(CursorLeft, Typing, InLines, "left", "left", "ctrl+b"),
		row(CursorRight, Typing, InLines, "right", "right", "ctrl+f"),
		row(CursorStart, Typing, InLines, "to the start of the line", "home", "ctrl+a"),
		row(CursorEnd, Typing, InLines, "to the end of the line", "end", "ctrl+e"),
		row(DeleteBack, Typing, InLines, "delete before the cursor", "backspace", "ctrl+h"),
		row(DeleteForward, Typing, InLines, "delete under the cursor", "delete", "ctrl+d"),
		row(DeleteWord, Typing, InLines, "delete the word before", "ctrl+w", "alt+backspace"),
		row(DeleteLine, Typing, InLines, "delete all before", "ctrl+u"),

		row(CloseHelp, OfHelp, InHelp, "close the help", "enter", "h"),
	}
	for i := range specs {
		specs[i].Fixed = specs[i].Action == OpenLink // its keys are the numbers of the links
	}
	return specs
}

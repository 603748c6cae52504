package cli

import "strings"

// firstConfig is what `reader config init` writes. What is set in it is what
// holds without it, but that the sources are now the reader's own.
func firstConfig() string {
	return configHead + strings.TrimLeft(sourceText(starter()), "\n")
}

const configHead = `# The configuration of reader: reader help configuration explains it, reader
# config show prints what is in force. reader add, remove, import and move edit
# this file and keep its comments.

# Colours: "auto", "dark", "light", "high-contrast" and more, or your own: reader
# help themes lists them all.
# theme = "auto"

# How long articles are kept, unless a source says otherwise: an age, a number of
# the newest ones, both, or "all". What is starred always stays.
# keep = "all"
# keep = "180d 5000"

# Articles that no source is to bring: a query, see reader help queries.
# ignore = "sponsored OR title:webinar"

# Views are queries with a name.
# [[view]]
# name = "Exploited"
# query = "cve:* is:unread (exploited OR \"in the wild\")"
# sort = "newest"

# Themes of your own are others with some colours changed.
# [themes.mine]
# base = "night"
# accent = "#7aa2f7"

# Keys: those of "newsboat", "nom" or "vim", and your own. reader help keys lists
# what can be done.
# [keys]
# preset = "vim"
# star = ["s", "%"]

# Notifications of what a refresh brings, by the terminal or by a command.
# [notify]
# via = "osc9"                       # or "osc777", or "bell"
# command = ["notify-send", "{title}"]
# query = "cve:*"                    # of all that are unread without it

# A source with everything that can be said of it.
# [[source]]
# url = "https://example.org/"       # a site, a feed or a WordPress REST collection
# name = "Example"                   # otherwise the title that it gives itself
# kind = "auto"                      # "auto", "wordpress", "rss", "atom" or "json"
# tags = ["news"]                    # a tag names all its sources
# interval = "1h"                    # least time between two checks
# full_text = true                   # also get the pages of articles that come cut short
# keep = "30d"
# ignore = "sponsored"
# allow_private = true               # it may lead into a private network
# headers = { Cookie = "..." }       # sent to the host of the source only
# user = "me"                        # with the password that a command prints
# password_cmd = ["pass", "show", "example"]

# The starter pack: security news, research and advisories.

`

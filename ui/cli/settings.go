package cli

import (
	"cmp"
	"path/filepath"
	"slices"

	"reader/feed"
	"reader/feed/newsroom"
	"reader/ui/theme"
)

// settings are what flags, environment and configuration file come to.
type settings struct {
	sources []feed.Source // the subscribed ones, in order, with what holds for all sources where they say nothing
	written []feed.Source // as they are written in the file, to edit it; the starter pack if starter
	views   []view
	theme   string
	themes  []theme.Own // beside the built-in ones
	keys    keyChoice
	notify  notifyChoice
	file    string // configuration file, whether it is there or not; "" is the demo
	starter bool   // sources are the starter pack: the file lists none
	ignore  string // query of what is kept of no source
}

// settings reads the configuration. Flags count over the environment, that over
// the file, and that over what is built in. A file that was named must be there.
func (a *app) settings() (settings, error) { return a.settingsOf(true) }

// settingsToAdd are the settings for a command that adds to the file: that makes
// it where it is not there yet.
func (a *app) settingsToAdd() (settings, error) { return a.settingsOf(false) }

func (a *app) settingsOf(there bool) (settings, error) {
	if a.flags.demo {
		chosen, err := a.theme(nil)
		if err != nil {
			return settings{}, err
		}
		return settings{sources: newsroom.Sources(), written: newsroom.Sources(), views: demoViews(), theme: chosen}, nil
	}
	path, named, err := a.env.configFile(a.flags.config)
	if err != nil {
		return settings{}, usage("set HOME, XDG_CONFIG_HOME or READER_CONFIG", "find configuration: %w", err)
	}
	c, err := loadConfig(path, named && there)
	if err != nil {
		return settings{}, err
	}
	chosen, err := a.theme(c.Themes)
	if err != nil {
		return settings{}, err
	}
	s := settings{sources: c.Sources, theme: cmp.Or(chosen, c.Theme), themes: c.Themes, keys: c.Keys, notify: c.Notify, file: path, views: c.Views, ignore: c.Ignore}
	if len(s.sources) == 0 {
		s.sources, s.starter = starter(), true
	}
	s.written = slices.Clone(s.sources)
	for i, src := range s.sources {
		if src.Keep == (feed.Keep{}) && !slices.Contains(c.KeepAll, src.URL) {
			s.sources[i].Keep = c.Keep
		}
	}
	return s, nil
}

// storeFile is where the store stands.
func (a *app) storeFile() (string, error) {
	dir, err := a.env.dataDir()
	if err != nil {
		return "", usage("set HOME, XDG_DATA_HOME or READER_DATA_DIR", "find data directory: %w", err)
	}
	return filepath.Join(dir, "reader.db"), nil
}

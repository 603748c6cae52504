package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"

	"github.com/spf13/cobra"
)

const aboutConfig = `Write, print or find the configuration. It is a TOML file; reader add, remove,
import and move edit it and keep its comments. Flags count over the
environment, that over the file, and that over what is built in. "reader help
configuration" explains its keys.`

const aboutConfigInit = `Write a configuration with the starter pack of security sources and a comment
for every key, and print its path. One that is there is left alone, unless
--force says to replace it.`

const aboutConfigShow = `Print the settings that are in force as TOML, each with where it comes from: a
flag, a variable of the environment, a line of the file, or nothing but the
default. Headers, user names and password commands are shown as •••.

With --format json it is {"settings": [...]} with, for each: key, value, from
("flag", "environment", "file", "starter pack" or "default"), name (of the
flag or variable) and line (of the file). Keys are as source[0].url.`

const aboutConfigPath = `Print where the configuration stands, whether it is there or not; standard
error says so where it is not. --all adds the file of the store.`

// configCommand is `reader config`.
func (a *app) configCommand() *cobra.Command {
	c := &cobra.Command{
		Use:     "config",
		Short:   "Write, print or find the configuration",
		Long:    aboutConfig,
		Example: "reader config init\nreader config show\nless \"$(reader config path)\"",
		Args:    cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				near := didYouMean(args[0], commandNames(c), func(s string) string { return "reader config " + s })
				if near == "" {
					near = "see reader config --help"
				}
				return usage(near, "unknown command config %s", strconv.Quote(clip(args[0])))
			}
			return c.Help()
		},
	}
	c.AddCommand(a.configInitCommand(), a.configShowCommand(), a.configPathCommand())
	return c
}

func (a *app) configInitCommand() *cobra.Command {
	force := false
	c := &cobra.Command{
		Use:     "init",
		Short:   "Write a configuration with the starter pack",
		Long:    aboutConfigInit,
		Example: "reader config init\nreader --config team.toml config init",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := a.editable(c); err != nil {
				return err
			}
			return a.initConfig(c, force)
		},
	}
	c.Flags().BoolVar(&force, "force", false, "replace the one that is there")
	return c
}

func (a *app) initConfig(c *cobra.Command, force bool) error {
	path, err := a.configPath()
	if err != nil {
		return err
	}
	if _, err := os.Lstat(path); err == nil && !force {
		return usage("--force replaces it", "configuration %s is there already", strconv.Quote(path))
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return wrapPath("look for configuration", path, err)
	}
	text := firstConfig()
	if _, err := parseConfig(path, []byte(text)); err != nil {
		return err
	}
	if err := replaceFile(path, []byte(text)); err != nil {
		return err
	}
	if _, err := fmt.Fprintln(a.stdout, path); err != nil {
		return printError(c.Context(), err)
	}
	return nil
}

// configPath is where the configuration stands, whether it is there or not.
func (a *app) configPath() (string, error) {
	path, _, err := a.env.configFile(a.flags.config)
	if err != nil {
		return "", usage("set HOME, XDG_CONFIG_HOME or READER_CONFIG", "find configuration: %w", err)
	}
	return path, nil
}

func (a *app) configShowCommand() *cobra.Command {
	format := choice{"toml", []string{"toml", "json"}}
	c := &cobra.Command{
		Use:     "show",
		Short:   "Print the settings in force and where they come from",
		Long:    aboutConfigShow,
		Example: "reader config show\nreader config show --format json | jq '.settings[] | select(.from == \"environment\")'",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			all, err := a.describe()
			if err != nil {
				return err
			}
			out := bufio.NewWriterSize(a.stdout, 64<<10)
			if format.value == "json" {
				err = writeJSON(out, struct {
					Settings []setting `json:"settings"`
				}{all})
			} else {
				err = printSettings(out, all)
			}
			if err = errors.Join(err, out.Flush()); err != nil {
				return printError(c.Context(), err)
			}
			return nil
		},
	}
	c.Flags().Var(&format, "format", "as toml or json")
	_ = c.RegisterFlagCompletionFunc("format", format.complete)
	return c
}

func (a *app) configPathCommand() *cobra.Command {
	all := false
	c := &cobra.Command{
		Use:     "path",
		Short:   "Print where the configuration stands",
		Long:    aboutConfigPath,
		Example: "reader config path\nreader config path --all",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			path, err := a.configPath()
			if err != nil {
				return err
			}
			text := path + "\n"
			if all {
				file, err := a.storeFile()
				if err != nil {
					return err
				}
				text = "configuration  " + path + "\nstore          " + file + "\n"
			}
			if _, err := a.stdout.Write([]byte(text)); err != nil {
				return printError(c.Context(), err)
			}
			if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
				say(a.stderr, "there is no configuration yet (reader config init writes one)")
			}
			return nil
		},
	}
	c.Flags().BoolVar(&all, "all", false, "print the file of the store, too")
	return c
}

package cli

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// A flagError is what the flag parser said, and to which command.
type flagError struct {
	command *cobra.Command
	err     error
}

func (e *flagError) Error() string { return e.err.Error() }
func (e *flagError) Unwrap() error { return e.err }

// explain makes a usage failure of an error that cobra returned.
func (a *app) explain(root *cobra.Command, err error) *failure {
	command := root
	var fe *flagError
	if errors.As(err, &fe) {
		command = fe.command
	}
	help := "see " + command.CommandPath() + " --help"

	var missing *pflag.NotExistError
	var empty *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &missing):
		name := missing.GetSpecifiedName()
		if missing.GetSpecifiedShortnames() != "" {
			if command.Name() == searchName {
				help = "a word that begins with - stands behind --: reader search -- -word"
			}
			return usage(help, "unknown flag -%s", clip(name))
		}
		near := didYouMean(name, flagNames(command), func(s string) string { return "--" + s })
		if near == "" {
			near = help
		}
		return usage(near, "unknown flag --%s", clip(name))
	case errors.As(err, &empty):
		return usage(help, "--%s needs a value", clip(empty.GetSpecifiedName()))
	case errors.As(err, &invalid):
		return usage(help, "--%s: %q is not %s", invalid.GetFlag().Name, clip(invalid.GetValue()), wanted(invalid))
	}
	text, _, _ := strings.Cut(err.Error(), "\n")
	return usage(help, "%s", text)
}

// wanted says what a flag wants as its value.
func wanted(e *pflag.InvalidValueError) string {
	if e.GetFlag().Value.Type() == "bool" {
		return "true or false"
	}
	return e.Unwrap().Error()
}

func flagNames(c *cobra.Command) []string {
	var names []string
	c.Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			names = append(names, f.Name)
		}
	})
	return names
}

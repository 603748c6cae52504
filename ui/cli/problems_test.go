package cli

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"reader/store"
)

func TestTellSaysOnceThatNothingCanBeSaved(t *testing.T) {
	var problems []problem
	for i := range 20 {
		problems = append(problems, problem{err: fmt.Errorf("Source %d: save source: %w", i, store.ErrFull)})
	}
	problems = append(problems, problem{err: errors.New("Other: no such host"), network: true})
	var out bytes.Buffer
	a := &app{stderr: &out}
	a.tell(problems, 40)
	got := out.String()
	if lines := strings.Count(got, "\n"); lines != 2 {
		t.Errorf("%d lines for a full disk and another fault:\n%s", lines, got)
	}
	for _, want := range []string{"20 sources could not be saved", "Source 0", "Other: no such host"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q does not stand in\n%s", want, got)
		}
	}
}

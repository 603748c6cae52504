package cli

import (
	"context"
	"errors"
	"fmt"

	"reader/store"
)

// searchable makes all that waits searchable, as a query wants it that looks into
// the index, and tells a person how far it is. It returns how many still wait,
// because nothing can be written; anything else that goes wrong is an error.
func (s *session) searchable(ctx context.Context) (waiting int, err error) {
	total, err := s.store.Index(ctx, 0)
	if err != nil || total == 0 {
		return 0, err
	}
	bar := s.app.newProgress(total)
	defer bar.clear()
	// Others may save meanwhile; what was there at the beginning is done by then.
	waiting = total
	for range total/window + 3 {
		waiting, err = s.store.Index(ctx, window)
		if errors.Is(err, store.ErrReadOnly) {
			return waiting, nil
		}
		if err != nil || waiting == 0 {
			return 0, err
		}
		bar.tell(total-waiting, "articles made searchable")
	}
	return waiting, nil
}

// waitingWords says that some articles cannot be found yet.
func waitingWords(n int) string {
	if n == 1 {
		return "1 article is not searchable yet"
	}
	return fmt.Sprintf("%d articles are not searchable yet", n)
}

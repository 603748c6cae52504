package query

import "strings"

// Reference returns the fields as a Markdown table, as the README has it.
func Reference() string {
	var b strings.Builder
	b.WriteString("| field | value | finds | for example |\n|---|---|---|---|\n")
	for _, f := range Fields() {
		row := []string{"`" + f.Name + ":`", f.Value, f.Says, "`" + f.Example + "`"}
		for i, cell := range row {
			row[i] = strings.ReplaceAll(cell, "|", `\|`)
		}
		b.WriteString("| " + strings.Join(row, " | ") + " |\n")
	}
	return b.String()
}

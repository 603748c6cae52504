package cli

import "reader/ui"

// demoViews are the views of the demo: what a configuration might hold.
func demoViews() []view {
	return []view{
		{Name: "Ransomware", Query: "ransomware OR tag:ransomware"},
		{Name: "With a CVE", Query: "cve:*"},
		{Name: "Unread this week", Query: "is:unread since:7d", Sort: "oldest"},
	}
}

// screenViews are views as the interface takes them: by time only, because its
// lists are grouped by day.
func screenViews(all []view) []ui.View {
	views := make([]ui.View, 0, len(all))
	for _, v := range all {
		views = append(views, ui.View{Name: v.Name, Query: v.Query, Oldest: v.Sort == "oldest"})
	}
	return views
}

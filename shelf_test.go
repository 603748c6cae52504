package main

import (
	"strings"
	"time"

	"reader/feed"
	"reader/store"
)

// A shelvedSource is a source of the store that testdata/queries.txt is about.
type shelvedSource struct {
	feed.Source
	articles []shelvedArticle
}

type shelvedArticle struct {
	feed.Article
	mark store.Mark
}

// shelve makes an article. state is any of "read" and "starred"; tags are
// separated by commas.
func shelve(guid, at, title, text, author, tags, url, state string) shelvedArticle {
	a := shelvedArticle{Article: feed.Article{GUID: guid, URL: url, Title: title, Text: text}}
	if text != "" {
		a.HTML = "<p>" + text + "</p>"
	}
	if at != "" {
		published, err := time.Parse(time.RFC3339, at)
		if err != nil {
			panic(err)
		}
		a.Published = published
	}
	if author != "" {
		a.Authors = []string{author}
	}
	if tags != "" {
		a.Tags = strings.Split(tags, ",")
	}
	a.mark.Read, a.mark.Starred = strings.Contains(state, "read"), strings.Contains(state, "starred")
	return a
}

func shelved() []shelvedSource {
	mirrored := func(a shelvedArticle, via string) shelvedArticle {
		a.Via = via
		return a
	}
	const (
		krebs = "https://krebsonsecurity.com/2026/11/"
		dark  = "https://www.darkreading.com/"
		ddi   = "https://ddi.mohflo.net/"
		cisa  = "https://www.cisa.gov/news/"
		blog  = "https://blog.vendor.example/"
	)
	directive := shelve("c4", "", "Emergency Directive 24-02", "", "", "", cisa+"directive", "")
	directive.Summary = "Agencies must act."
	return []shelvedSource{
		{feed.Source{Name: "Krebs on Security", URL: "https://krebsonsecurity.com/feed/", Tags: []string{"news", "crime"}}, []shelvedArticle{
			shelve("k1", "2026-11-24T10:30:00Z", "Ransomware gang hits hospital chain", "The attackers exploited CVE-2024-3400 in a PAN-OS firewall and demanded money.", "Brian Krebs", "Ransomware,Healthcare", krebs+"hospital", ""),
			shelve("k2", "2026-11-23T22:30:00Z", "Who is behind the SIM-swapping ring?", "A look at people selling remote code for SIM swaps.", "Brian Krebs", "A Little Sunshine", krebs+"sim", "read starred"),
			shelve("k3", "2026-11-10T20:00:00Z", "Microsoft Patch Tuesday, November 2026", "Fixes for CVE-2026-0001 and CVE-2026-00012; one is a zero-day.", "Brian Krebs", "Time to Patch,Zero Day", krebs+"patches", "read"),
			shelve("k4", "2025-01-31T23:30:00Z", "FBI seizes booter services", "Domains of DDoS-for-hire were seized. evil.example was one.", "", "DDoS", krebs+"booters", ""),
		}},
		{feed.Source{Name: "Dark Reading", URL: "https://ddi.mohflo.net", Tags: []string{"news"}}, []shelvedArticle{
			mirrored(shelve("d1", "2025-01-17T22:03:46Z", "Has the TikTok Ban Already Backfired on US Cybersecurity?", "Users went elsewhere.", "Dark Reading Staff", "", dark+"tiktok", "read"), ddi+"tiktok"),
			mirrored(shelve("d2", "2026-11-22T08:00:00Z", "Fortinet VPN flaw under attack", "Remote code execution, says Fortinet. CVE-2024-21762.", "Jai Vijayan", "Vulnerabilities,Zero Day", dark+"vpn", "starred"), ddi+"vpn"),
			mirrored(shelve("d3", "2026-11-24T08:00:00Z", "Sponsored: how to buy a firewall", "This sponsored piece was paid for by a vendor.", "", "Sponsored", dark+"sponsored", ""), ddi+"sponsored"),
			mirrored(shelve("d4", "2024-12-31T23:30:00Z", "Cisco and Fortinet publish fixes", "Two vendors, many fixes. Code that is remote.", "", "", dark+"fixes", ""), ddi+"fixes"),
		}},
		{feed.Source{Name: "CISA", URL: "https://www.cisa.gov/cybersecurity-advisories/all.xml", Tags: []string{"advisories"}}, []shelvedArticle{
			shelve("c1", "2024-04-12T12:00:00Z", "CISA Adds One Known Exploited Vulnerability to Catalog", "CVE-2024-3400 Palo Alto Networks PAN-OS Command Injection", "CISA", "KEV", cisa+"kev-1", "read starred"),
			shelve("c2", "2026-11-20T15:00:00Z", "ICS Advisory: Siemens SIMATIC", "CVE-2024-34001 is not the other one. CVSS v3 9.8.", "", "", cisa+"ics", ""),
			shelve("c3", "2026-11-24T11:00:00Z", "Joint guidance on 10.0.0.1 and friends", "Addresses such as 10.0.0.1 and 192.168.1.1; see hxxp://evil[.]example/", "", "", cisa+"guidance", ""),
			directive,
		}},
		{feed.Source{Name: "Vendor Blog Ünïcode", URL: "https://blog.vendor.example/atom.xml"}, []shelvedArticle{
			shelve("v1", "2026-11-01T00:00:00Z", "Prüfung der Größe: naïve façade", "Über die große Straße nach Köln. Ransomwares.", "Jürgen Groß", "Über uns", blog+"pruefung", ""),
			shelve("v2", "2026-10-15T00:00:00Z", "日本語のセキュリティ情報", "脆弱性が公開された。", "", "", blog+"nihongo", ""),
			shelve("v3", "2026-03-29T01:30:00Z", "C++ and std::vector overflow", "A heap overflow in std::vector at 12:30. AT&T.", "Ann O'Nymous", "", blog+"vector", ""),
			shelve("v4", "2026-11-17T12:00:00Z", "Weekly digest #42", "Nothing yet.", "", "news letter", "https://other.example/weekly", "read"),
		}},
		{feed.Source{Name: "Elsewhere", URL: "https://elsewhere.example/feed"}, []shelvedArticle{
			shelve("u1", "2026-11-24T10:00:00Z", "Fortinet, where nobody is subscribed", "Ransomware CVE-2024-3400", "Brian Krebs", "news", "https://elsewhere.example/1", ""),
		}},
	}
}

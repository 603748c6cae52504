package cli

import "reader/feed"

// starter returns the sources of someone who has no configuration yet: security
// news, research and advisories with a long and steady record.
func starter() []feed.Source {
	const wp, rss, atom = feed.KindWordPress, feed.KindRSS, feed.KindAtom
	return []feed.Source{
		{Name: "Dark Reading", URL: "https://ddi.mohflo.net", Kind: wp, Tags: []string{"news"}},
		{Name: "Krebs on Security", URL: "https://krebsonsecurity.com/feed/", Kind: rss, Tags: []string{"news", "crime"}},
		{Name: "The Record", URL: "https://therecord.media/feed", Kind: rss, Tags: []string{"news"}},
		{Name: "The Hacker News", URL: "https://feeds.feedburner.com/TheHackersNews", Kind: rss, Tags: []string{"news"}},
		{Name: "SecurityWeek", URL: "https://www.securityweek.com/feed/", Kind: rss, Tags: []string{"news"}},
		{Name: "CyberScoop", URL: "https://cyberscoop.com/feed/", Kind: rss, Tags: []string{"news", "policy"}},
		{Name: "Ars Technica Security", URL: "https://feeds.arstechnica.com/arstechnica/security", Kind: rss, Tags: []string{"news"}},
		{Name: "The Register Security", URL: "https://www.theregister.com/security/headlines.atom", Kind: feed.KindAuto, Tags: []string{"news"}},
		{Name: "Help Net Security", URL: "https://www.helpnetsecurity.com/feed/", Kind: rss, Tags: []string{"news"}},
		{Name: "Risky Business News", URL: "https://risky.biz/feeds/risky-business-news/", Kind: rss, Tags: []string{"news", "podcast"}},
		{Name: "Schneier on Security", URL: "https://www.schneier.com/feed/atom/", Kind: atom, Tags: []string{"news", "policy"}},

		{Name: "SANS ISC Diary", URL: "https://isc.sans.edu/rssfeed_full.xml", Kind: rss, Tags: []string{"intel"}},
		{Name: "The DFIR Report", URL: "https://thedfirreport.com/feed/", Kind: rss, Tags: []string{"intel"}},
		{Name: "Citizen Lab", URL: "https://citizenlab.ca/feed/", Kind: rss, Tags: []string{"intel", "policy"}},
		{Name: "Cisco Talos", URL: "https://blog.talosintelligence.com/rss/", Kind: rss, Tags: []string{"vendor", "intel"}},
		{Name: "Unit 42", URL: "https://unit42.paloaltonetworks.com/feed/", Kind: rss, Tags: []string{"vendor", "intel"}},
		{Name: "Securelist", URL: "https://securelist.com/feed/", Kind: rss, Tags: []string{"vendor", "intel"}},
		{Name: "WeLiveSecurity", URL: "https://www.welivesecurity.com/en/rss/feed/", Kind: rss, Tags: []string{"vendor", "intel"}},
		{Name: "Check Point Research", URL: "https://research.checkpoint.com/feed/", Kind: rss, Tags: []string{"vendor", "research"}},
		{Name: "Microsoft Security Blog", URL: "https://www.microsoft.com/en-us/security/blog/feed/", Kind: rss, Tags: []string{"vendor"}},

		{Name: "Google Project Zero", URL: "https://googleprojectzero.blogspot.com/feeds/posts/default", Kind: atom, Tags: []string{"research"}},
		{Name: "Trail of Bits", URL: "https://blog.trailofbits.com/feed/", Kind: rss, Tags: []string{"research"}},
		{Name: "PortSwigger Research", URL: "https://portswigger.net/research/rss", Kind: rss, Tags: []string{"research", "web"}},
		{Name: "watchTowr Labs", URL: "https://labs.watchtowr.com/rss/", Kind: rss, Tags: []string{"research", "vulnerabilities"}},
		{Name: "Zero Day Initiative", URL: "https://www.zerodayinitiative.com/blog?format=rss", Kind: rss, Tags: []string{"research", "vulnerabilities"}},

		{Name: "CISA", URL: "https://www.cisa.gov/cybersecurity-advisories/all.xml", Kind: rss, Tags: []string{"advisories"}},
		{Name: "NCSC UK", URL: "https://www.ncsc.gov.uk/api/1/services/v1/all-rss-feed.xml", Kind: rss, Tags: []string{"advisories"}},
		{Name: "CERT/CC", URL: "https://kb.cert.org/vuls/atomfeed/", Kind: atom, Tags: []string{"advisories", "vulnerabilities"}},
		{Name: "CERT-EU", URL: "https://cert.europa.eu/publications/security-advisories-rss", Kind: rss, Tags: []string{"advisories"}},
		{Name: "oss-security", URL: "https://seclists.org/rss/oss-sec.rss", Kind: rss, Tags: []string{"vulnerabilities"}},
	}
}

package newsroom

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"reader/feed"
	"reader/feed/parse"
)

// read fetches a source of the newsroom at noon, as the fetch layer does, and
// parses it.
func read(t *testing.T, s feed.Source) feed.Document {
	t.Helper()
	url := endpoint(s)
	got := ask(t, http.MethodGet, url)
	if got.StatusCode != http.StatusOK {
		t.Fatalf("%s: status %d", url, got.StatusCode)
	}
	doc, err := parse.Parse(got.body, parse.Origin{URL: url, ContentType: got.Header.Get("Content-Type"), Kind: s.Kind})
	if err != nil {
		t.Fatalf("%s: %v", url, err)
	}
	return doc
}

// endpoint is where the articles of a source are, of those that give their site.
func endpoint(s feed.Source) string {
	switch s.Kind {
	case feed.KindWordPress:
		return s.URL + "/wp-json/wp/v2/posts?per_page=100&_embed=author,wp:term"
	case feed.KindAuto:
		return s.URL + "/index.rdf"
	}
	return s.URL
}

// source finds a source by its name.
func source(t *testing.T, name string) feed.Source {
	t.Helper()
	for _, s := range Sources() {
		if s.Name == name {
			return s
		}
	}
	t.Fatalf("no source %q", name)
	return feed.Source{}
}

// TestSourcesParse reads each source and compares what came with what was
// written: kinds, titles and ages of all articles, in the order of the document.
func TestSourcesParse(t *testing.T) {
	type article struct{ title, age string } // age "" has no date
	for _, tt := range []struct {
		source string
		kind   feed.Kind
		want   []article
	}{
		{"Harbour Wire", feed.KindWordPress, []article{
			{"Tessalane Rushes Fix for Quillgate VPN Flaw Already Used Against Gateways", "25m"},
			{"Hospital Group Back on Paper as Ransomware Reaches Its Imaging Archive", "1h30m"},
			{"“Sign In & Stay Signed In”: How Device-Code Phishing Became Routine", "7h5m"},
			{"Package Registry Pauses Publishing After Maintainer Tokens Leak From Build Logs", "21h"},
			{"Cloud Tenants Lost to a Forgotten Break-Glass Account", "1d9h"},
			{"After Eighteen Months, Four Audits and a Public Argument About Who Was Supposed to Rotate the Signing Key, the Regional Rail Operator Publishes a Post-Incident Review That Other Operators Are Quietly Passing Around as Required Reading", "2d4h"},
			{"Insurers Ask for Proof, Not Promises, in Cyber Renewals", "3d2h"},
			{"Regional Airport Confirms Check-in Outage Was an Intrusion", "4d6h"},
			{"Small Utilities Share One Analyst, and It Works", "6d1h"},
		}},
		{"Ledger & Lock", feed.KindWordPress, []article{
			{"Police in Four Countries Seize the Servers Behind the ‘Sablewick’ Leak Site", "1h40m"},
			{"Négociations: What Forty Ransom Chats Tell Us About the People on Both Sides", "11h"},
			{"Phishing Kit ‘Paper Lantern’ Is Rented by the Hour, With Support", "1d16h"},
			{"Guilty Plea in a SIM-Swap Case Built on One Barista’s Notebook", "2d20h"},
			{"Follow the Change: Tracing Mixer Withdrawals Without Magic", "5d3h"},
			{"In Brief: A ‘Bulletproof’ Host Goes Dark", "8d5h"},
		}},
		{"Patch Window", feed.KindRSS, []article{
			{"CVE-2026-90014 in Quillgate: what to check before you patch, and after", "50m"},
			{"Patch day: 61 fixes, three of them already in use", "5h"},
			{"When a file is called <script>alert(1)</script>.png: stored XSS in Lumisett", "9h30m"},
			{"Drayfold Transfer 9 drops old ciphers: read this before you upgrade", "1d2h"},
			{"Ostervik controllers accept any signature of the right length (CVE-2026-90007)", "1d22h"},
			{"Backup restores run with too much trust in Brindlevault", "3d9h"},
			{"How we read an advisory: a checklist", "4d15h"},
			{"Halvern’s macro policy, one year on", "7d8h"},
		}},
		{"CERT Meridian", feed.KindRSS, []article{
			{"MRD-119: Denial of service against name servers by oversized responses", ""},
			{"MRD-118: Tessalane Quillgate gateways exploited without authentication (CVE-2026-90014)", "1h15m"},
			{"MRD-117: Path traversal in Ostervik Historian (CVE-2026-90023)", "6h10m"},
			{"Correction to MRD-116: the telephone number of the duty officer was given with two digits…", "2d5h"}, // from its text,
			{"MRD-116: Certificates issued by Nimbriq Edge to be replaced within five days", "2d9h"},
			{"MRD-115: 給与通知を装うフィッシング: payroll phishing against municipalities, in three languages", "4d2h"},
			{"MRD-114: Information exposure in Fernmoor Connect logs", "8d20h"},
		}},
		{"Oddly Typed", feed.KindAtom, []article{
			{"The parser that agreed with everyone: a year of looking at length fields", "13h"},
			{"Reading a firmware header by hand", "2d8h"},
			{"A YARA rule is a claim: write it like one", "3d18h"},
			{"正規化 (NFC, NFKC) and the login you did not mean to allow 🔐", "5d12h"},
			{"Notes on a session cookie with a clock in it", "7d1h"},
		}},
		{"Night Shift", feed.KindJSON, []article{
			{"Episode 41: The intern who read the manual 🎧", "2h20m"},
			{"Night Shift letter: seven small things", "18h"},
			{"Handover notes that survive the handover", "2d14h"},
			{"Episode 40: Logs that nobody asked for", "4d20h"},
			{"Alert fatigue is a design decision", "6d16h"},
			{"Linked: The five-minute restore", "9d"},
		}},
		{"Bench Notes", feed.KindRSS, []article{
			{"Go: verify a release archive before you unpack it", "15h"},
			{"Python: turn a mail header into a timeline", "2d1h"},
			{"Sigma: service accounts that log in like people", "3d22h"},
			{"Shell: five pipelines for the first hour", "5d20h"},
			{"jq: three questions to a cloud audit log", "8d1h"},
		}},
	} {
		t.Run(tt.source, func(t *testing.T) {
			doc := read(t, source(t, tt.source))
			if doc.Kind != tt.kind {
				t.Errorf("kind %q, want %q", doc.Kind, tt.kind)
			}
			if len(doc.Articles) != len(tt.want) {
				t.Fatalf("%d articles, want %d", len(doc.Articles), len(tt.want))
			}
			for i, want := range tt.want {
				got := doc.Articles[i]
				if got.Title != want.title {
					t.Errorf("title %q, want %q", got.Title, want.title)
				}
				var published time.Time
				if want.age != "" {
					published = noon.Add(-duration(t, want.age))
				}
				if !got.Published.Equal(published) {
					t.Errorf("%s: published %v, want %v", want.title, got.Published, published)
				}
			}
		})
	}
}

// duration reads an age as the documents write it.
func duration(t *testing.T, s string) time.Duration {
	t.Helper()
	part := agePattern.FindSubmatch([]byte("@@wp " + s + "@@"))
	if part == nil {
		t.Fatalf("bad age %q", s)
	}
	return age(part[2], part[3], part[4])
}

// TestArticlesAreWhole checks what every article must have.
func TestArticlesAreWhole(t *testing.T) {
	var articles int
	for _, s := range Sources() {
		seen := map[string]bool{}
		for _, a := range read(t, s).Articles {
			articles++
			a.Identify()
			if seen[a.GUID] {
				t.Errorf("%s: two articles have the GUID %s", s.Name, a.GUID)
			}
			seen[a.GUID] = true
			if !strings.HasPrefix(a.URL, "https://") || !strings.Contains(a.URL, ".example/") {
				t.Errorf("%s: %q is at %q", s.Name, a.Title, a.URL)
			}
			if a.HTML == "" || len(strings.Fields(a.Text)) < 50 {
				t.Errorf("%s: %q has %d bytes of HTML, %d words of text", s.Name, a.Title, len(a.HTML), len(strings.Fields(a.Text)))
			}
			if len(a.Tags) == 0 {
				t.Errorf("%s: %q has no tags", s.Name, a.Title)
			}
			if len(a.Authors) == 0 && s.Name != "CERT Meridian" {
				t.Errorf("%s: %q has no author", s.Name, a.Title)
			}
		}
	}
	if articles < 40 {
		t.Errorf("%d articles, want at least 40", articles)
	}
}

// TestOneEventInThreeSources: three publications, and no more, name the flaw
// that stories are shown with, each in its own words.
func TestOneEventInThreeSources(t *testing.T) {
	titles := map[string]string{}
	for _, s := range Sources() {
		for _, a := range read(t, s).Articles {
			if strings.Contains(a.Title+a.Text, "CVE-2026-90014") {
				if other, twice := titles[s.Name]; twice {
					t.Errorf("%s tells it twice: %q, %q", s.Name, other, a.Title)
				}
				titles[s.Name] = a.Title
			}
		}
	}
	for _, name := range []string{"Harbour Wire", "Patch Window", "CERT Meridian"} {
		if titles[name] == "" {
			t.Errorf("%s does not tell it", name)
		}
	}
	if len(titles) != 3 {
		t.Errorf("told by %d sources, want 3: %v", len(titles), titles)
	}
}

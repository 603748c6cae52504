package storetest

import "strings"

// The vocabulary of Fill. All names of products, groups and places are invented.
var (
	actors   = words("Hackers|Ransomware Crew|Amber Heron|Botnet Operators|Extortion Group|State-Backed Spies|Insiders|Initial Access Brokers|Night Otter|Researchers|Script Kiddies|Grey Lantern")
	verbs    = words("Exploit|Abuse|Target|Breach|Backdoor|Scan for|Leak Data From|Sell Access to|Hijack|Poison|Patch|Dissect")
	products = words("Fennvault VPN|Corabix Mail|Ostrel Firewalls|Quillbase CMS|Tandemly Routers|Hushpoint MFA|Norvane Hypervisors|Larkspan Cameras|Brightmoor ERP|Pellworth Backup|Zephra Kubernetes|Munin Printers")
	places   = words("Westmark Hospitals|Ilvermoor|Eastern Utilities|Port Calder|the Aldane Ministry|Schools in Torvik|Two Banks|Telecoms|Northern Grid|Lower Saxby|Retailers|Rail Operators")
	effects  = words("Run Code|Steal Tokens|Bypass Login|Read Files|Crash Servers|Forge Certificates|Escape the Sandbox|Gain Root|Reset Passwords|Plant Web Shells")
	topics   = words("Ransomware|Phishing|Zero-Day Exploits|Supply Chain Attacks|Credential Stuffing|Data Leaks|Botnets|Spyware|DNS Hijacking|Smishing|Firmware Implants|Cloud Misconfiguration")
	common   = words("the|of|to|and|in|a|that|was|for|is|on|with|as|by|it|from|security|attackers|data|has|at|be|an|have|which|this|are|said|access|vulnerability|were|not|or|malware|they|its|their|been|users|also|company|had|can|attack|more|systems|will|information|but|one|when|threat|after|network|software|through|researchers|used|other|code|campaign|could|would|than|new|into|who|all|about|over|against|remote|server|customers|out|some|two|while|between|ransomware|these|may|no|first|patch|group|using|exploit|service|version|update|account|command|phishing|credentials|file|files|victims|advisory|release|team|report|last|week|month|year|authentication|privilege|execution|device|devices|firewall|internet|email|cloud|token|session|password|domain|address|infrastructure|payload|loader|backdoor|persistence|lateral|movement|encryption|key|keys|certificate|government|critical|severity|score|affected|fixed|published|confirmed|disclosed|observed|tracked|known|exploited|catalogue|agency|law|enforcement|arrest|leak|site|stolen|personal|records|breach|incident|response|detection|rule|log|logs|endpoint|agent|policy|risk|supply|chain|package|library|developer|repository|kernel|memory|buffer|overflow|injection|script|browser|extension|mobile|application|api|request|header|cookie|cache|storage|bucket|container|cluster|image|registry|proxy|tunnel|port|scan|traffic|packet|protocol|router|switch|gateway")

	onsets = words("b|br|c|ch|cl|d|dr|f|fl|g|gr|h|j|k|kr|l|m|n|p|pl|qu|r|s|sh|sk|st|t|tr|v|w|z")
	cores  = words("a|e|i|o|u|ai|ea|ou|ie|oa")
	codas  = words("n|r|s|l|t|x|m|nd|rk|st|ck|ng|th|p")
)

func words(s string) []string { return strings.Split(s, "|") }

// wordAt returns the word of that rank: the common English and security words
// first, then an endless supply of invented ones, as real text has.
func wordAt(rank uint64) string {
	if rank < uint64(len(common)) {
		return common[rank]
	}
	rank -= uint64(len(common))
	var b strings.Builder
	for rank++; rank > 0; {
		syllable := rank % uint64(len(onsets)*len(cores)*len(codas))
		rank /= uint64(len(onsets) * len(cores) * len(codas))
		b.WriteString(onsets[syllable%uint64(len(onsets))])
		syllable /= uint64(len(onsets))
		b.WriteString(cores[syllable%uint64(len(cores))])
		b.WriteString(codas[syllable/uint64(len(cores))])
	}
	return b.String()
}

package fetch

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
)

// loginPath and consentPath are where sites send who is not known to them.
var (
	loginPath   = regexp.MustCompile(`(?i)/(?:wp-login\.php|log-?in|sign-?in|sso|saml|oauth2?|authorize|auth/realms)(?:[/.?]|$)`)
	consentPath = regexp.MustCompile(`(?i)^(?:consent|guce|cmp|privacy-gate)\.|/(?:consent|cookie-?wall|privacy-?gate|collectconsent)(?:[/.?]|$)`)
)

// RedirectWall names the page that redirects led to in place of what was asked
// for, by the addresses alone: a login or consent page; "" if it is neither.
func RedirectWall(asked, at string) string {
	a, err := url.Parse(asked)
	b, err2 := url.Parse(at)
	if err != nil || err2 != nil || a.Host == b.Host && a.Path == b.Path {
		return ""
	}
	switch place := b.Hostname() + b.Path; {
	case consentPath.MatchString(place) && !consentPath.MatchString(a.Hostname()+a.Path):
		return "a consent page"
	case loginPath.MatchString(b.Path) && !loginPath.MatchString(a.Path):
		return "a login page"
	}
	return ""
}

// HeaderWall names a wall that says what it is by the headers of its answer; ""
// if none does. The name of a server alone says so only where it refuses with a
// page.
func HeaderWall(h http.Header, status int, isPage bool) string {
	refuses := status == http.StatusForbidden || status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable
	server := strings.ToLower(h.Get("Server"))
	switch {
	case strings.EqualFold(h.Get("Cf-Mitigated"), "challenge"):
		return "a Cloudflare challenge"
	case h.Get("X-Vercel-Mitigated") != "":
		return "a Vercel checkpoint"
	case h.Get("X-Amzn-Waf-Action") != "":
		return "an AWS WAF challenge"
	case h.Get("X-Sucuri-Block") != "":
		return "a Sucuri block page"
	case !refuses || !isPage:
		return ""
	case strings.Contains(server, "ddos-guard"):
		return "a DDoS-Guard challenge"
	case strings.Contains(server, "sucuri"):
		return "a Sucuri block page"
	case strings.Contains(server, "akamaighost"):
		return "an Akamai block page"
	case h.Get("X-Iinfo") != "" || strings.Contains(strings.ToLower(h.Get("X-Cdn")), "incapsula"):
		return "an Imperva challenge"
	}
	return ""
}

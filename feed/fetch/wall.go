package fetch

import (
	"net/url"
	"regexp"
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

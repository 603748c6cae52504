package typeset

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// prepareLink puts a link's children in its place, between sentinels.
func (s *setter) prepareLink(parent ast.Node, n *ast.Link, depth int) {
	dest := plain(string(n.Destination))
	if img := onlyImage(n, s.src); img != nil {
		image := plain(string(img.Destination))
		if a := address(dest); a == "" || a == address(image) || isPicture(dest) {
			s.prepareImage(n, img, dest) // the picture, in full size
			hoist(parent, n)
			return
		}
	}
	at := s.reserve()
	s.prepare(n, depth+1)
	shown := visible(s.flat(n))
	s.refs[at] = s.book.add(dest, shown, false)
	if isAddress(shown) && sameAddress(shown, dest) {
		n.RemoveChildren(n)
		n.AppendChild(n, s.text(shorten(shown)))
	}
	n.InsertBefore(n, n.FirstChild(), s.raw(string(linkStart)))
	n.AppendChild(n, s.raw(string(linkEnd)))
	hoist(parent, n)
}

// reserve keeps the place of a link whose target is known later.
func (s *setter) reserve() int {
	s.refs = append(s.refs, 0)
	return len(s.refs) - 1
}

func (s *setter) prepareAutoLink(parent ast.Node, n *ast.AutoLink) {
	label := filter(string(n.Label(s.src)))
	if n.AutoLinkType == ast.AutoLinkEmail {
		s.replace(parent, n, label) // the address stands there already
		return
	}
	dest := filter(string(n.URL(s.src)))
	s.refs = append(s.refs, s.book.add(dest, label, false))
	s.replace(parent, n, string(linkStart)+shorten(label)+string(linkEnd))
}

// prepareImage puts its caption in an image's place; dest is where it leads if
// not to the image itself.
func (s *setter) prepareImage(parent ast.Node, n *ast.Image, dest string) {
	caption, i := s.image(n, dest)
	s.refs = append(s.refs, i)
	s.replace(parent, n, string(linkStart)+picture+caption+string(linkEnd))
}

// image is the caption and the target of an image.
func (s *setter) image(n *ast.Image, dest string) (caption string, target int) {
	s.prepareCaption(n)
	caption = visible(s.flat(n))
	if caption == "" {
		caption = visible(plain(string(n.Title)))
	}
	src := plain(string(n.Destination))
	if dest = address(dest); dest == "" {
		dest = address(src)
	}
	if caption == "" {
		caption = fileName(src)
	}
	return caption, s.book.add(dest, caption, true)
}

// prepareCaption prepares an image's caption, in which nothing links.
func (s *setter) prepareCaption(n ast.Node) {
	refs, links := len(s.refs), s.book
	s.book = newBook()
	s.prepare(n, 1)
	s.refs, s.book = s.refs[:refs], links
}

// onlyImage is the image that is all there is in a node, or nil.
func onlyImage(n ast.Node, src []byte) *ast.Image {
	var found *ast.Image
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Image:
			if found != nil {
				return nil
			}
			found = c
		case *ast.Text:
			if strings.TrimSpace(string(c.Segment.Value(src))) != "" {
				return nil
			}
		default:
			return nil
		}
	}
	return found
}

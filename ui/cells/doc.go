// Package cells knows what a terminal does with text: which bytes may reach it
// (Gate, GatePlain, Title), and how many cells they take (Width, Cut, CutLeft,
// Fit).
//
// Widths are those of the less fortunate terminal. Some terminals advance by
// grapheme cluster (DEC mode 2027), others add up code points: a Devanagari
// syllable takes one cell here and three there, an emoji with a variation
// selector two here and one there. A cluster counts as the wider of both, so a
// line measured here never overflows on either.
//
// The package does not know what the text means, nor colours.
package cells

// Package feed holds the nouns of what the world publishes: sources, the
// documents they answer with, and the articles in them.
//
// It knows neither how documents are fetched, parsed or cleaned (the packages
// below it do) nor what a user did with an article (package store does), and it
// imports the standard library only.
package feed

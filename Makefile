# What people and .ci/run call. `make` alone builds.
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
LDFLAGS  = -s -w -buildid= -X main.version=$(VERSION)
CORPUS  ?= $(READER_CORPUS)

.PHONY: build test race lint fuzz bench corpus pictures clean

build: ## the program, as released
	CGO_ENABLED=0 go build -trimpath -ldflags='$(LDFLAGS)' -o reader .

test: ## what the README says
	go test ./...

race:
	go test -race -shuffle=on ./...

lint: ## formatting, vet and staticcheck; installs the two tools when they are not there
	.ci/lint

fuzz: ## every fuzz target for FUZZTIME (10s)
	.ci/fuzz $(or $(FUZZTIME),10s)

bench: build ## BENCHMARKS.md: whole processes and a pty, then the hot paths
	.ci/bench

corpus: build ## the checks of a corpus of real feeds: make corpus CORPUS=path
	.ci/corpus $(CORPUS)

pictures: ## the screens of the README, from the real program
	go test -count=1 -run "^TestPictures$$" . -args -pictures=testdata/pictures

clean:
	rm -rf reader dist

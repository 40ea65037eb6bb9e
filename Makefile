# Probe. `make help` lists what can be made.

SWIFT ?= swift
PREFIX ?= /usr/local
FORMAT ?= text
SECONDS_EACH ?= 10

.PHONY: all build test check bench install fuzz clean help

all: build

help:
	@echo "make build            the library and the command"
	@echo "make test             all tests; needs nothing from outside"
	@echo "make check            the tests, and warnings, rooms, symbols, other ports, sanitizers, fuzzing"
	@echo "make bench            what asking costs, beside its floor (FORMAT=json for one document)"
	@echo "make fuzz             fuzz the parsers (SECONDS_EACH=10)"
	@echo "make install          the static command, to PREFIX=$(PREFIX)"
	@echo "make clean"

build:
	$(SWIFT) build

test:
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build
	Tests/Smoke/command.sh "$$($(SWIFT) build --show-bin-path)/probectl"
	Tests/Smoke/consumer.sh

# What `make test` does not do: CI runs the tests by themselves and then this with TESTED=1.
check: $(if $(TESTED),,test)
	Tests/Smoke/warnings.sh
	Tests/Smoke/rooms.sh
	Tests/Smoke/symbols.sh
	Tests/Smoke/platforms.sh
	Tests/Smoke/sanitize.sh
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests/ProbeTests \
		Tests/ProbectlTests Benchmarks
	$(SWIFT) test --scratch-path .build-unsupported -Xcc -DCPROBE_PORT_UNSUPPORTED \
		--filter 'UnsupportedTests|Format|StatTests|LoadTests|CPUListTests|MountTests|DecisionTests'
	@# XCTest and Foundation leak by themselves, so that leaks tell nothing here.
	ASAN_OPTIONS=detect_leaks=0 $(SWIFT) test --scratch-path .build-address --sanitize=address --filter ProbeTests
	Tests/Fuzz/run.sh 5

bench:
	@$(SWIFT) build -c release --product probe-bench >&2
	@$$($(SWIFT) build -c release --show-bin-path)/probe-bench --format $(FORMAT)

fuzz:
	Tests/Fuzz/run.sh $(SECONDS_EACH)

install:
	$(SWIFT) build -c release --scratch-path .build-install --product probectl \
		--static-swift-stdlib -Xswiftc -static-executable
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 "$$($(SWIFT) build -c release --scratch-path .build-install --show-bin-path)/probectl" \
		"$(DESTDIR)$(PREFIX)/bin/probectl"

clean:
	rm -rf .build .build-*

# Two commands do everything: `make site` builds the report, `make test` runs every test.

REPORT := .build/release/report
CHECKED := Sources Tests templates Package.swift
SWIFT_BUILD := swift build -c release --explicit-target-dependency-import-check error

.PHONY: site test test-checked sanitize fuzz build data lint format bench screenshots install clean

# The report: results in .report/, pages in site/.
site: data
	$(REPORT) build

# OpenBLAS reads these where it is loaded: set here, no test changes the environment while another starts a process.
test: export OPENBLAS_NUM_THREADS = 1
ifeq ($(shell uname -m),x86_64)
test: export OPENBLAS_CORETYPE = Haswell
endif
test: tests-ready lint
	$(SWIFT_BUILD) --build-tests
	$(REPORT) data fetch mnist
	scripts/run-tests

# The engine's tests with the kernels' checks of overflow, preconditions and exclusive access (not of raw pointers).
CHECKED_BUILD := -c release --scratch-path .build-checked
test-checked: tests-ready
	REPORT_CHECKED=1 swift test $(CHECKED_BUILD) \
	  --filter 'TensorsTests|CheckpointsTests|TextTests|NetworksTests|ModelsTests'

# Kernels, trainings and two small reports to their ends under AddressSanitizer, the bench's training steps under
# ThreadSanitizer. XCTest itself leaks, and a backtrace of a crash would hang behind the sanitizer's.
SANITIZED := -c release -Xswiftc -DSANITIZED
sanitize: export ASAN_OPTIONS = detect_leaks=0
sanitize: export SWIFT_BACKTRACE = enable=no
sanitize: tests-ready
	swift test $(SANITIZED) --sanitize=address --scratch-path .build-asan \
	  --filter 'TensorsTests|TrainingTests|SampleTests|EvaluationTests|ImageModelTests'
	swift build $(SANITIZED) --sanitize=thread --scratch-path .build-tsan --product bench
	.build-tsan/release/bench 'network D=8' 'attention 8x8' 'group normalisation 8' 'convolution 7x7'

# Damaged files for every reader, by libFuzzer: a minute for each format, or FORMAT=png SECONDS=300. All modules count what
# they run through and keep their checks; gold cannot link them.
SECONDS ?= 60
FORMAT ?=
fuzz: ready
	REPORT_FUZZED=1 REPORT_CHECKED=1 $(SWIFT_BUILD) --product fuzz --scratch-path .build-fuzz \
	  -Xswiftc -sanitize=fuzzer -Xcc -fsanitize=fuzzer-no-link -Xswiftc -use-ld=lld
	scripts/fuzz $(SECONDS) $(FORMAT)

build: ready
	$(SWIFT_BUILD) --product report

data: build
	$(REPORT) data fetch mnist

lint:
	swift format lint --strict --parallel --recursive $(CHECKED)

format:
	swift format format --in-place --parallel --recursive $(CHECKED)

.PHONY: ready tests-ready
ready:
	@scripts/install-dependencies
tests-ready:
	@scripts/install-dependencies --tests

# The engine and PyTorch in turns, as a table of ratios; wants an otherwise idle machine.
bench: ready
	$(SWIFT_BUILD) --product bench
	scripts/bench

# Every kind of page at four widths, light, dark and printed, in .build/screenshots.
screenshots: tests-ready
	scripts/screenshots

# Puts the program where the shell finds it.
PREFIX ?= $(HOME)/.local
install: build
	install -d $(PREFIX)/bin
	install $(REPORT) $(PREFIX)/bin/report

clean:
	swift package clean

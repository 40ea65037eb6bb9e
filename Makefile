# Probe. `make help` lists what can be made.

SWIFT ?= swift
PREFIX ?= /usr/local
FORMAT ?= text
SECONDS_EACH ?= 10
# How long a benchmark measures; at most 110, so that it ends within two minutes.
BENCH_SECONDS ?= 60
SECONDS_AT_REST ?= 600
START_ROUNDS ?= 1000
SOAK_SECONDS ?= 86400
# Other kernels that `make check-kernels` boots; GUESTS=all: those of Tests/Kernels/run.sh.
GUESTS ?= 7-x86_64:v2 6.12-x86_64:v2 5.10-x86_64:v1 6.1-x86_64:hybrid:cpu,cpuset,memory 6.1-aarch64:v2

.PHONY: all build core test check check-machine check-kernels judges bench bench-cgroups bench-compare bench-scale \
	bench-rest bench-start bench-watch bench-peers soak install install-command install-core install-texts uninstall \
	deb fuzz docs fixtures capture clean help

all: build

help:
	@echo "make build            the library and the command"
	@echo "make core             the C library alone, static and shared, to .build-core, by a C11 compiler on Linux (CC=...)"
	@echo "make test             the Swift tests and the command; needs Swift and make (git and nm for one step)"
	@echo "make check            what else a change has to pass, without root: words, rooms, warnings, symbols,"
	@echo "                      other ports, formatting, sanitizers, fuzzing, the JSON schema, the documentation"
	@echo "make check-machine    the command beside other tools, as root for all of it; system calls,"
	@echo "                      allocations and instructions; the installed command"
	@echo "make check-kernels    quotas on real kernels in virtual machines (GUESTS=all, or GUESTS=\"6.1-x86_64:v2 ...\")"
	@echo "                      Each of these four prints a line a step, and takes ONLY=\"rooms words\": those steps."
	@echo "make judges           results of other implementations on the same machines, as root"
	@echo "                      (WHAT=\"install captured live\")"
	@echo "make bench            the cost of a reading against its bare system calls (FORMAT=json for one document)"
	@echo "make bench-compare BASE=REVISION   the same for two revisions, interleaved in one run"
	@echo "make bench-rest       a sample a second beside the same system calls (SECONDS_AT_REST=600)"
	@echo "make soak             a sampler with history, alerts and readers that come and go, in real time (SOAK_SECONDS=86400)"
	@echo "make bench-start      the installed command from cold, beside nproc and free (START_ROUNDS=1000)"
	@echo "make bench-watch      the installed command's watch beside top and htop (SIZE=160x50)"
	@echo "make bench-scale      the cost of each further CPU, interface, mount or process, to .build-scale"
	@echo "make bench-cgroups    a table of 10 to 5,000 cgroups, here and in a guest (WHERE=\"--here 6.12-x86_64\")"
	@echo "make bench-peers      the same work with other libraries, in one table (OUT=FILE writes it)"
	@echo "make fuzz             fuzz the parsers (SECONDS_EACH=10)"
	@echo "make docs             the documentation of the libraries, to .build/docs and .build/docs-ProbeLive"
	@echo "make fixtures         the captured machines, unpacked to .build/fixtures"
	@echo "make capture OUT=DIR  a captured root of this machine, scrubbed (PID=N: its process)"
	@echo "make install          the command, the C library, the manual and the completions of shells, to PREFIX=$(PREFIX);"
	@echo "                      install-core and install-texts alone need no Swift (LIBDIR, INCLUDEDIR, DATADIR, DESTDIR)"
	@echo "make uninstall        takes them away"
	@echo "make deb              all of it as a Debian package, to .build-deb (PROBECTL=FILE: with that static command)"
	@echo "make clean"

build:
	$(SWIFT) build

# The C library, without Swift: libcprobe.a, and libcprobe.so with a soname.
VERSION := $(shell sed -n 's/^let version = "\(.*\)"/\1/p' Sources/probectl/Probectl.swift)
CORE = .build-core
CORE_OBJECTS := $(patsubst Sources/CProbe/%.c,$(CORE)/%.o,$(shell find Sources/CProbe -name '*.c'))
CORE_SONAME = libcprobe.so.0
CORE_SHARED = libcprobe.so.$(VERSION)
OBJCOPY ?= objcopy

core: $(CORE)/libcprobe.a $(CORE)/$(CORE_SHARED)

$(CORE)/%.o: Sources/CProbe/%.c
	@mkdir -p $(@D)
	@$(CC) -std=c11 -O2 -fPIC -ffunction-sections -fdata-sections -Wno-unknown-warning-option \
		-Wno-stringop-overread -MMD -MP $(CFLAGS) -c -o $@ $<

# One object, of which only the public names are global.
$(CORE)/libcprobe.a: $(CORE_OBJECTS)
	@rm -f $@
	$(CC) $(CFLAGS) -r -nostdlib -o $(CORE)/libcprobe.o $(CORE_OBJECTS)
	$(OBJCOPY) --wildcard --keep-global-symbol='cprobe_*' $(CORE)/libcprobe.o
	$(AR) rcs $@ $(CORE)/libcprobe.o

$(CORE)/$(CORE_SHARED): $(CORE_OBJECTS) Sources/CProbe/exports.map
	$(CC) $(CFLAGS) $(LDFLAGS) -shared -Wl,-soname,$(CORE_SONAME) -Wl,--version-script=Sources/CProbe/exports.map \
		-Wl,--gc-sections -Wl,-z,relro -Wl,-z,now -o $@ $(CORE_OBJECTS)
	ln -sf $(CORE_SHARED) $(CORE)/$(CORE_SONAME)
	ln -sf $(CORE_SONAME) $(CORE)/libcprobe.so

-include $(CORE_OBJECTS:.o=.d)

# A line for each step, and a verdict last; ONLY="STEP..." runs some of a set's steps.
test check check-machine check-kernels:
	@SWIFT="$(SWIFT)" GUESTS="$(GUESTS)" Tests/check.sh $@ $(ONLY)

judges:
	$(MAKE) install-command DESTDIR="$(CURDIR)/.build-kernels/install" PREFIX=
	RUN_GUEST="$(CURDIR)/Tests/Kernels/guest.sh -c 4 -m 3584 -M fuse -t 580" Tests/Judges/judges.sh \
		-p "$(CURDIR)/.build-kernels/install/bin/probectl" $(WHAT)

bench:
	@$(SWIFT) build -c release --product probe-bench >&2
	@$$($(SWIFT) build -c release --show-bin-path)/probe-bench --format $(FORMAT) \
		--seconds $(BENCH_SECONDS)

bench-compare:
	@SWIFT="$(SWIFT)" Benchmarks/compare.sh "$(BASE)" $(BENCH_SECONDS)

bench-rest:
	@$(SWIFT) build -c release --product probe-bench >&2
	@Benchmarks/rest.py "$$($(SWIFT) build -c release --show-bin-path)/probe-bench" $(SECONDS_AT_REST)

soak:
	@$(SWIFT) build -c release --product probe-calls >&2
	@$$($(SWIFT) build -c release --show-bin-path)/probe-calls --soak $(SOAK_SECONDS)

bench-start:
	@$(MAKE) install-command DESTDIR="$(CURDIR)/.build-start" PREFIX= >&2
	@$(CC) -std=c11 -O2 -o .build-start/probe-start Benchmarks/start.c
	@.build-start/probe-start --rounds $(START_ROUNDS) "$(CURDIR)/.build-start/bin/probectl"

bench-watch:
	@$(MAKE) install-command DESTDIR="$(CURDIR)/.build-start" PREFIX= >&2
	@Benchmarks/watch.py "$(CURDIR)/.build-start/bin/probectl" $(SIZE)

bench-scale:
	Benchmarks/scale/scale.py $(if $(ONLY),--only $(ONLY))

bench-cgroups:
	Benchmarks/scale/cgroups.sh $(WHERE)

bench-peers:
	@SWIFT="$(SWIFT)" Benchmarks/peers/install.sh "$(CURDIR)/.build-peers"
	@Benchmarks/peers/peers.py "$(CURDIR)/.build-peers" $(if $(OUT),--write "$(OUT)")

fuzz:
	Tests/Fuzz/run.sh $(SECONDS_EACH)

docs:
	Tests/Smoke/docs.sh .build/docs

fixtures:
	@Tests/Fixtures/archive.sh

capture:
	@test -n "$(OUT)" || { echo "usage: make capture OUT=DIR [PID=N]" >&2; exit 64; }
	Tests/Fixtures/capture.sh "$(OUT)/root" $(PID)
	Tests/Fixtures/scrub.py "$(OUT)/root" "$$(hostname 2>/dev/null)"
	@echo "captured in $(OUT)/root; read what is there before you give it away"
	@echo "Describe the machine in $(OUT)/ABOUT, then pack both into one text file:"
	@echo "    Tests/Fixtures/archive.sh pack $(OUT) Tests/Fixtures/NAME.txt"

# What of Embedded Swift has to be linked, from Swift 6.3 on, where the toolchain has it for this machine.
EMBEDDED = $(wildcard $(shell $(SWIFT) -print-target-info 2>/dev/null | awk -F'"' \
	'/compilerVersion/ {split($$4, word, /[ .]/); new = word[3] + word[4] / 100 >= 6.03} \
	/"triple"/ {triple = $$4} \
	/runtimeResourcePath/ {if (new) print $$4 "/embedded/" triple "/libswiftUnicodeDataTables.a"}'))

STATIC = .build-install
STATIC_C := $(patsubst %.c,$(STATIC)/%.o,$(shell find Sources/CProbe Sources/CProbectl -name '*.c'))
STATIC_HEADERS := $(shell find Sources/CProbe/include Sources/CProbectl/include -type f)
swift_files = $(shell find Sources/$(1) -name '*.swift')
ifneq ($(EMBEDDED),)
# In Embedded Swift, without the runtime, whose own start takes longer than the answer. The command's object
# contains all that it calls of the libraries: of these, only the modules are made.
EMBEDDED_SWIFT = $(SWIFT)c -O -wmo -swift-version 6 -enable-experimental-feature Embedded -package-name probe \
	-parse-as-library -I $(STATIC) -I Sources/CProbe/include -I Sources/CProbectl/include

$(STATIC)/%.swiftmodule: $(STATIC_HEADERS)
	@mkdir -p $(@D)
	$(EMBEDDED_SWIFT) -emit-module -emit-module-path $@ -module-name $* $(call swift_files,$*)

$(STATIC)/Probe.swiftmodule: $(call swift_files,Probe)
$(STATIC)/ProbeExport.swiftmodule: $(STATIC)/Probe.swiftmodule $(call swift_files,ProbeExport)

$(STATIC)/%.o: %.c
	@mkdir -p $(@D)
	@clang -std=c11 -O2 -ffunction-sections -fdata-sections -MMD -MP -ISources/CProbe/include -c -o $@ $<

-include $(STATIC_C:.o=.d)

$(STATIC)/linked: $(STATIC)/Probe.swiftmodule $(STATIC)/ProbeExport.swiftmodule $(STATIC_C) $(call swift_files,probectl)
	$(EMBEDDED_SWIFT) -emit-executable -o $@ -module-name probectl $(call swift_files,probectl) $(STATIC_C) -lm \
		-Xlinker --gc-sections -Xclang-linker -static -Xclang-linker -no-pie -Xclang-linker -Wno-unused-command-line-argument \
		-Xlinker $(EMBEDDED)
else
# With the runtime linked in, and generic types made at compile time rather than at each start.
.PHONY: $(STATIC)/linked
$(STATIC)/linked:
	$(SWIFT) build -c release --scratch-path $(STATIC)/package --product probectl --static-swift-stdlib \
		$(addprefix -Xswiftc ,-static-executable -Xfrontend -prespecialize-generic-metadata)
	cp "$$($(SWIFT) build -c release --scratch-path $(STATIC)/package --show-bin-path)/probectl" $@
endif

# Where the parts go.
BINDIR ?= $(PREFIX)/bin
LIBDIR ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
DATADIR ?= $(PREFIX)/share
BASH_COMPLETION = $(DATADIR)/bash-completion/completions/probectl
ZSH_COMPLETION = $(DATADIR)/zsh/site-functions/_probectl
FISH_COMPLETION = $(DATADIR)/fish/vendor_completions.d/probectl.fish
MANUAL = $(DATADIR)/man/man1/probectl.1
HEADERS = $(wildcard Sources/CProbe/include/cprobe/*.h)

# A file appears whole, with its mode, or not at all: $(call put,FILE,MODE,PLACE)
put = install -d "$$(dirname "$(DESTDIR)$(3)")" && install -m $(2) "$(1)" "$(DESTDIR)$(3).new" && \
	mv -f "$(DESTDIR)$(3).new" "$(DESTDIR)$(3)"
# Likewise a symbolic link: $(call link,TARGET,PLACE)
link = ln -sfn "$(1)" "$(DESTDIR)$(2).new" && mv -fT "$(DESTDIR)$(2).new" "$(DESTDIR)$(2)"

install: install-command install-core install-texts

install-command: $(STATIC)/linked
	install -d "$(DESTDIR)$(BINDIR)"
	strip -s -o $(STATIC)/probectl $(STATIC)/linked
	@# Smaller; and what is written at once lies in large pieces in the page cache, which spares each
	@# start dozens of page faults.
	dd if=$(STATIC)/probectl of="$(DESTDIR)$(BINDIR)/probectl.new" bs=64M status=none
	chmod 755 "$(DESTDIR)$(BINDIR)/probectl.new"
	mv "$(DESTDIR)$(BINDIR)/probectl.new" "$(DESTDIR)$(BINDIR)/probectl"

# The C library, its headers and what pkg-config says of it: needs no Swift.
# An upgrade removes the library that had the soname before, and headers that no longer exist. A library of another
# soname remains, for the programs that are linked with it.
install-core: core
	@$(call put,$(CORE)/libcprobe.a,644,$(LIBDIR)/libcprobe.a)
	@$(call put,$(CORE)/$(CORE_SHARED),644,$(LIBDIR)/$(CORE_SHARED))
	@old=$$(readlink "$(DESTDIR)$(LIBDIR)/$(CORE_SONAME)") || :; \
	$(call link,$(CORE_SHARED),$(LIBDIR)/$(CORE_SONAME)) && \
	case "$$old" in \
	$(CORE_SHARED) | */*) ;; \
	libcprobe.so.*) rm -f "$(DESTDIR)$(LIBDIR)/$$old" ;; \
	esac
	@$(call link,$(CORE_SONAME),$(LIBDIR)/libcprobe.so)
	@$(call put,Sources/CProbe/include/CProbe.h,644,$(INCLUDEDIR)/CProbe.h)
	@$(foreach header,$(HEADERS),$(call put,$(header),644,$(INCLUDEDIR)/cprobe/$(notdir $(header))) &&) :
	@for header in "$(DESTDIR)$(INCLUDEDIR)"/cprobe/*; do \
		[ -e "Sources/CProbe/include/cprobe/$${header##*/}" ] || rm -f "$$header"; done
	@printf '%s\n' "prefix=$(PREFIX)" "libdir=$(LIBDIR)" "includedir=$(INCLUDEDIR)" "" "Name: cprobe" \
		"Description: Reads the state of a machine, its container and its processes" "Version: $(VERSION)" \
		'Libs: -L$${libdir} -lcprobe' 'Cflags: -I$${includedir}' >$(CORE)/cprobe.pc
	@$(call put,$(CORE)/cprobe.pc,644,$(LIBDIR)/pkgconfig/cprobe.pc)

# The manual page and the completions, made from the help: needs no Swift.
HELP = awk -v version="$(VERSION)" -f Packaging/help.awk
install-texts:
	@mkdir -p .build-texts
	@for what in man bash zsh fish; do \
		$(HELP) -v make=$$what Sources/probectl/Help.swift >.build-texts/$$what || exit 1; done
	@$(call put,.build-texts/man,644,$(MANUAL))
	@$(call put,.build-texts/bash,644,$(BASH_COMPLETION))
	@$(call put,.build-texts/zsh,644,$(ZSH_COMPLETION))
	@$(call put,.build-texts/fish,644,$(FISH_COMPLETION))

# Of every version. Directories that others use remain.
uninstall:
	rm -f "$(DESTDIR)$(LIBDIR)"/libcprobe.so.*
	rm -f $(foreach place,$(BINDIR)/probectl $(LIBDIR)/libcprobe.a $(LIBDIR)/libcprobe.so \
		$(LIBDIR)/pkgconfig/cprobe.pc $(INCLUDEDIR)/CProbe.h $(MANUAL) $(BASH_COMPLETION) \
		$(ZSH_COMPLETION) $(FISH_COMPLETION),"$(DESTDIR)$(place)")
	rm -rf "$(DESTDIR)$(INCLUDEDIR)/cprobe"

deb:
	@PROBECTL="$(PROBECTL)" CC="$(CC)" SWIFT="$(SWIFT)" Packaging/deb.sh

clean:
	rm -rf .build .build-*

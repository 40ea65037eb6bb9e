#!/bin/sh
# What is in C, without a warning, by clang and by gcc where it is there.
set -eu
cd "$(dirname "$0")/../.."
passed=0 failed=0 skipped=0
flags="-std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Werror"
for compiler in clang gcc; do
    if ! command -v "$compiler" >/dev/null 2>&1; then
        echo "skipped: $compiler is not installed"
        skipped=$((skipped + 1))
        continue
    fi
    # What clang warns of does not depend on what it would optimize. gcc's does, and gcc 12 takes the length of a
    # line, which is never negative, for one that wraps.
    work=-fsyntax-only
    [ "$compiler" = clang ] || work="-O2 -Wno-stringop-overread -c -o /dev/null"
    for port in linux unsupported freebsd macos openbsd netbsd; do
        # All files for this system; for another, those that its macro changes.
        folders="Sources/CProbe Sources/CProbeLive Sources/CProbectl" macro=
        if [ $port != linux ]; then
            macro=-DCPROBE_PORT_$(echo $port | tr '[:lower:]' '[:upper:]')
            folders="Sources/CProbe/bsd Sources/CProbe/$port Sources/CProbe/unsupported Sources/CProbe/posix \
                Sources/CProbe/source Sources/CProbe/fields"
        fi
        for file in $(find $folders -name '*.c' | sort -u); do
            # A file of the other port is an empty translation unit, which -Wpedantic rejects.
            if "$compiler" $flags -Wno-pedantic $macro $work "$file"; then
                passed=$((passed + 1))
            else
                failed=$((failed + 1))
            fi
        done
    done
done
echo "warnings: $passed passed, $failed failed, $skipped skipped"
test "$failed" -eq 0

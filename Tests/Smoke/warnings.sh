#!/bin/sh
# What is in C, without a warning, by clang and by gcc where it is there.
set -eu
cd "$(dirname "$0")/../.."
passed=0 failed=0 skipped=0
flags="-std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Werror -O2"
for compiler in clang gcc; do
    if ! command -v "$compiler" >/dev/null 2>&1; then
        echo "skipped: $compiler is not installed"
        skipped=$((skipped + 1))
        continue
    fi
    # gcc 12 takes the length of a line, which is never negative, for one that wraps.
    [ "$compiler" = gcc ] && flags="$flags -Wno-stringop-overread"
    for port in "" -DCPROBE_PORT_UNSUPPORTED -DCPROBE_PORT_FREEBSD -DCPROBE_PORT_MACOS \
        -DCPROBE_PORT_OPENBSD -DCPROBE_PORT_NETBSD; do
        for file in $(find Sources/CProbe Sources/CProbeLive Sources/CProbectl -name '*.c' | sort); do
            # A file of the other port is an empty translation unit, which -Wpedantic rejects.
            if "$compiler" $flags -Wno-pedantic $port -c "$file" -o /dev/null; then
                passed=$((passed + 1))
            else
                failed=$((failed + 1))
            fi
        done
    done
done
echo "warnings: $passed passed, $failed failed, $skipped skipped"
test "$failed" -eq 0

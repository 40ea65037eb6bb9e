#!/bin/bash
# Three days of a sample a second, in which no time passes: the clock is the program's, the machine a captured one
# whose interfaces come and go. Readers come and go, too: see Benchmarks/Calls/Soak.swift. Three days, since the
# history is full after two.
set -euo pipefail
cd "$(dirname "$0")/../.."
swift=${SWIFT:-swift}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$swift" build -c release --product probe-calls >"$work/log" 2>&1 || {
    tail -n 30 "$work/log"
    echo "soak: 0 passed, 1 failed: probe-calls does not build"
    exit 1
}
Tests/Fixtures/archive.sh unpack Tests/Fixtures/debian-6.1-x86_64-v2.txt "$work/machine"
# What an allocator keeps for its threads would be counted as in use.
GLIBC_TUNABLES=glibc.malloc.tcache_count=0 \
    "$("$swift" build -c release --show-bin-path)/probe-calls" --days 3 "$work/machine/root"

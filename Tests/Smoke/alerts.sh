#!/bin/bash
# Each usual rule raises and clears once on a machine that is really loaded: a guest, in which every CPU is busy,
# memory, swap and a disk are full, a cgroup uses up its quota, and so on. Needs the debug build and the emulator.
# Usage: alerts.sh [RULE...]; GUEST: one of Tests/Kernels/fetch.sh, 6.12-x86_64 by default.
set -euo pipefail
cd "$(dirname "$0")/../.."
swift=${SWIFT:-swift} guest=${GUEST:-6.12-x86_64}
[ $# -gt 0 ] || set -- cpu memory disk swap throttled memory-limit memory-stall io-stall cpu-stall
reason=$(Tests/Kernels/fetch.sh "$guest" 2>&1) || {
    echo "skipped: $reason"
    echo "alerts: 0 passed, 0 failed, 1 skipped"
    exit 0
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
Tests/Smoke/live_objects.sh >"$work/objects" 2>"$work/log" || {
    tail -n 20 "$work/log"
    echo "alerts: 0 passed, 1 failed: ProbeLive does not build"
    exit 1
}
bin=$("$swift" build --show-bin-path)
mkdir "$work/content"
# The objects of the debug build, with the runtime linked in: the guest has no libraries.
"${swift}c" -static-executable -I "$bin/Modules" -I Sources/CProbe/include -I Sources/CProbeLive/include \
    Tests/Smoke/alerts/main.swift "@$work/objects" -lm -o "$work/content/program" >"$work/log" 2>&1 || {
    tail -n 20 "$work/log"
    echo "alerts: 0 passed, 1 failed: the program does not build"
    exit 1
}
strip "$work/content/program"
cp Tests/Smoke/alerts/guest.sh "$work/content/"
Tests/Kernels/guest.sh -n -c 2 -m 768 -t 900 "$guest" "$work/content" "sh guest.sh ./program $*" "" >"$work/out" || {
    cat "$work/out"
    echo "alerts: 0 passed, 1 failed: the guest gave no result"
    exit 1
}
cat "$work/out"
! grep -q '^FAIL' "$work/out"

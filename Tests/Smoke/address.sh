#!/bin/sh
# The library's tests with the C core under the address sanitizer, which also finds what the core reads or
# writes beyond memory that Swift allocated.
set -eu
cd "$(dirname "$0")/../.."
# XCTest and Foundation leak, which would hide leaks of the library. With terabytes of address space, a
# child takes longer to start and to end than HangingSensorTests and ProcessCrowdTests wait for.
ASAN_OPTIONS=detect_leaks=0 exec Tests/Smoke/other_core.sh address -fsanitize=address \
    --filter ProbeTests --skip "HangingSensorTests|ProcessCrowdTests"

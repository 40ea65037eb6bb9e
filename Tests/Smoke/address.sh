#!/bin/sh
# The library's tests under the address sanitizer, in a build without a warning of the Swift compiler.
set -eu
cd "$(dirname "$0")/../.."
# XCTest and Foundation leak, which would hide leaks of the library. With terabytes of address space, a
# child takes longer to start and to end than HangingSensorTests and ProcessCrowdTests wait for.
ASAN_OPTIONS=detect_leaks=0 exec Tests/Smoke/suite.sh address --scratch-path .build-address \
    --sanitize=address -Xswiftc -warnings-as-errors \
    --filter ProbeTests --skip "HangingSensorTests|ProcessCrowdTests"

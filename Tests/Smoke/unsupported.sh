#!/bin/bash
# All tests in a build of the port that reads nothing, without a warning of the compilers. Tests that
# carry the trait .needsLinux, or that need a capability, are skipped there; all others pass.
set -u
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp)
trap 'rm -f "$work"' EXIT
# The test of the port itself is among them.
Tests/Smoke/suite.sh unsupported --scratch-path .build-unsupported \
    -Xcc -DCPROBE_PORT_UNSUPPORTED -Xswiftc -warnings-as-errors >"$work" 2>&1
status=$?
cat "$work"
grep -q 'Test "Each call says so, and each flag is clear" passed' "$work" || {
    echo "the test of a build that reads nothing did not pass"
    exit 1
}
exit "$status"

#!/bin/bash
# All tests with the port that reads nothing. Tests that carry the trait .needsLinux, or that need a
# capability, are skipped there; all others pass.
set -u
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp)
trap 'rm -f "$work"' EXIT
# The test of the port itself is among them.
Tests/Smoke/other_core.sh unsupported -DCPROBE_PORT_UNSUPPORTED >"$work" 2>&1
status=$?
cat "$work"
grep -q 'Test "Each call says so, and each flag is clear" passed' "$work" || {
    echo "the test of a build that reads nothing did not pass"
    exit 1
}
exit "$status"

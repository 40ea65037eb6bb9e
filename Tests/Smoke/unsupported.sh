#!/bin/sh
# All tests in a build of the port that reads nothing. Tests that carry the trait .needsLinux, or that
# ask for a capability, are skipped there; all others pass.
set -eu
cd "$(dirname "$0")/../.."
work=$(mktemp)
trap 'rm -f "$work"' EXIT
status=0
"${SWIFT:-swift}" test --scratch-path .build-unsupported -Xcc -DCPROBE_PORT_UNSUPPORTED \
    >"$work" 2>&1 || status=$?
count() {
    grep -E "$1" "$work" | grep -vc ' Test run with ' || :
}
passed=$(count ' Test .* passed after ') failed=$(count ' Test .* failed after ')
skipped=$(count ' Test .* skipped')
# The test of the port itself is among them.
if ! grep -q 'Test "Each call says so, and each flag is clear" passed' "$work"; then
    echo "the test of a build that reads nothing did not pass"
    failed=$((failed + 1))
fi
if [ "$status" -ne 0 ] || [ "$failed" -ne 0 ]; then
    grep -E 'error:|recorded an issue|failed after|Fatal error' "$work" || tail -n 40 "$work"
    [ "$failed" -ne 0 ] || failed=1
fi
echo "unsupported: $passed passed, $failed failed, $skipped skipped"
test "$failed" -eq 0

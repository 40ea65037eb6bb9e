#!/bin/bash
# Runs the Swift tests: their whole output, then the failures once more, and the counts last.
# Usage: suite.sh NAME COMMAND [ARGUMENT]..., "swift test" or a test program
set -u
cd "$(dirname "$0")/../.." || exit 1
name=$1
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Not through a pipe: a process that a test left running would hold it open.
"$@" --xunit-output "$work/tests.xml" >"$work/log" 2>&1
status=$?
cat "$work/log"
# One element a test; "swift test" writes a file for each testing library.
results=$work/tests-swift-testing.xml
[ -e "$results" ] || results=$work/tests.xml
counts=$(awk '
    /<testcase / { tests++; counted = 0 }
    /<skipped/ { skipped++ }
    /<failure/ && !counted { failed++; counted = 1 }
    /<\/testsuites>/ { whole = 1 }
    END {
        if (!whole) exit 1
        print tests - skipped - failed, failed + 0, skipped + 0
    }' "$results" 2>/dev/null) || counts="0 1 0"
read -r passed failed skipped <<<"$counts"
if [ "$status" -ne 0 ] || [ "$failed" -ne 0 ]; then
    echo "---- what failed"
    grep -E -A 2 'error:|recorded an issue|Fatal error|AddressSanitizer' "$work/log" |
        grep -v -e '^--$' -e '^◇' | tail -n 60
    grep -E '^✘ Test .* failed after' "$work/log" | grep -v 'Test run with' | tail -n 20
    grep -q 'Test run with .* failed after' "$work/log" || echo "the tests did not come to their end: status $status"
    [ "$failed" -ne 0 ] || failed=1
fi
echo "$name: $passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]

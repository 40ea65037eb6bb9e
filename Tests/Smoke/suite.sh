#!/bin/bash
# Runs the Swift tests: their whole output, then the failures once more, and the counts last.
# Usage: suite.sh NAME COMMAND [ARGUMENT]..., "swift test" or a test program
#
# Some tests compare two readings of this machine, which others change meanwhile. At most three tests that
# failed are run once more, alone: a test that passes then is counted as passed, and is named. Not with
# --filter, which would be joined.
set -u
cd "$(dirname "$0")/../.." || exit 1
name=$1
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Sets `status`, and `passed`, `failed`, `skipped` by the file of results.
run() { # COMMAND...
    rm -f "$work"/tests*.xml
    # Not through a pipe: a process that a test left running would hold it open.
    "$@" --xunit-output "$work/tests.xml" >"$work/log" 2>&1
    status=$?
    cat "$work/log"
    # One element a test; "swift test" writes a file for each testing library.
    results=$work/tests-swift-testing.xml
    [ -e "$results" ] || results=$work/tests.xml
    read -r passed failed skipped < <(count || echo 0 1 0)
    [ "$status" -eq 0 ] || [ "$failed" -ne 0 ] || failed=1
}
count() {
    awk '
    /<testcase / { tests++; counted = 0 }
    /<skipped/ { skipped++ }
    /<failure/ && !counted { failed++; counted = 1 }
    /<\/testsuites>/ { whole = 1 }
    END {
        if (!whole) exit 1
        print tests - skipped - failed, failed + 0, skipped + 0
    }' "$results" 2>/dev/null
}
# The failed tests, as a pattern of --filter: "Suite/test\(\)|...".
names() {
    awk -F'"' '
        /<testcase / { suite = $2; sub(/^[^.]*\./, "", suite); gsub(/\./, "/", suite); test = suite "/" $4 }
        /<failure/ { failed[test] }
        END { for (test in failed) print test }' "$results" | sed 's/[()]/\\&/g' | paste -sd '|'
}
what_failed() {
    grep -E -A 2 'error:|recorded an issue|Fatal error|AddressSanitizer' "$work/log" |
        grep -v -e '^--$' -e '^◇' | tail -n 60
    grep -E '^✘ Test .* failed after' "$work/log" | grep -v 'Test run with' | tail -n 20
    grep -q 'Test run with .* failed after' "$work/log" || echo "the tests did not come to their end: status $status"
}

run "$@"
if [ "$failed" -ne 0 ]; then
    first=$(what_failed)
    if [ "$passed" -gt 0 ] && [ "$failed" -le 3 ] && [[ " $* " != *" --filter "* ]] && filter=$(names) && [ -n "$filter" ] &&
        ! grep 'recorded an issue' "$work/log" | grep -qv '^✘ Test '; then
        passed_first=$passed failed_first=$failed skipped_first=$skipped
        echo "---- once more: $filter"
        run "$@" --filter "$filter"
        [ "$failed" -ne 0 ] || [ "$passed" -ne "$failed_first" ] || again=$failed_first
        passed=$((passed_first + ${again:-0})) failed=$((failed_first - ${again:-0})) skipped=$skipped_first
        [ -z "${again-}" ] || echo "---- what failed at first, and passed alone"
    fi
    [ "$failed" -eq 0 ] || echo "---- what failed"
    echo "$first"
fi
echo "$name: $passed passed${again:+ ($again alone)}, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]

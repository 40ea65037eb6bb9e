#!/bin/bash
# The installed command, which Embedded Swift made, and the built one say the same of every captured root
# and for invalid command lines. Where the installed one has the runtime, too, that is a counted skip.
# Usage: installed.sh INSTALLED BUILT
set -u
cd "$(dirname "$0")/../.." || exit 1
installed=$1 built=$2
passed=0 failed=0 skipped=0 answered=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

same() {
    local which command
    for which in installed built; do
        command=${!which}
        timeout --foreground 20 "$command" "$@" </dev/null >"$work/$which" 2>&1
        status=$?
        echo "status $status" >>"$work/$which"
        sed -i -E 's/"(time|wall_time)_ns":[0-9]+/"\1_ns":0/' "$work/$which"
    done
    [ "$status" -ne 0 ] || answered=$((answered + 1))
    if [ "$status" -ne 124 ] && cmp -s "$work/installed" "$work/built"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "failed: probectl $*: installed <, built >"
        diff "$work/installed" "$work/built" | head -6 | cut -c1-300
    fi
}

fixtures=$(Tests/Fixtures/archive.sh) || exit 1
for root in "$fixtures"/*/root; do
    pid=$(cd "$root/proc" && ls -d [1-9]* 2>/dev/null | sort -n | head -n 1)
    while read -r words; do
        # shellcheck disable=SC2086
        same ${words//PID/${pid:-1}} --root "$root"
    done <<'WORDS'
sample --interval 0 --top 5 --per-cpu --all-filesystems --frequency
sample --interval 0 --top 5 --per-cpu --all-filesystems --frequency --format json
sample --interval 0 --only sensors,process
sample --interval 0 --only sensors,process --format json
quota
quota --pid PID
quota --format json
quota --format shell
quota --cpus --round ceil
quota --memory
processes --interval 0 --limit all --details io,cgroup
processes --interval 0 --tree
process PID --interval 0
process PID --interval 0 --threads --format json
capabilities
capabilities --format json
why --duration 1
why --duration 1 --format json
WORDS
done
while read -r words; do
    # shellcheck disable=SC2086
    same $words
done <<'WORDS'

--help
--version
help sample
help quota
help why
help processes
help watch
smaple
watch
watch --interval 1ms
sample --alert
sample --foo
sample --interval 1.5.2
sample --interval 1e3
sample --format xml
sample --only load,nothing
sample --root /nonexistent
quota --pid 0
quota --cgroup /nonexistent
why --rules /nonexistent
why --rules /etc/passwd
process 99999999
WORDS
[ "$answered" -ge 180 ] || { echo "failed: only $answered were answered"; failed=$((failed + 1)); }
if grep -q SWIFT_BACKTRACE "$installed"; then # A name that the runtime knows.
    echo "skip: the runtime is linked into the installed command: no Embedded Swift here"
    skipped=1
else
    # The least stack and memory that README states.
    for limit in "-s 256" "-v 16384"; do
        for command in "sample --interval 0" quota "processes --interval 0" "why --duration 1" capabilities; do
            # shellcheck disable=SC2086,SC3045
            if (ulimit $limit && "$installed" $command >/dev/null 2>&1); then
                passed=$((passed + 1))
            else
                echo "failed: $command with ulimit $limit"
                failed=$((failed + 1))
            fi
        done
    done
fi
# Memory that is refused is no wrong argument, whatever the limit is.
for kib in $(seq 3500 25 4200); do
    # shellcheck disable=SC3045
    if (ulimit -v "$kib" && "$installed" quota --memory) 2>&1 | grep -q "invalid argument"; then
        echo "failed: quota --memory with ulimit -v $kib calls refused memory a wrong argument"
        failed=$((failed + 1))
    else
        passed=$((passed + 1))
    fi
done
echo "installed: $passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]

#!/bin/bash
# Runs the steps of a set. Prints a line for each step, in their order, and a verdict last.
# Usage: check.sh test|check|check-machine|check-kernels [STEP...]
#
# The output of a step goes to .build/check/SET/STEP.log; its last line, "NAME: NUMBERS", is repeated on the
# step's own line. A line "skip: REASON" or "skipped: REASON" names a part that was left out; a step with
# "0 passed, 0 failed" is a skip as a whole. A step without numbers, or with failures among them, failed,
# whatever its status. After a failed step, its last lines are printed and the next step runs. The verdict
# repeats what failed in it. The status is 1 if a step failed.
#
# Some steps of check-machine compare readings of this machine, which others change between two of them. If
# such a step fails, it is run once more, and its line and the verdict say so.
#
# With REQUIRED=1, as in CI, a skip whose reason is "TOOL is not installed" is a failure, except for the
# tools in UNAVAILABLE.
# A step that runs longer than LIMIT seconds, 1200 when not given, is ended and failed.
# JOBS is how many steps of `check` run at once: 2 when not given. Steps that compare the machine with
# other tools run alone.
set -u
cd "$(dirname "$0")/.." || exit 1
set=${1-} only=${*:2}
swift=${SWIFT:-swift}
: "${GUESTS:=all}" # Those of Tests/Kernels/run.sh.
logs=.build/check/$set
probectl=$PWD/.build/debug/probectl
installed=$PWD/.build-kernels/install/bin/probectl
names=()   # All steps of the set.
waiting=() # Steps whose lines are not printed yet, in their order.
builds=' ' # Builds that were made, with their results: " build=0 release=1 ".
passed=0 skipped=0 failed=() causes='' listing='' at_once=1
limit=${LIMIT:-1200}
comparing="machine processes sockets hardware export live_root quota"
repeated=() # Steps and tests that failed at first.

steps() {
    case $set in
    test)
        step tests "build" Tests/Smoke/suite.sh tests "$swift" test --skip-build
        drain 0
        at_once=2
        step command "build" Tests/Smoke/command.sh "$probectl"
        step consumer "git nm taskset" Tests/Smoke/consumer.sh
        ;;
    check)
        at_once=${JOBS:-2}
        step words "python3 git" Tests/Smoke/words.py
        step rooms "" Tests/Smoke/rooms.sh
        step cycles "python3" Tests/Smoke/cycles.py
        step format "" format
        step warnings "clang" Tests/Smoke/warnings.sh
        step symbols "clang nm" Tests/Smoke/symbols.sh
        step core "gcc make nm objdump python3" Tests/Smoke/core.sh
        step texts "make build" Tests/Smoke/texts.sh "$probectl"
        step processors "python3 clang" Tests/Smoke/processors.sh
        step platforms "python3" Tests/Smoke/platforms.sh
        step ports "python3 clang" Tests/Smoke/ports.sh
        step sanitize "clang" Tests/Smoke/sanitize.sh
        step fuzz "clang" Tests/Fuzz/run.sh 5
        step schema "python3 build" Tests/Smoke/schema.py "$probectl"
        step docs "python3 build" Tests/Smoke/docs.sh
        step availability "python3 build" Tests/Smoke/availability.py
        step service "git" Tests/Smoke/service.sh
        step unsupported "" Tests/Smoke/unsupported.sh
        at_once=1 # Some of its tests read this machine while it changes: nothing else runs beside them.
        step address "" Tests/Smoke/address.sh
        ;;
    check-machine)
        step machine "python3 ip build" Tests/Smoke/machine.sh "$probectl"
        step processes "python3 ps build" Tests/Smoke/processes.py "$probectl"
        step sockets "python3 ip tc nstat ss build" Tests/Smoke/sockets.py "$probectl"
        step hardware "python3 build" Tests/Smoke/hardware.py "$probectl"
        step export "python3 build" Tests/Smoke/export.py "$probectl"
        step live_root "python3 build" Tests/Smoke/live_root.sh "$probectl"
        step quota "python3 build" Tests/Smoke/quota.sh "$probectl"
        step bench "python3 release" Tests/Smoke/bench.sh
        step costs "python3 release" Tests/Smoke/costs.py
        drain 0
        at_once=2 # The others read trees of files, count instructions, or wait.
        step scale "python3 valgrind" Tests/Smoke/scale.sh
        step servers "build" Tests/Smoke/servers.sh "$probectl"
        step capture "python3 build" Tests/Smoke/capture.sh "$probectl"
        step invented "python3 build" Tests/Smoke/invented.py "$probectl"
        step sensors "python3 build" Tests/Smoke/sensors.py "$probectl"
        step soak "release" Tests/Smoke/soak.sh
        step instructions "python3 valgrind release" Tests/Smoke/instructions.py
        step installed "build install" Tests/Smoke/installed.sh "$installed" "$probectl"
        step command "install" Tests/Smoke/command.sh "$installed"
        step deb "make gcc install" Tests/Smoke/deb.sh "$installed"
        step watch "python3 install" Tests/Smoke/watch.py "$installed"
        ;;
    check-kernels)
        at_once=2
        step alerts "build install" Tests/Smoke/alerts.sh
        step guests "install" guests
        ;;
    *)
        sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2
        exit 64
        ;;
    esac
}

# What a step may need besides tools: made once, as a step that all others wait for.
make_build() { # build|release|install
    case $1:$set in
    build:test) "$swift" build --build-tests ;;
    build:*) "$swift" build ;;
    release:*) "$swift" build -c release --product probe-bench && "$swift" build -c release --product probe-calls ;;
    install:*) make -s install-command DESTDIR="$PWD/.build-kernels/install" PREFIX= ;;
    esac
}
format() {
    "$swift" format lint --strict --recursive --parallel Package.swift Sources Tests/ProbeTests \
        Tests/ProbectlTests Tests/ClientTests Tests/LiveTests Tests/ExportTests \
        Tests/Smoke/consumer Tests/Smoke/service Tests/Smoke/alerts Benchmarks &&
        echo "format: 1 passed, 0 failed"
}
guests() {
    # shellcheck disable=SC2086
    PROBECTL=$installed Tests/Kernels/run.sh ${GUESTS/#all/}
}
missing() { # STEP TOOL
    echo "skipped: $2 is not installed"
    echo "$1: 0 passed, 0 failed, 1 skipped"
}
not_built() { # BUILD
    echo "not run: the step $1 failed"
    return 1
}

# timeout(1) starts a step in a shell of its own, which has to know the functions above and their variables.
export -f format guests missing not_built make_build
export swift set installed GUESTS

step() { # NAME "TOOL|BUILD..." COMMAND [ARGUMENT...]
    local name=$1 needs=$2 need
    shift 2
    if [ -n "$listing" ]; then
        names+=("$name")
        return
    fi
    [ -z "$only" ] || [[ " $only " == *" $name "* ]] || return
    for need in $needs; do
        case $need in
        build | release | install)
            prepare "$need" || set -- not_built "$need"
            ;;
        *) command -v "$need" >/dev/null || set -- missing "$name" "$need" ;;
        esac
    done
    drain $((at_once - 1))
    start "$name" "$@"
}

prepare() { # BUILD
    if [[ $builds != *" $1="* ]]; then
        drain 0
        start "$1" make_build "$1"
        drain 0
        [[ " ${failed[*]} " != *" $1 "* ]]
        builds="$builds$1=$? "
    fi
    [[ $builds == *" $1=0 "* ]]
}

start() { # NAME COMMAND [ARGUMENT...]
    local name=$1
    shift
    rm -f "$logs/$name.status"
    waiting+=("$name")
    (
        started=$SECONDS
        attempt "$name" "$@" >"$logs/$name.log" 2>&1
        status=$?
        if [[ " $comparing " == *" $name "* ]] && [ "$status" -ne 0 ] && [ "$status" -lt 124 ]; then
            echo "---- once more: $name" >>"$logs/$name.log"
            attempt "$name" "$@" >>"$logs/$name.log" 2>&1
            status=$?
        fi
        [ "$status" -ne 124 ] || printf '%s: ended after %s s, its limit\n' "$name" "$limit" >>"$logs/$name.log"
        echo "$status $((SECONDS - started))" >"$logs/$name.status"
        [ "$status" -ne 124 ] || { trap : TERM; kill -- "-$BASHPID"; } # What the step left running.
    ) &
}

attempt() { # NAME COMMAND [ARGUMENT...]
    timeout --foreground -k 10 "$limit" bash -c '"$@"' "$@" </dev/null
}

# Waits until at most so many steps run, and prints the lines that are due.
drain() { # NUMBER
    while [ ${#waiting[@]} -gt 0 ]; do
        if [ -z "$(jobs -rp)" ] || [ -s "$logs/${waiting[0]}.status" ]; then
            report "${waiting[0]}"
            waiting=("${waiting[@]:1}")
        elif [ "$(jobs -rp | wc -l)" -gt "$1" ]; then
            wait -n
        else
            break
        fi
    done
}

report() { # NAME
    local log=$logs/$1.log status=1 seconds=0 word=ok numbers reasons reason required again
    [ ! -s "$logs/$1.status" ] || read -r status seconds <"$logs/$1.status"
    numbers=$(sed -nE '$s/^[a-z -]*: (.*[0-9].*)$/\1/p' "$log")
    reasons=$(sed -nE 's/^skip(ped)?: //p' "$log" | awk '!seen[$0]++')
    required=$(required "$reasons")
    case $1 in
    build | release | install) ;;
    *) [ -n "$numbers" ] || [ "$status" -ne 0 ] || status=1 numbers="no numbers in the last line" ;;
    esac
    if [ "$status" -ne 0 ] || [ -n "$required" ] || [[ $numbers =~ [1-9][0-9]*\ failed ]]; then
        word=FAIL numbers="$numbers${required:+ $required}"
        failed+=("$1")
    elif [[ $numbers == "0 passed, 0 failed"* ]]; then
        word=skip numbers="(${reasons%%$'\n'*})" reasons=''
        skipped=$((skipped + 1))
    else
        passed=$((passed + 1))
    fi
    numbers=${numbers/, 0 failed/} numbers=${numbers/, 0 skipped/}
    printf '%-5s %-14s %4d s  %s\n' $word "$1" "$seconds" "$numbers" | sed 's/ *$//'
    again=$(sed -n 's/^---- once more: //p' "$log")
    if [ -n "$again" ]; then
        echo "      failed at first, and was run once more: $again"
        repeated+=("$again")
    fi
    if [ $word = FAIL ]; then
        tail -n 40 "$log" | sed 's/^/    | /'
        echo "    the whole log: $log"
        causes+=$(failures "$log" | tail -n 12 | cut -c 1-300 | sed "s/^/    $1: /")$'\n'
    elif [ -n "$reasons" ]; then
        head -n 10 <<<"$reasons" | sed 's/^/      skipped: /'
    fi
}

# The lines of a log that say what failed; without such lines its last ones.
failures() { # LOG
    grep -aE '^(FAIL|failed|not run)\b|^✘ Test |error:|Error:|did not come to' "$1" | grep -v '^✘ Test run' ||
        tail -n 5 "$1"
}

# The first of the reasons that names a tool which has to be there.
required() { # REASONS
    local reason tool
    [ -n "${REQUIRED:-}" ] || return
    while read -r reason; do
        [[ $reason == *"not installed"* ]] || continue
        for tool in ${UNAVAILABLE:-}; do
            [[ $reason != *"$tool"* ]] || continue 2
        done
        echo "(required: $reason)"
        return
    done <<<"$1"
}

interrupt() {
    local group
    for group in $(jobs -p); do kill -- "-$group"; done
    exit 130
}

listing=1
steps
listing=''
for name in $only; do
    [[ " ${names[*]} " == *" $name "* ]] || {
        echo "$set has no step $name, but ${names[*]}" >&2
        exit 64
    }
done
mkdir -p "$logs"
rm -f "$logs/verdict" "$logs"/*.status
# Each step is a process group, so that an interrupt ends all of it.
set -m
trap interrupt INT TERM
steps
drain 0

count=$((passed + skipped + ${#failed[@]}))
verdict="$passed of $count steps passed, $skipped skipped, in $((SECONDS / 60)) min $((SECONDS % 60)) s"
if [ "$set" = test ] && [ -s "$logs/tests.status" ]; then
    counts=$(sed -nE '$s/^tests: ([0-9]+) passed/\1 tests passed/p' "$logs/tests.log")
    verdict="${counts/, 0 failed/}${counts:+; }$verdict"
fi
[ ${#repeated[@]} -eq 0 ] || verdict="$verdict; failed at first: ${repeated[*]}"
[ ${#failed[@]} -eq 0 ] || verdict="FAILED: ${failed[*]}; $verdict"
printf '%s: %s\n%s' "$set" "$verdict" "$causes" | tee "$logs/verdict"
[ ${#failed[@]} -eq 0 ]

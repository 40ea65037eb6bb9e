#!/bin/bash
# Quotas on real kernels: boots guests, makes cgroups in them with real limits, and compares the
# results of the C core with these limits. Usage: run.sh [GUEST:ARRANGEMENT...]
#
# The guests are those of fetch.sh. An arrangement is v2; v1, each controller on its own; joined, all
# in one hierarchy of version 1; or hybrid:CONTROLLERS, those on version 1 and the others on version 2.
# PROBECTL=FILE is a static probectl for x86-64, which is then run too. One guest then also runs nvme and
# smartctl, to which disk_tools.py holds what probectl reports of the disks. VERBOSE=1 prints every check.
# A guest that cannot run here is a counted skip; with REQUIRED=1 it is a failure if no guest with
# version 2, or none with version 1, could run.
set -u
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.." || exit 1
cache=${KERNELS_CACHE:-$PWD/.build-kernels}
[ $# -gt 0 ] || set -- 6.1-x86_64:v2 6.1-x86_64:v1 6.1-x86_64:hybrid:cpu,cpuset,memory \
    6.1-x86_64:hybrid:memory,pids 6.12-x86_64:v2 6.12-x86_64:hybrid:cpu,pids 5.10-x86_64:v2 \
    5.10-x86_64:v1 5.10-x86_64:joined 7-x86_64:v2 6.1-aarch64:v2 6.1-aarch64:v1
disks_in=7-x86_64:v2
passed=0 failed=0 skipped=0 again=0 ran=' '
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Builds the static program for a processor, once. 77: there is no compiler for it.
build() { # PROCESSOR
    [ ! -e "$work/$1.status" ] || return "$(cat "$work/$1.status")"
    mkdir -p "$work/$1"
    if python3 -m ziglang version >/dev/null 2>&1; then
        compiler=(python3 -m ziglang cc -target "$1-linux-musl")
    elif [ "$(uname -m)" = "$1" ] && command -v gcc >/dev/null; then
        compiler=(gcc)
    else
        echo 77 >"$work/$1.status"
        return 77
    fi
    # shellcheck disable=SC2046
    "${compiler[@]}" -static -std=c11 -O1 -g -Wall -Wextra -ISources/CProbe/include \
        Tests/Kernels/*.c $(find Sources/CProbe -name '*.c') -o "$work/$1/groups"
    echo $? >"$work/$1.status"
    return "$(cat "$work/$1.status")"
}

# Adds up the closing lines of the commands in a guest; each command must have one.
count() { # FILE NAME...
    local file=$1 name
    shift
    for name; do
        line=$(grep "^$name: [0-9]* passed, [0-9]* failed, [0-9]* skipped$" "$file" | tail -n 1)
        if [ -z "$line" ]; then
            echo "FAIL: $name did not come to its end:"
            tail -n 30 "$file"
            failed=$((failed + 1))
            continue
        fi
        read -r p _ f _ s _ <<<"${line#*: }"
        passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
    done
}

# Whether this guest runs nvme and smartctl.
disk_tools() { # GUEST:ARRANGEMENT
    [ "$1" = $disks_in ] && [ -n "${PROBECTL:-}" ] && [ -z "$no_tools" ]
}

# One guest, from its download to its output. Prints what it prints, and "ran SECONDS s" last.
run() { # GUEST:ARRANGEMENT NUMBER
    local guest=${1%%:*} arrangement=${1#*:} processor=${1%%:*} content=$work/$2 command started=$SECONDS
    processor=${processor##*-}
    mkdir "$content" && cp "$work/$processor/groups" "$content/" || return 1
    command="./groups $arrangement"
    if [ "$processor" = x86_64 ] && [ -n "${PROBECTL:-}" ]; then
        cp "$PROBECTL" "$content/probectl" && cp "$here/probectl.sh" "$content/" || return 1
        command="$command; ./groups $arrangement exec sh probectl.sh"
    fi
    if disk_tools "$1"; then
        cp -R "$cache/disk-tools-x86_64" "$content/tools" && cp "$here/disk_tools.sh" "$content/" || return 1
        command="$command; sh disk_tools.sh"
    fi
    "$here/guest.sh" -n -c 4 -t 300 -a "psi=1 swapaccount=1" "$guest" "$content" "$command" "$work/$2.out"
    ! disk_tools "$1" || python3 "$here/disk_tools.py" "$work/$2.out"
    echo "ran $((SECONDS - started)) s"
}

# Two at once: an emulator uses one processor.
number=0 waiting=()
report() { # Of the guest that was started first.
    local each=${waiting[0]#* } output=$work/${waiting[0]%% *}.output names=(groups)
    wait "${started[${waiting[0]%% *}]}"
    waiting=("${waiting[@]:1}")
    if [ -n "${VERBOSE:-}" ]; then cat "$output"; else grep -E '^(FAIL|skip):' "$output"; fi
    grep -A 12 'booted once more' "$output" && again=$((again + 1))
    [[ ${each%%:*} != *-x86_64 ]] || [ -z "${PROBECTL:-}" ] || names+=(probectl)
    ! disk_tools "$each" || names+=("disk tools")
    count "$output" "${names[@]}"
    echo "$each: $(grep -c '^ok:' "$output") checks good, $(sed -n '$s/^ran //p' "$output")"
    ran="$ran${each#*:} "
}
started=() no_tools=
for each; do
    guest=${each%%:*} processor=${guest##*-}
    reason=$("$here/fetch.sh" "$guest" 2>&1) || { # Before anything is compiled for it.
        echo "skip: $each: $reason"
        skipped=$((skipped + 1))
        continue
    }
    build "$processor"
    case $? in
    0) ;;
    77)
        echo "skip: $each: no compiler for $processor: ziglang is not installed (pip install ziglang)"
        skipped=$((skipped + 1))
        continue
        ;;
    *)
        echo "FAIL: $each: the program does not compile"
        failed=$((failed + 1))
        continue
        ;;
    esac
    if disk_tools "$each"; then
        no_tools=$("$here/fetch.sh" disk-tools-x86_64 2>&1) && no_tools='' || no_tools=${no_tools:-no reason}
        command -v python3 >/dev/null || no_tools="python3 is not installed"
        [ -z "$no_tools" ] || { echo "skip: $each: nvme and smartctl: $no_tools"; skipped=$((skipped + 1)); }
    fi
    [ ${#waiting[@]} -lt 2 ] || report
    number=$((number + 1))
    run "$each" $number >"$work/$number.output" 2>&1 &
    started[number]=$!
    waiting+=("$number $each")
done
while [ ${#waiting[@]} -gt 0 ]; do report; done
for version in v2 v1; do
    case "$ran" in *" $version "*) continue ;; esac
    [ -z "${REQUIRED:-}" ] || { echo "FAIL: no guest with $version ran"; failed=$((failed + 1)); }
done
echo "kernels: $passed passed, $failed failed, $skipped skipped, $again booted again"
[ "$failed" -eq 0 ]

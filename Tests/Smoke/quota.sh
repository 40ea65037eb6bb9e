#!/bin/bash
# The quota by the command: lines for a shell, other processes and groups, what an ordinary user may
# not read, a host seen from a container. Usage: quota.sh PROBECTL
set -u
probectl=$1
passed=0 failed=0 skipped=0
work=$(mktemp -d)
chmod 755 "$work"
trap 'rm -rf "$work"' EXIT

# What it is, what it should be, what it is now.
same() {
    if [ "$2" = "$3" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "failed: $1: '$3', not '$2'"
    fi
}
skip() {
    skipped=$((skipped + 1))
    echo "skipped: $1"
}
# One value of the quota in JSON, by its path: value 'cpu.limit.state' ARGUMENTS...
value() {
    local path=$1
    shift
    "$probectl" quota --format json "$@" 2>/dev/null |
        python3 -c 'import json, sys
value = json.load(sys.stdin)["quota"]
for key in sys.argv[1].split("."): value = value[key]
print(json.dumps(value).strip("\""))' "$path"
}

# A captured machine, whose group has a name that a shell would act on.
root=$work/root
name="a'b \$(touch $work/pwned) \`x\` \"q\" \\ ;#"
mkdir -p "$root/proc/self" "$root/sys/devices/system/cpu" "$root/sys/fs/cgroup/$name"
echo "0::/$name" >"$root/proc/self/cgroup"
echo "30 20 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw" >"$root/proc/self/mountinfo"
echo "MemTotal: 1048576 kB" >"$root/proc/meminfo"
echo "0-7" >"$root/sys/devices/system/cpu/online"
echo "150000 100000" >"$root/sys/fs/cgroup/$name/cpu.max"
echo "268435456" >"$root/sys/fs/cgroup/$name/memory.max"
for shell in sh bash dash; do
    command -v "$shell" >/dev/null || { skip "$shell is not installed"; continue; }
    got=$("$shell" -c 'PROBE_SWAP_LIMIT=old; eval "$("$1" quota --root "$2" --format shell 2>/dev/null)"
        printf "%s|%s|%s|%s|%s|%s|%s" "$PROBE_CPUS" "$PROBE_CPU_CORES" "$PROBE_CPU_LIMIT_STATE" \
            "$PROBE_CPU_LIMIT_FILE" "$PROBE_MEMORY_BYTES" "$PROBE_SWAP_LIMIT" "$PROBE_SWAP_LIMIT_STATE"' \
        "$shell" "$probectl" "$root")
    same "eval in $shell" "1|1.5|limited|/sys/fs/cgroup/$name/cpu.max|268435456||unlimited" "$got"
done
same "nothing was run" no "$([ -e "$work/pwned" ] && echo yes || echo no)"
"$probectl" quota --root "$root" --format shell >"$work/lines" 2>/dev/null
same "each line is one name" "" "$(grep -vE "^PROBE_[A-Z_]+='.*'$" "$work/lines")"
same "and there are lines" yes "$([ "$(wc -l <"$work/lines")" -ge 20 ] && echo yes || cat "$work/lines")"
same "rounded as asked" 2 "$(eval "$("$probectl" quota --root "$root" --format shell --round ceil 2>/dev/null)"; echo "$PROBE_CPUS")"

# Other processes.
sleep 60 &
child=$!
same "a process's limit of descriptors" "$(awk '/^Max open files/ {print $4}' "/proc/$child/limits")" \
    "$(value rlimits.nofile.soft.value --pid $child)"
same "a process's affinity" "$(nproc)" "$(value cpu.affinity --pid $child)"
kill -9 $child
wait $child 2>/dev/null
"$probectl" quota --pid $child >"$work/out" 2>&1
same "a process that ended: status" 1 $?
same "a process that ended" "probectl: --pid: no process $child" "$(cat "$work/out")"
"$probectl" quota --cgroup /probe-no-such-group >"$work/out" 2>&1
same "no such group: status" 1 $?
same "no such group" "probectl: --cgroup: no cgroup /probe-no-such-group" "$(cat "$work/out")"

# E24: a group that this user may not look into is unknown, and its parent binds.
if [ "$(id -u)" -eq 0 ]; then
    plain=$work/plain
    mkdir -p "$plain/proc/self" "$plain/sys/fs/cgroup/a/b"
    cp "$root/proc/meminfo" "$plain/proc/meminfo"
    cp "$root/proc/self/mountinfo" "$plain/proc/self/mountinfo"
    echo "0::/a/b" >"$plain/proc/self/cgroup"
    echo "100000 100000" >"$plain/sys/fs/cgroup/a/b/cpu.max"
    echo "max" >"$plain/sys/fs/cgroup/a/b/memory.max"
    echo "300000 100000" >"$plain/sys/fs/cgroup/a/cpu.max"
    cp "$probectl" "$work/probectl"
    closed() {
        setpriv --reuid 65534 --regid 65534 --clear-groups env LD_LIBRARY_PATH="$libraries" \
            "$work/probectl" quota --root "$plain" --format json | python3 -c 'import json, sys
quota = json.load(sys.stdin)["quota"]
print([(quota[k]["limit"][f]) for k in ("cpu", "memory") for f in ("state", "value", "complete")])'
    }
    libraries=$(ldd "$probectl" | awk '/swift/ {print $3; exit}' | xargs -r dirname)
    chmod 700 "$plain/sys/fs/cgroup/a/b"
    same "E24: a closed directory" "['limited', 3, False, 'unknown', None, False]" "$(closed)"
    chmod 755 "$plain/sys/fs/cgroup/a/b"
    chmod 600 "$plain/sys/fs/cgroup/a/b/cpu.max"
    same "E24: a closed file" "['limited', 3, False, 'unlimited', None, True]" "$(closed)"
    chmod 600 "$plain/sys/fs/cgroup/a/b/memory.max"
    refused=$(setpriv --reuid 65534 --regid 65534 --clear-groups env LD_LIBRARY_PATH="$libraries" \
        "$work/probectl" quota --root "$plain" --memory 2>&1 >/dev/null)
    same "a refused limit of memory" "probectl: the memory limit is unknown: a cgroup could not be read (memory.max: permission denied)" \
        "$refused"
else
    skip "E24 needs root, to become another user"
fi
# With few descriptors nothing changes without a word.
top=$(cd "$(dirname "$0")/../.." && pwd)
fixtures=$("$top/Tests/Fixtures/archive.sh") || exit 1
for machine in / "$fixtures"/debian-6.1-x86_64-{v1,v2,hybrid}/root; do
    python3 "$top/Tests/Smoke/descriptors.py" "$probectl" "$machine" >"$work/out" 2>&1 || cat "$work/out"
    same "few descriptors, $machine" "descriptors: 37 passed, 0 failed" "$(tail -n 1 "$work/out")"
done

# Resource limits that the kernel does not return (seccomp) are in /proc/self/limits too.
if command -v strace >/dev/null; then
    limits='import json, sys; print(json.dumps(json.load(sys.stdin)["quota"]["rlimits"], sort_keys=True))'
    whole=$("$probectl" quota --format json | python3 -c "$limits")
    refused=$(strace -f -o "$work/trace" -e inject=prlimit64:error=EPERM "$probectl" quota --format json |
        python3 -c "$limits")
    same "prlimit64 refused" "$whole" "$refused"
    same "and it was called" yes "$(grep -q 'prlimit64.*INJECTED' "$work/trace" && [ -n "$whole" ] && echo yes)"
    traces=""
    for trace in run/.containerenv .dockerenv run/systemd/container proc/1/environ; do
        traces="$traces -P /$trace -P $trace"
    done
    # shellcheck disable=SC2086
    same "a trace of a container refused" "denied" "$(strace -f -o /dev/null $traces \
        -e inject=openat,open,openat2:error=EACCES "$probectl" quota --format json | python3 -c 'import json, sys
answer = json.load(sys.stdin)
found = [each for each in answer["failures"] if each["source"].endswith(("/.containerenv", "/.dockerenv"))]
print(found[0]["code"] if found else answer["quota"]["container"])')"
else
    skip "strace is not installed"
fi
# A number that is not exact is still printed, and stderr says why.
root=$fixtures/debian-6.12-x86_64-v2-cgroupns/root
same "at most 3" 3 "$("$probectl" quota --root "$root" --cpus 2>"$work/err")"
same "because of the namespace" 1 "$(grep -c 'may be smaller.*cgroup namespace' "$work/err")"
same "the lines for a shell" "at_most 0" \
    "$(eval "$("$probectl" quota --root "$root" --format shell 2>/dev/null)"; echo "$PROBE_CPU_CORES_STATE $PROBE_CPU_CORES_COMPLETE")"
"$probectl" quota --cgroup a/../b >"$work/out" 2>&1
same "a group with dots" "probectl: --cgroup takes a cgroup without '..': its directory, or its path in the hierarchy; see 'probectl help quota'" "$(cat "$work/out")"

echo "quota: $passed passed, $failed failed, $skipped skipped"
test "$failed" -eq 0

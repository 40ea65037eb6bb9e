#!/bin/bash
# The built command as a stranger uses it: statuses, wrong options, closed outputs, strange roots,
# an ordinary user. Usage: command.sh PROBECTL
set -u
probectl=$1
top=$(cd "$(dirname "$0")/../.." && pwd)
passed=0 failed=0 skipped=0
work=$(mktemp -d)
chmod 755 "$work"
trap 'rm -rf "$work"' EXIT

# What it is, the status that it should have, and the command.
expect() {
    local what=$1 status=$2
    shift 2
    timeout --foreground 20 "$@" >"$work/out" 2>"$work/err" </dev/null
    local got=$?
    if [ "$got" -eq "$status" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "failed: $what: status $got, not $status"
        head -5 "$work/out" "$work/err"
    fi
}
# What it is, and a pattern that the last output should have.
shows() {
    if grep -qE -- "$2" "$work/out" "$work/err"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "failed: $1: no '$2' in"
        head -5 "$work/out" "$work/err"
    fi
}
# The status of what was just checked, and what it is.
result() {
    if [ "$1" -eq 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "failed: $2"
        head -5 "$work/out" "$work/err"
    fi
}

expect "help" 0 "$probectl" --help && shows "help" "probectl quota" &&
    shows "help" "74 if the output could not be written"
expect "version" 0 "$probectl" --version && shows "version" "^probectl [0-9]"
for command in sample quota processes process sockets why check export serve capabilities; do
    [ "$command" = check ] && status=3 || status=0 # A plugin that checked nothing says UNKNOWN.
    expect "$command --help" $status "$probectl" "$command" --help && shows "$command --help" "example:"
done
expect "sample" 0 "$probectl" sample && shows "sample" "^memory"
expect "sample at once" 0 "$probectl" sample --interval 0 --format json
shows "rates are null" '"rates":null'
expect "two samples" 0 "$probectl" sample --interval 0.1 --count 2 --format json
[ "$(wc -l <"$work/out")" -eq 2 ] && passed=$((passed + 1)) || { failed=$((failed + 1)); echo "failed: two lines"; }
expect "only" 0 "$probectl" sample --interval 0 --only memory,cpu --format json
shows "the usual order" '^\{"schema":1,"time_ns":[0-9]+,"cpu":.*"memory":'
expect "a duration ends" 0 "$probectl" sample --interval 0.1 --duration 0.35
expect "quota" 0 "$probectl" quota && shows "quota" "^CPU "
expect "cpus" 0 "$probectl" quota --cpus && shows "cpus" "^[1-9][0-9]*$"
expect "memory" 0 "$probectl" quota --memory && shows "memory" "^[1-9][0-9]*$"
expect "export" 0 "$probectl" export && shows "export" "^node_memory_MemTotal_bytes [1-9]"
expect "export of own names" 0 "$probectl" export --names own && shows "own names" "^probe_memory_total_bytes [1-9]"
expect "export to a file" 0 "$probectl" export --format openmetrics --output "$work/metrics" &&
    [ "$(tail -n 1 "$work/metrics")" = "# EOF" ] && passed=$((passed + 1)) || { failed=$((failed + 1)); echo "failed: # EOF"; }
expect "check" 0 "$probectl" check --warning load.load1=~:100000 --critical memory.usage_percent=0:100 &&
    shows "check" "^PROBE OK: load.load1 [0-9.]+, memory.usage_percent [0-9.]+% \| 'load.load1'=[0-9.]+;~:100000;;; "
expect "check warns" 1 "$probectl" check --warning memory.total_bytes=~:1 && shows "check warns" "^PROBE WARNING: "
expect "check alerts" 2 "$probectl" check --warning cpu.online=~:0 --critical cpu.total_usage_percent=@0:100
shows "check alerts" "^PROBE CRITICAL: cpu.total_usage_percent [0-9.]+% \(critical @0:100\), cpu.online [0-9]+ \(warning ~:0\) \|"
expect "check of nothing" 3 "$probectl" check --warning memory.frobs=1 && shows "check of nothing" "^PROBE UNKNOWN: memory.frobs: "
expect "check -V" 3 "$probectl" check -V && shows "check -V" "^probectl [0-9]"
expect "check --version" 3 "$probectl" check --window 0 --version && shows "check --version" "^probectl [0-9]"
expect "help check" 0 "$probectl" help check
expect "check, wrongly" 3 "$probectl" check --warning memory && shows "check, wrongly" "^PROBE UNKNOWN: .*FIELD=RANGE"
expect "check by default" 0 sh -c '"$1" check; [ $? -le 3 ]' sh "$probectl" && shows "check by default" "memory.usage_percent'=[0-9]"
expect "serve on no address" 1 "$probectl" serve --listen 192.0.2.1:9101
expect "capabilities" 0 "$probectl" capabilities && shows "capabilities" "^quota +cpu +cgroup +yes +yes"

# Options mean the same everywhere, and have the short forms that people try.
for command in sample quota processes "process self" why; do
    # shellcheck disable=SC2086
    expect "$command, repeated" 0 "$probectl" $command -i 150ms -n 2 && shows "$command, repeated" "^[0-9-]{10} [0-9:.]{12} UTC$"
    [ "$(grep -c ' UTC$' "$work/out")" -eq 2 ] && [ -n "$(tail -n 1 "$work/out")" ]
    result $? "$command: two blocks with their times, and no empty line at the end"
    # shellcheck disable=SC2086
    expect "$command, as JSON" 0 "$probectl" $command --json && shows "$command, as JSON" '^\{"schema":1,'
done
expect "a window" 0 "$probectl" sample --only "cpu, memory" --only load --window 0.2s --json
shows "a window" '"load":.*"rates":\{"cpu":\{"interval_ns":[1-9][0-9]{8},'
expect "the own process" 0 "$probectl" process self -i 0 && shows "the own process" "^process +[0-9]+ probectl"
for columns in 40 60 80 132; do
    for command in "sample --per-cpu --top 5 --all-filesystems" "sample --only sensors -i 0" quota "processes --details all" \
        "processes --tree" "process self --threads --sockets" "sockets --tcp --udp --unix" why capabilities; do
        # shellcheck disable=SC2086
        expect "$command at $columns columns" 0 "$top/Tests/Smoke/terminal.py" $columns "$probectl" $command
    done
done
expect "sockets" 0 "$probectl" sockets && shows "sockets" "^[0-9]+ sockets?(,|$)"
expect "sockets as JSON" 0 "$probectl" sockets --unix --listen --json && shows "sockets as JSON" '^\{"schema":1,.*"unix_sockets":\['
expect "sockets of a process" 0 "$probectl" process self -i 0 --sockets && shows "sockets of a process" "^sockets  "
expect "a state that is not there" 64 "$probectl" sockets --state estab && shows "the state" "did you mean 'established'"
expect "no network namespace here" 1 "$probectl" sockets --root "$work" && shows "no network namespace here" "the sockets: /proc/net/tcp: not found"
if [ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null; then
    # An ordinary user has the sockets, and the processes of its own.
    expect "sockets of an ordinary user" 0 setpriv --reuid 65534 --regid 65534 --clear-groups --no-new-privs "$probectl" sockets
    shows "sockets of an ordinary user" "^not known: the sockets of [0-9]+ process(es)? whose descriptors may not be read"
fi
expect "a key that is not there" 64 "$probectl" processes --filter foo=bar && shows "the keys" "keys are text, name"
expect "a user who is not there" 64 "$probectl" processes --filter user=no-such-user
shows "a user who is not there" "no user 'no-such-user'.*see 'probectl help processes'"
expect "without this command" 0 sh -c "'$probectl' processes --interval 0 --json --filter zqxw-7; true"
shows "without this command" '"processes":\[\]'

expect "why" 0 "$probectl" why --duration 0.3 && shows "why" "^(Nothing is short|.* due to: |[A-Z].*\.$)"
expect "why as JSON" 0 "$probectl" why --duration 0.3 --format json && shows "why as JSON" '^\{"schema":1,"window_ns":[1-9]'
printf 'backup high name=sh\n' >"$work/rules"
expect "wrong rules" 1 "$probectl" why --rules "$work/rules" && shows "wrong rules" "rules, line 1: there is no ' : '"
expect "no rules" 1 "$probectl" why --rules "$work/none" && shows "no rules" "none: No such file"
expect "nothing to measure" 1 "$probectl" why --root "$work" && shows "nothing to measure" "^Nothing could be measured"
expect "no window" 64 "$probectl" why --duration 0

expect "frequency" 0 "$probectl" sample --only cpu --interval 0 --frequency --format json
shows "frequencies, or why not" '"frequencies":\[\{|"code":"not_found","source":"/sys/devices/system/cpu/cpuN/cpufreq"'
expect "sensors" 0 "$probectl" sample --only sensors --interval 0 && shows "sensors" "^sensors  "
expect "sensors, json" 0 "$probectl" sample --only sensors --format json
shows "sensors, json" '"sensors":\{"temperatures":\['
expect "all mounts" 0 "$probectl" sample --only filesystem --interval 0 --all-filesystems
shows "all mounts" " no storage .* proc "
expect "the rest" 0 "$probectl" sample --only disk,io,network,pressure,filesystem --interval 0.1 --count 2
for section in disk filesystem network io; do
    shows "$section" "^$section "
done

expect "a wrong command" 64 "$probectl" sampel && shows "nearest" "'sample'.*see 'probectl help'"
expect "a wrong option" 64 "$probectl" sample --intervall 1 && shows "nearest" "'--interval'"
expect "nothing near" 64 "$probectl" sample --nope && shows "nothing near" "unknown option '--nope'; see 'probectl help sample'"
expect "a wrong section" 64 "$probectl" sample --only memry && shows "nearest" "'memory'"
expect "a wrong value" 64 "$probectl" quota --cpus --round up
expect "no value" 64 "$probectl" sample --count
expect "not a number" 64 "$probectl" sample --interval abc
expect "a count of 0" 64 "$probectl" sample --count 0
expect "two questions" 64 "$probectl" quota --cpus --memory
expect "a word too many" 64 "$probectl" quota now
expect "no such root" 1 "$probectl" sample --root /nowhere/at/all
expect "a full disk" 74 sh -c "'$probectl' quota >/dev/full"
expect "a closed output" 74 sh -c "'$probectl' quota >&-"
expect "a closed pipe" 0 bash -c "set -o pipefail; '$probectl' sample --interval 0.05 | head -n 1"

# With few descriptors what can be read is read, and the rest says why.
for limit in 8 14 20; do
    (ulimit -n $limit && exec timeout --foreground 20 "$probectl" sample --interval 0 --format json) >"$work/out" 2>"$work/err"
    shows "only $limit descriptors" '"unavailable":.*"exhausted"|"failures":\[.*"exhausted"|"unavailable":\{\},"failures":\[\]'
done

# Ctrl-C and a polite kill end it cleanly, at any moment.
for round in 1 2 3 4 5; do
    for signal in INT TERM; do
        expect "SIG$signal" 0 python3 -c "import random, signal, subprocess, sys, time
p = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
time.sleep(0.1 + random.random() / 20)
p.send_signal(signal.SIG$signal)
sys.exit(p.wait(5))" "$probectl" sample --interval 0.001
    done
done

mkdir "$work/empty"
expect "an empty root" 1 "$probectl" sample --root "$work/empty"
expect "a quota of nothing" 1 "$probectl" quota --root "$work/empty"
expect "a number nevertheless" 1 "$probectl" quota --cpus --root "$work/empty" && shows "one" "^1$"
# A section that this kernel lacks is data; one that was requested by name, or that every kernel has, is not.
cp -a "$("$top/Tests/Fixtures/archive.sh")/debian-6.1-x86_64-v2/root" "$work/lacking"
rm -r "$work/lacking/proc/diskstats" "$work/lacking/proc/pressure"
expect "a kernel that lacks two sections" 0 "$probectl" sample --interval 0 --root "$work/lacking"
shows "a kernel that lacks two sections" "^disk +unavailable: /proc/diskstats"
expect "a section by name that is not there" 1 "$probectl" sample --interval 0 --only disk --root "$work/lacking"
expect "a section by name beside it" 0 "$probectl" sample --interval 0 --only cpu,memory --root "$work/lacking"
rm "$work/lacking/proc/meminfo" "$work/lacking/proc/vmstat"
expect "a section that every kernel has" 1 "$probectl" sample --interval 0 --root "$work/lacking"
mkdir -p "$work"/noise/{proc/{self,net,pressure},sys/devices/system/cpu}
for file in proc/stat proc/meminfo proc/vmstat proc/loadavg proc/uptime proc/self/cgroup \
    proc/self/mountinfo sys/devices/system/cpu/online proc/diskstats proc/net/dev proc/net/snmp \
    proc/net/sockstat proc/pressure/cpu proc/pressure/io proc/version; do
    head -c 20000 /dev/urandom >"$work/noise/$file"
done
expect "a root of noise" 1 "$probectl" sample --root "$work/noise" --format json
expect "capabilities of noise" 0 "$probectl" capabilities --root "$work/noise"
# Files that seem to have no end are given up.
mkdir -p "$work"/endless/proc/{self,net}
for file in stat diskstats net/dev self/mountinfo; do truncate -s 900G "$work/endless/proc/$file"; done
expect "files without an end" 1 "$probectl" sample --root "$work/endless" --interval 0 --only cpu,disk,network,filesystem
shows "files without an end" "^disk +unavailable: /proc/diskstats: too large"
expect "a quota of noise" 1 "$probectl" quota --root "$work/noise"

loader=$(ldd "$probectl" 2>/dev/null | awk '$1 ~ "^/.*/ld" {print $1; exit}')
if [ -n "$loader" ]; then
    expect "started by the loader" 0 "$loader" "$probectl" quota --cpus
else
    echo "skipped: the command has no loader"
    skipped=$((skipped + 1))
fi
if [ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null 2>&1; then
    cp "$probectl" "$work/probectl"
    libraries=$(ldd "$probectl" | awk '/swift/ {print $3; exit}' | xargs -r dirname)
    if setpriv --reuid 65534 --regid 65534 --clear-groups env LD_LIBRARY_PATH="$libraries" \
        "$work/probectl" --version >/dev/null 2>&1; then
        expect "an ordinary user" 0 setpriv --reuid 65534 --regid 65534 --clear-groups \
            env LD_LIBRARY_PATH="$libraries" "$work/probectl" sample
        mkdir -p "$work/denied/proc/pressure"
        echo "cpu 1 2 3 4" >"$work/denied/proc/stat"
        for file in diskstats pressure/cpu pressure/memory pressure/io; do
            echo x >"$work/denied/proc/$file"
            chmod 000 "$work/denied/proc/$file"
        done
        expect "what may not be read" 0 setpriv --reuid 65534 --regid 65534 --clear-groups \
            env LD_LIBRARY_PATH="$libraries" "$work/probectl" capabilities --root "$work/denied"
        shows "denied" "^disk +counters .* no +permission denied \(/proc/diskstats"
        shows "denied" "^pressure +cpu .* no +permission denied"
        expect "denied is a failure" 1 setpriv --reuid 65534 --regid 65534 --clear-groups \
            env LD_LIBRARY_PATH="$libraries" "$work/probectl" sample --only cpu,pressure --interval 0 \
            --root "$work/denied"
    else
        echo "skipped: an ordinary user cannot run a program from here"
        skipped=$((skipped + 1))
    fi
else
    if [ "$(id -u)" -ne 0 ]; then
        echo "skipped: as an ordinary user: needs root"
    else
        echo "skipped: as an ordinary user: setpriv is not installed"
    fi
    skipped=$((skipped + 1))
fi
echo "command: $passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]

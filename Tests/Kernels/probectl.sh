# The output of probectl in the cgroups that `groups ARRANGEMENT exec` makes: a quota of one and a half
# CPUs on /shop/web, 128 MiB on /shop, 100 tasks on /shop/web, the process in /shop/web/worker.
passed=0 failed=0 skipped=0
says() { # SENTENCE WANTED GOT
    if [ "$2" = "$3" ]; then passed=$((passed + 1)); echo "ok: $1"
    else failed=$((failed + 1)); echo "FAIL: $1: expected $2, got $3"; fi
}
has() { # SENTENCE TEXT
    if echo "$json" | grep -qF "$2"; then passed=$((passed + 1)); echo "ok: $1"
    else failed=$((failed + 1)); echo "FAIL: $1: expected $2, got $json"; fi
}
says "one and a half CPUs are one, rounded down" 1 "$(./probectl quota --cpus)"
says "and two, rounded up" 2 "$(./probectl quota --cpus --round ceil)"
cgroup=$(grep -E '^[0-9]+:([^:]*,)?memory(,[^:]*)?:' /proc/self/cgroup)
if [ -n "$cgroup" ] || grep -qw memory /sys/fs/cgroup/cgroup.controllers /sys/fs/cgroup/unified/cgroup.controllers 2>/dev/null; then
    says "the parent's memory" 134217728 "$(./probectl quota --memory)"
fi
json=$(./probectl quota --format json)
has "the quota of the parent" '"quota_us":150000,"period_us":100000'
has "its level" '"level":"/shop/web"'
has "the limit of tasks" '"value":100,"complete":true'
has "the own group" '"path":"/shop/web/worker"'
spinners= # They want three CPUs, and have one and a half.
for each in 1 2 3; do
    while :; do :; done &
    spinners="$spinners $!"
done
json=$(./probectl sample --only quota --interval 3 --count 1 --format json)
kill $spinners
rate() { echo "$json" | sed -n 's/.*"'"$1"'":\([0-9]*\).*/\1/p'; } # NAME: its whole part.
between() { [ "${3:-0}" -ge "$1" ] && [ "$3" -le "$2" ] && echo yes || echo "$3"; } # LEAST MOST NUMBER
says "the whole quota is used" yes "$(between 85 115 "$(rate cpu_percent_of_limit)")"
says "it is used up in most periods" yes "$(between 60 100 "$(rate throttled_percent)")"
sleep 100 & # Another process of the same cgroups, seen from outside them.
child=$!
for directory in $(find /sys/fs/cgroup -maxdepth 2 -name cgroup.procs); do
    echo $$ >"$directory" 2>/dev/null
done
says "outside its groups all CPUs" "$(nproc)" "$(./probectl quota --cpus)"
says "another process" 1 "$(./probectl quota --cpus --pid $child)"
says "another group" 1 "$(./probectl quota --cpus --cgroup /shop/web/worker)"
json=$(./probectl process $child --format json --interval 0)
has "its parent" '"parent_pid":'$$,
has "its command line" '"command_line":["sleep","100"]'
has "its group" '"cgroup":"/shop/web/worker"'
has "its memory, as status has it" '"peak_rss_bytes":'$(($(sed -n 's/^VmHWM:[^0-9]*\([0-9]*\) kB/\1/p' /proc/$child/status) * 1024)),
has "its start" '"start_ticks":'"$(cut -d ' ' -f 22 /proc/$child/stat),"
has "its descriptors" '"descriptors":'"$(ls /proc/$child/fd | wc -l),"
has "nothing that could not be read" '"unread":[],"failure":null'
kill $child
# Every process that exists before and after is listed, and none that exists at neither time but the reader. A
# thread of the kernel may start or end meanwhile: three tries.
list() { for each in /proc/[0-9]*; do echo "${each#/proc/}"; done | sort -n; }
for try in 1 2 3; do
    list >/tmp/before
    ./probectl processes --sort pid --limit all --interval 0 --details all --format json >/tmp/json
    list >/tmp/after
    grep -o '"pid":[0-9]*,"parent_pid"' /tmp/json | tr -dc '0-9\n' >/tmp/table
    lost=$(grep -xFf /tmp/before /tmp/after | grep -vxFf /tmp/table)
    others=$(grep -vxFf /tmp/before /tmp/table | grep -cvxFf /tmp/after)
    [ -n "$lost" ] || [ "$others" -ne 1 ] || break
done
says "every process is in the table" "" "$lost"
says "and no other but the reader" 1 "$others"
shell=$(./probectl quota --format shell --cgroup /shop/web/worker)
if [ -n "$shell" ] && (set -u; eval "$shell") >/dev/null 2>&1; then
    passed=$((passed + 1)); echo "ok: a shell can read it"
else
    failed=$((failed + 1)); echo "FAIL: a shell can read it: got $shell"
fi
./probectl quota --pid 999999 >/dev/null 2>&1
says "no such process" 1 $?
if [ -e /sys/block/nvme0n1 ]; then # The emulator's has 323 kelvins, and no wear.
    says "check reads the health of a disk" "PROBE OK: storage.used_percent nvme0n1 0% " \
        "$(./probectl check --critical storage.used_percent=90 | cut -d '|' -f 1)"
    ./probectl check --window 0 --critical storage.temperature_millicelsius@nvme0n1=40000 >/dev/null
    says "and says what is wrong with it" 2 $?
    says "export reads it" 'probe_storage_temperature_celsius{device="nvme0n1"} 49.85' \
        "$(./probectl export --only storage | grep '^probe_storage_temperature_celsius{device="nvme0n1"}')"
    says "not if the section is not named" 0 "$(./probectl export | grep -c '^probe_storage_')"
    says "node_exporter's name of the controller" 1 \
        "$(./probectl export --only storage | grep -c '^node_nvme_info{device="nvme0",.*serial="PROBE1"')"
    ./probectl serve --listen 127.0.0.1:9101 --only storage >/dev/null &
    server=$!
    for each in 1 2 3 4 5 6 7 8 9 10; do
        sleep 1
        answer=$(wget -q -O - http://127.0.0.1:9101/metrics) && break
    done
    says "serve reads it" 'probe_storage_temperature_celsius{device="nvme0n1"} 49.85' \
        "$(echo "$answer" | grep '^probe_storage_temperature_celsius{device="nvme0n1"}')"
    kill $server
fi
# Cgroups of others that are short, seen from outside them.
mount_of() { # CONTROLLER: where its hierarchy is mounted.
    for each in /sys/fs/cgroup /sys/fs/cgroup/unified; do
        grep -qw "$1" "$each/cgroup.controllers" 2>/dev/null && { echo "$each"; return; }
    done
    sed -n 's/^[^ ]* \([^ ]*\) cgroup [^ ]*\<'"$1"'\>.*/\1/p' /proc/mounts | head -n 1
}
cgroup() { # CONTROLLER NAME: makes a cgroup, and puts the directory in $directory; false without one.
    mount=$(mount_of "$1")
    [ -n "$mount" ] || { skipped=$((skipped + 1)); echo "skip: no hierarchy of $1"; return 1; }
    { echo "+$1" >"$mount/cgroup.subtree_control"; } 2>/dev/null # v1 has no such file.
    directory=$mount/$2
    mkdir "$directory"
}
limit() { # VALUE FILE...: writes the value to the first file that is there, which is $file then.
    value=$1 && shift
    for file in "$@"; do
        [ -e "$directory/$file" ] && echo "$value" >"$directory/$file" && return
    done
}
finding() { # CGROUP: the beginning of the finding about it, up to its processes.
    echo "$json" | tr '\n' ' ' | sed 's/{"resource"/\n&/g' | grep -F '"control_group":"'"$1"'"' | head -n 1
}
names() { # SENTENCE CGROUP TEXT...
    sentence=$1 found=$(finding "$2") && shift 2
    for text; do
        says "$sentence: $text" yes "$(echo "$found" | grep -qF "$text" && echo yes || echo "$found")"
    done
}
eater= forker= spinner=
if cgroup memory hungry; then
    limit 67108864 memory.max memory.limit_in_bytes
    memory_file=$directory/$file
    limit 0 memory.swap.max
    # The block is memory of dd: 64 MiB do not hold it.
    (sh -c "echo \$\$ >$directory/cgroup.procs; while :; do dd if=/dev/zero of=/dev/null bs=100M count=1; done" \
        >/dev/null 2>&1) &
    eater=$directory
fi
if cgroup pids forks; then
    limit 4 pids.max
    pids_file=$directory/$file
    (sh -c "echo \$\$ >$directory/cgroup.procs; sleep 1000 & sleep 1000 &
        while :; do (sleep 1; :); done" >/dev/null 2>&1) & # A shell that cannot fork ends.
    forker=$directory
fi
if cgroup cpu slow; then
    limit "5000 100000" cpu.max || limit 5000 cpu.cfs_quota_us
    cpu_file=$directory/$file
    (sh -c "echo \$\$ >$directory/cgroup.procs; while :; do :; done" >/dev/null 2>&1) &
    spinner=$directory
fi
sleep 1
json=$(./probectl why --window 4 --format json)
[ -z "$eater" ] || names "a cgroup whose processes are killed" /hungry '"kind":"memory_kill"' \
    '"limit_file":"'"$memory_file"'"' '"processes":[{"pid":' '"severity":"severe"'
# A kill may come at any moment of a window, also while its two ends are read.
[ -z "$eater" ] || says "its kills are not the machine's as well, in nine windows" 0 "$(
    { echo "$json" && for _ in 1 2 3 4 5 6 7 8; do ./probectl why --window 0.3 --format json; done; } |
        sed 's/{"resource"/\n&/g' | grep '"kind":"memory_kill"' | grep -c '"control_group":null')"
[ -z "$forker" ] || names "a cgroup without a task left" /forks '"kind":"task_limit"' \
    '"limit_file":"'"$pids_file"'"' '"name":"sleep"' '"severity":"severe"'
[ -z "$spinner" ] || names "a throttled cgroup" /slow '"kind":"quota_used_up"' \
    '"limit_file":"'"$cpu_file"'"' '"name":"sh"' '"severity":"severe"'
(ulimit -s 256 && ./probectl why --window 0.2 >/dev/null)
says "on a small stack" 0 $?
for directory in $eater $forker $spinner; do
    while [ -n "$(cat "$directory/cgroup.procs")" ]; do
        for pid in $(cat "$directory/cgroup.procs"); do kill -9 "$pid" 2>/dev/null; done
    done
    rmdir "$directory"
done
echo "probectl: $passed passed, $failed failed, $skipped skipped"
[ $failed -eq 0 ]

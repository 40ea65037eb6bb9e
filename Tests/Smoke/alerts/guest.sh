#!/bin/sh
# In a guest: makes each of the usual rules raise and clear once, by load of its kind, and looks at what a
# program that watches this rule prints. Usage: guest.sh PROGRAM RULE...
program=$1
shift
passed=0 failed=0
groups=/sys/fs/cgroup
mount -t cgroup2 none $groups
echo "+cpu +memory +io" >$groups/cgroup.subtree_control
mkdir $groups/watched $groups/load

# Waits until the program has printed such a line.
await() { # PATTERN SECONDS
    tries=$(($2 * 4))
    until grep -q "$1" /tmp/said; do
        tries=$((tries - 1))
        [ $tries -gt 0 ] || return 1
        sleep 0.25
    done
}
# Runs a command in the background, in a cgroup; $! is its pid.
within() { # CGROUP COMMAND
    (
        echo 0 >"$groups/$1/cgroup.procs"
        exec sh -c "$2"
    ) &
    loads="$loads $!"
}
empty() { # CGROUP
    if [ -e "$groups/$1/cgroup.kill" ]; then echo 1 >"$groups/$1/cgroup.kill"; fi
    kill -9 $loads 2>/dev/null
    loads=''
}
spin='while :; do :; done'
fill() { # FILE KILOBYTES
    dd if=/dev/zero of="$1" bs=1k count="$2" 2>/dev/null
}
kilobytes() { # KEY
    sed -n "s/^$1: *\([0-9]*\) kB/\1/p" /proc/meminfo
}

# What starts and what ends the load of a rule.
start_cpu() { for _ in 1 2 3 4; do within load "$spin"; done; }
end_cpu() { empty load; }
start_cpu_stall() { for _ in 1 2 3 4 5 6 7 8; do within load "$spin"; done; }
end_cpu_stall() { empty load; }
start_disk() {
    mkdir -p /tmp/small
    mount -t tmpfs -o size=4m tmpfs /tmp/small
    fill /tmp/small/full 3900
}
end_disk() { rm /tmp/small/full; }
start_memory() {
    mkdir -p /tmp/large
    mount -t tmpfs -o size=100% tmpfs /tmp/large
    fill /tmp/large/full $(($(kilobytes MemAvailable) - $(kilobytes MemTotal) / 10))
}
end_memory() { rm /tmp/large/full; }
start_swap() {
    mkswap /dev/vda2 >/dev/null && swapon /dev/vda2
    mkdir -p /tmp/swapped
    mount -t tmpfs tmpfs /tmp/swapped
    echo 8M >$groups/load/memory.high
    within load "dd if=/dev/zero of=/tmp/swapped/full bs=1k count=21000 2>/dev/null; sleep 600"
}
end_swap() {
    empty load
    rm /tmp/swapped/full
    echo max >$groups/load/memory.high
}
start_throttled() {
    echo "50000 100000" >$groups/watched/cpu.max
    within watched "$spin"
    within watched "$spin"
}
end_throttled() {
    kill -9 $loads
    loads=''
}
start_memory_limit() {
    mkdir -p /tmp/charged
    mount -t tmpfs tmpfs /tmp/charged
    used=$(($(cat $groups/watched/memory.current) / 1024))
    echo $((used + 60000))K >$groups/watched/memory.max
    within watched "dd if=/dev/zero of=/tmp/charged/full bs=1k count=$((60000 - (used + 60000) / 20)) 2>/dev/null"
}
end_memory_limit() { rm /tmp/charged/full; }
start_memory_stall() {
    echo 4M >$groups/load/memory.high
    within load "dd if=/dev/zero of=/dev/shm/stalls bs=64k count=1000 2>/dev/null"
}
end_memory_stall() {
    empty load
    echo max >$groups/load/memory.high
    rm -f /dev/shm/stalls
}
start_io_stall() {
    echo "$(sed 's/$/ rbps=100000/' /sys/block/vda/dev)" >$groups/load/io.max
    echo 3 >/proc/sys/vm/drop_caches
    within load "cat /dev/vda >/dev/null"
}
end_io_stall() {
    empty load
    echo "$(sed 's/$/ rbps=max/' /sys/block/vda/dev)" >$groups/load/io.max
}

for rule; do
    name=$(echo "$rule" | tr - _) loads=''
    : >/tmp/said
    (
        echo 0 >$groups/watched/cgroup.procs
        exec "$program" "$rule"
    ) >/tmp/said 2>&1 &
    pid=$!
    await "^watches $rule$" 20 && sleep 2
    "start_$name"
    await "^raised $rule" 90 && await "^why $rule" 60
    "end_$name"
    await "^cleared $rule" 90
    sleep 3
    kill -9 $pid
    empty load
    echo max >$groups/watched/cpu.max
    echo max >$groups/watched/memory.max
    if [ "$(grep -E '^(raised|cleared)' /tmp/said | cut -d ' ' -f 1,2 | tr '\n' ' ')" = \
        "raised $rule cleared $rule " ]; then
        passed=$((passed + 1))
        echo "ok: $rule: $(sed -n 's/^raised //p; s/^why [^:]*: //p' /tmp/said | tr '\n' ' ')"
    else
        failed=$((failed + 1))
        echo "FAIL: $rule: $(tr '\n' ';' </tmp/said)"
    fi
done
echo "alerts: $passed passed, $failed failed"

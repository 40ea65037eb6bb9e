#!/bin/sh
# capture.sh DIR: where Probe itself cannot run. Copies what its quota is made of into DIR/PID, for
# probectl --root, and prints PID. Tests/Fixtures/capture.sh takes all of a machine, which takes an
# emulated one a minute. v2 only.
set -u
out=$1$$
copy() {
    [ -r "$1" ] || return 0
    mkdir -p "$out${2%/*}" && cat "$1" >"$out$2" 2>/dev/null || rm -f "$out$2"
}
for name in cgroup mountinfo; do copy /proc/$$/$name /proc/self/$name; done
for file in /proc/meminfo /proc/stat /sys/devices/system/cpu/online; do copy $file $file; done
below=$(sed -n 's/^0:://p' /proc/$$/cgroup)
below=${below%/}
while :; do
    group=/sys/fs/cgroup$below
    for file in "$group"/cgroup.* "$group"/cpu* "$group"/memory.[cmh]* "$group"/pids.*; do
        copy "$file" "$file"
    done
    [ -n "$below" ] || break
    below=${below%/*}
done
echo $$

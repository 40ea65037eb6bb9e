#!/bin/sh
# inside.sh DIR LAYOUT: what guest.sh runs in a guest: puts the files at the same paths as outside,
# mounts the control groups (v2, v1, v1-apart or hybrid), and asks the judges.
here=$(dirname "$0")
dir=$1 layout=$2
for path in /guest/root/*; do
    name=${path##*/}
    if [ -e "/$name" ]; then cp -a "$path/." "/$name/" && rm -rf "$path"; else mv "$path" "/$name"; fi
done
here=${here#/guest/root}
C=/sys/fs/cgroup
v1() { # CONTROLLERS...: each argument on a mount of its own
    for controllers; do
        mkdir -p "$C/$controllers" && mount -t cgroup -o "$controllers" cgroup "$C/$controllers"
    done
}
case $layout in
v2) mount -t cgroup2 none $C ;;
v1 | v1-apart | hybrid) mount -t tmpfs -o mode=755 tmpfs $C ;;
esac
case $layout in
v1) v1 cpu,cpuacct cpuset memory pids blkio ;;
v1-apart) v1 cpu cpuacct cpuset memory pids blkio ;;
hybrid)
    v1 cpu,cpuacct cpuset memory blkio
    mkdir -p $C/unified && mount -t cgroup2 none $C/unified
    ;;
esac
[ ! -e "$dir/judges/capture" ] || mkdir -p /out/captures
PATH=/usr/bin:/usr/sbin:$PATH # what came along goes before busybox
export PATH
sh "$here/cases.sh" "$dir" /out/results

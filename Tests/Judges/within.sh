#!/bin/sh
# within.sh ROOT PROGRAM ARGUMENTS...: runs a program that knows no --root as if the captured
# machine ROOT were this one. Called by root as `unshare -m sh within.sh ...`: all mounts are private.
#
# The captured files are laid over the real ones. /proc/self/cgroup and mountinfo are laid over
# those of this very process, which then becomes PROGRAM. What a program asks the kernel by system
# calls stays the reader's: affinity, physical memory, and the types of file systems but for
# /sys/fs/cgroup in programs that statfs.so (PRELOAD) can be preloaded into.
set -eu
root=$(cd "$1" && pwd)
shift
mount --make-rprivate /
over() { # FILE OF ROOT, PLACE
    [ ! -e "$root$1" ] || mount --bind "$root$1" "$2"
}

# Hidden in any case, so that nothing is answered from the reader's own groups.
mount -t tmpfs -o size=64k,mode=755 none /sys/fs/cgroup
while read -r _ _ _ _ point _ fields; do
    fields=" $fields"
    fields=${fields#* - }
    if [ "$point" = /sys/fs/cgroup ]; then JUDGES_CGROUP=${fields%% *}; fi
done <"$root/proc/self/mountinfo"
over /sys/fs/cgroup /sys/fs/cgroup
while read -r _ _ _ _ point _ fields; do
    fields=" $fields"
    fields=${fields#* - }
    case $fields:$point in
    cgroup*:/sys/fs/cgroup | cgroup*:/sys/fs/cgroup/*) ;; # came along
    cgroup*) over "$point" "$point" ;;
    esac
done <"$root/proc/self/mountinfo"

for file in /proc/meminfo /proc/cgroups /proc/stat; do over $file $file; done
for file in online possible present; do
    over /sys/devices/system/cpu/$file /sys/devices/system/cpu/$file
done
over /proc/self/mountinfo /proc/$$/mountinfo
over /proc/self/cgroup /proc/$$/cgroup
if [ -n "${PRELOAD:-}" ]; then
    export JUDGES_CGROUP LD_PRELOAD="$PRELOAD"
fi
exec "$@"

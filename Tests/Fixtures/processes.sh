#!/bin/sh
# Boots a guest, makes processes of every odd kind in it (processes.c), captures it, and writes the
# archive debian-KERNEL-processes.txt. Usage: processes.sh GUEST v1|v2 [user1]
#
# GUEST is one of Tests/Kernels/fetch.sh. With user1, who is nobody's superior, it is user 1000 who
# captures, and not root. The processes have the same pids in each; ABOUT says what each is. What makes them needs no compiler inside: it is a static program, of ziglang where that is
# installed, else of gcc for this machine's own processor.
# In the guest the same script runs as: processes.sh inside v1|v2 [user1]
set -u

# ---- in the guest, as root, under busybox

mount_groups() { # v1|v2: the hierarchies, and /shop in each; options holds what processes is told
    groups=/sys/fs/cgroup
    if [ "$1" = v2 ]; then
        mount -t cgroup2 cgroup2 $groups
        for group in $groups $groups/shop; do
            mkdir -p "$group"
            for controller in cpu memory pids cpuset io; do
                echo "+$controller" >"$group/cgroup.subtree_control"
            done
        done
        echo 150000 100000 >$groups/shop/cpu.max
        echo 134217728 >$groups/shop/memory.max
        echo 100 >$groups/shop/pids.max
        options="-g $groups/shop"
        return
    fi
    mount -t tmpfs -o mode=755 tmpfs $groups
    options=
    for controllers in cpu,cpuacct cpuset memory pids blkio devices freezer systemd; do
        mkdir "$groups/$controllers"
        case $controllers in
        systemd) mount -t cgroup -o none,name=systemd cgroup $groups/systemd ;;
        *) mount -t cgroup -o "$controllers" cgroup "$groups/$controllers" ;;
        esac
        # A group of a cpuset takes nobody until it has CPUs and memory: those of its parent.
        [ "$controllers" != cpuset ] || echo 1 >$groups/cpuset/cgroup.clone_children
        mkdir "$groups/$controllers/shop"
        options="$options -g $groups/$controllers/shop"
    done
    echo 150000 >$groups/cpu,cpuacct/shop/cpu.cfs_quota_us
    echo 1 >$groups/memory/shop/memory.use_hierarchy
    echo 134217728 >$groups/memory/shop/memory.limit_in_bytes
    echo 100 >$groups/pids/shop/pids.max
}

inside() {
    mount_groups "$1"
    mkswap /dev/vda2 >/dev/null && swapon /dev/vda2 || exit 1
    mke2fs /dev/vda1 >/dev/null 2>&1 && mkdir /data && mount -t ext4 /dev/vda1 /data || exit 1
    mkdir -p /etc /out/root
    cat >/etc/passwd <<'P'
root:x:0:0:root:/root:/bin/sh
daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
user1:x:1000:1000:One,,,:/home/user1:/bin/sh
user2:x:1001:1001:Two,,,:/home/user2:/bin/sh
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
P
    if [ -n "$2" ]; then
        chmod 777 /out /out/root
        set -- su -s /bin/sh "$2" -c 'exec sh ./capture.sh -a /out/root 1085'
    else
        set -- sh ./capture.sh -a /out/root 1082
    fi
    # shellcheck disable=SC2086
    ./processes $options -d /data/file "$@"
}

if [ "${1:-}" = inside ]; then
    inside "$2" "${3:-}"
    exit
fi

# ---- on the machine itself

guest=${1:?usage: processes.sh GUEST v1|v2 [user1]}
arrangement=${2:?usage: processes.sh GUEST v1|v2 [user1]}
user=${3:-}
here=$(cd "$(dirname "$0")" && pwd)
kernels=$here/../Kernels
cache=${KERNELS_CACHE:-$(cd "$here/../.." && pwd)/.build-kernels}
processor=${guest##*-}
"$kernels/fetch.sh" "$guest" || exit $?
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
fixture=$work/fixture
if python3 -m ziglang version >/dev/null 2>&1; then
    compile="python3 -m ziglang cc -target $processor-linux-musl"
elif [ "$(uname -m)" = "$processor" ]; then
    compile=gcc
else
    echo "processes.sh: no compiler for $processor (pip install ziglang)" >&2
    exit 77
fi
mkdir "$work/content" && cp "$here/capture.sh" "$here/processes.sh" "$work/content/" || exit 1
$compile -static -std=c11 -O1 -Wall -Wextra "$here/processes.c" -o "$work/content/processes" || exit 1
"$kernels/guest.sh" -n -M ext4 -c 2 -m 512 -t 300 -a 'psi=1 swapaccount=1' "$guest" "$work/content" \
    "sh processes.sh inside $arrangement $user" "$work/out" >"$work/said" || {
    cat "$work/said" >&2
    exit 1
}
mkdir "$fixture" && mv "$work/out/root" "$fixture/root" || exit 1
case $arrangement in
v2) groups='v2 only; cpu, memory, pids, cpuset and io enabled' ;;
v1) groups='v1 only; cpu,cpuacct on one mount; cpuset, memory, pids, blkio, devices, freezer and name=systemd on one each below /sys/fs/cgroup, a tmpfs' ;;
esac
case $guest in
5.10-*) release='Debian 11 (bullseye), security updates' ;;
*) release='Debian 12 (bookworm)' ;;
esac
if [ -n "$user" ]; then
    process='1085, a process of the user that captured, in the root group'
    rights='user 1000, not root: io, fd and smaps_rollup are there of its own processes alone (1085, 2000 and above), as are all numbers of stat'
    missing='none was open, or they may not be listed'
else
    process='1082, which is in /shop/worker of each hierarchy'
    rights='root: what is missing of a process is not to be had of it (smaps_rollup of kernel threads and zombies)'
    missing='none was open'
fi
{
    cat <<A
Kernel release: $(cat "$fixture/root/proc/sys/kernel/osrelease")
Package: $(cat "$cache/$guest/complete"), $release
Architecture: $processor
Machine: a qemu guest, its processors emulated (no KVM); 2 CPUs; 512 MiB of memory; a virtio disk (vda1 ext2 on /data, vda2 swap)
Control groups: $groups
Limits: /shop has 1.5 CPUs, 128 MiB and 100 processes
Process: proc/self leads to $process
Captured as $rights
Descriptors: an empty file for each in fd; where there is no fd, $missing
Command lines: whole, with all arguments
Users: user1 is 1000 and user2 1001; of /etc/passwd only names and numbers are kept
Processes: $(sed -n 's/^PPid:[^0-9]*//p' "$fixture/root/proc/1001/status") is processes.c, which made these, each named "processes" where no other name is said:
A
    grep '^1[0-9][0-9][0-9] ' "$work/said" | sed 's/^/    /'
    cat <<A
    2000 and above are what captured; below 1000 are the kernel's, process 1, and the shells that started all this
Captured by: processes.sh, which runs capture.sh -a in the guest with busybox; carried out as a tar over a serial line, its checksum compared
The files were read one after the other, so that their counters are of slightly different moments
Nothing was changed after the capture
A
} >"$fixture/ABOUT"
"$here/archive.sh" pack "$fixture" "$here/debian-$guest-processes.txt"

#!/bin/sh
# Boots a guest with two sockets, two NUMA nodes, zram, a swap partition and nested cgroups, captures
# it, and writes the archive debian-KERNEL-machine.txt. Usage: machine.sh GUEST
#
# GUEST is one of Tests/Kernels/fetch.sh. In the guest the same script runs as: machine.sh inside
set -u

# ---- in the guest, as root, under busybox

inside() {
    groups=/sys/fs/cgroup
    mount -t cgroup2 cgroup2 $groups
    for group in $groups $groups/shop; do
        mkdir -p "$group"
        for controller in cpu memory pids cpuset io; do
            echo "+$controller" >"$group/cgroup.subtree_control"
        done
    done
    mkdir $groups/shop/worker $groups/idle
    echo 150000 100000 >$groups/shop/cpu.max
    echo 25165824 >$groups/shop/memory.max
    echo 100 >$groups/shop/pids.max
    mke2fs /dev/vda1 >/dev/null 2>&1 && mkdir /data && mount -t ext4 /dev/vda1 /data || exit 1
    echo 67108864 >/sys/block/zram0/disksize
    mkswap /dev/zram0 >/dev/null && swapon /dev/zram0 || exit 1
    mkswap /dev/vda2 >/dev/null && swapon /dev/vda2 || exit 1
    # More memory than the cgroup may have: some of it goes to zram.
    sh -c "echo \$\$ >$groups/shop/worker/cgroup.procs
        dd if=/dev/zero of=/tmp/filled bs=1M count=16 2>/dev/null
        dd if=/proc/kcore of=/tmp/more bs=1M count=16 2>/dev/null
        dd if=/dev/zero of=/data/file bs=1M count=4 conv=fsync 2>/dev/null"
    mkdir -p /etc /run/systemd/sessions /out/root
    printf 'root:x:0:0:root:/root:/bin/sh\n' >/etc/passwd
    printf 'PRETTY_NAME="Probe guest"\nID=probe\nVERSION_ID="1"\n' >/etc/os-release
    sleep 300 &
    echo $! >$groups/shop/worker/cgroup.procs
    sh ./capture.sh -a -n 20 /out/root $!
    echo 1 >/proc/sys/vm/drop_caches
}

if [ "${1:-}" = inside ]; then
    inside
    exit
fi

# ---- on the machine itself

guest=${1:?usage: machine.sh GUEST}
here=$(cd "$(dirname "$0")" && pwd)
kernels=$here/../Kernels
cache=${KERNELS_CACHE:-$(cd "$here/../.." && pwd)/.build-kernels}
"$kernels/fetch.sh" "$guest" || exit $?
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
mkdir "$work/content" "$work/fixture"
cp "$here/capture.sh" "$here/machine.sh" "$work/content/" || exit 1
hardware='-object memory-backend-ram,id=m0,size=256M -object memory-backend-ram,id=m1,size=256M
    -numa node,cpus=0-1,memdev=m0 -numa node,cpus=2-3,memdev=m1'
"$kernels/guest.sh" -n -M 'ext4 zram' -c 4,sockets=2,cores=2,threads=1 -m 512 -t 400 \
    -a 'psi=1 schedstats=enable' -q "$(echo $hardware)" "$guest" "$work/content" \
    "sh machine.sh inside" "$work/out" >"$work/said" || {
    cat "$work/said" >&2
    exit 1
}
cat "$work/said" >&2
mv "$work/out/root" "$work/fixture/root" || exit 1
cat >"$work/fixture/ABOUT" <<A
Kernel release: $(cat "$work/fixture/root/proc/sys/kernel/osrelease")
Package: $(cat "$cache/$guest/complete")
Architecture: ${guest##*-}
Machine: a qemu guest, its processors emulated (no KVM); 4 CPUs (2 sockets of 2 cores); two NUMA nodes, CPUs 0-1 and 2-3, of 256 MiB each
Disks: vda with vda1 (ext4 on /data) and vda2 (swap); zram0 of 64 MiB (swap); nvme0n1 of 64 MiB, serial PROBE1, and sda of 64 MiB, serial PROBE2, which read zeros
Control groups: v2 only, at /sys/fs/cgroup; /shop has 1.5 CPUs, 24 MiB and 100 processes, and the children worker and, beside it, /idle
Before the capture: 32 MiB written to a tmpfs by /shop/worker, some of it swapped to zram; 4 MiB written to the disk
Process: proc/self leads to $(readlink "$work/fixture/root/proc/self"), a sleep in /shop/worker
Captured by: machine.sh, which runs capture.sh -a in the guest with busybox; carried out as a tar over a serial line, its checksum compared
The files were read one after the other, so that their counters are of slightly different moments
A
python3 "$here/scrub.py" "$work/fixture/root" >&2
name=debian-${guest%%-*}-${guest##*-}-machine
"$here/archive.sh" pack "$work/fixture" "$here/$name.txt"

#!/bin/sh
# Boots a guest with an array (md) one of whose disks failed, a mapped device on it (dm), a file system of btrfs on two
# loop devices, and disks of scsi_debug, captures it, and writes the archive debian-KERNEL-storage.txt.
# Debian's kernels have no test_power and no netdevsim: debian-6.1-x86_64-laptop.txt has a battery of ACPI.
# Usage: storage.sh GUEST
#
# GUEST is one of Tests/Kernels/fetch.sh. In the guest the same script runs as: storage.sh inside
set -u

# ---- in the guest, as root, under busybox

tool() { # NAME ARGUMENT...
    name=$1 && shift
    ./tools/ld-linux-x86-64.so.2 --library-path ./tools "./tools/$name" "$@" >/tmp/said 2>&1 ||
        { echo "$name $*:"; cat /tmp/said; exit 1; }
}

inside() {
    mount -t cgroup2 cgroup2 /sys/fs/cgroup
    # The guest's start gives no parameters. Three adapters, each with one disk and 40 MiB of its own.
    sleep 1
    rmmod scsi_debug loop || exit 1
    insmod /modules/loop.ko* max_loop=2 || exit 1
    insmod /modules/scsi_debug.ko* add_host=3 per_host_store=1 dev_size_mb=40 || exit 1
    sleep 3
    mkdir -p /run/mdadm /var/lib/btrfs
    # shellcheck disable=SC2046
    set -- $(grep -l scsi_debug /sys/block/sd*/device/model | cut -d / -f 4 | sort)
    [ $# -eq 3 ] || { echo "scsi_debug: $*"; exit 1; }
    export MDADM_NO_UDEV=1
    tool mdadm --create /dev/md127 --run --level=1 --raid-devices=2 --metadata=1.2 --assume-clean \
        --homehost=probe --name=array "/dev/$1" "/dev/$2"
    tool dmsetup create probe--vg-data --noudevsync \
        --uuid LVM-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb --table "0 32768 linear /dev/md127 2048"
    tool mdadm /dev/md127 --fail "/dev/$2"
    tool mdadm /dev/md127 --add "/dev/$3"
    for number in 0 1; do
        truncate -s 144M /tmp/disk$number && losetup /dev/loop$number /tmp/disk$number || exit 1
    done
    tool mkfs.btrfs -q -L "probe data" -d raid1 -m raid1 /dev/loop0 /dev/loop1
    mkdir /data && tool btrfs device scan /dev/loop0 /dev/loop1
    mount -t btrfs /dev/loop0 /data || exit 1
    dd if=/dev/urandom of=/data/file bs=1M count=12 conv=fsync 2>/dev/null
    sync
    # Of the second copy everything but the superblocks of the device is lost: at 64 KiB and 64 MiB.
    dd if=/dev/zero of=/tmp/disk1 bs=1M seek=1 count=62 conv=notrunc,fsync 2>/dev/null
    echo 3 >/proc/sys/vm/drop_caches
    ./tools/ld-linux-x86-64.so.2 --library-path ./tools ./tools/btrfs scrub start -B /data
    mkdir -p /etc /out/root
    printf 'root:x:0:0:root:/root:/bin/sh\n' >/etc/passwd
    sleep 1
    until [ "$(cat /sys/block/md127/md/sync_action)" = idle ]; do sleep 1; done
    sh ./capture.sh -a -n 1 /out/root
    # The serial numbers and names of disks of a driver for tests identify no machine.
    for disk; do
        mkdir -p "/out/root/sys/block/$disk/device"
        for name in vpd_pg80 wwid; do
            cp "/sys/block/$disk/device/$name" "/out/root/sys/block/$disk/device/"
        done
    done
    for number in 0 1; do
        mkdir -p "/out/root/sys/block/loop$number/loop"
        cp /sys/block/loop$number/loop/backing_file "/out/root/sys/block/loop$number/loop/"
    done
    # The programs that own the numbers, for the eye.
    cat /proc/mdstat
    for what in "mdadm --detail /dev/md127" "btrfs device stats /data" "btrfs filesystem df -b /data"; do
        # shellcheck disable=SC2086
        ./tools/ld-linux-x86-64.so.2 --library-path ./tools ./tools/$what
    done
}

if [ "${1:-}" = inside ]; then
    inside
    exit
fi

# ---- on the machine itself

guest=${1:?usage: storage.sh GUEST}
here=$(cd "$(dirname "$0")" && pwd)
kernels=$here/../Kernels
cache=${KERNELS_CACHE:-$(cd "$here/../.." && pwd)/.build-kernels}
"$kernels/fetch.sh" "$guest" storage-tools-x86_64 || exit $?
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
mkdir "$work/content" "$work/fixture"
cp -R "$cache/storage-tools-x86_64" "$work/content/tools" || exit 1
cp "$here/capture.sh" "$here/storage.sh" "$work/content/" || exit 1
"$kernels/guest.sh" -n -c 2 -m 900 -t 400 -M "scsi_debug raid1 crc32c_generic btrfs dm-mod loop" -a psi=1 "$guest" \
    "$work/content" "sh storage.sh inside" "$work/out" >"$work/said" || {
    cat "$work/said" >&2
    exit 1
}
cat "$work/said" >&2
mv "$work/out/root" "$work/fixture/root" || exit 1
# Not of storage, and in the other archives.
rm -rf "$work/fixture/root/sys/devices/system/cpu"/cpu*/cpufreq "$work/fixture/root/proc/interrupts"
cat >"$work/fixture/ABOUT" <<A
Kernel release: $(cat "$work/fixture/root/proc/sys/kernel/osrelease")
Package: $(cat "$cache/$guest/complete")
Tools: $(grep -E '^(mdadm|dmsetup|btrfs-progs)_' "$cache/storage-tools-x86_64/complete" | tr '\n' ' ' | sed 's/ $//')
Architecture: ${guest##*-}
Machine: a qemu guest, its processors emulated (no KVM); 2 CPUs
Disks: vda, unused; sda and nvme0n1 of 64 MiB, serial PROBE2 and PROBE1, which read zeros; three of 40 MiB of scsi_debug
Array: md127, raid1 of two of scsi_debug, one of them failed and replaced by the third; on it the mapped device probe--vg-data
File systems: btrfs, raid1, on loop0 and loop1; of loop1 62 MiB were overwritten with zeros, which a scrub repaired
Captured by: storage.sh, which runs capture.sh -a in the guest with busybox; carried out as a tar over a serial line, its checksum compared
The files were read one after the other, so that their counters are of slightly different moments
A
python3 "$here/scrub.py" "$work/fixture/root" >&2
name=debian-${guest%%-*}-${guest##*-}-storage
"$here/archive.sh" pack "$work/fixture" "$here/$name.txt"

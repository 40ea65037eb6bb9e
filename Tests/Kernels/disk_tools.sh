# What nvme, smartctl and probectl say of the disks of this guest, in /out/*.json. disk_tools.py compares them.
tool() { # NAME ARGUMENT...
    name=$1 && shift
    ./tools/ld-linux-x86-64.so.2 --library-path ./tools "./tools/$name" "$@"
}
# Something to count: 16 MiB read from each disk, and 4 MiB written.
for disk in sda nvme0n1; do
    dd if=/dev/$disk of=/dev/null bs=1M count=16 2>/dev/null
    dd if=/dev/zero of=/dev/$disk bs=1M count=4 conv=fsync 2>/dev/null
done
./probectl sample --only storage --interval 0 --format json >/out/probectl.json
tool nvme smart-log -o json /dev/nvme0 >/out/nvme.json || echo "nvme ended with $?"
# 4: a command failed or a checksum is wrong, which is usual of emulated disks.
for disk in sda nvme0n1; do
    tool smartctl -a -j /dev/$disk >/out/smartctl.$disk.json
    status=$?
    [ $((status & ~4)) -eq 0 ] || echo "smartctl of $disk ended with $status"
done

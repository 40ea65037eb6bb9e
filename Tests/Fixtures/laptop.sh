#!/bin/sh
# Boots a guest with the devices of a laptop, captures it, and writes the archive debian-6.1-x86_64-laptop.txt.
# Its kernel has the drivers of real machines: for the battery, charger, thermal zone and fan of
# laptop.asl, an NVMe disk, a graphics card, and two sensor chips of i2c-stub, whose registers are
# written here: adm9240 (voltages, fans, a temperature) and ltc4215 (voltages, current, power).
# Usage: laptop.sh (needs iasl, of Debian's acpica-tools)
#
# In the guest the same script runs as: laptop.sh inside
set -u

if [ "${1:-}" = inside ]; then
    insmod /modules/i2c-stub.ko chip_addr=0x2c,0x44 || exit 1 # The guest's start gives no parameters.
    bus=
    for adapter in /sys/bus/i2c/devices/i2c-*; do
        case $(cat "$adapter/name") in SMBus\ stub*) bus=${adapter##*-} ;; esac
    done
    set_registers() { # ADDRESS REGISTER=VALUE...
        address=$1
        shift
        for pair; do i2cset -y "$bus" "$address" "${pair%=*}" "${pair#*=}" || exit 1; done
    }
    # Steps of 1/192 of 2.5, 2.7, 3.3, 5, 12 and 2.7 V; limits of 3.3 V; two fans with a divisor of 2;
    # half degrees, from the highest bit of another register.
    set_registers 0x2c 0x20=190 0x21=192 0x22=195 0x23=196 0x24=180 0x25=100 0x2f=210 0x30=170 \
        0x28=100 0x29=255 0x47=0x50 0x27=45 0x39=70 0x4b=0x80
    # Current in 1.6 mA (of 4 mOhm, 151 uV), 60.5 mV of the output.
    set_registers 0x44 0x04=50 0x05=198 0x06=200
    echo adm9240 0x2c >/sys/bus/i2c/devices/i2c-"$bus"/new_device
    echo ltc4215 0x44 >/sys/bus/i2c/devices/i2c-"$bus"/new_device
    mount -t cgroup2 cgroup2 /sys/fs/cgroup
    mkdir -p /etc /out/root
    printf 'root:x:0:0:root:/root:/bin/sh\n' >/etc/passwd
    sleep 2
    exec sh ./capture.sh -a -n 4 /out/root
fi

here=$(cd "$(dirname "$0")" && pwd)
guest=6.1-generic-x86_64
kernels=$here/../Kernels
cache=${KERNELS_CACHE:-$(cd "$here/../.." && pwd)/.build-kernels}
"$kernels/fetch.sh" $guest || exit $?
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
mkdir "$work/content" "$work/fixture"
iasl -p "$work/laptop" "$here/laptop.asl" >"$work/said" || {
    cat "$work/said" >&2
    exit 1
}
cp "$here/capture.sh" "$here/laptop.sh" "$work/content/" || exit 1
"$kernels/guest.sh" -n -c 2 -t 400 -q "-acpitable file=$work/laptop.aml -device bochs-display" \
    -M "battery ac fan thermal bochs i2c-dev i2c-stub adm9240 ltc4215" \
    $guest "$work/content" "sh laptop.sh inside" "$work/out" >"$work/said" || {
    cat "$work/said" >&2
    exit 1
}
cat "$work/said" >&2
mv "$work/out/root" "$work/fixture/root" || exit 1
cat >"$work/fixture/ABOUT" <<A
Kernel release: $(cat "$work/fixture/root/proc/sys/kernel/osrelease")
Package: $(cat "$cache/$guest/complete")
Architecture: x86_64
Machine: a qemu guest, its processors emulated (no KVM); 2 CPUs; a battery, a charger, a thermal zone and a fan by ACPI tables of our own
Sensors: adm9240 and ltc4215 on an emulated bus (i2c-stub), the NVMe disk, the battery
Disks: vda, unused; sda and nvme0n1 of 64 MiB, serial PROBE2 and PROBE1, which read zeros
Graphics: bochs-display
Captured by: laptop.sh, which runs capture.sh -a in the guest with busybox; carried out as a tar over a serial line, its checksum compared
The files were read one after the other, so that their counters are of slightly different moments
A
python3 "$here/scrub.py" "$work/fixture/root" >&2
"$here/archive.sh" pack "$work/fixture" "$here/debian-6.1-x86_64-laptop.txt"

#!/bin/bash
# Boots one guest under emulation, runs COMMAND in it with sh, and returns its files.
# Usage: guest.sh [OPTIONS] GUEST CONTENT COMMAND OUT
#   GUEST    one of fetch.sh; downloaded if missing
#   CONTENT  a directory whose content is in /guest of the guest; "" for none
#   COMMAND  one shell line, run as root in /guest: busybox, with /proc, /sys, /dev and /tmp mounted,
#            and no cgroups
#   OUT      a directory of this machine that receives the content of /out; "" for nothing
#   -c CPUS, -m MEGABYTES, -p PROCESSOR, -t SECONDS (its time limit), -a "KERNEL ARGUMENTS",
#   -M "MODULES", -q "EMULATOR ARGUMENTS"
#   -n       a network card (eth0, down; the user network answers ping 10.0.2.2 to 10.0.2.15/24), a new
#            disk (vda, 64 MiB: vda1 of 32 and vda2 of 16, for swap), and two empty ones (sda, nvme0n1)
# Prints the output of COMMAND, and returns its status. 125: the guest gave no result, or a damaged
# one; 77: the guest is not available here. Both with the reason on stderr.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cache=${KERNELS_CACHE:-$(cd "$here/../.." && pwd)/.build-kernels}
cpus=2 memory=512 processor='' seconds=120 append=psi=1 modules='' emulator=() devices=''
while getopts c:m:p:t:a:M:q:n option; do
    case $option in
    c) cpus=$OPTARG ;; m) memory=$OPTARG ;; p) processor=$OPTARG ;; t) seconds=$OPTARG ;;
    a) append=$OPTARG ;; M) modules=$OPTARG ;; q) read -ra emulator <<<"$OPTARG" ;; n) devices=1 ;;
    *) exit 64 ;;
    esac
done
shift $((OPTIND - 1))
guest=$1 content=$2 command=$3 out=$4
"$here/fetch.sh" "$guest" || exit $?
kernel=$cache/$guest
work=$(mktemp -d "$cache/run.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/root"/{bin,guest,modules}
cp "$kernel/busybox" "$work/root/bin/busybox"
[ -z "$content" ] || cp -a "$content/." "$work/root/guest/"
if [ -n "$devices" ]; then
    modules="virtio_pci virtio_blk virtio_net ahci sd_mod nvme $modules"
    truncate -s 64M "$work/disk"
    printf 'label: dos\n2048,65536\n67584,32768,82\n' | /sbin/sfdisk -q "$work/disk"
    emulator+=(-drive "file=$work/disk,format=raw,if=none,id=d0" -device virtio-blk-pci,drive=d0
        -netdev user,id=n0,restrict=on -device virtio-net-pci,netdev=n0,romfile=
        -blockdev null-co,node-name=d1,size=67108864,read-zeroes=on -device ahci,id=ata
        -device ide-hd,drive=d1,bus=ata.0,serial=PROBE2
        -blockdev null-co,node-name=d2,size=67108864,read-zeroes=on -device nvme,drive=d2,serial=PROBE1)
fi
: >"$work/root/modules/order"
for module in $modules; do # In the order of their dependencies; built-in modules have no file.
    /sbin/modprobe -d "$kernel" -S "$(ls "$kernel/lib/modules")" --show-depends "$module" 2>/dev/null |
        sed -n 's/^insmod \([^ ]*\).*/\1/p' | while read -r file; do
        name=${file##*/}
        [ -e "$work/root/modules/$name" ] || { cp "$file" "$work/root/modules/"; echo "$name"; }
    done >>"$work/root/modules/order" || :
done
printf '%s\n' "$command" >"$work/root/command"
cat >"$work/root/init" <<'I'
#!/bin/busybox sh
/bin/busybox --install -s /bin
export PATH=/bin HOME=/
mkdir -p /proc /sys /dev /tmp /out
mount -t proc proc /proc; mount -t sysfs sysfs /sys; mount -t devtmpfs devtmpfs /dev; mount -t tmpfs tmpfs /tmp
mkdir -p /dev/shm; mount -t tmpfs tmpfs /dev/shm
while read -r module; do insmod /modules/$module; done </modules/order
ip link set lo up
: >/tmp/.output
# If there are two serial lines, the result has its own; the console then shows the progress.
if grep -q result=ttyS1 /proc/cmdline; then
    line=/dev/ttyS1
    tail -f /tmp/.output >/dev/console 2>&1 &
else
    line=/dev/console
    dmesg -n 1
fi
echo "@booted" >$line
cd /guest
sh /command >/tmp/.output 2>&1 </dev/null
status=$?
cd /out; tar cf /tmp/.out.tar .; gzip /tmp/.out.tar
{
    echo "@output"; base64 </tmp/.output
    echo "@out"; base64 </tmp/.out.tar.gz
    echo "@sum $(cat /tmp/.output /tmp/.out.tar.gz | sha256sum)"
    echo "@status $status"
} >$line
sleep 1
poweroff -f
I
chmod 755 "$work/root/init"
(cd "$work/root" && find . | cpio -o -H newc --quiet | gzip -1) >"$work/initrd"
# One thread for all processors: with one for each, a processor now and then runs code that another is
# rewriting (the kernel's jump labels), and the kernel panics or hangs.
common=(-accel tcg,thread=single -smp "$cpus" -m "$memory" -nodefaults -no-user-config -display none -no-reboot
    -kernel "$kernel/vmlinuz" -initrd "$work/initrd" ${emulator[@]+"${emulator[@]}"})
# --foreground: the emulator stays in this process group, so that an interrupt of a check ends it.
boot() {
    case $guest in
    *-x86_64)
        timeout --foreground "$seconds" qemu-system-x86_64 -machine pc -cpu "${processor:-qemu64}" "${common[@]}" \
            -serial "file:$work/console" -serial "file:$work/result" \
            -append "console=ttyS0 panic=-1 quiet result=ttyS1 $append" </dev/null & ;;
    *-aarch64)
        timeout --foreground "$seconds" qemu-system-aarch64 -machine virt -cpu "${processor:-cortex-a57}" "${common[@]}" \
            -serial "file:$work/result" -append "console=ttyAMA0 panic=-1 quiet $append" </dev/null & ;;
    esac
    local waited=0
    until grep -qs '^@booted' "$work/result" || ! kill -0 $! 2>/dev/null; do
        sleep 1
        waited=$((waited + 1))
        [ "$waited" -lt 120 ] || { kill $! 2>/dev/null || :; break; }
    done
    wait $! || :
    tr -d '\r' <"$work/result" >"$work/lines"
}
boot
last() { tail -n 12 "$cache/console.$guest" | tr -cd '\11\12\40-\176'; }
keep() { cp "$work/console" "$cache/console.$guest" 2>/dev/null || cp "$work/lines" "$cache/console.$guest"; }
# A guest that panicked, hung or did not boot is booted once more. Its last lines are printed, because
# a command that hangs would be a fault of its own.
if ! grep -q '^@status' "$work/lines"; then
    keep
    { echo "the guest gave no result and is booted once more; its last lines:"; last; } >&2
    rm -f "$work/result" "$work/console"
    boot
fi
keep
status=$(sed -n 's/^@status //p' "$work/lines")
[ -n "$status" ] || { echo "no result; its last lines:"; last; exit 125; } >&2
part() { sed -n "/^@$1\$/,/^@$2/p" "$work/lines" | { grep -v '^@' || :; } | base64 -d; }
part output out >"$work/output"
part out sum >"$work/out.tar.gz"
sum=$(cat "$work/output" "$work/out.tar.gz" | sha256sum)
[ "@sum $sum" = "$(grep '^@sum' "$work/lines")" ] || { echo "damaged on the way" >&2; exit 125; }
cat "$work/output"
[ -z "$out" ] || { mkdir -p "$out" && tar xzf "$work/out.tar.gz" -C "$out" --no-same-owner; }
exit "$status"

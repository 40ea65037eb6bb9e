#!/bin/sh
# Fuzzes the parsers for so many seconds, from the texts of the fixtures. Usage: run.sh SECONDS
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-10}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if ! clang -std=c11 -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all -fuse-ld=lld \
    Tests/Fuzz/fuzz.c Sources/CProbe/text/*.c Sources/CProbe/fields/*.c Sources/CProbe/format/*.c \
    Sources/CProbe/mounts/*.c Sources/CProbe/netlink/*.c Sources/CProbe/quota/*.c \
    Sources/CProbe/failure.c -o "$work/fuzz" 2>"$work/err"; then
    cat "$work/err"
    echo "fuzz: 0 passed, 1 failed"
    exit 1
fi
mkdir "$work/seeds"
fixtures=$(Tests/Fixtures/archive.sh)
# The first byte of a seed chooses the parser: as in fuzz.c. A "*" of a pattern is any path.
seed() {
    before=$number
    find "$fixtures" -type f -path "$fixtures/$2" >"$work/files"
    while read -r file; do
        number=$((number + 1))
        { printf "\\$1"; cat "$file"; } >"$work/seeds/$number"
    done <"$work/files"
    [ "$number" -gt "$before" ] || { echo "fuzz: no captured machine has $2"; exit 1; }
}
number=0
seed 000 '*/root/proc/stat'
seed 001 '*/root/proc/meminfo'
seed 002 '*/root/proc/vmstat'
seed 031 '*/root/proc/vmstat'
seed 031 '*/root/proc/zoneinfo'
seed 031 '*/root/proc/buddyinfo'
seed 031 '*/root/proc/slabinfo'
seed 003 '*/root/proc/loadavg'
seed 004 '*/root/proc/uptime'
seed 005 '*/root/sys/devices/system/cpu/online'
seed 006 '*/root/proc/self/mountinfo'
seed 006 '*/root/proc/self/cgroup'
seed 007 '*/root/proc/diskstats'
seed 021 '*/root/proc/swaps'
seed 010 '*/root/proc/self/mountinfo'
seed 011 '*/root/proc/net/dev'
seed 011 '*/root/proc/net/snmp'
seed 011 '*/root/proc/net/sockstat'
seed 012 'netlink/*'
seed 025 '*/root/proc/net/netstat'
seed 025 '*/root/proc/net/snmp6'
seed 025 '*/root/proc/net/sockstat6'
seed 025 '*/root/proc/net/tcp*'
seed 025 '*/root/proc/net/route'
seed 025 '*/root/proc/net/ipv6_route'
seed 025 '*/root/proc/net/arp'
seed 025 '*/root/proc/net/xfrm_stat'
seed 013 '*/root/proc/pressure/*'
seed 013 '*/root/sys/class/net/br0/*'
seed 013 '*/root/proc/sys/kernel/osrelease'
seed 013 '*/root/proc/version'
seed 014 '*/root/proc/self/limits'
seed 014 '*/root/proc/self/status'
seed 014 '*memory.stat'
seed 014 '*cpu.stat'
seed 014 '*memory.events'
seed 014 '*io.stat'
seed 014 '*blkio.throttle.io_serviced'
seed 020 '*cpu.max'
seed 020 '*memory.limit_in_bytes'
seed 015 'debian-6.12-x86_64-processes/root/proc/10*/stat'
seed 016 'debian-6.12-x86_64-processes/root/proc/10[0129]*/status'
seed 016 'debian-6.12-x86_64-processes/root/proc/109*/io'
seed 016 'debian-6.12-x86_64-processes/root/proc/109*/smaps_rollup'
seed 026 'debian-6.12-x86_64-processes/root/proc/109*/smaps_rollup'
printf '%b' '\0026556d2c9c4000-556d2c9c6000 r--p 00000000 08:01 393225      /a\\012b (deleted)\nRss: 8 kB\nVmFlags: rd mr \n' \
    >"$work/seeds/smaps"
printf '%b' '\0026pos:\t0\nflags:\t02\nmnt_id:\t26\ndrm-driver:\txe\ndrm-client-id:\t3\ndrm-engine-rcs:\t5 ns\ndrm-total-vram0:\t8 KiB\n' \
    >"$work/seeds/fdinfo"
seed 017 '*/root/etc/passwd'
seed 017 '*/root/proc/sys/kernel/random/boot_id'
seed 017 '*/root/proc/self/cgroup'
if "$work/fuzz" -max_total_time="$seconds" -timeout=5 -rss_limit_mb=1024 -print_final_stats=1 \
    -artifact_prefix="$work/" "$work/seeds" 2>"$work/log"; then
    grep -E "^stat::(number_of_executed_units|average_exec)" "$work/log"
    echo "fuzz: 1 passed, 0 failed"
else
    grep -vE "^#[0-9]" "$work/log" | tail -40
    for crash in "$work"/crash-* "$work"/timeout-*; do
        [ -e "$crash" ] && od -c "$crash" | head -20
    done
    echo "fuzz: 0 passed, 1 failed"
    exit 1
fi

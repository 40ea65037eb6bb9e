#!/bin/bash
# What a table of 10 to 5,000 cgroups costs: CPU time of one reading, for each cgroup.
#
#     cgroups.sh [--here | GUEST]...      a guest of Tests/Kernels, with v2 alone (6.12-x86_64)
#
# --here is this machine, with the hierarchies that it has. The floor is the same files by hand: those
# that the table keeps open are read, the others opened, read and closed. Beside them are other programs
# that read the same cgroups: systemd-cgtop where it is installed, which reads fewer files, and cadvisor of
# Debian 11, which reads all cgroups of the machine. A guest runs those of this machine. A column without a
# number is a program that is not here, or does not run there. Each table is read with the usual limit of
# descriptors, with 65,536 where that is allowed, and with 1,024. The least of several readings counts:
# other programs can only make one longer. COUNTS="10 100" makes less of them.
set -u
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.." || exit 1
[ $# -gt 0 ] || set -- --here 6.12-x86_64
counts=${COUNTS:-10 64 500 5000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/content"
# shellcheck disable=SC2046
${CC:-cc} -std=c11 -O2 -w -static "$here"/*.c $(find Sources/CProbe -name '*.c') -o "$work/content/measure" ||
    exit 1
# For busybox, too.
cat >"$work/content/cost.sh" <<'I'
# Usage: cost.sh COUNTS MOUNT...: the mounts in which cgroups are made, beneath /scale.
counts=$1
shift
here=$(dirname "$0")
[ ! -e "$here/others/lib" ] || within="$here/others/lib/ld.so --library-path $here/others/lib"
trap 'for mount; do rmdir "$mount"/scale/*/ "$mount/scale"; done 2>/dev/null' EXIT

spent() { # COMMAND...: milliseconds of CPU time, user and kernel.
    ("$@" >/dev/null 2>&1; times) | tail -n 1 | awk '{
        for (i = 1; i <= 2; i++) { split($i, part, /[ms]/); sum += part[1] * 60 + part[2] }
        print 1000 * sum }'
}

# What one more table costs: of three, two less the first.
cgtop() {
    [ -e "$here/others/systemd-cgtop" ] || return
    # shellcheck disable=SC2086
    one=$(spent ${within:-} "$here/others/systemd-cgtop" -b -n 1 -d 1 /scale)
    # shellcheck disable=SC2086
    three=$(spent ${within:-} "$here/others/systemd-cgtop" -b -n 3 -d 1 /scale)
    awk -v a="$one" -v b="$three" 'BEGIN { printf "%.1f", (b - a) / 2 }'
}

# It reads each cgroup once a second, unasked: what a second costs, once it knows them all. Clock
# ticks are of 10 ms.
cadvisor() {
    [ -e "$here/others/cadvisor" ] || return
    # shellcheck disable=SC2086
    ${within:-} "$here/others/cadvisor" -port 18099 -listen_ip 127.0.0.1 -housekeeping_interval 1s \
        -max_housekeeping_interval 1s -allow_dynamic_housekeeping=false >/dev/null 2>&1 &
    sleep $((10 + $1 / 100))
    ticks() { sed 's/.*) //' /proc/$!/stat 2>/dev/null | awk '{ print $12 + $13 }'; }
    before=$(ticks)
    sleep 20
    after=$(ticks)
    kill $! 2>/dev/null
    wait $! 2>/dev/null
    [ -z "$after" ] || awk -v t=$((after - before)) 'BEGIN { printf "%.1f", t * 10 / 20 }'
}

for mount; do
    mkdir "$mount/scale"
    for name in cpu memory pids io; do echo "+$name" >"$mount/scale/cgroup.subtree_control"; done 2>/dev/null
    echo "    $mount: $(cat "$mount/scale/cgroup.subtree_control" 2>/dev/null || echo v1)"
done
columns='%8s %12s %10s %10s %10s %7s %10s %12s\n'
# shellcheck disable=SC2059
printf "$columns" cgroups descriptors ms 'us each' 'floor ms' ratio 'cgtop ms' 'cadvisor ms'
made=1
for count in $counts; do
    while [ $made -lt "$count" ]; do
        for mount; do mkdir "$mount/scale/c$made" || exit 1; done
        made=$((made + 1))
    done
    first=1
    for limit in "$(ulimit -n)" 65536 1024; do
        [ "$limit" = "$(ulimit -n)" ] && [ -z "$first" ] && continue
        numbers=$(ulimit -n "$limit" 2>/dev/null || exit
            for run in 1 2 3 4 5; do echo 3; done | "$here/measure" cgroups / /scale | awk -v count="$count" '
                $1 == "ready" { next }
                least == 0 || $1 < least { least = $1 }
                floor == 0 || $2 < floor { floor = $2 }
                END { if (floor) printf "%.2f %.1f %.2f %.2f", least / 1e6, least / 1e3 / count, floor / 1e6,
                                 least / floor }')
        [ -n "$numbers" ] || continue
        top='' advisor=''
        if [ -n "$first" ] && [ -d "$here/others" ]; then
            top=$(cgtop "$count") advisor=$(cadvisor "$count")
            first=''
        fi
        first=''
        # shellcheck disable=SC2059,SC2086
        printf "$columns" "$count" "$limit" $numbers "${top:--}" "${advisor:--}"
    done
done
I
# The other programs, and for a guest their libraries.
fetch_others() {
    local program
    mkdir -p "$work/others"
    if program=$(Tests/Smoke/cadvisor.sh .build-cadvisor 2>"$work/log"); then
        cp "$program" "$work/others/cadvisor"
    else
        echo "without cadvisor: $(cat "$work/log")"
    fi
    if command -v systemd-cgtop >/dev/null; then
        cp "$(command -v systemd-cgtop)" "$work/others/"
    else
        echo "without systemd-cgtop: it is not installed"
    fi
}
bundle() {
    local file
    cp -r "$work/others" "$work/content/"
    mkdir "$work/content/others/lib"
    for file in "$work"/others/*; do
        ldd "$file" 2>/dev/null | awk '$2 == "=>" { print $3 } $1 ~ /^\// { print $1 }'
    done | sort -u | while read -r file; do cp -L "$file" "$work/content/others/lib/"; done
    for file in "$work"/content/others/lib/ld-linux*; do mv "$file" "$work/content/others/lib/ld.so"; done
}
fetch_others
for each; do
    if [ "$each" = --here ]; then
        # Mounts of whole hierarchies with the controllers that a table is about, then of v2 alone.
        mounts() { # TYPES
            awk -v types="$1" '$4 == "/" {
                for (i = 7; i <= NF && $i != "-"; i++) { }
                if ($(i + 1) ~ types && ($(i + 1) == "cgroup2" || $NF ~ /(^|,)(cpu|cpuacct|memory|pids|blkio)(,|$)/)) print $5
            }' /proc/self/mountinfo
        }
        rm -rf "$work/content/others" && cp -r "$work/others" "$work/content/"
        echo "this machine, Linux $(uname -r):"
        # shellcheck disable=SC2046
        bash "$work/content/cost.sh" "$counts" $(mounts '^cgroup')
        rm -rf "$work/content/others"
        if [ -n "$(mounts '^cgroup2$')" ] && [ -n "$(mounts '^cgroup$')" ]; then
            # The other programs would read the hierarchies of v1.
            echo "this machine, cgroups in the hierarchy of v2 alone:"
            bash "$work/content/cost.sh" "$counts" "$(mounts '^cgroup2$' | head -n 1)"
        fi
    else
        rm -rf "$work/content/others" && bundle
        echo "a guest, $each, v2:"
        Tests/Kernels/guest.sh -m 3072 -t 1800 "$each" "$work/content" \
            'mount -t cgroup2 none /sys/fs/cgroup; for name in cpu memory pids io; do
                echo "+$name" >/sys/fs/cgroup/cgroup.subtree_control; done; ifconfig lo 127.0.0.1 up
            sh ./cost.sh "'"$counts"'" /sys/fs/cgroup' ""
    fi
done

#!/bin/bash
# What a table of 10 to 5,000 cgroups costs: CPU time of one reading, for each cgroup.
#
#     cgroups.sh [--here | GUEST]...      a guest of Tests/Kernels, with v2 alone (6.12-x86_64)
#
# --here is this machine, with the hierarchies that it has, beside other programs that read the same
# cgroups: systemd-cgtop where it is installed, and cadvisor. Each is read with the usual limit of
# descriptors and with 1,024. The least of several readings counts: other programs can only make one
# longer. COUNTS="10 100" makes less of them, here.
set -u
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.." || exit 1
[ $# -gt 0 ] || set -- --here 6.12-x86_64
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/content"
# shellcheck disable=SC2046
${CC:-cc} -std=c11 -O2 -w -static "$here"/*.c $(find Sources/CProbe -name '*.c') -o "$work/content/measure" ||
    exit 1
cat >"$work/content/cost.sh" <<'I'
# Usage: cost.sh MOUNT...: the mounts in which cgroups are made, beneath /scale.
trap 'for mount; do rmdir "$mount"/scale/*/ "$mount/scale"; done 2>/dev/null' EXIT
for mount; do
    mkdir "$mount/scale"
    for name in cpu memory pids io; do echo "+$name" >"$mount/scale/cgroup.subtree_control"; done 2>/dev/null
done
made=1
for count in ${COUNTS:-10 100 1000 5000}; do
    while [ $made -lt $count ]; do
        for mount; do mkdir "$mount/scale/c$made" || exit 1; done
        made=$((made + 1))
    done
    for limit in "" 1024; do
        [ -z "$limit" ] || ulimit -n $limit
        for run in 1 2 3 4 5; do echo 3; done | "$(dirname "$0")/measure" cgroups / /scale |
            awk -v count=$count -v limit="${limit:-usual}" '
                $1 == "ready" { found = $2; next }
                least == 0 || $1 < least { least = $1 }
                END { printf "%d cgroups, %s descriptors: %.3f ms, %.1f us each\n", found, limit,
                      least / 1e6, least / 1e3 / count }'
    done
    [ -z "${OTHERS:-}" ] || bash "$OTHERS" "$count"
done
I
# CPU time of the program itself, user and kernel, for one more table: of two tables less one.
cat >"$work/others.sh" <<'I'
spent() { # COMMAND...: milliseconds.
    { TIMEFORMAT='%U %S'; time "$@" >/dev/null 2>&1; } 2>&1 | awk '{ print 1000 * ($1 + $2) }'
}

# It reads each cgroup once a second, unasked: what a second costs, once it knows them all.
if [ -n "${CADVISOR:-}" ]; then
    "$CADVISOR" -port 18099 -listen_ip 127.0.0.1 -housekeeping_interval 1s -max_housekeeping_interval 1s \
        -allow_dynamic_housekeeping=false >/dev/null 2>&1 &
    sleep $((10 + $1 / 100))
    ticks() { sed 's/.*) //' /proc/$!/stat | awk '{ print $12 + $13 }'; }
    before=$(ticks)
    sleep 20
    after=$(ticks)
    kill $!
    wait $! 2>/dev/null
    echo "$1 cgroups, cadvisor: $(awk -v t=$((after - before)) -v hz="$(getconf CLK_TCK)" \
        'BEGIN { printf "%.1f", t * 1000 / hz / 20 }') ms"
fi
if command -v systemd-cgtop >/dev/null; then
    one=$(spent systemd-cgtop -b -n 1 -d 1 /scale)
    three=$(spent systemd-cgtop -b -n 3 -d 1 /scale)
    echo "$1 cgroups, systemd-cgtop: $(awk -v a="$one" -v b="$three" 'BEGIN { printf "%.1f", (b - a) / 2 }') ms"
fi
I
# The newest cadvisor that Debian has is that of Debian 11, by an apt root of its own.
fetch_cadvisor() {
    local mirror
    mirror=$(apt-get indextargets --format '$(COMPONENT) $(REPO_URI)' 'Created-By: Packages' |
        sed -n 's/^main //p' | head -n 1)
    mkdir -p "$work"/apt/{state/lists/partial,cache/archives/partial,debs} && : >"$work/apt/status"
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror bullseye main" >"$work/apt/list"
    cat >"$work/apt/conf" <<C
Dir::State "$work/apt/state"; Dir::State::status "$work/apt/status"; Dir::Cache "$work/apt/cache";
Dir::Etc::sourcelist "$work/apt/list"; Dir::Etc::sourceparts "-"; APT::Sandbox::User "root";
C
    (
        export APT_CONFIG=$work/apt/conf
        cd "$work/apt/debs" && apt-get update -qq && apt-get download -qq cadvisor && dpkg -x ./*.deb "$work/cadvisor"
    ) >"$work/apt/log" 2>&1
}
for each; do
    if [ "$each" = --here ]; then
        CADVISOR=$(command -v cadvisor) || { fetch_cadvisor && CADVISOR=$work/cadvisor/usr/bin/cadvisor; } ||
            echo "without cadvisor: $(tail -n 1 "$work/apt/log")"
        export CADVISOR
        echo "this machine, Linux $(uname -r):"
        # Mounts of whole hierarchies with the controllers that a table is about, then of v2 alone.
        mounts() { # TYPES
            awk -v types="$1" '$4 == "/" {
                for (i = 7; i <= NF && $i != "-"; i++) { }
                if ($(i + 1) ~ types && ($(i + 1) == "cgroup2" || $NF ~ /(^|,)(cpu|cpuacct|memory|pids)(,|$)/)) print $5
            }' /proc/self/mountinfo
        }
        # shellcheck disable=SC2046
        OTHERS=$work/others.sh bash "$work/content/cost.sh" $(mounts '^cgroup')
        if [ -n "$(mounts '^cgroup2$')" ] && [ -n "$(mounts '^cgroup$')" ]; then
            echo "this machine, the hierarchy of v2 alone:"
            bash "$work/content/cost.sh" "$(mounts '^cgroup2$' | head -n 1)"
        fi
    else
        echo "a guest, $each, v2:"
        Tests/Kernels/guest.sh -m 3072 -t 500 "$each" "$work/content" \
            'mount -t cgroup2 none /sys/fs/cgroup; for name in cpu memory pids io; do
                echo "+$name" >/sys/fs/cgroup/cgroup.subtree_control; done; sh ./cost.sh /sys/fs/cgroup' ""
    fi
done

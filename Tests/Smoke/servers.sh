#!/bin/bash
# No command waits for a dead file server: over each kernel file, beneath a file system that is listed,
# and beneath an overlay whose layer was unmounted. As root, in mount namespaces of its own.
# Usage: servers.sh PROBECTL
set -u
cd "$(dirname "$0")/../.." || exit 1
probectl=$(realpath "$1")
passed=0 failed=0 skipped=0
if [ "$(id -u)" -ne 0 ] || [ ! -c /dev/fuse ]; then
    echo "skipped: it takes root and /dev/fuse to mount a file system"
    echo "servers: 0 passed, 0 failed, 1 skipped"
    exit 0
fi
work=$(mktemp -d)
# Removes the files once no server runs: what waits for one is in an uninterruptible sleep until it ends.
finish() {
    while pgrep -f "^$work/fuse_server" >/dev/null; do sleep 0.2; done
    rm -rf "$work"
}
trap finish EXIT
"$(command -v cc || echo clang)" -std=gnu11 -O1 -o "$work/fuse_server" Tests/Smoke/fuse_server.c || exit 1
mkdir "$work/mount" "$work/lower" "$work/upper" "$work/overlay"
export probectl work

# Whether the command, run after SETUP in a mount namespace, ends in 8 s and prints PATTERN.
ends() {
    local name=$1 setup=$2 pattern=$3
    shift 3
    unshare -m --propagation private bash -c '
        eval "$0" || exit 99
        timeout -s KILL 8 "$probectl" "$@" </dev/null >"$work/out" 2>"$work/err"' "$setup" "$@" 2>/dev/null
    local status=$?
    if [ "$status" -lt 64 ] && grep -qE "$pattern" "$work/out" "$work/err"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "failed: $name: probectl $*: status $status"
        cut -c1-300 "$work/out" "$work/err" | head -5
    fi
}

dead() {
    echo "\$work/fuse_server 10 0 $1"
}

for file in stat meminfo loadavg vmstat diskstats uptime pressure/cpu pressure/memory pressure/io self/mounts; do
    case $file in
    self/mounts) pattern=schema ;; # Which is not read.
    uptime) pattern='"source":"/proc/uptime"' ;;
    *) pattern='"code":"stalled","source":"/proc/'$file'"' ;;
    esac
    ends "$file" "$(dead /proc/$file)" "$pattern" sample --interval 0 --format json
    ends "$file" "$(dead /proc/$file)" . why --duration 0.5
    ends "$file" "$(dead /proc/$file)" schema processes --interval 0 --format json
    ends "$file" "$(dead /proc/$file)" . quota
    ends "$file" "$(dead /proc/$file)" . capabilities
done
cpus=/sys/devices/system/cpu/online
ends online "$(dead $cpus)" '"code":"stalled","source":"'$cpus'"' sample --interval 0 --format json
ends online "$(dead $cpus)" '^[0-9]+$' quota --cpus
ends pressure "$(dead /proc/pressure)" '"code":"stalled"' sample --interval 0 --format json
for file in cmdline stat status io; do
    ends "1/$file" "$(dead /proc/1/$file)" '"code":"stalled","source":"/proc/PID/'$file'"' \
        processes --interval 0 --format json --limit all --details io
    ends "1/$file" "$(dead /proc/1/$file)" . why --duration 0.5
done
for file in cgroup limits mountinfo; do
    ends "1/$file" "$(dead /proc/1/$file)" . quota --pid 1 --format json
done
ends passwd "$(dead /etc/passwd)" schema processes --interval 0 --format json

# A healthy server answers through the helper.
echo "cpu  1 2 3 4" >"$work/stat"
ends healthy "\$work/fuse_server 8 99 /proc/stat \$work/stat" '"user_ns":10000000,' sample --interval 0 --format json

mount="\$work/fuse_server 10"
point='"mount_point":"[^"]*/mount"[^}]*'
ends "not asked" "$mount 0 \$work/mount" "$point"'"not_requested":"user_space"' \
    sample --only filesystem --interval 0 --format json
ends "dead, asked" "$mount 0 \$work/mount" "$point"'"code":"stalled"' \
    sample --only filesystem --interval 0 --all-filesystems --format json
ends "healthy, asked" "$mount 99 \$work/mount" "$point"'"total_bytes":4096000' \
    sample --only filesystem --interval 0 --all-filesystems --format json
# Directories of another mount: a tmpfs, as /run is on most machines, cannot block; a server can.
session='mkdir -p /run/systemd/sessions && printf "UID=0\nUSER=ada\nSTATE=active\n" >/run/systemd/sessions/7'
ends "sessions on a tmpfs" "mount -t tmpfs run /run && $session" '"sessions":\[\{"id":"7"[^]]*"user":"ada"' \
    sample --only host --interval 0 --format json
ends "sessions beneath a dead server" "mount -t tmpfs run /run && $session && $(dead /run/systemd/sessions)" \
    '"code":"(stalled|io)","source":"/run/systemd/sessions"' sample --only host --interval 0 --format json

# The layer is in no list of mounts any more when its server dies.
ends "overlay" "\$work/fuse_server 12 2 \$work/lower &&
    mount -t overlay overlay -o lowerdir=\$work/lower:\$work/upper \$work/overlay &&
    umount -l \$work/lower && sleep 2.2" '"mount_point":"[^"]*/overlay"[^}]*"code":"stalled"' \
    sample --only filesystem --interval 0 --format json

echo "servers: $passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]

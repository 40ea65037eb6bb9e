#!/bin/bash
# The command beside df, ip, psutil and the kernel's own files, on this machine and in namespaces of the
# test's own, where interfaces have odd names, mounts are many, and all of it changes while it samples.
# Usage: machine.sh PROBECTL
set -u
here=$(cd "$(dirname "$0")" && pwd)
probectl=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0 skipped=0

result() {
    if [ "$1" -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "failed: $2"; fi
}
skip() {
    skipped=$((skipped + 1))
    echo "skipped: $1"
}

# What others say, between two readings. Run as `bash machine.sh --compare PROBECTL DIR` in namespaces.
compare() {
    mkdir -p "$2"
    sample=("$1" sample --interval 0 --format json --all-filesystems)
    "${sample[@]}" >"$2/before.json"
    df -B1 --output=source,size,used,avail,target -a -x autofs 2>/dev/null |
        awk 'NR == 1 || $2 ~ /^[0-9]+$/ && $2 > 0' >"$2/df"
    ip -s -d -j link >"$2/links.json" 2>/dev/null
    cat /proc/net/dev >"$2/net_dev"
    cat /proc/diskstats >"$2/diskstats"
    python3 - >"$2/psutil.json" 2>/dev/null <<'P'
import json, psutil
links = {n: s._asdict() for n, s in psutil.net_if_stats().items()}
print(json.dumps({
    "disk": {n: c._asdict() for n, c in psutil.disk_io_counters(perdisk=True, nowrap=False).items()},
    "network": {n: c._asdict() for n, c in psutil.net_io_counters(pernic=True, nowrap=False).items()},
    "links": {n: {"speed": s["speed"], "mtu": s["mtu"]} for n, s in links.items()},
    "usage": {p.mountpoint: psutil.disk_usage(p.mountpoint)._asdict() for p in psutil.disk_partitions()},
}))
P
    "${sample[@]}" >"$2/after.json"
    python3 "$here/compare.py" "$2" $3
}
if [ "$1" = --compare ]; then
    compare "$2" "$3" ""
    exit
fi

compare "$probectl" "$work/own" --here
result $? "this machine"

# Statistics of /proc/net/dev and of rtnetlink are the same to the last packet: through the one road and
# the other, from one namespace in which nothing moves.
if [ "$(id -u)" -ne 0 ] || ! unshare --net --mount --pid --fork true 2>/dev/null; then
    skip "namespaces need root"
    echo "machine: $passed passed, $failed failed, $skipped skipped"
    [ "$failed" -eq 0 ]
    exit
fi
cat >"$work/strange.sh" <<'S'
set -e
work=$1 probectl=$2 here=$3
mount -t proc proc /proc
mount -t sysfs sysfs /sys
ip link set lo up
ip link add br0 type bridge
ip link add v0 type veth peer name v1
ip link add 'we.ird-1' type ifb
for name in 'a"b\c' 'x@y' 'a{b}=c' '0' 'ünï' 'fifteen-letters'; do
    ip link add name "$name" type ifb
done
ip link set v0 master br0
ip tuntap add tap0 mode tap && ip link set tap0 up || true
ip link add link v1 name mac0 type macvlan mode bridge
for name in br0 v0 v1 mac0 'we.ird-1'; do ip link set "$name" up; done
ip addr add 10.99.0.1/24 dev br0
ping -c 2 -W 1 -i 0.2 10.99.0.77 >/dev/null 2>&1 || true
mkdir "$work/mounts"
mount -t tmpfs tmpfs "$work/mounts"
mkdir "$work/mounts/a b" "$work/mounts/n
l" "$work/mounts/ünï" "$work/mounts/over" "$work/mounts/over2"
mount -t tmpfs -o size=1m 'odd source' "$work/mounts/a b"
mount -t tmpfs -o size=2m back\\slash "$work/mounts/n
l"
mount -t tmpfs -o size=3m,ro ro "$work/mounts/ünï"
mount -t tmpfs -o size=1m below "$work/mounts/over"
mount -t tmpfs -o size=2m above "$work/mounts/over"
mount --bind "$work/mounts/a b" "$work/mounts/over2"
for number in $(seq 1000); do mkdir "$work/mounts/$number"; done
for number in $(seq 1000); do echo "$number"; done |
    xargs -I% mount -n -t tmpfs -o size=64k many "$work/mounts/%"
sleep 0.3
exec bash "$here/machine.sh" --compare "$probectl" "$work/strange"
S
unshare --net --mount --pid --fork bash "$work/strange.sh" "$work" "$probectl" "$here"
result $? "odd names and a thousand mounts"
if [ -s "$work/strange/after.json" ]; then
    python3 - "$work/strange/after.json" <<'P'
import json, sys
sample = json.load(open(sys.argv[1]))
mounts = sample["filesystem"]["mounts"]
names = {i["name"]: i for i in sample["network"]["interfaces"]}
points = {m["mount_point"]: m for m in mounts if not m["covered"]}
assert sum(m["device"] == "many" and m["total_bytes"] == 65536 for m in mounts) == 1000, "a thousand"
assert names["br0"]["stacked"] and names["mac0"]["stacked"] and not names["v0"]["stacked"], names
assert names["mac0"]["lower_index"] == names["v1"]["index"] and names["v0"]["master_index"] == names["br0"]["index"]
assert names['a"b\\c']["operstate"] == "down" and "ünï" in names
assert any(p.endswith("n\nl") and m["device"] == "back\\slash" for p, m in points.items()), "newline"
ro = next(m for p, m in points.items() if p.endswith("mounts/ünï"))
assert ro["read_only"] and ro["total_bytes"] == 3 << 20
below = next(m for m in mounts if m["device"] == "below")
assert below["covered"] and below["not_requested"] == "covered" and below["total_bytes"] is None
assert next(m for p, m in points.items() if p.endswith("over"))["device"] == "above"
bound = [m for m in mounts if m["device"] == "odd source"]
assert sorted(m["duplicate"] for m in bound) == [False, True], bound
P
    result $? "what is reported of the odd machine"
fi

# Interfaces, mounts and loop devices come and go while one collector samples: nothing fails, nothing
# is negative, and each is seen within a reading or two.
cat >"$work/plug.sh" <<'S'
set -e
work=$1 probectl=$2
mount -t proc proc /proc
ip link set lo up
mkdir -p "$work/plugged"
# A block device that comes and goes: a loop device of an unusual number. Without loop devices, none.
loop() {
    python3 -c "import fcntl, sys
fcntl.ioctl(open('/dev/loop-control'), {'LOOP_CTL_ADD': 0x4C80, 'LOOP_CTL_REMOVE': 0x4C81}['$1'], 1077)" 2>/dev/null &&
        touch "$work/looped" || true
}
"$probectl" sample --only network,filesystem,disk,io --interval 0.05 --count 40 --format json >"$work/plug.json" &
sampler=$!
for round in 1 2 3 4 5; do
    ip link add plug0 type veth peer name plug1
    ip link set plug0 up
    ip link set plug1 up
    loop LOOP_CTL_ADD
    mount -t tmpfs plugged "$work/plugged"
    sleep 0.12
    ip link set plug0 down
    ip link set plug0 name renamed0
    ip link set renamed0 up
    sleep 0.1
    umount "$work/plugged"
    ip link del renamed0
    loop LOOP_CTL_REMOVE
    sleep 0.12
done
wait $sampler
S
unshare --net --mount --pid --fork bash "$work/plug.sh" "$work" "$probectl"
result $? "sampling while all changes; and nothing keeps a mount from being unmounted"
python3 - "$work/plug.json" "$work/looped" <<'P'
import json, os, sys
seen, disks, mounted, counts = set(), set(), 0, set()
for line in open(sys.argv[1]):
    sample = json.loads(line)
    assert not sample["unavailable"] and not sample["failures"], (sample["unavailable"], sample["failures"])
    names = {i["name"] for i in sample["network"]["interfaces"]}
    seen |= names
    counts.add(len(names))
    disks |= {d["name"] for d in sample["disk"]["devices"]}
    mounted += any(m["device"] == "plugged" and m["total_bytes"] for m in sample["filesystem"]["mounts"])
    for item in sample["rates"]["network"]["interfaces"] + [sample["rates"]["network"]["total"]]:
        for key, value in item.items():
            assert not key.endswith("_per_second") or value is None or 0 <= value < 1e9, (key, value)
assert {"plug0", "plug1", "renamed0", "lo"} <= seen, seen
assert len(counts) > 1 and 0 < mounted < 40, (counts, mounted)
assert "loop1077" in disks or not os.path.exists(sys.argv[2]), disks
P
result $? "each change is seen"

# A file system that another namespace makes read-only, and writable again, which mountinfo does not
# report here.
mkdir "$work/shared"
unshare --mount bash -s "$work" "$probectl" >"$work/shared.json" <<'S'
mount -t tmpfs shared "$1/shared"
"$2" sample --only filesystem --interval 0.2 --count 8 --format json &
sampler=$!
sleep 0.5
unshare --mount bash -c 'mount -o remount,ro "$1/shared"; sleep 0.6; mount -o remount,rw "$1/shared"' - "$1"
wait $sampler
S
result $? "sampling a file system that is remounted elsewhere"
python3 - "$work/shared.json" <<'P'
import itertools, json, sys
seen = [m["read_only"] for line in open(sys.argv[1]) for m in json.loads(line)["filesystem"]["mounts"]
        if m["device"] == "shared"]
assert [value for value, _ in itertools.groupby(seen)] == [False, True, False], seen
P
result $? "it is read-only for as long as it is"

# A file system whose server never answers statfs: a process that calls it cannot be killed until the server
# ends. It is listed, and a helper queries it if all are requested.
cat >"$work/dead.py" <<'P'
import ctypes, os, struct, subprocess, sys, time
probectl, point, out = sys.argv[1:]
# Below it lies a local one, which it hides: a path to that leads into the dead one, too.
os.makedirs(point + "/below")
subprocess.run(["mount", "-t", "tmpfs", "hidden", point + "/below"], check=True)
fuse = os.open("/dev/fuse", os.O_RDWR | os.O_CLOEXEC)
mount = ctypes.CDLL(None, use_errno=True).mount
options = f"fd={fuse},rootmode=40000,user_id=0,group_id=0".encode()
if mount(b"dead", point.encode(), b"fuse.dead", 0, options) != 0:
    sys.exit(77)
request = os.read(fuse, 1 << 17)  # FUSE_INIT, and nothing after it.
unique = struct.unpack_from("=IIQ", request)[2]
body = struct.pack("=IIIIHHIIHHIII4I", 7, 31, 0, 0, 12, 10, 4096, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0)[:64]
os.write(fuse, struct.pack("=IiQ", 16 + len(body), 0, unique) + body)
# That it is dead indeed: stat -f does not come back.
asker = subprocess.Popen(["stat", "-f", point], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
time.sleep(0.3)
if asker.poll() is not None:
    os._exit(2)
started = time.monotonic()
status = subprocess.Popen([probectl, "sample", "--only", "filesystem", "--interval", "0", "--format", "json",
                           "--all-filesystems"],
                          stdout=open(out, "w"))
while status.poll() is None and time.monotonic() - started < 5:
    time.sleep(0.01)
if status.returncode != 0:
    os._exit(1)  # Closing /dev/fuse lets go whoever waits for it.
# A mount point's path that leads into it from one reading to the next, which the kernel does not report.
os.makedirs(point + "-above/moved/disk")
subprocess.run(["mount", "-t", "tmpfs", "moved", point + "-above/moved/disk"], check=True)
with subprocess.Popen([probectl, "sample", "--only", "filesystem", "--interval", "0.3", "--count", "3", "--format",
                       "json"], stdout=subprocess.PIPE) as sampler:
    sampler.stdout.readline()
    os.rename(point + "-above/moved", point + "-above/renamed")
    os.symlink(point, point + "-above/moved")
    os.set_blocking(sampler.stdout.fileno(), False)
    started = time.monotonic()
    while sampler.poll() is None and time.monotonic() - started < 5:
        time.sleep(0.01)
    if sampler.returncode != 0 or b"-above/renamed/disk" not in (sampler.stdout.read() or b""):
        os._exit(3)
os._exit(0)
P
unshare --mount --pid --fork --mount-proc python3 "$work/dead.py" "$probectl" "$work/dead" "$work/dead.json"
status=$?
if [ $status -eq 77 ]; then
    skip "this kernel has no FUSE"
else
    result $status "a dead FUSE server does not hold anybody up"
    grep -q '"type":"fuse.dead"[^}]*"code":"stalled"' "$work/dead.json"
    result $? "it is asked by a helper, and did not answer"
    grep -q '"device":"hidden".*"covered":true,"not_requested":"covered"' "$work/dead.json"
    result $? "what it hides is not asked"
fi
echo "machine: $passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]

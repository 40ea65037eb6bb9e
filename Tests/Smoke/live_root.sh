#!/bin/bash
# The host seen from a container: DIR has the host's root, with its proc and sys, and the reader has a
# root, mounts, pids and a network of its own. What is read has to be the host's, and never the
# container's. Usage: live_root.sh PROBECTL
set -u
probectl=$1
if [ "$(id -u)" -ne 0 ] || ! unshare --net --mount --pid --fork true 2>/dev/null; then
    echo "skipped: namespaces need root"
    echo "live root: 0 passed, 0 failed, 1 skipped"
    exit 0
fi
work=$(mktemp -d)
trap 'umount "$work/mark" 2>/dev/null; rm -rf "$work"' EXIT
mkdir "$work/mark" "$work/container" "$work/out"
# A mount and memory that only the host has. Nothing else of it is touched.
mount -t tmpfs -o size=7m hostmark "$work/mark" || exit 1
head -c 3000000 /dev/zero >"$work/mark/file"

# The container: a root of its own, with what a program needs of the host, and the host at /host.
cat >"$work/container.sh" <<'S'
set -e
work=$1 probectl=$2
root=$work/container
mount -t tmpfs -o size=9m containerroot "$root"
mkdir -p "$root"/{host,proc,sys,tmp,out,containermount,bound}
for name in usr bin lib lib64 etc opt; do
    if [ -L "/$name" ]; then
        cp -P "/$name" "$root/$name"
    elif [ -d "/$name" ]; then
        mkdir "$root/$name"
        mount --rbind "/$name" "$root/$name"
    fi
done
mount --bind "$work/out" "$root/out"
mount --rbind / "$root/host"
# The same root once more, within the reader's own tree, as `mount --rbind / /host` makes it.
mount --rbind / "$root/bound"
mount -t proc proc "$root/proc"
mount -t sysfs sysfs "$root/sys"
mount -t tmpfs containermount "$root/containermount"
touch "$root/tmp/probectl"; mount --bind "$probectl" "$root/tmp/probectl"
libraries=$(ldd "$probectl" | awk '/swift/ {print $3; exit}' | xargs -r dirname)
[ -z "$libraries" ] || { mkdir -p "$root/tmp/lib"; mount --bind "$libraries" "$root/tmp/lib"; }
ip link set lo up
ip link add cont0 type veth peer name cont1
run() { chroot "$root" env LD_LIBRARY_PATH=/tmp/lib:/usr/lib /tmp/probectl "$@"; }
run sample --root /host --interval 0.2 --count 1 --format json --all-filesystems >"$work/out/host.json"
run sample --root /host >"$work/out/host.txt"
hostname inner.example 2>/dev/null || echo inner.example >/proc/sys/kernel/hostname
run sample --root /host --only host --interval 0 --format json >"$work/out/names.json"
run sample --only host --interval 0 --format json >"$work/out/own_names.json"
run sample --interval 0.2 --count 1 --format json --all-filesystems >"$work/out/own.json"
run capabilities --root /host --format json >"$work/out/capabilities.json"
run quota --root /host >"$work/out/quota.txt" 2>&1
# A process of the host, by the host's id of it, which may be another process's here, or unused.
run quota --root /host --pid "$host_pid" --format json >"$work/out/pid.json"
run quota --root /host --cgroup / --format json >"$work/out/group.json"
# Without chroot: "/" bound to a directory is another root, with the procfs that is mounted there.
LD_LIBRARY_PATH=$libraries "$probectl" sample --root "$root/bound" --only network,load --interval 0 \
    --format json >"$work/out/bound.json"
S
(ulimit -n 345; exec taskset 1 sleep 300) &
host_pid=$!
disown
export host_pid
sleep 0.2
unshare --net --mount --pid --uts --fork bash "$work/container.sh" "$work" "$probectl" || {
    echo "live root: 0 passed, 1 failed"
    exit 1
}
"$probectl" quota --pid "$host_pid" --format json >"$work/out/direct_pid.json"
kill -9 "$host_pid"
"$probectl" sample --interval 0 --format json --all-filesystems >"$work/out/direct.json"
df -B1 --output=source,size,used,avail,target >"$work/out/df"
python3 - "$work" <<'P'
import json, sys
work = sys.argv[1]
load = lambda name: json.load(open(f"{work}/out/{name}.json"))
host, own, direct, bound, capabilities = map(load, ("host", "own", "direct", "bound", "capabilities"))
passed = failed = 0
def check(what, holds, detail=""):
    global passed, failed
    if holds: passed += 1
    else:
        failed += 1
        print("failed:", what, detail)
names = lambda sample: {i["name"] for i in sample["network"]["interfaces"]}
mounts = lambda sample: {m["mount_point"]: m for m in sample["filesystem"]["mounts"] if not m["covered"]}
check("nothing is unavailable", list(host["unavailable"]) == ["quota"], host["unavailable"])
check("a quota wants a process", host["unavailable"]["quota"]["code"] == "unsupported")
check("the host's interfaces", names(host) == names(direct), names(host))
check("the container's are its own", {"cont0", "cont1"} <= names(own) and not {"cont0", "cont1"} & names(host))
check("through a bind of / too", names(bound) == names(direct), names(bound))
details = {i["name"]: (i["index"], i["mtu_bytes"], i["flags"], i["operstate"], i["stacked"]) for i in host["network"]["interfaces"]}
wanted = {i["name"]: (i["index"], i["mtu_bytes"], i["flags"], i["operstate"], i["stacked"]) for i in direct["network"]["interfaces"]}
check("what they are, by files as by rtnetlink", details == wanted, (details, wanted))
check("sockets of the host", host["network"]["sockets_used"] is not None)
hosts, directs = mounts(host), mounts(direct)
check("the host's mounts", set(hosts) == set(directs), set(hosts) ^ set(directs))
check("none of the container's", not any("container" in m["device"] for m in host["filesystem"]["mounts"]))
check("the container sees its own", "/containermount" in mounts(own))
mark = hosts[f"{work}/mark"]
check("a mount of the host alone", mark["device"] == "hostmark" and mark["total_bytes"] == 7 << 20, mark)
check("how full it is", 3000000 <= (mark["used_bytes"] or 0) < 3200000, mark)
for line in open(f"{work}/out/df").read().splitlines()[1:]:
    source, size, used, available, point = line.split(None, 4)
    if point in hosts and hosts[point]["not_requested"] is None:
        mount = hosts[point]
        check(f"{point} as df", mount["total_bytes"] == int(size) and abs(mount["used_bytes"] - int(used)) < (64 << 20), mount)
check("the root is the host's", hosts["/"]["device"] == directs["/"]["device"] != "containerroot")
check("memory is the machine's", host["memory"]["total_bytes"] == direct["memory"]["total_bytes"])
check("devices", [d["name"] for d in host["disk"]["devices"]] == [d["name"] for d in direct["disk"]["devices"]])
check("rates", host["rates"]["network"]["interval_ns"] > 0)
pid, direct_pid, group = (load(name)["quota"] for name in ("pid", "direct_pid", "group"))
check("a process of the host: its groups", pid["hierarchies"] == direct_pid["hierarchies"], pid["hierarchies"])
check("its limits", all(pid[k]["limit"] == direct_pid[k]["limit"] for k in ("cpu", "memory", "pids")))
check("its affinity", pid["cpu"]["affinity"] == 1 == direct_pid["cpu"]["affinity"], pid["cpu"])
check("its descriptors", pid["rlimits"]["nofile"]["soft"]["value"] == 345, pid["rlimits"])
check("a group of the host", group["hierarchies"] and all(h["path"] == "/" for h in group["hierarchies"]))
groups = {f"{s}.{f}": v for s, v2 in capabilities["sections"].items() for f, v in v2["fields"].items()}
check("usage can be had", groups["filesystem.usage"]["here"] and groups["network.details"]["here"])
check("addresses cannot", groups["network.addresses"]["reason"] == "other_root")
try: hostname = open("/etc/hostname").read().strip()
except OSError: hostname = None
check("the host's name is that of its /etc", load("names")["host"]["hostname"] == hostname, load("names")["host"])
check("the container's is its own", load("own_names")["host"]["hostname"] == "inner.example")
check("quota says so", "name a process with --pid" in open(f"{work}/out/quota.txt").read())
print(f"live root: {passed} passed, {failed} failed")
sys.exit(failed != 0)
P

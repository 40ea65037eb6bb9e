#!/usr/bin/env python3
"""hardware.py PROBECTL: holds the sections swap, storage and topology to swapon, lsblk, lscpu and numastat on this machine,
the table of cgroups to systemd-cgtop, and memory_details to vmstat, slabtop and the kernel's files.
As root it uses a swap file, a loop device and, where the kernel has one, a zram device of its own for the comparison."""

import collections
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

from verdict import check, finish, skip

probectl = sys.argv[1]


def run(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, timeout=120, check=True, text=True).stdout


def read(section):
    return json.loads(run(probectl, "sample", "--interval", "0", "--only", section, "--format", "json"))[section]


def numbers(text):
    """The numbers of a list such as "0-3,8"."""
    found = set()
    for part in filter(None, (text or "").split(",")):
        first, _, last = part.partition("-")
        found |= set(range(int(first), int(last or first) + 1))
    return found


def compare_swap():
    if not shutil.which("swapon"):
        return skip("swapon is not installed")
    theirs = [line.rsplit(maxsplit=4) for line in
              run("swapon", "--show=NAME,TYPE,SIZE,USED,PRIO", "--bytes", "--noheadings", "--raw").splitlines()]
    ours = read("swap")["devices"]
    page = os.sysconf("SC_PAGE_SIZE")
    check("as many swap devices as swapon", len(ours) == len(theirs), f"{ours} {theirs}")
    for item, words in zip(ours, theirs):
        name = words[0].encode().decode("unicode_escape")
        check(f"{name} is of swapon", [item["name"], item["type"]] == [name, words[1]], f"{item} {words}")
        check(f"the size of {name}", abs(item["size_bytes"] - int(words[2])) <= page, f"{item} {words}")
        check(f"the priority of {name}", item["priority"] == int(words[4]), f"{item} {words}")
        check(f"the use of {name}", abs(item["used_bytes"] - int(words[3])) <= 1 << 20, f"{item} {words}")
    print(f"{len(theirs)} swap devices beside swapon")


# Ours, and the column of lsblk.
COLUMNS = {"size_bytes": "size", "read_only": "ro", "removable": "rm", "rotational": "rota", "logical_block_bytes": "log-sec",
           "physical_block_bytes": "phy-sec", "discard_granularity_bytes": "disc-gran", "queue_requests": "rq-size",
           "scheduler": "sched", "model": "model", "state": "state", "zoned": "zoned"}


def compare_storage():
    if not shutil.which("lsblk"):
        return skip("lsblk is not installed")
    columns = ",".join(["KNAME", "TYPE", "FSTYPE", *(column.upper() for column in COLUMNS.values())])
    theirs = {}

    def add(items):
        for item in items:
            if item["type"] != "part":
                theirs[item["kname"]] = item
            add(item.get("children", []))

    add(json.loads(run("lsblk", "-J", "-b", "-a", "-o", columns))["blockdevices"])
    ours = {item["name"]: item for item in read("storage")["devices"]}
    check("each device of lsblk", set(theirs) <= set(ours), set(theirs) - set(ours))
    compared = 0
    for name in sorted(set(ours) & set(theirs)):
        for key, column in COLUMNS.items():
            ours_is, theirs_is = ours[name][key], theirs[name][column]
            # lsblk has no value where there is none, and in some versions 0 or false.
            if theirs_is is None:
                continue
            compared += 1
            same = ours_is == (theirs_is.strip() if isinstance(theirs_is, str) else theirs_is)
            check(f"{column} of {name}", same or (not theirs_is and ours_is is None), f"{ours_is} {theirs_is}")
    print(f"{compared} values of {len(theirs)} devices beside lsblk")


def bytes_of(text):
    """"1 MiB (2 instances)" in bytes."""
    amount, unit = re.match(r"([\d.]+) ?(\w+)", text).groups()
    return round(float(amount) * {"B": 1, "KiB": 1 << 10, "K": 1 << 10, "MiB": 1 << 20, "M": 1 << 20, "GiB": 1 << 30}[unit])


def compare_topology():
    if not shutil.which("lscpu"):
        return skip("lscpu is not installed")
    theirs = {}

    def add(items):
        for item in items:
            theirs[item["field"].rstrip(":")] = item["data"]
            add(item.get("children", []))

    add(json.loads(run("lscpu", "-J", "-B"))["lscpu"])
    ours = read("topology")
    cpus = ours["cpus"]
    check("the CPUs that are online", numbers(ours["online"]) == numbers(theirs["On-line CPU(s) list"]), ours["online"])
    for key, field in ("vendor", "Vendor ID"), ("model", "Model name"):
        if field in theirs and ours[key] is not None:
            check(field, ours[key] == theirs[field], f"{ours[key]} {theirs[field]}")
    if "Flags" in theirs and ours["flags"] is not None:
        check("the flags", set(ours["flags"].split()) == set(theirs["Flags"].split()), "")
    if theirs.get("Socket(s)", "-").isdigit() and all(cpu["package_id"] is not None for cpu in cpus):
        check("the packages", len({cpu["package_id"] for cpu in cpus}) == int(theirs["Socket(s)"]), cpus)
    table = [line.split(",") for line in run("lscpu", "-p=CPU,CORE,SOCKET,NODE").splitlines() if not line.startswith("#")]
    check("cores", len({(cpu["package_id"], cpu["core_id"]) for cpu in cpus}) == len({(row[2], row[1]) for row in table}), table)
    for cpu, row in zip(cpus, table):
        check(f"the node of CPU {row[0]}", cpu["node"] is None or not row[3] or cpu["node"] == int(row[3]), f"{cpu} {row}")
    for name, level, kind in ("L1d", 1, "Data"), ("L1i", 1, "Instruction"), ("L2", 2, "Unified"), ("L3", 3, "Unified"):
        text = theirs.get(f"{name} cache")
        caches = [cache for cache in ours["caches"] if (cache["level"], cache["type"]) == (level, kind)]
        if text is None or not caches:
            continue
        # -B prints plain bytes from util-linux 2.38 on; both print the sum of all instances.
        wanted = int(text) if text.isdigit() else int(text.split()[0]) if text.split()[0].isdigit() and "iB" not in text else bytes_of(text)
        check(f"the caches {name}", sum(cache["size_bytes"] for cache in caches) == wanted, f"{caches} {text}")
    mitigations = {}
    for field, data in theirs.items():
        if field.startswith("Vulnerability "):
            mitigations[re.sub(r"\W", "_", field[14:].lower())] = data
    for item in ours["vulnerabilities"]:
        data = mitigations.get(re.sub(r"\W", "_", item["name"].lower()))
        if data is not None:
            # lscpu moves the colons and semicolons of the kernel: "Mitigation; STIBP disabled".
            check(f"vulnerability {item['name']}", re.findall(r"\w+", item["state"]) == re.findall(r"\w+", data),
                  f"{item['state']} {data}")
    print(f"{len(cpus)} CPUs, {len(ours['caches'])} caches, {len(mitigations)} vulnerabilities beside lscpu")


def compare_nodes():
    names = ["numa_hit", "numa_miss", "numa_foreign", "local_node", "other_node"]

    def table():
        if shutil.which("numastat"):
            rows = [line.split() for line in run("numastat").splitlines()]
            return {row[0]: [int(word) for word in row[1:]] for row in rows if row and row[0] in names}
        return None

    before, nodes, after = table(), read("topology")["nodes"], table()
    if before is None:
        return skip("numastat is not installed")
    for index, node in enumerate(nodes):
        for name in names:
            check(f"{name} of node {node['id']}", before[name][index] <= node[name] <= after[name][index], f"{node}")
    print(f"{len(nodes)} nodes beside numastat")


def compare_cgroups():
    if not shutil.which("systemd-cgtop"):
        return skip("systemd-cgtop is not installed")

    command = ("systemd-cgtop", "--batch", "--iterations=1", "--raw", "--depth=9")
    if subprocess.run(command, capture_output=True).returncode != 0:
        return skip("systemd-cgtop cannot read the cgroups here")

    def theirs():
        lines = run(*command).splitlines()
        return {words[0]: words for words in (line.rsplit(maxsplit=5) for line in lines) if len(words) == 6}

    before = theirs()
    ours = {item["path"]: item for item in json.loads(
        run(probectl, "cgroups", "--interval", "0", "--format", "json"))["cgroups"]["cgroups"]}
    after = theirs()
    compared = 0
    for path, words in before.items():
        # What changed meanwhile cannot be compared; of the root, systemd-cgtop shows the machine's memory.
        if path == "/" or after.get(path) != words:
            continue
        check(f"{path} is in the table", path in ours)
        for column, key in ((1, "pids_current"), (3, "memory_current_bytes")):
            value = ours.get(path, {}).get(key)
            if words[column] != "-" and value is not None:
                compared += 1
                check(f"{key} of {path} as systemd-cgtop", value == int(words[column]), f"{value} {words}")
    if compared == 0:
        return skip("no cgroup was idle while it was read")
    print(f"{compared} values of cgroups beside systemd-cgtop")


def text_of(path):
    with open(path, encoding="ascii") as file:
        return file.read()


def zones_of(zoneinfo, buddyinfo, page):
    """The zones by node and name: their sizes in bytes, and the free blocks of each order."""
    zones = {}
    for part in re.split(r"^(?=Node )", zoneinfo, flags=re.M)[1:]:
        node, name = re.match(r"Node (\d+), zone +(\S+)", part).groups()
        sizes = part[part.index("pages free"):part.index("protection:")]
        zones[int(node), name] = {f"{key}_bytes": int(value) * page for key, value in re.findall(r"(\w+) +(\d+)\n", sizes)}
        zones[int(node), name]["free_blocks"] = []
    for node, name, blocks in re.findall(r"Node (\d+), zone +(\S+) +(.*)", buddyinfo):
        zones[int(node), name]["free_blocks"] = [int(count) for count in blocks.split()]
    return zones


# Pages that the command itself may use while it reads, and gives back when it ends.
OWN_PAGES = 4096


def compare_zones(ours, before, after):
    """What was the same before and after our reading has to be in it; free memory nearly so."""
    check("the zones of /proc/zoneinfo", [(zone["node"], zone["name"]) for zone in ours] == list(before), ours)
    compared = 0
    for zone in ours:
        key = zone["node"], zone["name"]
        for field, value in before[key].items():
            if after[key][field] != value:
                continue
            compared += 1
            if field == "free_bytes":
                is_right = abs(zone[field] - value) <= OWN_PAGES * os.sysconf("SC_PAGE_SIZE")
            elif field == "free_blocks":
                is_right = len(zone[field]) == len(value) and all(
                    abs(one - other) <= OWN_PAGES for one, other in zip(zone[field], value))
            else:
                is_right = zone[field] == value
            check(f"{field} of zone {key}", is_right, f"{zone[field]} {value}")
        absent = [field for field in zone if field.endswith("_bytes") and zone[field] is None and field in before[key]]
        check(f"all sizes of zone {key}", not absent, absent)
    return compared


def compare_slabs(ours, page):
    """The columns of slabinfo as slabtop and vmstat print them; what changed meanwhile is left out."""
    if not shutil.which("slabtop"):
        return skip("slabtop is not installed")

    def theirs():
        found = {}
        for line in run("slabtop", "-o", "-s", "c").splitlines():
            words = line.split(None, 7)
            if len(words) == 8 and words[0].isdigit():
                found.setdefault(words[7].strip(), []).append(words)
        # Cache, active objects, all objects, size of an object, objects in a slab.
        for line in run("vmstat", "-m").splitlines()[1:]:
            words = line.split()
            if len(words) == 5 and words[1].isdigit():
                found.setdefault(words[0], []).append(words)
        return found

    before = theirs()
    slabs = read("memory_details")["slabs"]
    names = collections.Counter(item["name"] for item in slabs)
    # Two caches may have one name.
    caches = {item["name"]: item for item in slabs if names[item["name"]] == 1}
    after = theirs()
    compared = 0
    for name, rows in before.items():
        item = caches.get(name)
        # vmstat cuts long names.
        if item is None or rows != after.get(name):
            continue
        for words in rows:
            if len(words) == 8:
                values = [item["objects"], item["active_objects"], item["slabs"], item["objects_per_slab"],
                          item["total_bytes"] // 1024]
                wanted = [int(words[0]), int(words[1]), int(words[4]), int(words[5]), int(words[6].rstrip("K"))]
            else:
                values = [item["active_objects"], item["objects"], item["object_bytes"], item["objects_per_slab"]]
                wanted = [int(word) for word in words[1:]]
            compared += 1
            check(f"the slab cache {name}", values == wanted, f"{item} {words}")
    check("slab caches that did not change", compared > 20, compared)
    total = sum(item["slabs"] * item["pages_per_slab"] * page for item in ours)
    check("the bytes of all slab caches", total == sum(item["total_bytes"] for item in ours), total)
    print(f"{compared} lines of slab caches beside slabtop and vmstat -m")


def compare_memory():
    page = os.sysconf("SC_PAGE_SIZE")

    def files():
        return zones_of(text_of("/proc/zoneinfo"), text_of("/proc/buddyinfo"), page), \
            {name: int(value) for name, value in map(str.split, text_of("/proc/vmstat").splitlines())}

    zones, counters = files()
    ours = read("memory_details")
    zones_after, counters_after = files()
    compared = compare_zones(ours["zones"], zones, zones_after)
    check("the names of /proc/vmstat, in their order", [item["name"] for item in ours["counters"]] == list(counters))
    for item in ours["counters"]:
        low, high = sorted([counters[item["name"]], counters_after[item["name"]]])
        # A number of pages moves both ways, and the command uses some.
        own = OWN_PAGES if item["name"].startswith("nr_") else 0
        if low == high or own == 0:
            compared += 1
            check(f"{item['name']} of /proc/vmstat", low - own <= item["value"] <= high + own, f"{low} {item} {high}")
    print(f"{compared} numbers of zones and counters beside the kernel's files")
    if os.getuid() == 0 and os.path.exists("/proc/slabinfo"):
        compare_slabs(ours["slabs"], page)
    if os.getuid() != 0 or not os.path.exists("/proc/slabinfo") or os.stat("/proc/slabinfo").st_mode & 0o044:
        return
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        copy = shutil.copy(probectl, folder)
        made = subprocess.run([copy, "sample", "--interval", "0", "--only", "memory_details", "--format", "json"],
                              capture_output=True, text=True, user=65534, group=65534, extra_groups=[], check=False)
    sample = json.loads(made.stdout)
    check("without root: status 0", made.returncode == 0, made)
    check("without root: no slab cache, and why", sample["memory_details"]["slabs"] == [] and [
        (item["section"], item["code"], item["source"]) for item in sample["failures"]
    ] == [("memory_details", "denied", "/proc/slabinfo")], sample["failures"])
    check("without root: all zones and counters", len(sample["memory_details"]["zones"]) == len(zones)
          and len(sample["memory_details"]["counters"]) == len(counters))


def main():
    undo = []
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
        try:
            if os.getuid() == 0 and shutil.which("mkswap"):
                path = f"{folder}/swap file"
                with open(path, "wb") as file:
                    file.write(bytes(8 << 20))
                os.chmod(path, 0o600)
                made = subprocess.run(["mkswap", path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
                if made.returncode == 0 and subprocess.run(["swapon", "-p", "3", path], stderr=subprocess.DEVNULL,
                                                           check=False).returncode == 0:
                    undo.append(["swapoff", path])
                else:
                    skip("a swap file is refused here")
                image = f"{folder}/image"
                with open(image, "wb") as file:
                    file.truncate(16 << 20)
                loop = subprocess.run(["losetup", "-f", "--show", "-r", image], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                      text=True, check=False).stdout.strip()
                if loop:
                    undo.append(["losetup", "-d", loop])
                else:
                    skip("a loop device is refused here")
            else:
                skip("a swap file and a loop device need root")
            compare_swap()
            compare_storage()
        finally:
            for command in reversed(undo):
                subprocess.run(command, check=False)
    compare_topology()
    compare_nodes()
    compare_cgroups()
    compare_memory()
    finish("hardware")


main()

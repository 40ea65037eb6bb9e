#!/usr/bin/env python3
"""compare.py DIR: holds what probectl said of a machine to what others said at the same moment.

DIR has before.json and after.json, two outputs of `probectl sample --interval 0 --format json
--all-filesystems`, and between them, as far as they can be had, what others printed:
  df          df -B1 --output=source,size,used,avail,target (GNU) or df -k (busybox)
  links.json  ip -s -j link
  net_dev     /proc/net/dev          diskstats   /proc/diskstats
  psutil.json what psutil says (disks, network)
A counter has to be between the two readings; sizes of file systems that are in use may move by 1%.
"""

import importlib.util
import json
import os
import re
import shutil
import sys

from verdict import check, finish, skip


def between(what, low, value, high):
    if low is None or high is None:
        check(what, False, f"not known: {low} {high}")
    else:
        check(what, low <= value <= high, f"{low} <= {value} <= {high}")


def read(name):
    path = os.path.join(sys.argv[1], name)
    if not os.path.exists(path) or os.path.getsize(path) == 0:
        tool = {"df": "df", "links.json": "ip"}.get(name)
        is_missing = (name == "psutil.json" and not importlib.util.find_spec("psutil")) or (tool and not shutil.which(tool))
        skip(f"{tool or 'psutil'} is not installed" if is_missing else f"{name} is empty here")
        return None
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()


def by_name(sample, section, items):
    return {item["name"]: item for item in sample[section][items]}


before = json.loads(read("before.json"))
after = json.loads(read("after.json"))
close = lambda a, b: abs(a - b) <= max(a, b) * 0.01 + 65536

# The kernel's own texts, column by column.
COLUMNS = ["rx_bytes", "rx_packets", "rx_errors", "rx_dropped", "rx_fifo", "rx_frame", "rx_compressed",
           "rx_multicast", "tx_bytes", "tx_packets", "tx_errors", "tx_dropped", "tx_fifo",
           "tx_collisions", "tx_carrier", "tx_compressed"]
low, high = by_name(before, "network", "interfaces"), by_name(after, "network", "interfaces")
text = read("net_dev")
if text:
    lines = [line.rsplit(":", 1) for line in text.splitlines()[2:]]
    check("the interfaces are those of /proc/net/dev", sorted(n.strip() for n, _ in lines) == sorted(high))
    for name, numbers in lines:
        name = name.strip()
        if name in low and name in high:
            for column, number in zip(COLUMNS, numbers.split()):
                between(f"{name} {column}", low[name]["counters"][column], int(number), high[name]["counters"][column])
for sample in before, after:
    counted = [i for i in sample["network"]["interfaces"] if not i["loopback"] and not i["stacked"]]
    for column in COLUMNS:
        check(f"total {column}", sample["network"]["total"][column] == sum(i["counters"][column] for i in counted))

text = read("links.json")
if text:
    for link in json.loads(text):
        item = high.get(link["ifname"])
        check(f"{link['ifname']} is listed", item is not None)
        if item is None:
            continue
        check(f"{link['ifname']} index", item["index"] == link["ifindex"])
        check(f"{link['ifname']} mtu", item["mtu_bytes"] == link["mtu"])
        check(f"{link['ifname']} state", item["operstate"].upper() == link["operstate"], item["operstate"])
        # ip shows the loss of carrier as a flag that the kernel does not have.
        flags = {flag.lower() for flag in link["flags"]} - {"no-carrier"}
        check(f"{link['ifname']} flags", set(item["flags"]) - {"running"} == flags, f"{item['flags']} {flags}")
        check(f"{link['ifname']} loopback", item["loopback"] == ("LOOPBACK" in link["flags"]))
        for way in "rx", "tx":
            stats = link.get("stats64", link.get("stats", {})).get(way)
            if stats and link["ifname"] in low:
                between(f"{link['ifname']} {way} bytes", low[link["ifname"]]["counters"][way + "_bytes"],
                        stats["bytes"], item["counters"][way + "_bytes"])
        master = link.get("master")
        if master:
            check(f"{link['ifname']} master", item["master_index"] == high[master]["index"])
            check(f"{master} is stacked", high[master]["stacked"])

DISK = [("reads", 1), ("reads_merged", 1), ("read_bytes", 512), ("read_ns", 10**6), ("writes", 1),
        ("writes_merged", 1), ("write_bytes", 512), ("write_ns", 10**6), None, ("busy_ns", 10**6),
        ("weighted_ns", 10**6), ("discards", 1), ("discards_merged", 1), ("discard_bytes", 512),
        ("discard_ns", 10**6), ("flushes", 1), ("flush_ns", 10**6)]
low, high = by_name(before, "disk", "devices"), by_name(after, "disk", "devices")
text = read("diskstats")
if text:
    rows = [line.split() for line in text.splitlines()]
    if list(low) == list(high):  # None came or went meanwhile.
        check("the devices are those of /proc/diskstats", [row[2] for row in rows] == list(high))
    for row in (row for row in rows if row[2] in low and row[2] in high):
        check(f"{row[2]} number", [high[row[2]]["device_major"], high[row[2]]["device_minor"]] == [int(row[0]), int(row[1])])
        whole = not os.path.exists(f"/sys/class/block/{row[2]}/partition")
        if "--here" in sys.argv:
            check(f"{row[2]} whole", high[row[2]]["partition"] != whole)
        for column, number in zip(DISK, row[3:]):
            if column:
                between(f"{row[2]} {column[0]}", low[row[2]]["counters"][column[0]], int(number) * column[1],
                        high[row[2]]["counters"][column[0]])
for sample in before, after:
    whole = [d for d in sample["disk"]["devices"] if not d["partition"] and not d["stacked"]]
    check("io devices", sample["io"]["devices"] == len(whole))
    for column in ("reads", "read_bytes", "writes", "write_bytes", "flushes"):
        check(f"io {column}", sample["io"]["total"][column] == sum(d["counters"][column] for d in whole))

text = read("df")
if text:
    mounts = {m["mount_point"]: m for m in after["filesystem"]["mounts"] if not m["covered"]}
    unit = 1024 if "1K-blocks" in text.splitlines()[0] else 1
    lines = {}
    for line in text.splitlines()[1:]:
        match = re.match(r"(.*\S)\s+(\d+)\s+(\d+)\s+(-?\d+)\s+(?:\d+%\s+)?(/.*)$", line)
        if match and '?' not in match.group(5):  # df repairs what it cannot print.
            lines[match.group(5)] = match.groups()[:4]  # The last one lies over the others.
    check("df has mounts of which the usage is known", any(
        mounts[point]["not_requested"] is None for point in lines if point in mounts), text)
    for point, (source, size, used, available) in lines.items():
        mount = mounts.get(point)
        check(f"{point} is listed", mount is not None)
        if mount and mount["not_requested"] is None:
            check(f"{point} device", mount["device"] == source, mount["device"])
            check(f"{point} size", abs(mount["total_bytes"] - int(size) * unit) < unit, mount["total_bytes"])
            check(f"{point} used", close(mount["used_bytes"], int(used) * unit), (mount["used_bytes"], used))
            check(f"{point} available", close(mount["available_bytes"], max(0, int(available)) * unit))

text = read("psutil.json")
if text:
    said = json.loads(text)
    for name, numbers in said["disk"].items():
        for key, column, unit in (("read_count", "reads", 1), ("read_bytes", "read_bytes", 1), ("write_count", "writes", 1),
                                  ("write_bytes", "write_bytes", 1), ("busy_time", "busy_ns", 10**6)):
            between(f"psutil {name} {key}", low[name]["counters"][column], numbers[key] * unit, high[name]["counters"][column])
    kinds = {link["ifname"]: link.get("linkinfo", {}).get("info_kind") for link in json.loads(read("links.json") or "[]")}
    links_low, links_high = by_name(before, "network", "interfaces"), by_name(after, "network", "interfaces")
    for name, numbers in said["network"].items():
        for key, column in (("bytes_recv", "rx_bytes"), ("packets_sent", "tx_packets"), ("dropin", "rx_dropped")):
            between(f"psutil {name} {key}", links_low[name]["counters"][column], numbers[key], links_high[name]["counters"][column])
        stats = said["links"].get(name)
        if stats:
            speed = links_high[name]["speed_bits_per_second"]
            # These have no medium, and what their drivers say of speed is a constant.
            if kinds.get(name) in ("tun", "veth", "dummy", "ifb"):
                check(f"{name} has no speed", speed is None, speed)
            else:
                check(f"psutil {name} speed", (speed or 0) == stats["speed"] * 10**6, f"{speed} {stats}")
            check(f"psutil {name} mtu", links_high[name]["mtu_bytes"] == stats["mtu"])
    for point, numbers in said["usage"].items():
        mount = next((m for m in after["filesystem"]["mounts"] if m["mount_point"] == point and not m["covered"]), None)
        if mount and mount["total_bytes"] is not None:
            check(f"psutil {point} total", mount["total_bytes"] == numbers["total"])
            check(f"psutil {point} percent", abs(mount["usage_percent"] - numbers["percent"]) < 0.11, mount["usage_percent"])

finish("compare")

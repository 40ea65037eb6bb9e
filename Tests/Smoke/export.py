#!/usr/bin/env python3
"""export.py PROBECTL [PROBECTL...]: probectl export and serve beside Debian's node_exporter, promtool and Prometheus.

Also holds influx, csv and otlp to each other, and otlp to the protobuf of OpenTelemetry (PyPI's opentelemetry-proto) and
to the names, units and instruments of its semantic conventions.

The packages prometheus and prometheus-node-exporter are fetched by `apt-get download` to .build/export and unpacked,
not installed. Compares every series that node_exporter and probectl have, at one moment: name, labels, type, value; and
container_* with cadvisor (Tests/Smoke/cadvisor.sh), where the machine has cgroups of v1.
"""

import atexit
import csv
import http.client
import importlib.util
import io
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

from verdict import check, finish, skip

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
children = []


@atexit.register
def end_children():
    for child in children:
        if child.poll() is None:
            child.kill()
            child.wait()


def start(*words, **options):
    child = subprocess.Popen(words, stdin=subprocess.DEVNULL, **options)
    children.append(child)
    return child


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def get(port, path="/metrics", headers={}, method="GET"):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        connection.close()


def wait_for(port, path="/metrics", seconds=30):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            return get(port, path)
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
    return None


# ---- the text

SERIES = re.compile(r'([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{((?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\[\\"n])*",?)*)\})? (\S+)$')
LABEL = re.compile(r'([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)"')


class Text:
    """The series, types and problems of a text."""

    def __init__(self, text):
        self.values, self.types, self.problems, self.lines = {}, {}, [], {}
        family, helped = None, set()
        if not text.endswith("\n"):
            self.problems.append("no final newline")
        for line in text.split("\n")[:-1]:
            words = line.split(" ", 3)
            if line.startswith("# HELP "):
                if words[2] in helped:
                    self.problems.append(f"{words[2]}: help twice")
                helped.add(words[2])
                family = words[2]
            elif line.startswith("# TYPE "):
                if words[2] in self.types:
                    self.problems.append(f"{words[2]}: in two pieces")
                if words[2] != family:
                    self.problems.append(f"{words[2]}: no help")
                self.types[words[2]] = words[3]
                family = words[2]
            elif line.startswith("# UNIT ") or line == "# EOF":
                continue
            else:
                match = SERIES.match(line)
                if match is None:
                    self.problems.append(f"malformed: {line}")
                    continue
                labels = frozenset((name, value) for name, value in LABEL.findall(match[2] or "") if value != "")
                key = (match[1], labels)
                if match[1] not in (family, f"{family}_total", f"{family}_count", f"{family}_sum"):
                    self.problems.append(f"{match[1]}: among those of {family}")
                if key in self.values:
                    self.problems.append(f"twice: {line}")
                self.values[key] = float(match[3])


def findings(promtool, text):
    """The findings of promtool, by metric."""
    run = subprocess.run([promtool, "check", "metrics"], input=text, capture_output=True, text=True, timeout=60)
    return run.returncode, {line for line in (run.stdout + run.stderr).splitlines() if line.strip()}


# ---- the packages

def fetch():
    """The folder with Debian's programs; None if they cannot be had."""
    folder = ".build/export"
    programs = [f"{folder}/usr/bin/{name}" for name in ("promtool", "prometheus", "prometheus-node-exporter")]
    if not all(os.access(program, os.X_OK) for program in programs):
        if not (shutil.which("apt-get") and shutil.which("dpkg")):
            return None, "apt-get is not installed"
        os.makedirs(folder, exist_ok=True)
        for package in ("prometheus", "prometheus-node-exporter"):
            try:
                run = subprocess.run(["apt-get", "download", package], cwd=folder, capture_output=True, text=True, timeout=300)
            except subprocess.TimeoutExpired:
                return None, f"apt-get download {package} takes longer than 300 s"
            if run.returncode != 0:
                return None, f"apt-get download {package} fails: {run.stderr.strip().splitlines()[-1:]}"
        for name in sorted(os.listdir(folder)):
            if name.endswith(".deb"):
                subprocess.run(["dpkg", "-x", name, "."], cwd=folder, check=True, timeout=120)
    return [os.path.abspath(program) for program in programs], None


# ---- beside node_exporter

# How much a number of the moment may differ between two readings: a share and an amount. Everything else has to be
# between the values of two readings of node_exporter, one before ours and one after it.
MOVING = [
    (r"node_load", 0.2, 0.5), (r"node_procs_", 0, 200), (r"node_time_seconds", 0, 5),
    (r"node_memory_", 0.25, 256 << 20), (r"node_filesystem_", 0.05, 64 << 20), (r"node_disk_io_now", 0, 100),
    (r"node_sockstat_|node_netstat_Tcp_CurrEstab|node_filefd_allocated", 0.5, 500),
    (r"node_timex_", 0.5, 0.05), (r"node_entropy_", 0, 256), (r"node_cpu_scaling_frequency_hertz", 1, 1e9),
    (r"node_hwmon_|node_thermal_", 0.2, 10), (r"node_vmstat_nr_", 0.5, 1e6), (r"node_udp_queues", 1, 1 << 20),
    # Ours is of the CPU's own clock, or the device's: it grows between the readings of node_exporter, too.
    (r"node_cpu_seconds_total", 0, 1),
]
# What node_exporter labels with more than can be read here: its labels contain ours, but for those that Debian's version
# does not have yet, or takes from the database of udev.
OTHER_LABELS = {
    "node_uname_info": set(), "node_os_info": set(), "node_os_version": set(), "node_dmi_info": set(), "node_nvme_info": set(),
    "node_network_info": {"adminstate"}, "node_disk_info": {"rotational", "model", "revision", "serial", "wwn"},
    "node_disk_device_mapper_info": {"name", "uuid", "vg_name", "lv_name"},
}
OTHER_CHIP = ("node_hwmon_",)


def compare(probectl, exporter):
    port = free_port()
    start(exporter, f"--web.listen-address=127.0.0.1:{port}", "--collector.netstat.fields=.*",
          "--collector.vmstat.fields=.*", "--collector.stat.softirq", "--collector.netdev.device-exclude=^$",
          "--collector.disable-defaults", *[f"--collector.{name}" for name in (
              "conntrack", "cpu", "cpufreq", "diskstats", "dmi", "edac", "entropy", "filefd", "filesystem", "hwmon", "loadavg",
              "mdadm", "meminfo", "netclass", "netdev", "netstat", "nvme", "os", "powersupplyclass", "pressure", "schedstat",
              "sockstat", "softnet", "stat", "thermal_zone", "time", "timex", "udp_queues", "uname", "vmstat")],
          # Every device and every mount, not its usual choice.
          "--collector.diskstats.device-exclude=^$", "--collector.filesystem.mount-points-exclude=^$",
          "--collector.filesystem.fs-types-exclude=^$",
          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    answer = wait_for(port)
    if not check("node_exporter answers", answer is not None and answer[0] == 200):
        return None
    theirs = None
    for attempt in range(3):
        before = Text(get(port)[2].decode())
        ours = Text(run(probectl, "export", "--only", ",".join(ALL), "--all-filesystems"))
        theirs = get(port)[2].decode()
        after = Text(theirs)
        wrong, compared = differences(before, ours, after)
        if not wrong:
            break
    check("no series twice, no metric in two pieces", not ours.problems, ours.problems[:3])
    check("the values of node_exporter", not wrong, "\n    ".join([""] + wrong[:20]))
    check("types of node_exporter", *types(ours, after))
    check(f"more than 400 series are compared", compared > 400, compared)
    print(f"compared: {compared} series of {len({name for name, _ in ours.values if name in after.types})} metrics")
    # A name of node_exporter is not invented: it has the metric, or it would have it where its source is there.
    known = set(after.types) | NOT_HERE
    invented = sorted({name for name, _ in ours.values if name.startswith("node_") and not SENSORS.match(name)} - known)
    check("no name that node_exporter does not have", not invented, invented)
    return theirs


# What Debian's version does not have yet, and what its collectors do not export on this machine; each is in its sources.
NOT_HERE = {
    "node_pressure_irq_stalled_seconds_total", "node_timex_sync_status", "node_network_carrier",
    "node_schedstat_running_seconds_total", "node_schedstat_waiting_seconds_total", "node_schedstat_timeslices_total",
    "node_network_speed_bytes", "node_softirqs_functions_total", "node_dmi_info", "node_nvme_info",
    "node_disk_device_mapper_info", "node_edac_correctable_errors_total", "node_edac_uncorrectable_errors_total",
    "node_md_disks_required", "node_md_disks", "node_md_state", "node_md_degraded", "node_btrfs_info",
    "node_btrfs_size_bytes", "node_btrfs_used_bytes", "node_btrfs_device_errors_total",
    *[f"node_zfs_arc_{name}" for name in ("size", "c", "c_min", "c_max", "hits", "misses")],
}


def differences(before, ours, after):
    wrong, compared = [], 0
    for key, value in ours.values.items():
        name, labels = key
        if name not in after.types or name.startswith(OTHER_CHIP):
            continue
        if name in OTHER_LABELS:
            shown = {label for label in labels if label[0] not in OTHER_LABELS[name]}
            if not any(other == name and shown <= others for other, others in after.values):
                wrong.append(f"{name}: {sorted(labels)} are not among its labels")
            compared += 1
            continue
        low, high = before.values.get(key), after.values.get(key)
        if low is None or high is None:
            # It came or went meanwhile, or node_exporter does not list it.
            if not any(other == name for other, _ in after.values):
                wrong.append(f"{name}: no series of node_exporter")
            elif not may_miss(name, labels):
                wrong.append(f"{name}{sorted(labels)}: node_exporter has no such labels")
            continue
        compared += 1
        share, amount = next(((s, a) for pattern, s, a in MOVING if re.match(pattern, name)), (0, 0))
        low, high = sorted((low, high))
        # node_exporter computes in binary fractions: the last digits of large numbers differ.
        slack = max(amount, share * abs(high)) + 1e-9 * abs(high)
        if not low - slack <= value <= high + slack:
            wrong.append(f"{name}{sorted(labels)}: {value}, node_exporter {low} to {high}")
    return wrong, compared


# ---- sensors, batteries, energy and frequencies, of a captured machine

# What the capture lacks: the files that node_exporter needs of a thermal zone, RAPL, frequencies, a chip with all kinds.
FILES = {
    "class/thermal/thermal_zone0/policy": "step_wise", "class/thermal/thermal_zone0/mode": "enabled",
    "class/powercap/intel-rapl:0/name": "package-0", "class/powercap/intel-rapl:0/energy_uj": "152733801042",
    "class/powercap/intel-rapl:0/max_energy_range_uj": "262143328850",
    "class/powercap/intel-rapl:0:0/name": "core", "class/powercap/intel-rapl:0:0/energy_uj": "40000001",
    "class/powercap/intel-rapl:0:0/max_energy_range_uj": "262143328850",
    "class/powercap/intel-rapl:1/name": "package-1", "class/powercap/intel-rapl:1/energy_uj": "7",
    "class/powercap/intel-rapl:1/max_energy_range_uj": "262143328850",
    "class/hwmon/hwmon9/name": "allkinds", "class/hwmon/hwmon9/temp3_label": "Tctl",
    "class/hwmon/hwmon9/in7_label": "+3.3V", "class/hwmon/hwmon9/curr1_label": "iin",
    **{f"class/hwmon/hwmon9/{name}": str(1000 * place + 250) for place, name in enumerate(
        [f"in7_{word}" for word in "input average lowest highest min max lcrit crit rated_min rated_max".split()]
        + [f"curr1_{word}" for word in "input average lowest highest min max lcrit crit rated_min rated_max".split()]
        + [f"power2_{word}" for word in "input average input_lowest input_highest min max lcrit crit rated_min rated_max "
           "cap".split()]
        + [f"temp3_{word}" for word in "input lowest highest min max lcrit crit emergency".split()]
        + [f"fan4_{word}" for word in "input min max target".split()] + ["energy1_input"])},
    **{f"class/hwmon/hwmon9/{sensor}_{word}": "1" for sensor in ("in7", "curr1", "power2", "temp3", "fan4")
       for word in ("alarm", "fault")},
    **{f"devices/system/cpu/cpu{cpu}/cpufreq/{name}": value for cpu in (0, 1) for name, value in {
        "cpuinfo_min_freq": "800000", "cpuinfo_max_freq": f"460000{cpu}", "cpuinfo_cur_freq": "1900000",
        "cpuinfo_transition_latency": "0", "scaling_cur_freq": f"212345{cpu}", "scaling_min_freq": "800000",
        "scaling_max_freq": "4600000", "scaling_governor": "powersave", "scaling_driver": "intel_pstate",
        "scaling_available_governors": "performance powersave", "related_cpus": str(cpu),
        "scaling_setspeed": "<unsupported>"}.items()},
}
SENSORS = re.compile(r"node_(hwmon|thermal|cooling|power_supply|rapl)_|node_cpu_(scaling_)?frequency_")
# Read from elsewhere, or not at all, although node_exporter has them of this root.
LEFT_OUT = re.compile(
    # An alarm that concerns one limit, in volts; the divisor of a fan and a hysteresis are not read.
    r"node_hwmon_\w+_alarm_(volts|amps|watt)|node_hwmon_fan_div|node_hwmon_temp_max_hyst|"
    # The limits that a governor keeps to, and the frequency of a register that is older.
    r"node_cpu_scaling_frequency_(min|max)|node_cpu_frequency_hertz")


def by_chip(text):
    """The series of sensors, with the chip's name in place of its directory or path."""
    chips = {dict(labels)["chip"]: dict(labels)["chip_name"] for name, labels in text.values if name == "node_hwmon_chip_names"}
    series = {}
    for (name, labels), value in text.values.items():
        if SENSORS.match(name):
            labels = dict(labels)
            if "chip" in labels:
                labels["chip"] = chips.get(labels["chip"], labels["chip"]).lower()
            if "chip_name" in labels:
                labels["chip_name"] = labels["chip_name"].lower()
            # Ours are those of the machine, theirs of where its files are.
            if "path" in labels:
                labels["path"] = labels["path"][labels["path"].index("/sys/class/"):]
            series[name, frozenset(labels.items())] = value
    return series


def sensors(probectl, exporter):
    with tempfile.TemporaryDirectory() as folder:
        root = f"{folder}/root"
        shutil.copytree(os.path.join(os.path.dirname(os.path.dirname(captured())), "debian-6.1-x86_64-laptop/root"), root,
                        symlinks=True)
        for name, text in FILES.items():
            path = f"{root}/sys/{name}"
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w") as file:
                file.write(text + "\n")
        port = free_port()
        child = start(exporter, f"--web.listen-address=127.0.0.1:{port}", f"--path.sysfs={root}/sys",
                      f"--path.procfs={root}/proc", "--collector.disable-defaults", *[f"--collector.{name}" for name in (
                          "cpufreq", "hwmon", "powersupplyclass", "rapl", "thermal_zone")],
                      stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        answer = wait_for(port)
        if not check("node_exporter reads a captured machine", answer is not None):
            return
        text = Text(answer[2].decode())
        mine = Text(run(probectl, "export", "--only", "sensors,power", "--root", root))
        child.terminate()
    bad = [dict(labels)["collector"] for (name, labels), value in text.values.items()
           if name == "node_scrape_collector_success" and value != 1]
    check("all of its collectors", not bad, bad)
    theirs, ours = by_chip(text), by_chip(mine)
    check("types of its sensors", *types(mine, text))
    # A thermal zone is there once, not as the chip that repeats it, too; a chip of a battery repeats the battery.
    zones = {dict(labels)["type"] for name, labels in ours if name == "node_thermal_zone_temp"}
    repeated = {"adp1"} | {zone.lower() for zone in zones}
    wrong = []
    for (name, labels), value in sorted(theirs.items(), key=str):
        if LEFT_OUT.match(name) or dict(labels).get("chip") in repeated:
            continue
        mine = ours.get((name, labels))
        if mine is None:
            wrong.append(f"{name}{sorted(labels)}: node_exporter alone")
        elif abs(mine - value) > 1e-9 * abs(value):
            wrong.append(f"{name}{sorted(labels)}: {mine}, node_exporter {value}")
    check("sensors, batteries, energy and frequencies of node_exporter", not wrong, "\n    ".join([""] + wrong[:20]))
    # One alarm for each sensor, whichever limit is exceeded; the time that a battery lasts is computed.
    added = [f"{name}{sorted(labels)}" for name, labels in sorted(ours, key=str) if (name, labels) not in theirs
             and not re.match(r"node_hwmon_(in|curr|power)_alarm|node_power_supply_time_to_", name)]
    check("and no others", not added, added[:10])
    count = len(ours.keys() & theirs.keys())
    check("more than 120 series are compared", count > 120, count)
    print(f"compared: {count} series of a captured machine's sensors")


# ---- disks, arrays, file systems, memory errors and firmware, of a captured machine

UUID = "8c2a1d5e-52b1-4c1e-9d7f-0f3a4b5c6d7e"
ARC = "5 1 0x01 3 816 10 20\nname                            type data\n" + "".join(
    f"{name:<31} 4    {number}\n" for name, number in {
        "hits": 8772612, "misses": 604635, "c": 1643208777, "c_min": 33554432, "c_max": 8367976448,
        "size": 1603939792}.items())
UDP = ("  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops\n"
       "{line}\n")
# The files that the capture lacks. udev's database has the serial number, and what the kernel has with blanks.
DEVICE_FILES = {
    "sys/class/nvme/nvme0/model": "QEMU NVMe Ctrl", "sys/class/nvme/nvme0/serial": "probe 1",
    "sys/class/nvme/nvme0/firmware_rev": "1.0", "sys/class/nvme/nvme0/state": "live", "sys/class/nvme/nvme0/cntlid": "0",
    "sys/block/nvme0n1/device/model": "QEMU NVMe Ctrl", "sys/block/nvme0n1/device/serial": "probe 1",
    "sys/block/nvme0n1/device/firmware_rev": "1.0", "sys/block/nvme0n1/device/state": "live",
    "sys/block/nvme0n1/wwid": "nvme.8086-70726f6265-51454d55-00000001",
    "udev/b259:0": "S:disk/by-id/x\nE:ID_MODEL=QEMU_NVMe_Ctrl\nE:ID_SERIAL_SHORT=probe_1\nE:ID_REVISION=1.0\n"
                   "E:ID_WWN=nvme.8086-70726f6265-51454d55-00000001",
    "sys/devices/system/edac/mc/mc0/ce_count": "17", "sys/devices/system/edac/mc/mc0/ue_count": "2",
    "sys/devices/system/edac/mc/mc0/ce_noinfo_count": "0", "sys/devices/system/edac/mc/mc0/ue_noinfo_count": "0",
    "sys/class/dmi/id/bios_date": "02/27/2020", "sys/class/dmi/id/bios_version": "2.4.0",
    "sys/class/dmi/id/board_name": "X11", "sys/class/dmi/id/board_vendor": "Supermicro",
    "sys/class/dmi/id/product_name": "Super Server", "sys/class/dmi/id/product_serial": "0123",
    "sys/class/dmi/id/product_version": "9", "sys/class/dmi/id/sys_vendor": "Supermicro",
    "sys/class/dmi/id/bios_vendor": "AMI",
    "etc/os-release": 'NAME="Debian GNU/Linux"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\nVERSION_ID="12"',
    "proc/spl/kstat/zfs/arcstats": ARC.rstrip("\n"),
    f"sys/fs/btrfs/{UUID}/label": "data", f"sys/fs/btrfs/{UUID}/metadata_uuid": UUID,
    f"sys/fs/btrfs/{UUID}/features/big_metadata": "1", f"sys/fs/btrfs/{UUID}/devices/vda2/size": "4096",
    **{f"sys/fs/btrfs/{UUID}/allocation/{kind}/{name}": str(number + place) for place, kind in enumerate(
        ("data", "metadata", "system")) for name, number in {
            "total_bytes": 8388608, "bytes_used": 4194304, "single/total_bytes": 8388608, "single/used_bytes": 4194304}.items()},
    "proc/mdstat": "Personalities : [raid1]\nmd127 : active raid1 vda2[2] vda1[0] sdb1[1](F)\n"
                   "      64512 blocks super 1.2 [2/1] [U_]\n"
                   "      [=======>.............]  recovery = 44.4% (28672/64512) finish=0.0min speed=20480K/sec\n\n"
                   "unused devices: <none>",
    "sys/block/md127/size": "129024", "sys/block/md127/md/level": "raid1", "sys/block/md127/md/raid_disks": "2",
    "sys/block/md127/md/array_state": "clean", "sys/block/md127/md/degraded": "1",
    "sys/block/md127/md/sync_action": "recover", "sys/block/md127/md/metadata_version": "1.2",
    "sys/block/md127/md/dev-vda1/state": "in_sync", "sys/block/md127/md/dev-vda1/slot": "0",
    "sys/block/md127/md/dev-vda2/state": "spare", "sys/block/md127/md/dev-vda2/slot": "1",
    "sys/block/md127/md/dev-sdb1/state": "faulty", "sys/block/md127/md/dev-sdb1/slot": "none",
    "proc/net/udp": UDP.format(
        line=" 6534: 0100007F:B393 00000000:0000 07 00000300:00000B00 00:00000000 00000000     0        0 48 2 0000000000000000 0"
    ).rstrip("\n"),
    "proc/net/udp6": UDP.format(
        line=" 6534: 00000000000000000000000001000000:B394 00000000000000000000000000000000:0000 07 00000000:00000D00 "
             "00:00000000 00000000     0        0 49 2 0000000000000000 0").rstrip("\n"),
}
DEVICES = re.compile(r"node_(disk_info|nvme_info|edac|dmi|os_|zfs_arc|btrfs_(info|size|used)|md_(state|disks)|udp_queues)")
# What is not read: the controller of a count of errors, the copies of btrfs, and what else node_exporter labels.
UNREAD = {
    "node_edac_correctable_errors_total": {"controller"}, "node_edac_uncorrectable_errors_total": {"controller"},
    "node_btrfs_size_bytes": {"mode"}, "node_btrfs_used_bytes": {"mode"}, "node_os_version": {"name"},
    "node_os_info": {"name"}, "node_dmi_info": {"bios_vendor"},
}
# What Debian's version does not have yet.
NEWER = {"node_disk_info": {"rotational"}}
NOT_READ = re.compile(r"node_edac_csrow_")


def devices(probectl, exporter):
    with tempfile.TemporaryDirectory() as folder:
        root = f"{folder}/root"
        shutil.copytree(os.path.join(os.path.dirname(os.path.dirname(captured())), "debian-6.12-x86_64-machine/root"), root,
                        symlinks=True)
        for name, text in DEVICE_FILES.items():
            path = f"{root}/{name}"
            os.makedirs(os.path.dirname(path), exist_ok=True)
            if os.path.exists(path):
                os.chmod(path, 0o644)
            with open(path, "w") as file:
                file.write(text + "\n")
        port = free_port()
        child = start(exporter, f"--web.listen-address=127.0.0.1:{port}", f"--path.sysfs={root}/sys",
                      f"--path.procfs={root}/proc", f"--path.rootfs={root}", f"--path.udev.data={root}/udev",
                      "--collector.diskstats.device-exclude=^$", "--collector.disable-defaults",
                      *[f"--collector.{name}" for name in (
                          "btrfs", "diskstats", "dmi", "edac", "mdadm", "nvme", "os", "udp_queues", "zfs")],
                      stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        answer = wait_for(port)
        if not check("node_exporter reads the captured machine's devices", answer is not None):
            return
        text = Text(answer[2].decode())
        mine = Text(run(probectl, "export", "--only", "disk,storage,host,connections", "--root", root))
        child.terminate()
    check("no series twice among devices", not mine.problems, mine.problems[:3])
    bad = [dict(labels)["collector"] for (name, labels), value in text.values.items()
           if name == "node_scrape_collector_success" and value != 1]
    check("all of its collectors of devices", not bad, bad)

    def named(text, left_out):
        return {(name, frozenset(label for label in labels if label[0] not in left_out.get(name, set()))): value
                for (name, labels), value in text.values.items() if DEVICES.match(name)}
    theirs, ours = named(text, UNREAD), named(mine, NEWER)
    check("types of its devices", *types(mine, text))
    wrong = [f"{name}{sorted(labels)}: {ours.get((name, labels))}, node_exporter {value}"
             for (name, labels), value in sorted(theirs.items(), key=str)
             if ours.get((name, labels)) != value and not NOT_READ.match(name)]
    check("disks, arrays, file systems, memory errors and firmware of node_exporter", not wrong,
          "\n    ".join([""] + wrong[:20]))
    added = [f"{name}{sorted(labels)}" for name, labels in sorted(ours.keys() - theirs.keys(), key=str)]
    check("and no others of them", not added, added[:10])
    count = len(ours.keys() & theirs.keys())
    check("more than 30 series are compared", count > 30, count)
    print(f"compared: {count} series of a captured machine's devices")


def may_miss(name, labels):
    """What node_exporter leaves out of a metric that it has: mounts below the same directory, and the same twice."""
    return name.startswith("node_filesystem_")


def types(ours, theirs):
    wrong = [f"{name}: {ours.types[name]}, not {theirs.types[name]}" for name in ours.types
             if name in theirs.types and theirs.types[name] != ours.types[name]]
    return not wrong, wrong[:5]


def run(*words, status=0):
    result = subprocess.run(words, capture_output=True, timeout=120)
    check(" ".join(words[1:4]), result.returncode == status and result.stderr == b"", (result.returncode, result.stderr[:300]))
    return result.stdout.decode()


def lint(promtool, probectl, theirs):
    own = run(probectl, "export", "--names", "own", "--only", ",".join(ALL))
    status, found = findings(promtool, own)
    check("promtool finds nothing in names of our own", status == 0 and not found, (status, sorted(found)[:5]))
    shared = run(probectl, "export", "--only", ",".join(ALL), "--all-filesystems")
    _, found = findings(promtool, shared)
    _, known = findings(promtool, theirs)
    new = {line for line in found - known if not line.startswith(tuple(CADVISOR))}
    check("promtool finds in shared names what it finds in node_exporter", not new, sorted(new)[:5])
    _, found = findings(promtool, "\n".join(line for line in shared.split("\n") if "probe_" in line.split("{")[0]) + "\n")
    check("and nothing in the others", not found, sorted(found)[:5])


# cAdvisor's metrics and their labels beside `id` (lib/metrics/prometheus.go and lib/metrics/testdata of its sources). The
# program of Debian 11 is older than some of them.
CADVISOR = {
    **{f"container_{name}": ("counter", set()) for name in (
        "cpu_user_seconds_total", "cpu_system_seconds_total", "cpu_cfs_periods_total", "cpu_cfs_throttled_periods_total",
        "cpu_cfs_throttled_seconds_total", "cpu_cfs_burst_periods_total", "cpu_cfs_burst_seconds_total",
        "memory_events_high_total", "memory_events_max_total", "oom_events_total",
        *[f"pressure_{resource}_{stall}_seconds_total" for resource in ("cpu", "memory", "io")
          for stall in ("waiting", "stalled")])},
    **{f"container_{name}": ("gauge", set()) for name in (
        "spec_cpu_quota", "spec_cpu_period", "spec_cpu_shares", "spec_memory_limit_bytes",
        "spec_memory_reservation_limit_bytes", "spec_memory_swap_limit_bytes", "memory_usage_bytes",
        "memory_working_set_bytes", "memory_max_usage_bytes", "memory_cache", "memory_rss", "memory_swap",
        "memory_total_active_file_bytes", "memory_total_inactive_file_bytes", "threads", "threads_max")},
    "container_cpu_usage_seconds_total": ("counter", {"cpu"}),
    "container_memory_failures_total": ("counter", {"failure_type", "scope"}),
}
ALL = []


def containers(probectl):
    """The names, types and labels of cAdvisor, on machines of each version of cgroups."""
    seen = set()
    for where in ([], *[["--root", os.path.join(os.path.dirname(os.path.dirname(captured())), machine, "root")]
                        for machine in ("debian-6.1-x86_64-v1", "debian-6.1-x86_64-v2", "debian-6.12-x86_64-machine")]):
        for sections in ("quota", "cgroups"):
            text = Text(run(probectl, "export", "--only", sections, *where))
            for name, labels in text.values:
                if name.startswith("container_"):
                    seen.add(name)
                    found = (text.types[name], {label for label, _ in labels} - {"id"})
                    if found != CADVISOR.get(name):
                        check(f"{name} of cAdvisor", False, (found, CADVISOR.get(name)))
            ids = [dict(labels).get("id") for name, labels in text.values if name.startswith("container_")]
            check(f"the id of a series is the path of a cgroup ({sections})",
                  ids != [] and all(each and each.startswith("/") for each in ids), ids[:3])
    # No captured cgroup limits swap.
    left = CADVISOR.keys() - seen - {"container_spec_memory_swap_limit_bytes"}
    check("each of them is exported", not left, sorted(left))


# ---- beside cadvisor

# Two cgroups of v1, one in the other, in which a program computes, holds 24 MiB and a file of 8 MiB, and is stopped.
LOAD = """
import sys
sys.stdin.readline()
block = bytearray(24 << 20)
for place in range(0, len(block), 4096):
    block[place] = 1
with open(sys.argv[1], "wb") as file:
    file.write(bytes(8 << 20))
while True:
    sum(range(100000))
"""
# What it does not have for a cgroup without a quota, and what is 0 where there is no limit.
UNLIMITED = re.compile(r"container_(spec_memory_(swap_)?limit_bytes|threads_max)$")


def hierarchies():
    """Where the hierarchies of v1 are mounted whole, by controller."""
    found = {}
    for line in open("/proc/self/mountinfo"):
        words, kind = line.split(" - ")
        if kind.split()[0] == "cgroup" and words.split()[3] == "/":
            for controller in kind.split()[2].split(","):
                found[controller] = words.split()[4]
    return found


def beside_cadvisor(probectl):
    mounts = hierarchies()
    if os.geteuid() != 0 or not {"cpu", "cpuacct", "memory", "pids"} <= mounts.keys():
        skip("cadvisor: not root, or no cgroups of v1", 5)
        return
    fetched = subprocess.run(["Tests/Smoke/cadvisor.sh", ".build-cadvisor"], capture_output=True, text=True, timeout=600)
    if fetched.returncode != 0:
        skip(fetched.stderr.strip(), 5)
        return
    name = f"/probe_export_{os.getpid()}"
    made = []

    def write(controller, file, text):
        with open(f"{mounts[controller]}{name}/{file}", "w") as opened:
            opened.write(text)
    with tempfile.TemporaryDirectory() as folder:
        load = subprocess.Popen([sys.executable, "-c", LOAD, f"{folder}/file"], stdin=subprocess.PIPE)
        children.append(load)
        try:
            for directory in sorted({mounts[each] for each in ("cpu", "cpuacct", "memory", "pids")}):
                for path in (directory + name, f"{directory}{name}/inner"):
                    os.mkdir(path)
                    made.append(path)
            write("cpu", "cpu.cfs_quota_us", "30000")
            write("cpu", "cpu.shares", "512")
            write("memory", "memory.limit_in_bytes", str(96 << 20))
            write("memory", "inner/memory.limit_in_bytes", str(80 << 20))
            write("pids", "pids.max", "77")
            for path in made:
                if path.endswith("/inner"):
                    with open(f"{path}/cgroup.procs", "w") as file:
                        file.write(str(load.pid))
            load.stdin.write(b"\n")
            load.stdin.flush()
        except OSError as error:
            skip(f"cadvisor: no cgroup can be made: {error}", 5)
        else:
            compare_containers(probectl, fetched.stdout.strip(), name, load)
        finally:
            load.kill()
            load.wait()
            for path in reversed(made):
                for _ in range(50):
                    try:
                        os.rmdir(path)
                        break
                    except OSError:
                        time.sleep(0.1)


def compare_containers(probectl, program, name, load):
    port = free_port()
    child = start(program, "-port", str(port), "-listen_ip", "127.0.0.1", "-housekeeping_interval", "1s",
                  "-max_housekeeping_interval", "1s", "-allow_dynamic_housekeeping=false", "-docker_only",
                  f"-raw_cgroup_prefix_whitelist={name}", "-disable_metrics",
                  "tcp,udp,advtcp,sched,resctrl,memory_numa,hugetlb,referenced_memory,cpu_topology,network,disk,diskIO,percpu",
                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def read():
        # Each of its numbers has the time at which it was read.
        return re.sub(r"(?m)^(\w+(?:\{.*\})? \S+) \d+$", r"\1", get(port)[2].decode())

    def used(text):
        return text.values.get(("container_cpu_usage_seconds_total", frozenset({("cpu", "total"), ("id", f"{name}/inner")})), 0)
    end = time.monotonic() + 90
    theirs = None
    while time.monotonic() < end and (theirs is None or used(theirs) < 0.5):
        time.sleep(0.5)
        try:
            theirs = Text(read())
        except (OSError, http.client.HTTPException):
            pass
    if not check("cadvisor has the cgroups", theirs is not None and used(theirs) > 0):
        return
    # From here on nothing of them moves: its next reading and ours have the same numbers.
    os.kill(load.pid, signal.SIGSTOP)
    wrong, compared = [], set()
    for _ in range(5):
        time.sleep(3)
        theirs, ours = Text(read()), Text(run(probectl, "export", "--only", "cgroups"))
        wrong, compared = [], set()
        for (metric, labels), value in theirs.values.items():
            if metric not in ours.types or dict(labels).get("id", "").split("/inner")[0] != name:
                continue
            mine = ours.values.get((metric, labels))
            if metric == "container_memory_failures_total" and not labels >= {("failure_type", "pgmajfault"),
                                                                             ("scope", "hierarchy")}:
                continue
            if metric == "container_spec_memory_reservation_limit_bytes" or (
                    mine is None and value == 0 and UNLIMITED.match(metric)):
                continue
            compared.add(metric)
            if mine is None or abs(mine - value) > 1e-6 * value:
                wrong.append(f"{metric}{sorted(labels)}: {mine}, cadvisor {value}")
        if not wrong:
            break
    child.terminate()
    child.wait(20)
    check("the values of cadvisor", not wrong, "\n    ".join([""] + wrong[:20]))
    different = [f"{each}: {ours.types[each]}, not {theirs.types[each]}" for each in compared
                 if ours.types[each] != theirs.types[each]]
    check("types of cadvisor", not different, different)
    check("more than 15 metrics of cadvisor are compared", len(compared) > 15, sorted(compared))
    unknown = compared - CADVISOR.keys()
    check("and each is in the list of its sources", not unknown, sorted(unknown))
    print(f"compared: {len(compared)} metrics of cadvisor")


# ---- influx, csv, otlp

def captured():
    """A captured machine, whose numbers do not move."""
    folder = ".build/fixtures"
    if not os.path.isdir(f"{folder}/debian-6.1-x86_64-devices"):
        subprocess.run(["make", "-s", "fixtures"], check=True, timeout=300)
    return f"{folder}/debian-6.1-x86_64-devices/root"


def split_unescaped(text, separator):
    parts, part, escaped = [], "", False
    for letter in text:
        if escaped:
            part += letter if letter in ", =" else "\\" + letter
            escaped = False
        elif letter == "\\":
            escaped = True
        elif letter == separator:
            parts.append(part)
            part = ""
        else:
            part += letter
    return parts + [part + ("\\" if escaped else "")]


def lines(probectl):
    root, everything = captured(), ",".join(ALL)
    table = list(csv.DictReader(io.StringIO(run(probectl, "export", "-f", "csv", "--only", everything, "--root", root))))
    numbers = {}
    for row in table:
        # A newline is two characters in a tag, too.
        labels = frozenset((name, re.sub(r"\\(.)", lambda found: "\\n" if found[1] == "n" else found[1], value))
                           for name, value in LABEL.findall(row["labels"]))
        key = (row["section"], labels, row["field"])
        check("a row twice", key not in numbers, key) if key in numbers else None
        numbers[key] = row["value"]
    check("csv has the numbers of a sample", len(numbers) > 300, len(numbers))
    read = {}
    for line in run(probectl, "export", "-f", "influx", "--only", everything, "--root", root).splitlines():
        head, fields, stamp = re.fullmatch(r"((?:[^ \\]|\\.)+) (\S+) (\d+)", line).groups()
        parts = split_unescaped(head, ",")
        labels = frozenset(tuple(part.split("=", 1)) for part in parts[1:])
        for field in fields.split(","):
            name, value = field.split("=")
            read[(parts[0].removeprefix("probe_"), labels, name)] = value.removesuffix("i")
    plain = {(section, frozenset(label for label in labels if label[1] != ""), field): value
             for (section, labels, field), value in numbers.items()}
    different = [key for key in plain.keys() | read.keys() if plain.get(key) != read.get(key)]
    check("influx has the same", not different, different[:3])
    repeated = run(probectl, "export", "-f", "csv", "--only", "load", "-i", "50ms", "-n", "3").splitlines()
    check("a header once", [line.startswith("time_ns,") for line in repeated].count(True) == 1 and len(repeated) > 9)
    otlp(probectl, root, everything)


# Of model/system/metrics.yaml and model/process/metrics.yaml of the semantic conventions: unit and instrument.
CONVENTIONS = {
    "system.uptime": ("s", "gauge"), "system.cpu.physical.count": ("{cpu}", "updown"),
    "system.cpu.logical.count": ("{cpu}", "updown"), "system.cpu.time": ("s", "counter"),
    "system.cpu.frequency": ("Hz", "gauge"), "system.memory.usage": ("By", "updown"),
    "system.memory.limit": ("By", "updown"), "system.memory.linux.available": ("By", "updown"),
    "system.memory.linux.shared": ("By", "updown"), "system.memory.linux.slab.usage": ("By", "updown"),
    "system.memory.linux.hugepages.limit": ("{page}", "updown"),
    "system.memory.linux.hugepages.reserved": ("{page}", "updown"),
    "system.memory.linux.hugepages.surplus": ("{page}", "updown"),
    "system.memory.linux.hugepages.page_size": ("By", "updown"), "system.paging.usage": ("By", "updown"),
    "system.paging.faults": ("{fault}", "counter"), "system.disk.io": ("By", "counter"),
    "system.disk.operations": ("{operation}", "counter"), "system.disk.io_time": ("s", "counter"),
    "system.disk.operation_time": ("s", "counter"), "system.disk.merged": ("{operation}", "counter"),
    "system.disk.limit": ("By", "updown"), "system.filesystem.usage": ("By", "updown"),
    "system.filesystem.limit": ("By", "updown"), "system.network.io": ("By", "counter"),
    "system.network.packet.count": ("{packet}", "counter"), "system.network.packet.dropped": ("{packet}", "counter"),
    "system.network.errors": ("{error}", "counter"), "system.process.created": ("{process}", "counter"),
    "process.cpu.time": ("s", "counter"), "process.memory.usage": ("By", "updown"),
    "process.memory.virtual": ("By", "updown"), "process.disk.io": ("By", "counter"),
    "process.thread.count": ("{thread}", "updown"), "process.unix.file_descriptor.count": ("{file_descriptor}", "updown"),
    "process.context_switches": ("{context_switch}", "counter"), "process.paging.faults": ("{fault}", "counter"),
}


def protobuf():
    """The request of the metrics service, and the parser of its JSON, from PyPI's opentelemetry-proto."""
    folder = os.path.abspath(".build/export/python")
    sys.path.insert(0, folder)
    if importlib.util.find_spec("opentelemetry") is None:
        subprocess.run([sys.executable, "-m", "pip", "install", "-q", "--target", folder, "opentelemetry-proto"],
                       capture_output=True, timeout=300)
        importlib.invalidate_caches()
    try:
        from google.protobuf import json_format
        from opentelemetry.proto.collector.metrics.v1 import metrics_service_pb2
    except ImportError:
        return None, None
    return metrics_service_pb2.ExportMetricsServiceRequest, json_format.Parse


def otlp(probectl, root, everything):
    request, parse = protobuf()
    if request is None:
        skip("opentelemetry-proto cannot be installed")
        return
    for where in ([], ["--root", root]):
        text = run(probectl, "export", "-f", "otlp", "--only", everything, *where)
        if not check("otlp is a document a line", text.count("\n") == 1 and text.endswith("\n"), text[-80:]):
            continue
        parsed = parse(text, request())
        metrics = parsed.resource_metrics[0].scope_metrics[0].metrics
        names = [metric.name for metric in metrics]
        check("no metric in two pieces", len(set(names)) == len(names), len(names))
        totals, wrong = {}, []
        for metric in metrics:
            kind = metric.WhichOneof("data")
            data = getattr(metric, kind)
            instrument = kind if kind == "gauge" else "counter" if data.is_monotonic else "updown"
            if not metric.name.startswith("probe.") and CONVENTIONS.get(metric.name) != (metric.unit, instrument):
                wrong.append((metric.name, metric.unit, instrument))
            if kind == "sum" and data.aggregation_temporality != 2:
                wrong.append((metric.name, "not cumulative"))
            points = [str(sorted(map(str, point.attributes))) for point in data.data_points]
            if not points or len(set(points)) != len(points):
                wrong.append((metric.name, "a point twice"))
            if len({point.WhichOneof("value") for point in data.data_points}) != 1:
                wrong.append((metric.name, "integers and fractions"))
            totals[metric.name] = sum(point.as_int + point.as_double for point in data.data_points)
        check("names, units and instruments of the conventions", not wrong, wrong[:5])
        check("the states of memory add up", totals["system.memory.usage"] == totals["system.memory.limit"], totals)
        if "system.filesystem.limit" in totals:
            check("the states of file systems add up", totals["system.filesystem.usage"] == totals["system.filesystem.limit"])


# ---- serve

def serve(probectl):
    child = start(probectl, "serve", "--listen", "127.0.0.1:0", stdout=subprocess.PIPE, text=True)
    line = child.stdout.readline().strip()
    match = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/metrics", line)
    if not check("serve prints its address", match is not None, line):
        return child, None
    return child, int(match[1])


def requests(port, pid):
    status, headers, body = get(port)
    check("GET /metrics", status == 200 and headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
          and int(headers["Content-Length"]) == len(body), (status, headers))
    text = Text(body.decode())
    check("its text", not text.problems and len(text.values) > 300, text.problems[:3])
    status, headers, body = get(port, headers={"Accept": "application/openmetrics-text;version=1.0.0,*/*;q=0.1"})
    check("OpenMetrics", headers["Content-Type"].startswith("application/openmetrics-text; version=1.0.0")
          and body.endswith(b"\n# EOF\n"), headers)
    status, headers, body = get(port, method="HEAD")
    check("HEAD /metrics", status == 200 and body == b"" and int(headers["Content-Length"]) > 1000, (status, headers))
    for path, method, expected in [("/", "GET", 200), ("/metrics?x=1", "GET", 200), ("/x", "GET", 404),
                                   ("/metrics/", "GET", 404), ("/metrics", "POST", 405), ("/../etc/passwd", "GET", 404)]:
        status, _, _ = get(port, path, method=method)
        check(f"{method} {path}", status == expected, status)

    def raw(data, seconds=20):
        with socket.create_connection(("127.0.0.1", port), timeout=seconds) as peer:
            try:
                peer.sendall(data)
                answer = b""
                while more := peer.recv(65536):
                    answer += more
                return answer
            except OSError as error:
                return str(error).encode()
    for data, expected in [(b"nonsense\r\n\r\n", b"400"), (b"GET\r\n\r\n", b"400"), (b"\x00\xff\r\n\r\n", b""),
                           (b"GET /metrics HTTP/1.1\r\n" + b"X: y\r\n" * 4000, b"431"),
                           (b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\n\r\n", b"431"),
                           (b"GET /metrics SPDY/3\r\n\r\n", b"400")]:
        answer = raw(data)
        check(f"{data[:12]!r}", answer.startswith(b"HTTP/1.1 " + expected) if expected else True, answer[:60])
    # A request in pieces is answered; one that never ends costs no one else anything, and is closed after 5 s.
    with socket.create_connection(("127.0.0.1", port), timeout=20) as peer:
        for piece in (b"GET /met", b"rics HTTP/1.1\r\nHost: x\r", b"\n\r\n"):
            peer.sendall(piece)
            time.sleep(0.1)
        check("a request in pieces", peer.recv(15).startswith(b"HTTP/1.1 200"))
    slow = [socket.create_connection(("127.0.0.1", port), timeout=20) for _ in range(40)]
    for peer in slow:
        peer.sendall(b"GET /metrics HTTP/1.1\r\n")
    begun = time.monotonic()
    check("an answer beside forty that never end", get(port)[0] == 200 and time.monotonic() - begun < 3)

    def left(peer):
        try:
            return peer.recv(1)
        except ConnectionResetError:
            return b""
    check("they are closed", all(left(peer) == b"" for peer in slow) and time.monotonic() - begun < 8)
    for peer in slow:
        peer.close()
    check("in one thread", len(os.listdir(f"/proc/{pid}/task")) == 1, os.listdir(f"/proc/{pid}/task"))
    # One that does not read its answer, neither.
    with socket.create_connection(("127.0.0.1", port), timeout=20) as peer:
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        peer.sendall(b"GET /metrics HTTP/1.1\r\n\r\n")
        check("an answer beside one that does not read", get(port)[0] == 200)


def scrape(prometheus, port):
    with tempfile.TemporaryDirectory() as folder:
        with open(f"{folder}/prometheus.yml", "w") as file:
            file.write("scrape_configs:\n- job_name: probe\n  scrape_interval: 1s\n  static_configs:\n"
                       f"  - targets: ['127.0.0.1:{port}']\n")
        listen = free_port()
        server = start(prometheus, f"--config.file={folder}/prometheus.yml", f"--storage.tsdb.path={folder}/data",
                       f"--web.listen-address=127.0.0.1:{listen}", "--log.level=warn",
                       stdout=subprocess.DEVNULL, stderr=open(f"{folder}/log", "w"))

        def query(text):
            answer = get(listen, "/api/v1/query?query=" + text)
            return json.loads(answer[2])["data"]["result"] if answer[0] == 200 else []
        if check("Prometheus starts", wait_for(listen, "/-/ready", 60) is not None, open(f"{folder}/log").read()[-300:]):
            end = time.monotonic() + 60
            while time.monotonic() < end and not [r for r in query("up") if r["value"][1] == "1"]:
                time.sleep(0.5)
            check("Prometheus scrapes it", [r["value"][1] for r in query("up")] == ["1"], open(f"{folder}/log").read()[-300:])
            memory = query("node_memory_MemTotal_bytes")
            total = int(re.search(r"MemTotal: +(\d+)", open("/proc/meminfo").read())[1]) * 1024
            check("and answers a query", [float(r["value"][1]) for r in memory] == [total], memory)
            cpus = query("count(count(node_cpu_seconds_total)by(cpu))")
            check("with labels", [int(r["value"][1]) for r in cpus] == [os.sysconf("SC_NPROCESSORS_ONLN")], cpus)
            log = open(f"{folder}/log").read()
            check("without a warning of duplicates", "uplicate" not in log and "Error on ingesting" not in log, log[-300:])
        server.terminate()
        server.wait(20)


def textfile(probectl, exporter):
    """The textfile collector reads a file that is replaced again and again, beside its own names."""
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/probe.prom"
        writer = start(probectl, "export", "--names", "own", "--output", path, "--interval", "20ms")
        port = free_port()
        start(exporter, f"--web.listen-address=127.0.0.1:{port}", f"--collector.textfile.directory={folder}",
              "--collector.disable-defaults", "--collector.textfile", "--collector.meminfo",
              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        good = wait_for(port) is not None
        end = time.monotonic() + 20
        while not os.path.exists(path) and time.monotonic() < end:
            time.sleep(0.05)
        torn = 0
        for _ in range(30):
            with open(path) as file:
                torn += not file.read().endswith("\n")
            text = Text(get(port)[2].decode())
            good = good and text.values.get(("node_textfile_scrape_error", frozenset())) == 0
            good = good and ("probe_memory_MemTotal_bytes", frozenset()) not in text.values
            good = good and ("probe_memory_total_bytes", frozenset()) in text.values
            good = good and ("node_memory_MemTotal_bytes", frozenset()) in text.values
        check("the textfile collector reads it", good)
        check("the file is whole at any time", torn == 0, torn)
        writer.send_signal(signal.SIGTERM)
        check("SIGTERM ends it with 0", writer.wait(10) == 0)
        left = [name for name in os.listdir(folder) if name != "probe.prom"]
        check("nothing else is left", len(left) <= 1, left)
        os.mkdir(f"{folder}/x")
        result = subprocess.run([probectl, "export", "--output", f"{folder}/x"], capture_output=True, timeout=60)
        check("a directory is not replaced", result.returncode == 74 and os.path.isdir(f"{folder}/x"), result)
        result = subprocess.run([probectl, "export", "--output", "/dev/null"], capture_output=True, timeout=60)
        check("a device is not replaced", result.returncode == 74 and not os.path.isfile("/dev/null"), result)


def main(probectl):
    programs, reason = fetch()
    lines(probectl)
    containers(probectl)
    beside_cadvisor(probectl)
    child, port = serve(probectl)
    if port is not None:
        requests(port, child.pid)
    if programs is None:
        skip(reason, 5)
    else:
        promtool, prometheus, exporter = programs
        theirs = compare(probectl, exporter)
        if theirs is not None:
            lint(promtool, probectl, theirs)
        if port is not None:
            scrape(prometheus, port)
        sensors(probectl, exporter)
        devices(probectl, exporter)
        textfile(probectl, exporter)
    if port is not None:
        begun = time.monotonic()
        child.terminate()
        check("SIGTERM ends serve at once", child.wait(10) == 0 and time.monotonic() - begun < 1)


if len(sys.argv) < 2:
    sys.exit(__doc__)
for path in sys.argv[1:]:
    path = os.path.abspath(path)
    ALL[:] = json.loads(subprocess.run([path, "capabilities", "--format", "json"], capture_output=True, check=True,
                                       timeout=60).stdout)["sections"]
    main(path)
finish("export")

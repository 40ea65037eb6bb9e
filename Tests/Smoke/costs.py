#!/usr/bin/env python3
"""costs.py: holds what one call costs besides time and instructions, counted in a release build.
costs.py --write: makes the table of system calls in Documentation/RESULTS.md again.

No allocation in the steady state, on this machine and on every captured root; in C none at first use either.
System calls exactly as SYSTEM_CALLS below says of this machine.
"""

import collections
import difflib
import functools
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
SWIFT = os.environ.get("SWIFT", "swift")
DOCUMENT = "Documentation/RESULTS.md"
FIXTURES = subprocess.check_output(["Tests/Fixtures/archive.sh"], text=True).strip()
SCRATCH = 65536

# ---- what a section asks, call by call


def whole(*paths):
    """One pread each of those that are there, unless it is longer than the collector's scratch."""
    calls = []
    for path in paths:
        try:
            with open(path, "rb") as file:
                calls += [f"pread {path}"] * (1 + len(file.read()) // SCRATCH)
        except OSError:
            pass
    return calls


def by_record(path):
    """The kernel gives whole records, some 4 KiB at a time; a read that left space for another was the last."""
    descriptor = os.open(path, os.O_RDONLY)
    reads, offset = 0, 0
    while True:
        length = len(os.pread(descriptor, SCRATCH, offset))
        reads, offset = reads + 1, offset + length
        if length <= 4096 - 512:
            break
    os.close(descriptor)
    return [f"pread {path}"] * reads


EVERY = {
    2: {"cpu": "cpu.max", "cpuset": "cpuset.cpus.effective", "memory": "memory.max memory.high memory.swap.max",
        "pids": "pids.max", "io": "io.max", "hugetlb": "hugetlb.2MB.max hugetlb.1GB.max"},
    1: {"cpu": "cpu.cfs_quota_us cpu.cfs_period_us", "cpuset": "cpuset.effective_cpus",
        "memory": "memory.limit_in_bytes memory.memsw.limit_in_bytes memory.use_hierarchy", "pids": "pids.max",
        "io": " ".join(f"blkio.throttle.{what}_device" for what in ("read_bps", "write_bps", "read_iops", "write_iops")),
        "hugetlb": "hugetlb.2MB.limit_in_bytes hugetlb.1GB.limit_in_bytes"},
}
LIMITED = {
    2: {"cpu": "cpu.max.burst cpu.stat", "memory": "memory.current memory.stat memory.events", "pids": "pids.current"},
    1: {"cpu": "cpu.cfs_burst_us cpu.stat cpuacct.usage", "pids": "pids.current",
        "memory": "memory.usage_in_bytes memory.stat memory.oom_control memory.failcnt"},
}
OWN = {
    2: {"cpu": "cpu.weight cpu.idle", "cpuset": "cpuset.mems.effective",
        "memory": "memory.low memory.min memory.peak memory.swap.current", "io": "io.stat",
        "hugetlb": "hugetlb.2MB.current hugetlb.1GB.current"},
    1: {"cpu": "cpu.shares cpu.idle", "cpuset": "cpuset.effective_mems",
        "memory": "memory.soft_limit_in_bytes memory.max_usage_in_bytes memory.memsw.usage_in_bytes",
        "io": "blkio.throttle.io_service_bytes blkio.throttle.io_serviced",
        "hugetlb": "hugetlb.2MB.usage_in_bytes hugetlb.1GB.usage_in_bytes"},
}


def group(level):
    """The files of one group: what decides of each, what is used where a limit is set, the rest of the own."""
    version, names = level["version"], []
    for controller in level["controllers"]:
        names += EVERY[version].get(controller, "").split()
        if level["own"] or controller in level["limited"]:
            names += LIMITED[version].get(controller, "").split()
        if level["own"]:
            names += OWN[version].get(controller, "").split()
    if version == 2:
        names += ["cgroup.controllers"]
        if level["own"]:
            names += [f"{what}.pressure" for what in ("cpu", "memory", "io", "irq")]
    # cpuacct mounted apart from cpu has its file at the same path there.
    apart = [level["directory"].replace("/cgroup/cpu", "/cgroup/cpuacct", 1) + "/cpuacct.usage"]
    return whole(*(os.path.join(level["directory"], name) for name in names),
                 *(apart if "cpuacct.usage" in names and level["directory"].split("/")[4:5] == ["cpu"] else []))


def cpu(_):
    return whole("/proc/stat", *(f"/sys/devices/system/cpu/{name}" for name in ("present", "online")))


def disk(_):
    return by_record("/proc/diskstats")


def filesystem(there):
    return ["poll"] + [f"statfs {mount}" for mount in there["mounts"]]


def network(there):
    # All links fit one answer here; more than some hundred would not.
    assert there["interfaces"] <= 100
    return whole("/proc/self/net/sockstat", "/proc/self/net/snmp") + ["recv socket", "send socket", "recv socket"]


def pressure(_):
    return whole(*(f"/proc/pressure/{what}" for what in ("cpu", "memory", "io", "irq")))


# What the quota gets from cpu and memory of the same sample.
TOLD = ("/sys/devices/system/cpu/online", "/proc/meminfo")


def quota(there):
    return (whole("/proc/self/cgroup") + ["readlinkat mnt", "readlinkat cgroup", "poll"]
            + [call for level in there["levels"] for call in group(level)] + ["sched_getaffinity"] + ["prlimit"] * 16
            + whole(*TOLD, "/proc/sys/kernel/threads-max", "/proc/sys/kernel/pid_max"))


# Each section: its calls on this machine, and what the document says of them and of their number.
SYSTEM_CALLS = {
    "cpu": (cpu, "`pread` of `stat`; `present`, `online`", "4"),
    "load": (lambda _: whole("/proc/loadavg"), "`pread` of `loadavg`", "2"),
    "memory": (lambda _: whole("/proc/meminfo", "/proc/vmstat"), "`pread` of `meminfo`, and of `vmstat` as far as it is wanted", "3"),
    "disk": (disk, "`pread` of `diskstats` to its end", "1 and one for about 4 KiB"),
    "io": (disk, "as `disk`; in a sample with `disk` none", "1 and one for about 4 KiB"),
    "filesystem": (filesystem, "`poll` for mounts; `statfs` of each mount asked", "2 and one a mount asked"),
    "network": (network, "`pread` of `sockstat`, `snmp`; `recv` of events; `send` and `recv` of the statistics", "6"),
    "pressure": (pressure, "`pread` of each resource that the kernel has", "1 and one a resource"),
    "quota": (quota, "`pread` of `cgroup` (on v2 alone, since Linux 6.13, `ioctl` of a pidfd); `readlinkat` of two "
              "namespaces; `poll` for mounts; `pread` of each file of each cgroup, on v1 with `cpuacct.usage`; affinity; 16 `prlimit`; "
              "`pread` of `online` and `meminfo` (in a sample with `cpu` and `memory` none), `threads-max`, `pid_max`",
              "26 and one for each file of each cgroup"),
}


PROCESS_ROW = ("| process | `sysinfo`; `openat2`, `fstatfs`, `getdents64` to the end, `close` of `/proc`; `pread` of each `stat`, and of "
               "`statm` where it has memory, with `openat2` and `close` beyond the 256 that are kept | 6, one for about 1,000 "
               "entries, and one or two a process (3 or 6 beyond 256) |")


def sample(there):
    calls = [call for section, (calls, _, _) in SYSTEM_CALLS.items() if section != "io" for call in calls(there)]
    for call in whole(*TOLD):
        calls.remove(call)
    return calls


ALL_CALLS = {section: calls for section, (calls, _, _) in SYSTEM_CALLS.items()} | {"sample": sample}

# ---- what was counted


@functools.cache
def program():
    # Its output, such as that it waits for another build, would be among ours.
    subprocess.run([SWIFT, "build", "-c", "release", "--product", "probe-calls"], check=True, capture_output=True)
    done = subprocess.run([SWIFT, "build", "-c", "release", "--show-bin-path"], check=True, capture_output=True, text=True)
    return done.stdout.strip() + "/probe-calls"


def count(*words, within=()):
    done = subprocess.run([*within, program(), *words], check=True, capture_output=True, text=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


# Runs a command where no processes come and go but its own: in a namespace with some that sleep.
APART = ("unshare", "--pid", "--fork", "--mount-proc", "sh", "-c",
         'for sleeper in 1 2 3 4 5 6 7 8; do sleep 600 & done; "$@"; exit $?', "apart")


def can_be_apart():
    return shutil.which("unshare") and subprocess.run([*APART, "true"], capture_output=True, check=False).returncode == 0


def normal(calls):
    """Without the numbers of a process and a socket, and without the getpid that comes first."""
    assert calls[0] == "getpid", calls
    return [re.sub(r"^/proc/\d+/", "/proc/self/", re.sub(r" /proc/\d+/", " /proc/self/", re.sub(r":\[\d+\]", "", call)))
            for call in calls[1:]]


class Result:
    def __init__(self):
        self.passed, self.failed, self.skipped = 0, 0, 0

    def check(self, is_right, what):
        self.passed += is_right
        self.failed += not is_right
        if not is_right:
            print("FAIL:", what)

    def skip(self, why):
        self.skipped += 1
        print("skipped:", why)


def check_controls(result):
    """The counters count: an allocation by C, one by Swift, a system call."""
    for row in count("--control"):
        if row["allocations"] is None or row["calls"] is None:
            result.skip(f"{'allocations' if row['allocations'] is None else 'system calls'} cannot be counted here")
            continue
        is_call = row["through"] == "call"
        result.check((row["allocations"], row["calls"]) == ((0, ["getppid"]) if is_call else (1, [])),
                     f"the counter says of one {'call' if is_call else 'allocation by ' + row['through']}: {row}")


def check_allocations(result, name, rows):
    # What every root has. Without a row nothing below would be checked.
    uncounted = {"cpu", "memory", "sample"} - {row["subject"] for row in rows}
    result.check(not uncounted, f"{name}: nothing was counted of {uncounted}")
    for row in rows:
        what = f"{name}: {row['subject']} through {row['through']}"
        if row["subject"] == "collector":
            continue
        if row["allocations"] is not None:
            # Swift's queue makes two to wake the reader of a sampler.
            allowed = 2 if row["subject"] == "sampler" else 0
            result.check(row["allocations"] <= allowed, f"{what}: {row['allocations']} allocations a call")
            result.check(row["through"] != "c" or row["first_allocations"] == 0, f"{what}: allocates at first use")


# A process costs one call if its stat is kept open, and one more if it has memory. New processes, those beyond
# the cached ones and those that are gone cost others; here processes come and go.
PROCESSES = re.compile(
    r"sysinfo\nopenat2 \.\nfstatfs /proc\n(getdents64 /proc\n|pread /proc/\d+/statm?\n(close /proc/\d+/statm?\n)?"
    r"|openat2 (\d+)/statm?\n(pread /proc/\3/statm?\n)?((fcntl /proc/\3/statm?|prlimit)\n)*(close /proc/\3/statm?\n)?)*"
    r"close /proc\n(close /proc/\d+/statm?\n)*")


def check_lasting_failures(result):
    """What fails at each reading again costs no allocation either."""
    with tempfile.TemporaryDirectory() as directory:
        root = shutil.copytree(f"{FIXTURES}/debian-6.1-x86_64-v2/root", f"{directory}/root", symlinks=True)
        files = glob.glob(f"{root}/sys/fs/cgroup/**/memory.*", recursive=True) + [f"{root}/proc/pressure/io"]
        for path in files:
            with open(path, "w", encoding="utf-8") as file:
                file.write("no number\n")
        check_allocations(result, "with failures that last", count("--count", root)[1:])


def check_calls(result, there, rows):
    for row in rows:
        section, through, calls = row["subject"], row["through"], row["calls"]
        what = f"/: {section} through {through}"
        if section in ("shared", "sampler"):
            continue  # Their calls are those of the sample.
        if calls is None:
            result.skip(f"{what}: a process may not be traced here")
        elif through in ("rates", "fields"):
            result.check(calls == [], f"{what}: {calls}")
        elif section == "process":
            text = "".join(f"{call}\n" for call in calls[1:])
            result.check(PROCESSES.fullmatch(text) is not None, f"{what}: {[call for call in calls if 'pread' not in call]}")
        elif section in ("filesystem", "sample") and there["remote"]:
            result.skip(f"{what}: a mount may not answer here, so that mountinfo is read each time")
        elif section in ALL_CALLS:
            wanted, got = ALL_CALLS[section](there), normal(calls)
            # The order in which the files of cgroups are read does not matter.
            if section in ("quota", "sample"):
                wanted, got = sorted(wanted), sorted(got)
            more, fewer = (collections.Counter(a) - collections.Counter(b) for a, b in ((got, wanted), (wanted, got)))
            result.check(wanted == got, f"{what}: {len(calls)} calls; not expected: {dict(more)}, missing: {dict(fewer)}")


# ---- the document


def calls_table():
    lines = ["| section | calls, after `getpid` | number |", "| --- | --- | --- |"]
    lines += [f"| {section} | {what} | {number} |" for section, (_, what, number) in SYSTEM_CALLS.items()]
    lines += ["| sample | all of these, `getpid`, `diskstats`, `online` and `meminfo` once | their sum |", PROCESS_ROW]
    return "\n".join(lines)


def with_table(text, table):
    pattern = re.compile(r"(<!-- system calls: made by Tests/Smoke/costs.py --write -->\n).*?(<!-- end -->)", re.DOTALL)
    assert pattern.search(text), f"{DOCUMENT} has no marks for the table"
    return pattern.sub(lambda found: found.group(1) + table + "\n" + found.group(2), text)


def main(words):
    result = Result()
    for root in sorted(glob.glob(f"{FIXTURES}/*/root")):
        name = root.split("/")[-2]
        check_allocations(result, name, count("--count", root)[1:])
    with open(DOCUMENT, encoding="utf-8") as file:
        text = file.read()
    new = with_table(text, calls_table())
    if words == ["--write"]:
        with open(DOCUMENT, "w", encoding="utf-8") as file:
            file.write(new)
        return
    result.check(new == text, f"{DOCUMENT} is not what {sys.argv[0]} --write makes")
    sys.stdout.writelines(difflib.unified_diff(text.splitlines(True), new.splitlines(True), DOCUMENT, "counted", n=0))
    check_controls(result)
    check_lasting_failures(result)
    there, *rows = count("--count", "/")
    is_moving = [row["subject"] in ("process", "details") for row in rows]
    check_allocations(result, "/", [row for row, moves in zip(rows, is_moving) if not moves])
    check_calls(result, there, rows)
    if can_be_apart():
        check_allocations(result, "/, processes apart", count("--count", "/", within=APART)[1:])
    else:
        result.skip("allocations of a table of processes: they come and go here, and no namespace can be made")
    print(f"costs: {result.passed} passed, {result.failed} failed, {result.skipped} skipped")
    sys.exit(1 if result.failed else 0)


if sys.argv[1:] not in ([], ["--write"]):
    sys.exit(__doc__)
main(sys.argv[1:])

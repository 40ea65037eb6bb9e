"""What is compared, and what is known of the peers' answers."""

# The works in the order of the table: what each is, and what Probe reads besides, where its one call
# reads more than the work needs.
WORKS = {
    "cpu": ("CPU times, of all together and of each", ""),
    "memory": ("memory and swap, the amounts alone", "Probe reads paging, too: `/proc/vmstat`"),
    "paging": ("memory, swap, and pages swapped in and out", ""),
    "load": ("load averages", "Probe reads tasks and uptime, too"),
    "usage": ("usage of the file system `/`", "Probe reads all mounts, and asks all with storage"),
    "filesystems": ("mounts with storage, and their usage", ""),
    "disk": ("block devices", ""),
    "network": ("interfaces", "Probe reads sockets and TCP, too: two more files"),
    "sockets": ("interfaces, sockets and TCP", ""),
    "pressure": ("pressure of CPU, memory and I/O", ""),
    "quota": ("CPUs that this process may use", "Probe reads every limit of every level, with usage"),
    "affinity": ("CPUs of the affinity", "Probe reads the whole quota"),
    "own": ("own CPU time and resident memory", ""),
    "processes": ("process table: name, state, times, start, memory", ""),
    "snapshot": ("all at once: CPU, memory, load, disk, network, pressure", ""),
}

# The peer's bare system call: Probe should take at most 1.05 times as long.
BARE = {("glibc", work) for work in ("load", "usage", "own", "affinity")}
BARE_LIMIT = 1.05

TITLES = {
    "probe-c": "**Probe, C**", "probe-swift": "**Probe, Swift**", "foundation": "Foundation (Swift)",
    "gopsutil": "gopsutil (Go)", "prometheus-procfs": "prometheus/procfs (Go)",
    "automaxprocs": "automaxprocs (Go)", "sysinfo": "sysinfo (Rust)", "procfs": "procfs (Rust)",
    "rust-std": "std (Rust)", "psutil": "psutil (Python)", "libuv": "libuv", "glibc": "glibc, one call",
}

# How far two answers may be apart that mean the same, by the value's name: roundings of the peers.
TOLERANCES = {"load1": 0.011, "load5": 0.011, "load15": 0.011, "avg10": 0.011, "avg60": 0.011,
              "avg300": 0.011, "start": 100}

# The names of the snapshot's values, by the work that has them alone.
PARTS = {
    "CPU times": {"user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal", "guest",
                  "guest_nice"},
    "memory": {"total", "free", "available", "buffers", "cached", "shared", "swap_total", "swap_free"},
    "paging": {"swapped_in", "swapped_out"},
    "load": {"load1", "load5", "load15"},
    "disks": {"reads", "reads_merged", "read_bytes", "read_ms", "writes", "writes_merged",
              "write_bytes", "write_ms", "busy_ms"},
    "network": {f"{side}_{name}" for side in ("rx", "tx")
                for name in ("bytes", "packets", "errors", "dropped")},
    "sockets and TCP": {"sockets_used", "tcp_established", "tcp_retransmits"},
    "pressure": {"avg10", "avg60", "avg300", "total_us"},
}

STATM = "it reads `/proc/PID/statm`, whose sum is exact on newer kernels where that of " \
    "`/proc/PID/stat`, which Probe reads, lacks some pages a CPU"
CMDLINE = "it completes names of 15 bytes from the command line, which a process can change"
SLAB = "it counts SReclaimable as cached, as free(1) does"

# Where a peer's answer is another one on purpose. What is not listed here and differs is said to be
# unexplained.
DIFFERENCES = {
    ("psutil", "cached"): SLAB,
    ("gopsutil", "cached"): SLAB,
    ("libstatgrab", "free"): "it counts the file cache as free",
    ("foundation", "cpus"): "it counts the CPUs that are online, and knows neither affinity nor quota",
    ("psutil", "name"): CMDLINE,
    ("gopsutil", "name"): CMDLINE,
    ("psutil", "rss"): STATM,
    ("gopsutil", "rss"): STATM,
    ("sysinfo", "rss"): STATM,
    ("libstatgrab", "rss"): STATM,
}


def of(key):
    """The name of a value without the thing that it is of."""
    return key.rsplit(".", 1)[-1]


def thing(key):
    return key.rsplit(".", 1)[0] if "." in key else ""


def lies_between(value, before, after, tolerance):
    if isinstance(value, str) or isinstance(before, str):
        return value in (before, after)
    return min(before, after) - tolerance <= value <= max(before, after) + tolerance


def differing(before, answer, after, askers):
    """The values that neither of Probe's two readings around the peer's explains. Who asks is running
    while it asks, and the other is not."""
    passed_over = {f"{pid}.state" for pid in askers}
    return {key for key, value in answer.items()
            if key in before and key in after and key not in passed_over and
            not lies_between(value, before[key], after[key], TOLERANCES.get(of(key), 0))}


def less(work, probe, answer):
    """What Probe says and the peer does not: names of values, and things."""
    if not answer:
        return ["percentages alone"]
    wanted, there = {of(key) for key in probe}, {of(key) for key in answer}
    if work == "snapshot":
        return [("less of " if names & there else "no ") + part for part, names in PARTS.items()
                if names - there]
    missing = [f"no {name.replace('_', ' ')}" for name in dict.fromkeys(map(of, probe))
               if name in wanted - there]
    things = list(dict.fromkeys(map(thing, probe)))
    answered = set(map(thing, answer))
    absent = [name for name in things if name not in answered]
    if work == "processes":
        # They come and go.
        return missing + ([f"not {len(absent)} of {len(things)}"] if len(absent) > len(things) / 20 else [])
    if work == "cpu" and absent:
        return missing + ["not each CPU" if "total" in answered else "not all together"]
    if absent:
        return missing + [f"{len(things) - len(absent)} of {len(things)}"]
    return missing

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

# Where a peer's answer is another one on purpose. What is not listed here and differs is said to be
# unexplained.
DIFFERENCES = {
    ("psutil", "cached"): "psutil counts SReclaimable as cached, as free(1) does",
    ("gopsutil", "cached"): "gopsutil counts SReclaimable as cached, as free(1) does",
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


def differing(before, answer, after):
    """The values that neither of Probe's two readings around the peer's explains."""
    return {key for key, value in answer.items() if key in before and key in after and
            not lies_between(value, before[key], after[key], TOLERANCES.get(of(key), 0))}


def less(work, probe, answer):
    """What Probe says and the peer does not: names of values, and things."""
    if not answer:
        return ["all values: it tells percentages alone"]
    wanted, there = {of(key) for key in probe}, {of(key) for key in answer}
    missing = [f"no {name.replace('_', ' ')}" for name in dict.fromkeys(map(of, probe)) if name in wanted - there]
    things = list(dict.fromkeys(map(thing, probe)))
    absent = [name for name in things if name not in set(map(thing, answer))]
    if work == "processes":
        # They come and go.
        return missing + ([f"{len(absent)} processes"] if len(absent) > len(things) / 20 else [])
    if absent and len(absent) > 3:
        return missing + [f"not {len(absent)} of {len(things)}"]
    return missing + [f"not {name or 'the totals'}" for name in absent]

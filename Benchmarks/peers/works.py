"""What is compared, and what is known of the peers' answers."""

import os

PAGE = os.sysconf("SC_PAGESIZE")

# The works in the order of the table: what each is, and Probe's call for it, by its name in Swift.
WORKS = {
    "cpu": ("CPU times, of all together and of each", "`cpu()`"),
    "memory": ("memory and swap", "`memory()`: `/proc/vmstat`, too"),
    "paging": ("memory, swap, and pages swapped in and out", "`memory()`"),
    "load": ("load averages", "`load()`: tasks, uptime and boot time, too"),
    "filesystems": ("mounts with storage, and their usage", "`filesystem()`"),
    "disk": ("block devices", "`disk()`"),
    "network": ("interfaces", "`network()`: two more files"),
    "sockets": ("interfaces, sockets and TCP", "`network()`"),
    "pressure": ("pressure of CPU, memory and I/O", "`pressure()`"),
    "quota": ("CPUs that this process may use",
              "`quota(limitsOf: .cpu)`: the files that decide, of every level, kept open"),
    "once": ("CPUs that this process may use, asked once",
             "`effectiveCPUCount()`: the same, with a collector opened and closed for it"),
    "own": ("own CPU time and resident memory", "`process(nil, [])`"),
    "processes": ("process table: name, state, times, start, memory", "`processes()`"),
    "snapshot": ("all at once: CPU, memory, load, disk, network, pressure", "a sample, whole sections"),
}

SWIFT_LIMIT = 1.2

TITLES = {
    "probe-c": "**Probe, C**", "probe-swift": "**Probe, Swift**", "foundation": "Foundation (Swift)",
    "gopsutil": "gopsutil (Go)", "prometheus-procfs": "prometheus/procfs (Go)",
    "automaxprocs": "automaxprocs (Go)", "sysinfo": "sysinfo (Rust)", "procfs": "procfs (Rust)",
    "rust-std": "std (Rust)", "psutil": "psutil (Python)", "libuv": "libuv", 
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

# What a peer passes over although its answer has all names: of what `make judges` shows, or its
# system calls.
NOT_READ = {
    ("libuv", "cpus"): ["no quota of v1 and hybrid groups"],
    ("automaxprocs", "cpus"): ["no quota of groups above"],
    ("foundation", "cpus"): ["no quota but of v1's root"],
}

# Where a peer's answer differs on purpose. Any other difference is reported as unexplained.
DIFFERENCES = {
    ("psutil", "cached"): SLAB,
    ("gopsutil", "cached"): SLAB,
    ("libstatgrab", "free"): "it counts the file cache as free",
    ("foundation", "cpus"): "it does not ask for the affinity",
    ("psutil", "name"): CMDLINE,
    ("gopsutil", "name"): CMDLINE,
    ("psutil", "rss"): STATM,
    ("gopsutil", "rss"): STATM,
    ("sysinfo", "rss"): STATM,
    ("libstatgrab", "rss"): "it adds three pages to what `/proc/PID/stat` says",
}


# The works whose values of Probe are held to /proc/PID as peers.py reads it itself, and of these the
# ones that are of one process.
OF_PROCESSES = {"own", "processes"}
OF_ONE = {"own"}


def kernel(work, pid):
    """What /proc says of this process, or of all, under the names of the runners; `statm` is the
    resident memory that the file statm has."""
    answer = {}
    for name in [str(pid)] if work in OF_ONE else [name for name in os.listdir("/proc") if name.isdigit()]:
        try:
            stat = open(f"/proc/{name}/stat", "rb").read().decode("latin-1")
            statm = open(f"/proc/{name}/statm").read().split()
        except OSError:
            continue
        head, tail = stat.rsplit(")", 1)
        columns, prefix = tail.split(), "" if work in OF_ONE else f"{name}."
        answer |= {prefix + key: value for key, value in {
            "name": head.split("(", 1)[1], "state": columns[0], "user": int(columns[11]),
            "system": int(columns[12]), "start": int(columns[19]), "rss": int(columns[21]) * PAGE,
            "statm": int(statm[1]) * PAGE}.items()}
    return answer


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
    """The values that neither of Probe's two readings around the peer's explains. The program that
    reads is running meanwhile, and the other is not."""
    passed_over = {f"{pid}.state" for pid in askers}
    return {key for key, value in answer.items()
            if key in before and key in after and key not in passed_over and
            not lies_between(value, before[key], after[key], TOLERANCES.get(of(key), 0))}


def beside_statm(before, answer, after, wrong):
    """Of the resident memories that are not Probe's, and should be statm's, those that are not."""
    statm = lambda read, key: read.get(key[:-len("rss")] + "statm")
    return {f"{key} beside statm" for key in wrong if of(key) == "rss" and
            None not in (statm(before, key), statm(after, key)) and
            not lies_between(answer[key], statm(before, key), statm(after, key), 0)}


def missing(before, answer, after):
    """The processes that were there all the time, and that the answer has not."""
    return {f"{name}.missing" for name in
            {thing(key) for key in before if key in after} - {thing(key) for key in answer}}


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

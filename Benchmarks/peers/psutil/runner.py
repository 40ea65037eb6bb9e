"""psutil. The lines are those of runner.h."""

import ctypes
import json
import sys
import time

import psutil

TIMES = ("user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal", "guest", "guest_nice")


def ticks(seconds):
    return round(seconds * 100)


def read_cpu():
    return psutil.cpu_times(), psutil.cpu_times(percpu=True)


def cpu():
    total, each = read_cpu()
    named = [("total", total)] + [(f"cpu{index}", times) for index, times in enumerate(each)]
    return {f"{name}.{key}": ticks(getattr(times, key)) for name, times in named for key in TIMES}


def read_memory():
    return psutil.virtual_memory(), psutil.swap_memory()


def memory():
    memory, swap = read_memory()
    names = ("total", "free", "available", "buffers", "cached", "shared")
    return {name: getattr(memory, name) for name in names} | {
        "swap_total": swap.total, "swap_free": swap.free,
        "swapped_in": swap.sin, "swapped_out": swap.sout}


def load():
    return dict(zip(("load1", "load5", "load15"), psutil.getloadavg()))


def read_filesystems():
    return [(part.mountpoint, psutil.disk_usage(part.mountpoint)) for part in psutil.disk_partitions()]


def filesystems():
    return {f"{name}.{key}": value for name, read in read_filesystems()
            for key, value in (("total", read.total), ("available", read.free))}


def read_disk():
    return psutil.disk_io_counters(perdisk=True, nowrap=False)


def disk():
    names = {"reads": "read_count", "reads_merged": "read_merged_count", "read_bytes": "read_bytes",
             "read_ms": "read_time", "writes": "write_count", "writes_merged": "write_merged_count",
             "write_bytes": "write_bytes", "write_ms": "write_time", "busy_ms": "busy_time"}
    return {f"{device}.{key}": getattr(read, name) for device, read in read_disk().items()
            for key, name in names.items()}


def read_network():
    return psutil.net_io_counters(pernic=True, nowrap=False)


def network():
    names = {"rx_bytes": "bytes_recv", "rx_packets": "packets_recv", "rx_errors": "errin",
             "rx_dropped": "dropin", "tx_bytes": "bytes_sent", "tx_packets": "packets_sent",
             "tx_errors": "errout", "tx_dropped": "dropout"}
    return {f"{device}.{key}": getattr(read, name) for device, read in read_network().items()
            for key, name in names.items()}


OWN = psutil.Process()


def read_own():
    with OWN.oneshot():
        return OWN.cpu_times(), OWN.memory_info()


def own():
    times, memory = read_own()
    return {"user": ticks(times.user), "system": ticks(times.system), "rss": memory.rss}


def read_processes():
    return list(psutil.process_iter(["name", "status", "cpu_times", "create_time", "memory_info"]))


STATES = {psutil.STATUS_RUNNING: "R", psutil.STATUS_SLEEPING: "S", psutil.STATUS_IDLE: "I",
          psutil.STATUS_ZOMBIE: "Z", psutil.STATUS_DISK_SLEEP: "D", psutil.STATUS_STOPPED: "T"}


def processes():
    answer, boot = {}, psutil.boot_time()
    for process in read_processes():
        info = process.info
        answer |= {f"{process.pid}.{key}": value for key, value in {
            "name": info["name"], "state": STATES.get(info["status"], "?"),
            "user": ticks(info["cpu_times"].user), "system": ticks(info["cpu_times"].system),
            "start": ticks(info["create_time"] - boot), "rss": info["memory_info"].rss}.items()}
    return answer


def read_snapshot():
    return read_cpu(), read_memory(), load(), read_disk(), read_network()


def snapshot():
    return cpu() | memory() | load() | disk() | network()


WORKS = {"cpu": (read_cpu, cpu), "paging": (read_memory, memory), "load": (psutil.getloadavg, load),
         "filesystems": (read_filesystems, filesystems),
         "disk": (read_disk, disk), "network": (read_network, network), "own": (read_own, own),
         "processes": (read_processes, processes), "snapshot": (read_snapshot, snapshot)}


def allocations():
    """What the counter has that is loaded before everything, where it is; Python goes by its own
    pool otherwise, and there is no count."""
    try:
        count = ctypes.CDLL(None).ccount_allocations
    except AttributeError:
        return lambda: -1
    count.restype = ctypes.c_int64
    return count


def run(name, times):
    read, counted = WORKS[name][0], allocations()
    allocated = counted()
    start = time.monotonic_ns()
    for _ in range(times):
        read()
    end = time.monotonic_ns()
    return f"{end - start} {counted() - allocated if allocated >= 0 else -1}"


for line in sys.stdin:
    words = line.split()
    if words[0] == "works":
        print(json.dumps({"works": list(WORKS)}))
    elif words[1] not in WORKS:
        print()
    elif words[0] == "values":
        print(json.dumps(WORKS[words[1]][1]()))
    else:
        print(run(words[1], int(words[2])))
    sys.stdout.flush()

"""The machines that the curves are of: made of files, or real ones in namespaces and control groups of
their own. Each gives the command that reads it, and is gone with `Situation.close`."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
INSIDE = str(HERE / "inside.py")
NOBODY = "65534"


class Missing(Exception):
    """It cannot be made here, and why."""


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def ids(count):
    return f"0-{count - 1}\n" if count > 1 else "0\n"


def cpus(root, count):
    """/proc/stat with a row of each CPU, two threads a core, 32 cores a package."""
    def row(name, number):
        times = (8123456, 1203, 2345678, 98765432, 43210, 0, 65432, 1234, 0, 0)
        return " ".join([name, *(str(time + 977 * number) for time in times)]) + "\n"

    rows = row("cpu ", 0) + "".join(row(f"cpu{cpu}", cpu) for cpu in range(count))
    interrupts = " ".join(["987654321", *["0", "1234567"] * 100])
    write(root / "proc/stat", f"{rows}intr {interrupts}\nctxt 1987654321\nbtime 1700000000\n"
          "processes 7654321\nprocs_running 3\nprocs_blocked 0\n"
          "softirq 123456789 1 2 3 4 5 6 7 8 9 10\n")
    cpu_root = root / "sys/devices/system/cpu"
    for name in ("possible", "present", "online"):
        write(cpu_root / name, ids(count))
    for cpu in range(count):
        first, package = cpu - cpu % 2, cpu - cpu % 64
        topology = cpu_root / f"cpu{cpu}/topology"
        write(topology / "thread_siblings_list",
              f"{first}-{first + 1}\n" if first + 1 < count else f"{first}\n")
        write(topology / "core_siblings_list",
              f"{package}-{min(package + 64, count) - 1}\n" if package + 1 < count
              else f"{package}\n")


def disks(root, count, mapped=False):
    """Whole disks, each fourth with a partition behind it; or all of device-mapper, with names."""
    numbers = "227271 21324 25390442 535263 98787 112270 9203256 48861 0 93552 626510 74645 4 " \
              "4751656 41286 14314 1098"
    rows = ""
    for index in range(count):
        name = f"dm-{index}" if mapped else \
            f"nvme{index - 1}n1p1" if index % 4 == 3 else f"nvme{index}n1"
        rows += f" 259 {index:7} {name} {numbers}\n"
        if mapped:
            write(root / f"sys/block/{name}/dm/name", f"vg0-volume{index}\n")
    write(root / "proc/diskstats", rows)


GROUP_FILES = {
    "cgroup.controllers": "cpuset cpu io memory pids\n", "cgroup.events": "populated 1\nfrozen 0\n",
    "cpu.max": "max 100000\n", "cpu.max.burst": "0\n", "cpu.weight": "100\n", "cpu.idle": "0\n",
    "cpu.stat": "usage_usec 120\nuser_usec 60\nsystem_usec 60\nnr_periods 0\nnr_throttled 0\n"
                "throttled_usec 0\n",
    "cpuset.cpus.effective": "0-3\n", "cpuset.mems.effective": "0\n", "memory.max": "max\n",
    "memory.high": "max\n", "memory.low": "0\n", "memory.min": "0\n",
    "memory.current": "39268352\n", "memory.peak": "39772160\n", "memory.swap.max": "max\n",
    "memory.swap.current": "0\n", "memory.stat": "anon 1\nfile 2\ninactive_file 4096\n",
    "memory.events": "low 0\nhigh 0\nmax 0\noom 0\noom_kill 0\n", "pids.max": "max\n",
    "pids.current": "2\n", "io.max": "", "io.stat": "",
}


def groups_v2(root, count):
    """A process so many levels deep in a unified hierarchy, its true root beside them."""
    write(root / "proc/self/cgroup", "0::" + "/a" * count + "\n")
    write(root / "proc/self/mountinfo",
          "25 1 0:22 / / rw - ext4 /dev/vda1 rw\n"
          "30 25 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n")
    write(root / "proc/meminfo", "MemTotal: 990000 kB\nMemFree: 800000 kB\n"
          "MemAvailable: 900000 kB\n")
    write(root / "proc/sys/kernel/threads-max", "7000\n")
    write(root / "proc/sys/kernel/pid_max", "32768\n")
    write(root / "sys/devices/system/cpu/online", "0-3\n")
    group = root / "sys/fs/cgroup"
    write(group / "cgroup.controllers", GROUP_FILES["cgroup.controllers"])
    for _ in range(count):
        group = group / "a"
        for name, text in GROUP_FILES.items():
            write(group / name, text)


def layered_mounts(root, count):
    """mountinfo of a host of containers: half are overlays of five layers, half are of the network."""
    rows = "25 1 8:1 / / rw - ext4 /dev/sda1 rw\n"
    for index in range(count - 1):
        base = f"/var/lib/store/{index}"
        if index % 2 == 0:
            layers = ":".join(f"{base}/{layer}/fs" for layer in range(5))
            rows += f"{26 + index} 25 0:{100 + index} / /run/{index}/rootfs rw - overlay overlay " \
                    f"rw,lowerdir={layers},upperdir={base}/fs,workdir={base}/work\n"
        else:
            rows += f"{26 + index} 25 0:{100 + index} / /var/volumes/{index} rw - nfs4 " \
                    f"server:/{index} rw,vers=4.2\n"
    write(root / "proc/self/mountinfo", rows)


class Situation:
    """One size of one curve: how its reader is started, and how another program joins it."""

    def __init__(self, work, measure, section, root="/", prefix=(), arguments=(), join=()):
        self.work = work
        self.command = [*prefix, str(measure), section, str(root), *arguments]
        self.section, self.root = section, str(root)
        self.arguments = list(arguments) if section == "cgroups" else []
        self.join = list(join)       # Options of nsenter.
        self.groups = []             # Directories to remove, the deepest first.
        self.reader = None

    def start(self):
        self.reader = subprocess.Popen(self.command, stdin=subprocess.PIPE, text=True,
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        line = self.reader.stdout.readline()
        if not line.startswith("ready "):
            problem = self.reader.stderr.read().strip().splitlines()
            self.close()
            raise Missing(problem[-1] if problem else "its reader did not start")
        return int(line.split()[1])

    def ask(self, line):
        self.reader.stdin.write(f"{line}\n")
        self.reader.stdin.flush()
        return [float(word) for word in self.reader.stdout.readline().split()]

    def pid_inside(self):
        """The process in the namespaces: with a new pid namespace it is a child of unshare."""
        pid = self.reader.pid
        while True:
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
            if "-p" not in self.join or not children or \
                    Path(f"/proc/{pid}/comm").read_text().strip() != "unshare":
                return pid
            pid = int(children[0])

    def joined(self, command):
        """A command in the same namespaces and control groups."""
        if self.groups and self.groups_own:
            return [INSIDE, "group", ",".join(self.groups_own), *command]
        if not self.join:
            return command
        return ["nsenter", "-t", str(self.pid_inside()), *self.join, *command]

    def close(self):
        if self.reader is not None:
            self.reader.stdin.close()
            try:
                self.reader.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.reader.kill()
                self.reader.wait()
            self.reader.stdout.close()
            self.reader.stderr.close()
            self.reader = None
        for directory in self.groups:
            if os.path.isdir(directory):
                os.rmdir(directory)
        self.groups = []


def need_root():
    if os.geteuid() != 0:
        raise Missing("not root")


def need(*programs):
    for program in programs:
        if shutil.which(program) is None:
            raise Missing(f"{program} is not installed")


def made_of_files(make, section):
    def at(work, measure, count):
        root = Path(tempfile.mkdtemp(prefix=f"{section}-{count}-", dir=work))
        make(root, count)
        return Situation(work, measure, section, root)
    return at


def with_mounts(what):
    def at(work, measure, count):
        need_root()
        need("unshare", "nsenter")
        directory = tempfile.mkdtemp(prefix="mounts-", dir=work)
        prefix = ["unshare", "-m", "--propagation", "private", INSIDE, what, str(count), directory]
        join = ["-m"] if what == "mounts" else ["-m", "-G", NOBODY, "-S", NOBODY]
        situation = Situation(work, measure, "filesystem", prefix=prefix, join=join)
        situation.directory = directory
        return situation
    return at


def with_interfaces(work, measure, count):
    need_root()
    need("unshare", "nsenter", "ip")
    prefix = ["unshare", "-n", INSIDE, "interfaces", str(count)]
    return Situation(work, measure, "network", prefix=prefix, join=["-n"])


def with_processes(work, measure, count):
    need_root()
    need("unshare", "nsenter")
    if int(Path("/proc/sys/kernel/pid_max").read_text()) < 2 * count:
        raise Missing("pid_max is too low")
    prefix = ["unshare", "-p", "-f", "--mount-proc", "--kill-child"]
    return Situation(work, measure, "process", prefix=prefix, arguments=[str(count - 1)],
                     join=["-m", "-p"])


def v1_hierarchies():
    """Where each v1 controller that quotas are of is mounted, and the own group there."""
    wanted = {"cpu", "memory", "pids"}
    own = {}
    for line in Path("/proc/self/cgroup").read_text().splitlines():
        number, names, path = line.split(":", 2)
        for name in set(names.split(",")) & wanted:
            own[name] = path
    found = {}
    for line in Path("/proc/self/mountinfo").read_text().splitlines():
        fields, rest = line.split(" - ")
        point, root = fields.split()[4], fields.split()[3]
        if rest.split()[0] == "cgroup":
            for name in set(rest.split()[-1].split(",")) & set(own):
                found[point] = point + own[name] if root == "/" else point
    return sorted(set(found.values()))


def cgroup_mounts():
    """The mounts whose cgroups have limits of CPU time, memory and tasks, if they show a whole hierarchy."""
    found = []
    for line in Path("/proc/self/mountinfo").read_text().splitlines():
        fields, rest = line.split(" - ")
        root, point = fields.split()[3:5]
        kind, _, options = rest.split(" ", 2)
        names = set(options.split(","))
        if kind == "cgroup2":
            names = set(Path(point, "cgroup.controllers").read_text().split())
        if root == "/" and kind.startswith("cgroup") and names & {"cpu", "cpuacct", "memory", "pids"}:
            found.append(Path(point))
    return found


def with_cgroups(work, measure, count):
    """A cgroup with children, of the same path in each hierarchy."""
    need_root()
    mounts = cgroup_mounts()
    if not mounts:
        raise Missing("no hierarchy of cpu, memory or pids is mounted")
    name = f"scale-{os.getpid()}-{count}"
    situation = Situation(work, measure, "cgroups", arguments=[f"/{name}"])
    try:
        for mount in mounts:
            start = mount / name
            for directory in (start, *(start / f"c{index}" for index in range(count - 1))):
                directory.mkdir()
                situation.groups.insert(0, str(directory))
                if directory == start and (start / "cgroup.subtree_control").exists():
                    (start / "cgroup.subtree_control").write_text("+cpu +memory +pids")
    except OSError as error:
        situation.close()
        raise Missing(f"{error.filename}: {error.strerror}") from error
    situation.groups_own = []
    return situation


def with_groups_v1(work, measure, count):
    need_root()
    bases = v1_hierarchies()
    if not bases:
        raise Missing("no v1 hierarchy of cpu, memory or pids is mounted")
    made, leaves = [], []
    try:
        for base in bases:
            directory = f"{base.rstrip('/')}/scale-{os.getpid()}-{count}"
            for level in range(count):
                directory = directory if level == 0 else f"{directory}/a"
                os.mkdir(directory)
                made.append(directory)
            leaves.append(directory)
    except OSError as error:
        for directory in reversed(made):
            os.rmdir(directory)
        raise Missing(f"{base}: {os.strerror(error.errno)} at level {len(made)}")
    situation = Situation(work, measure, "quota", prefix=[INSIDE, "group", ",".join(leaves)])
    situation.groups, situation.groups_own = list(reversed(made)), leaves
    return situation

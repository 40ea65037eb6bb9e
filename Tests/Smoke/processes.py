#!/usr/bin/env python3
# All processes, and the threads of one, beside ps and psutil: each is asked between two readings of the
# command, and a value that moves has to lie between what it was and what it became.
# Usage: processes.py PROBECTL
import ctypes, json, os, platform, shutil, signal, socket, subprocess, sys, tempfile, threading, time

from verdict import check, finish, skip

probectl = sys.argv[1]
TICK = 1 / os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
# ps and psutil read the exact number, too. The approximate one of stat differs by more for most processes.
SLACK = 4 * PAGE


def run(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, timeout=120, check=True).stdout


def table():
    out = run(probectl, "processes", "--interval", "0", "--limit", "all", "--sort", "pid", "--details", "all",
              "--format", "json")
    return {item["pid"]: item for item in json.loads(out)["process"]["processes"]}


# Some that rest, under names that ps shows as they are, and others that end up as zombies or stopped.
children = []


def child(what):
    pid = os.fork()
    if pid == 0:
        signal.alarm(300)
        what()
        while True:
            signal.pause()
    children.append(pid)


def named(name):
    return lambda: ctypes.CDLL(None).prctl(15, name, 0, 0, 0)


def stop():
    os.kill(os.getpid(), signal.SIGSTOP)


def as_user():
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)


for name in b"two  words", b"a) R 1 (b", b")", b"fifteen-letters", b"S 1 2 3":
    child(named(name))
child(lambda: os._exit(3))
child(stop)
child(as_user)
child(lambda: os.nice(7))
child(lambda: [os.dup(0) for _ in range(33)])
child(os.setsid)
SLEEPERS = "import threading, time; [threading.Thread(target=time.sleep, args=(300,)).start() for _ in range(5)]"
for argv in ["sleep", "300"], ["sh", "-c", "sleep 300; exit", "", "x y", ""], [sys.executable, "-c", SLEEPERS]:
    children.append(subprocess.Popen(argv, stdout=subprocess.DEVNULL, start_new_session=True).pid)
time.sleep(0.5)

FIELDS = ["pid", "ppid", "pgid", "sid", "ruid", "euid", "rgid", "nlwp", "ni", "psr", "rss", "vsz", "cputimes",
          "min_flt", "maj_flt", "stat", "comm"]


# What ps prints, its own process apart.
def ps():
    asked = subprocess.Popen(["ps", "-eww", "-o", ",".join(f + ":80=" if f == "comm" else f + "=" for f in FIELDS)],
                             stdout=subprocess.PIPE)
    lines = asked.communicate(timeout=120)[0].decode("utf-8", "replace").split("\n")
    rows = [line.split(None, len(FIELDS) - 1) for line in lines if line]
    rows = [dict(zip(FIELDS, row + [""])) for row in rows]
    return {int(row["pid"]): row for row in rows if int(row["pid"]) != asked.pid}


def of_psutil():
    try:
        import psutil
    except ImportError:
        return None
    found = {}
    for process in psutil.process_iter():
        try:
            with process.oneshot():
                item = {"ppid": process.ppid(), "status": process.status(), "uids": process.uids(), "gids": process.gids(),
                        "threads": process.num_threads(), "nice": process.nice(), "times": process.cpu_times(),
                        "memory": process.memory_info(),
                        "created": process.create_time() - psutil.boot_time(), "switches": process.num_ctx_switches()}
            for key, call in ("words", process.cmdline), ("io", process.io_counters), ("descriptors", process.num_fds), ("full", process.memory_full_info):
                try:
                    item[key] = call()
                except (psutil.AccessDenied, psutil.ZombieProcess):
                    item[key] = None
            found[process.pid] = item
        except psutil.NoSuchProcess:
            pass
    return found


def between(what, low, value, high, slack=0):
    low, high = min(low, high), max(low, high)
    check(what, low - slack <= value <= high + slack, f"{low} {value} {high}")


first = table()
by_ps = ps()
by_psutil = of_psutil()
second = table()
lived = sorted(pid for pid in first.keys() & second.keys() if first[pid]["start_ticks"] == second[pid]["start_ticks"])
came = second.keys() - first.keys()
check("processes are listed", len(lived) >= len(children) + 2, len(lived))
check("none is missing that lived", set(children) <= set(lived) and os.getpid() in lived)
if by_psutil is None:
    skip("psutil is not installed")
for other, name in (by_ps, "ps"), (by_psutil, "psutil"):
    if other is not None:
        check(f"{name} has each that lived", set(lived) <= other.keys(), set(lived) - other.keys())
# What others saw and the command did not: it has to have started after the one and ended before the other.
for pid in by_ps.keys() - first.keys() - second.keys():
    check(f"{pid} is gone", not os.path.exists(f"/proc/{pid}"), by_ps[pid])

LETTER = {"running": "R", "sleeping": "S", "disk_sleep": "D", "zombie": "Z", "stopped": "T", "tracing_stop": "t", "idle": "I", "dead": "X"}
still = 0
for pid in lived:
    a, b = first[pid], second[pid]
    check(f"{pid} keeps its start", a["start_ns"] == b["start_ns"])
    row = by_ps.get(pid)
    # Of one that did nothing nothing moved, and nothing went up and down again.
    moved = any(a[key] != b[key] for key in ("total_time_ns", "voluntary_switches", "involuntary_switches", "minor_faults"))
    still += not moved
    # What is the same before and after was so in between.
    if row:
        for key, column in (("parent_pid", "ppid"), ("process_group", "pgid"), ("session", "sid"), ("uid", "ruid"),
                            ("effective_uid", "euid"), ("gid", "rgid")):
            if a[key] == b[key]:
                check(f"{pid} {key} as ps", a[key] == int(row[column]), f"{a[key]} {row[column]}")
        if a["nice"] == b["nice"] and row["ni"] != "-":
            check(f"{pid} nice as ps", a["nice"] == int(row["ni"]), row["ni"])
        # A worker of the kernel is shown under what it does at the moment.
        if a["name"] == b["name"] and not (a["kernel_thread"] and "kworker" in a["name"]) and "�" not in a["name"] and a["name"].isprintable():
            comm = row["comm"] if a["state"] != "zombie" else row["comm"].removesuffix(" <defunct>")
            check(f"{pid} name as ps", " ".join(a["name"].split()) == " ".join(comm.split()), f"{a['name']!r} {comm!r}")
        if not moved:
            check(f"{pid} threads as ps", a["threads"] == int(row["nlwp"]), row["nlwp"])
            check(f"{pid} state as ps", a["state"] != b["state"] or LETTER[a["state"]] == row["stat"][0], row["stat"])
            check(f"{pid} vms as ps", a["vms_bytes"] != b["vms_bytes"] or a["vms_bytes"] == int(row["vsz"]) * 1024, row["vsz"])
            between(f"{pid} rss as ps", a["rss_bytes"], int(row["rss"]) * 1024, b["rss_bytes"], SLACK)
        between(f"{pid} CPU as ps", a["total_time_ns"] // 10**9, int(row["cputimes"]), b["total_time_ns"] // 10**9)
        between(f"{pid} minor faults as ps", a["minor_faults"], int(row["min_flt"]), b["minor_faults"])
        between(f"{pid} major faults as ps", a["major_faults"], int(row["maj_flt"]), b["major_faults"])
    row = (by_psutil or {}).get(pid)
    if row:
        check(f"{pid} start as psutil", abs(a["start_ns"] / 1e9 - row["created"]) < 1.01, f"{a['start_ns'] / 1e9} {row['created']}")
        for key, value in (("parent_pid", row["ppid"]), ("uid", row["uids"].real), ("effective_uid", row["uids"].effective),
                           ("gid", row["gids"].real), ("threads", row["threads"]), ("nice", row["nice"])):
            if a[key] == b[key] and (key != "threads" or not moved):
                check(f"{pid} {key} as psutil", a[key] == value, f"{a[key]} {value}")
        between(f"{pid} user time as psutil", a["user_time_ns"] / 1e9, row["times"].user, b["user_time_ns"] / 1e9, TICK / 2)
        between(f"{pid} system time as psutil", a["system_time_ns"] / 1e9, row["times"].system, b["system_time_ns"] / 1e9, TICK / 2)
        for kind in ("user", "system"):
            key = f"children_{kind}_time_ns"
            between(f"{pid} {kind} time of children as psutil", a[key] / 1e9, getattr(row["times"], f"children_{kind}"), b[key] / 1e9, TICK / 2)
        if not moved:
            between(f"{pid} rss as psutil", a["rss_bytes"], row["memory"].rss, b["rss_bytes"], SLACK)
            between(f"{pid} vms as psutil", a["vms_bytes"], row["memory"].vms, b["vms_bytes"])
        between(f"{pid} voluntary switches", a["voluntary_switches"], row["switches"].voluntary, b["voluntary_switches"])
        between(f"{pid} involuntary switches", a["involuntary_switches"], row["switches"].involuntary, b["involuntary_switches"])
        words = a["command_line"]
        if words == b["command_line"] and words is not None and row["words"] is not None and not a["command_line_cut"]:
            check(f"{pid} words as psutil", " ".join(words).split() == " ".join(row["words"]).split(), f"{words} {row['words']}")
        for key, value in (("descriptors", row["descriptors"]), ("rchar_bytes", row["io"] and row["io"].read_chars),
                           ("wchar_bytes", row["io"] and row["io"].write_chars), ("read_calls", row["io"] and row["io"].read_count),
                           ("write_calls", row["io"] and row["io"].write_count), ("read_bytes", row["io"] and row["io"].read_bytes),
                           ("write_bytes", row["io"] and row["io"].write_bytes)):
            if value is not None and a[key] is not None and b[key] is not None:
                # psutil itself opens and reads, and descriptors go up and down. The kernel's count includes one
                # that is being opened, which psutil does not list: a process in an open that blocks.
                opening = key == "descriptors" and "disk_sleep" in (a["state"], b["state"])
                if pid not in (os.getpid(), 1) and not opening and (key != "descriptors" or not moved):
                    between(f"{pid} {key} as psutil", a[key], value, b[key])
            else:
                check(f"{pid} {key} is denied to both", (a[key] is None) == (value is None) or key == "descriptors",
                      f"{a[key]} {value} {a['unread']}")
        # What others share with it moves these two, whatever it does itself: libraries, mostly.
        if pid in children and row["full"] is not None and a["unique_bytes"] is not None and b["unique_bytes"] is not None:
            between(f"{pid} USS as psutil", a["unique_bytes"], row["full"].uss, b["unique_bytes"], 2 << 20)
            between(f"{pid} PSS as psutil", a["proportional_bytes"], row["full"].pss, b["proportional_bytes"], 2 << 20)
check("some rested", still >= len(children), still)
if os.getuid() != 0:
    skip("another user's processes need root")

# The threads of one that has six.
many = children[-1]
low = json.loads(run(probectl, "process", str(many), "--threads", "--interval", "0", "--format", "json"))
rows = [line.split(None, 3) for line in run("ps", "-Lww", "-o", "lwp=,cputimes=,psr=,comm=", "-p", str(many)).decode("utf-8", "replace").splitlines()]
high = json.loads(run(probectl, "process", str(many), "--threads", "--interval", "0", "--format", "json"))


def threads(document):
    return {item["tid"]: item for item in document["process"]["threads"]}


low, high = threads(low), threads(high)
both = low.keys() & high.keys()
check("threads are listed", len(both) == 6 == second[many]["threads"], both)
check("those of ps", both <= {int(row[0]) for row in rows}, both)
for row in rows:
    thread = int(row[0])
    if thread in both:
        between(f"thread {thread} CPU", low[thread]["total_time_ns"] // 10**9, int(row[1]), high[thread]["total_time_ns"] // 10**9)
        if low[thread]["name"] == high[thread]["name"]:
            check(f"thread {thread} name", " ".join(low[thread]["name"].split()) == " ".join(row[3].split()), row)

# What ps and psutil take for a zombie or show as it is: a process whose main thread ended, and one that wrote
# a shorter text over its arguments.


def end_main_thread():
    threading.Thread(target=time.sleep, args=(300,)).start()
    ctypes.CDLL(None).syscall({"x86_64": 60, "aarch64": 93}[platform.machine()], 0)


def write_over_arguments():
    with open("/proc/self/stat") as stat:
        start, end = [int(word) for word in stat.read().rsplit(")", 1)[1].split()[45:47]]
    with open("/proc/self/mem", "r+b", 0) as memory:
        memory.seek(start)
        memory.write(b"srv: idle".ljust(end - start, b"\0"))


def one(pid):
    return json.loads(run(probectl, "process", str(pid), "--interval", "0", "--format", "json"))["process"]["processes"][0]


child(end_main_thread)
child(write_over_arguments)
time.sleep(0.5)
headless, padded = one(children[-2]), one(children[-1])
with open(f"/proc/{headless['pid']}/stat") as stat:
    check("the kernel has a zombie", ") Z " in stat.read())
check("its main thread ended", headless["main_thread_ended"] and headless["state"] == "sleeping", headless["state"])
check("it has its memory", headless["rss_bytes"] > 1 << 20 and headless["peak_rss_bytes"] >= headless["rss_bytes"], headless["rss_bytes"])
check("it has descriptors and a command line", headless["descriptors"] > 0 and headless["command_line"] == second[os.getpid()]["command_line"])
check("nothing of it is unread", headless["unread"] == [] or os.getuid() != 0, headless["failures"])
text = run(probectl, "process", str(headless["pid"])).decode()
check("its text calls it no zombie", "zombie" not in text and "main thread ended" in text, text)
check("padding is no argument", padded["command_line"] == ["srv: idle"], padded["command_line"])
check("rss is not above the peak", all(item["rss_bytes"] <= item["peak_rss_bytes"] for item in second.values() if item["peak_rss_bytes"] is not None and item["rss_bytes"] is not None))

# A captured root without /etc/passwd, and one without the threads of such a process.
with tempfile.TemporaryDirectory() as root:
    for pid in "self", str(headless["pid"]):
        os.makedirs(f"{root}/proc/{pid}")
        for name in "stat", "status":
            shutil.copyfile(f"/proc/{headless['pid']}/{name}", f"{root}/proc/{pid}/{name}")
    document = json.loads(run(probectl, "processes", "--root", root, "--interval", "0", "--format", "json"))
    check("names of users are missing by a failure", {"section": "process", "source": "/etc/passwd"}.items() <= document["failures"][-1].items(), document["failures"])
    poor = document["process"]["processes"][0]
    check("what no thread says is not known", poor["state"] is None and poor["rss_bytes"] is None and "/proc/PID/task" in [item["source"] for item in poor["failures"]], poor)
    check("the text says so", b"not known: /etc/passwd: not found" in run(probectl, "processes", "--root", root, "--interval", "0"))

# The lists of one process, beside psutil and lsof: of a process that rests, with files of each kind open.
def with_files():
    folder = tempfile.mkdtemp()
    for name, text in ("plain", "0123456789"), ("two  words", ""), ("new\nline", ""), ("gone", "x"):
        with open(f"{folder}/{name}", "w") as file:
            file.write(text)
    held.extend(os.open(f"{folder}/{name}", flags) for name, flags in (
        ("plain", os.O_RDWR | os.O_APPEND), ("two  words", os.O_WRONLY), ("new\nline", os.O_RDONLY), ("gone", os.O_RDONLY)))
    os.lseek(held[0], 7, os.SEEK_SET)
    held.append(os.open(folder, os.O_RDONLY | os.O_DIRECTORY))
    os.pipe()
    held.append(socket.socketpair())
    shutil.rmtree(folder)


held = []
child(with_files)
environment = subprocess.Popen(["env", "-i", "A=1", "EMPTY=", "B=x y", b"C=\xff", "sleep", "300"], stdout=subprocess.DEVNULL)
children.append(environment.pid)
time.sleep(0.5)
parts = {}
for pid in children[-2:]:
    parts[pid] = json.loads(run(probectl, "process", str(pid), "--files", "--maps", "--environment", "--gpu", "--user",
                                "--program", "--network", "--mounts", "--interval", "0", "--format", "json"))["process"]
    check(f"{pid} lists are of the process", all(parts[pid][key]["start_ticks"] == parts[pid]["processes"][0]["start_ticks"]
          for key in ("own_user", "program", "network", "mounts", "memory", "memory_mappings", "open_files", "environment", "gpu_clients")))
    check(f"{pid} lists are without failures", not any(parts[pid][key]["failures"] for key in ("program", "network", "mounts", "memory", "memory_mappings",
                                                                                          "open_files")))
    if not shutil.which("findmnt"):
        skip("findmnt is not installed")
    else:
        theirs = json.loads(run("findmnt", "--task", str(pid), "-J", "-l", "-o", "ID,PARENT,MAJ:MIN,TARGET,FSTYPE,FSROOT,VFS-OPTIONS,PROPAGATION"))
        keys = ("id", "parent_id", "mount_point", "type", "root", "options")
        ours = [[*(item[key] for key in keys), f"{item['device_major']}:{item['device_minor']}"] for item in parts[pid]["mounts"]["mounts"]]
        words = ("id", "parent", "target", "fstype", "fsroot", "vfs-options", "maj:min")
        check(f"{pid} propagation as findmnt", {item["id"]: item["propagation"].split(",")[0] for item in theirs["filesystems"]} ==
              {item["id"]: "shared" if item["peer_group"] else "private" for item in parts[pid]["mounts"]["mounts"]}, "")
        check(f"{pid} mounts as findmnt", sorted(ours) == sorted([item[word] for word in words] for item in theirs["filesystems"]), ours[:3])
try:
    import psutil
except ImportError:
    psutil = None
    skip("the lists beside psutil, which is not installed")
for pid in parts if psutil else ():
    process, part = psutil.Process(pid), parts[pid]
    files = {item["descriptor"]: item for item in part["open_files"]["files"]}
    for theirs in process.open_files():
        ours = files.get(theirs.fd, {})
        if theirs.fd <= 2:
            continue # Where this program writes meanwhile.
        check(f"{pid} file {theirs.fd} as psutil", (ours.get("path"), ours.get("position"), ours.get("flags")) ==
              (theirs.path, theirs.position, theirs.flags) and ours["kind"] == "file", f"{ours} {theirs}")
    check(f"{pid} number of files as psutil", len(files) == process.num_fds(), f"{len(files)} {process.num_fds()}")
    mappings = part["memory_mappings"]["mappings"]
    theirs = process.memory_maps(grouped=False)
    check(f"{pid} number of mappings as psutil", len(mappings) == len(theirs), f"{len(mappings)} {len(theirs)}")
    for ours, their in zip(mappings, theirs):
        name = (ours["path"] or "[anon]") + (" (deleted)" if ours["deleted"] else "")
        check(f"{pid} mapping {their.addr} as psutil",
              (f"{ours['start_address'].zfill(8)}-{ours['end_address'].zfill(8)}", ours["permissions"], name.strip()) ==
              (their.addr, their.perms, their.path.strip()), f"{ours} {their}")
        for key, value in (("size_bytes", their.size), ("rss_bytes", their.rss), ("private_dirty_bytes", their.private_dirty),
                           ("anonymous_bytes", their.anonymous), ("swap_bytes", their.swap)):
            # What a child shares with this process becomes private whenever this one writes to it.
            if key != "private_dirty_bytes" or pid == environment.pid:
                check(f"{pid} {key} of mapping {their.addr} as psutil", ours[key] == value, f"{ours[key]} {value}")
    check(f"{pid} resident mappings add up", sum(item["rss_bytes"] for item in mappings) == part["memory"]["rss_bytes"])
    variables = {item["name"]: item["value"] for item in part["environment"]["variables"] if item["value"] is not None}
    if pid == environment.pid:
        check("psutil's environment is ours", [(item["name"], item["value"]) for item in part["environment"]["variables"]] ==
              [("A", "1"), ("EMPTY", ""), ("B", "x y"), ("C", "\ufffd")] and variables.keys() == process.environ().keys(), variables)
        check("bytes that are no UTF-8 are there", part["environment"]["variables"][3]["value_hex"] == "ff")
    else:
        check(f"{pid} environment as psutil", variables == process.environ(), variables)
if shutil.which("lsof"):
    for pid in parts:
        lines = run("lsof", "-w", "-n", "-P", "-p", str(pid), "-F", "ftn").decode("utf-8", "replace").splitlines()
        theirs, number = {}, None
        for line in lines:
            if line[0] == "f":
                number = int(line[1:]) if line[1:].isdigit() else None
            elif number is not None:
                theirs.setdefault(number, {})[line[0]] = line[1:]
        ours = {item["descriptor"]: item for item in parts[pid]["open_files"]["files"]}
        check(f"{pid} descriptors as lsof", theirs.keys() == ours.keys(), f"{theirs} {ours}")
        kinds = {"REG": "file", "DIR": "directory", "CHR": "character_device", "FIFO": "pipe", "unix": "socket", "sock": "socket"}
        for number, item in theirs.items():
            if number in ours and item["t"] in kinds:
                check(f"{pid} kind of {number} as lsof", ours[number]["kind"] == kinds[item["t"]], f"{ours[number]} {item}")
            if number in ours and item["t"] in ("REG", "DIR", "CHR"):
                name = ours[number]["path"].replace("\n", "\\n") + (" (deleted)" if ours[number]["deleted"] else "")
                check(f"{pid} path of {number} as lsof", name == item["n"] or name == item["n"] + " (deleted)", f"{name} {item}")
else:
    skip("lsof is not installed")
# Of another user's process nothing is listed, and each list says so.
if os.getuid() == 0 and shutil.which("setpriv"):
    with tempfile.TemporaryDirectory() as place:
        os.chmod(place, 0o755)
        copy = shutil.copy(probectl, place)
        out = subprocess.run(["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", copy, "process", str(os.getpid()),
                              "--files", "--maps", "--environment", "--gpu", "--user", "--interval", "0"],
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120, check=False)
        complaints = out.stderr.decode().splitlines()
        check("each list is denied", out.returncode == 1 and len(complaints) == 5 and
              all("denied" in line or "permission" in line for line in complaints), complaints)
else:
    skip("another user's process needs root and setpriv")
# By its own passwd, whatever its root contains.
if os.getuid() == 0:
    with tempfile.TemporaryDirectory() as root:
        os.makedirs(f"{root}/etc")
        with open(f"{root}/etc/passwd", "w") as file:
            file.write("inner:x:0:0::/:\n")
        with open(f"{root}/etc/group", "w") as file:
            file.write("others:x:7:\ninners:x:0:a,b\n")

        def enter():
            os.chroot(root)
            os.chdir("/")

        child(enter)
        time.sleep(0.3)

        def own_user(key="name"):
            out = subprocess.run([probectl, "process", str(children[-1]), "--user", "--interval", "0", "--format", "json"],
                                 stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=60, check=False).stdout
            return (json.loads(out)["process"]["own_user"] or {}).get(key)

        check("the name is that of its own root", own_user() == "inner", own_user())
        os.remove(f"{root}/etc/passwd")
        check("without a passwd there is none", own_user() is None)
        check("the group is that of its own root", own_user("group") == "inners", own_user("group"))
        os.symlink("../../../../../../etc/hosts-not-there", f"{root}/etc/passwd")
        check("no link leads out", own_user() is None)
        os.remove(f"{root}/etc/passwd")
        os.mkfifo(f"{root}/etc/passwd")
        check("a FIFO does not block", own_user() is None)
        os.remove(f"{root}/etc/passwd")
else:
    skip("another root directory needs root")

# The program: beside the dynamic linker, which prints its vector, and of another word size.
def program(pid):
    return json.loads(run(probectl, "process", str(pid), "--program", "--interval", "0", "--format", "json"))["process"]["program"]


with subprocess.Popen(["sleep", "300"], env={**os.environ, "LD_SHOW_AUXV": "1"}, stdout=subprocess.PIPE) as shown:
    lines = []
    while not lines or not lines[-1].startswith("AT_EXECFN"):
        lines.append(shown.stdout.readline().decode())
    time.sleep(0.3)
    read = program(shown.pid)
    ours = {value["name"]: int(value["value"], 16) for value in read["auxiliary_values"]}
    theirs = dict(line[3:].split(":", 1) for line in lines if line.startswith("AT_"))
    for name, base in ("PHDR", 16), ("ENTRY", 16), ("BASE", 16), ("PAGESZ", 10), ("CLKTCK", 10), ("PHNUM", 10), ("SECURE", 10):
        check(f"the dynamic linker's AT_{name}", ours[name.lower()] == int(theirs[name].strip(), base), (ours, theirs))
    check("the word size is that of the program", read["address_bits"] == (64 if sys.maxsize > 2 ** 32 else 32), read)
    with open(f"/proc/{shown.pid}/syscall", encoding="ascii") as file:
        words = file.read().split()
    call = read["system_call"]
    check("it sleeps in the call that the kernel prints", call["state"] == "waiting" and str(call["number"]) == words[0] and
          [f"0x{word}" for word in call["arguments"]] == words[1:7] and f"0x{call['instruction_pointer']}" == words[8], (call, words))
    shown.kill()
with tempfile.TemporaryDirectory() as folder:
    with open(f"{folder}/narrow.c", "w", encoding="ascii") as file:
        file.write('void _start(void) { for (;;) { __asm__ volatile("int $0x80" ::"a"(29)); } }\n')  # pause()
    made = platform.machine() == "x86_64" and shutil.which("gcc") and subprocess.run(
        ["gcc", "-m32", "-nostdlib", "-static", "-o", f"{folder}/narrow", f"{folder}/narrow.c"], stderr=subprocess.DEVNULL,
        check=False).returncode == 0
    try:
        narrow = made and subprocess.Popen([f"{folder}/narrow"])
    except OSError:
        narrow = None
    if narrow:
        time.sleep(0.3)
        read = program(narrow.pid)
        check("a program of 32 bits", read["address_bits"] == 32 and read["system_call"]["number"] == 29, read)
        check("its vector", {value["name"]: value["value"] for value in read["auxiliary_values"]}["pagesz"] == "1000", read)
        narrow.kill()
        narrow.wait()
    else:
        skip("a program of 32 bits needs gcc -m32 and a kernel that runs it")
# The network of a process in a namespace of its own.
if os.getuid() == 0 and shutil.which("unshare"):
    alone = subprocess.Popen(["unshare", "-n", "sh", "-c", "ip link set lo up; ping -c 2 127.0.0.1 >/dev/null 2>&1; exec sleep 300"])
    children.append(alone.pid)
    time.sleep(2)
    read = json.loads(run(probectl, "process", str(alone.pid), "--network", "--interval", "0", "--format", "json"))["process"]["network"]
    with open(f"/proc/{alone.pid}/net/dev", encoding="ascii") as file:
        lines = {line.split(":")[0].strip(): line.split(":")[1].split() for line in file if ":" in line}
    check("its namespace has its own interfaces", {item["name"]: [item["counters"]["rx_bytes"], item["counters"]["tx_packets"]]
          for item in read["network"]["interfaces"]} == {name: [int(words[0]), int(words[9])] for name, words in lines.items()},
          (read, lines))
    check("which are not those of this one", {item["name"] for item in read["network"]["interfaces"]} != set(os.listdir("/sys/class/net"))
          or len(os.listdir("/sys/class/net")) == 1)
else:
    skip("another network namespace needs root and unshare")

# As a user from whom others are hidden.
HIDDEN = """mount -t proc -o hidepid=$1 proc /proc || exit 77
as() { setpriv --reuid 65534 --regid 65534 --clear-groups --bounding-set=-all --inh-caps=-all "$@"; }
as "$2" processes --interval 0 --format json; as "$2" processes --interval 0 | head -n 1; as "$2" quota --pid 1 2>&1 | tail -n 1
as "$2" process 1 2>&1; echo $?
"""
if os.getuid() == 0 and shutil.which("setpriv") and subprocess.run(["unshare", "-mp", "--fork", "true"], stderr=subprocess.DEVNULL).returncode == 0:
    with tempfile.TemporaryDirectory() as place:
        # Where it was built others may not go.
        os.chmod(place, 0o755)
        copy = shutil.copy(probectl, place)
        for option, hidden in ("0", False), ("1", False), ("2", True):
            out = run("unshare", "-mp", "--fork", "sh", "-c", HIDDEN, "sh", option, copy).decode().splitlines()
            table, summary, quota, message, status = json.loads(out[0])["process"], out[1], out[2], out[-2], out[-1]
            check(f"hidepid={option} is known", table["hidden"] is hidden, table["hidden"])
            check(f"hidepid={option} is in the text", ("hidden (hidepid)" in summary) == hidden, summary)
            if option == "2":
                check("only the own are listed", [item["pid"] == 1 for item in table["processes"]].count(True) == 0)
                check("process 1 is hidden, and not missing", "hidepid" in message and status == "1", message)
                check("nor for its quota", "hidepid" in quota, quota)
            elif option == "1":
                first = [item for item in table["processes"] if item["pid"] == 1][0]
                check("what cannot be looked at says so", (first["failure"] or {}).get("code") == "denied", first)
else:
    skip("hidepid needs root, unshare and setpriv")

for pid in children:
    os.kill(pid, signal.SIGKILL)
deadline = time.monotonic() + 10
while children and time.monotonic() < deadline:
    children = [pid for pid in children if os.waitpid(pid, os.WNOHANG)[0] == 0]
    time.sleep(0.01)
check("the children ended", not children)
finish("processes")

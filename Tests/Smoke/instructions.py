#!/usr/bin/env python3
"""instructions.py: holds the instructions of one call on captured roots to Benchmarks/instructions.txt.
instructions.py --write: makes that table anew.
instructions.py --where ROOT SECTION THROUGH: the functions in which they are spent.

Counted by callgrind in a release build, in the steady state, outside the kernel. With another compiler,
libc or valgrind than the table's, the counts say nothing: a counted skip.
"""

import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
SWIFT = os.environ.get("SWIFT", "swift")
TABLE = "Benchmarks/instructions.txt"
FIXTURES = subprocess.check_output(["Tests/Fixtures/archive.sh"], text=True).strip()
ROOTS = [
    "debian-5.10-x86_64-v1", "debian-6.1-x86_64-v2", "firecracker-6.18-x86_64-hybrid", "debian-6.12-x86_64-numa",
    "debian-6.12-x86_64-devices", "debian-6.12-x86_64-processes",
]
THROUGH = ["c", "swift", "rates"]
# Repeated, the counts are the same to the instruction. The tolerance lets an edit pass that inlines otherwise or
# reads a field more, and catches a loop too many.
PERCENT, LEAST = 10, 500

HEAD = f"""# Instructions of one call in the steady state, outside the kernel, on captured roots (Tests/Fixtures): through
# C, through Swift's sample(into:), and of rates(since:into:) between two such samples. Made and checked by
# Tests/Smoke/instructions.py; a count may be {PERCENT} percent above this, or {LEAST} instructions where that is more.
"""


def out(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    return done.stdout if done.returncode == 0 else ""


def tools():
    """What the counts depend on, as the table names it."""
    swift = re.search(r"Swift version (\S+)", out(SWIFT, "--version"))
    valgrind = out("valgrind", "--version").strip().replace("valgrind-", "valgrind ")
    return f"{platform.machine()}, Swift {swift.group(1) if swift else '?'}, {valgrind}, {' '.join(platform.libc_ver())}"


class Counter:
    """A release build of probe-calls under callgrind."""

    def __init__(self, work):
        self.work = work
        subprocess.run([SWIFT, "build", "-c", "release", "--product", "probe-calls"], check=True,
                       capture_output=True)
        built = out(SWIFT, "build", "-c", "release", "--show-bin-path").strip()
        self.program = os.path.join(work, "probe-calls")
        # Its symbols are enough, and older versions of valgrind do not read what else is there.
        subprocess.run(["strip", "--strip-debug", "-o", self.program, f"{built}/probe-calls"], check=True)

    def run(self, root, *chosen):
        """What was counted, in the order of the dumps."""
        for name in os.listdir(self.work):
            if name.startswith("out"):
                os.remove(os.path.join(self.work, name))
        # Everything is bound before the counting; no processor's own way to copy memory is taken.
        tunables = "glibc.cpu.hwcaps=-AVX2,-AVX_Fast_Unaligned_Load,-ERMS,-FSRM:" + ":".join(
            f"glibc.cpu.x86_rep_{what}_threshold=1000000000" for what in ("movsb", "stosb"))
        environment = {"PATH": os.environ["PATH"], "LD_BIND_NOW": "1", "SWIFT_DETERMINISTIC_HASHING": "1",
                       "GLIBC_TUNABLES": tunables}
        still = ["setarch", "-R"] if subprocess.run(["setarch", "-R", "true"], capture_output=True).returncode == 0 else []
        done = subprocess.run(
            [*still, "valgrind", "-q", "--tool=callgrind", "--collect-atstart=no", "--toggle-collect=ccount_once",
             "--dump-after=ccount_once", f"--callgrind-out-file={self.work}/out", self.program, root, *chosen],
            env=environment, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"instructions: failed on {root}:\n{done.stderr[-2000:]}")
        return done.stdout.splitlines()

    def count(self, root):
        counts = {}
        for index, name in enumerate(self.run(root)):
            with open(f"{self.work}/out.{index + 1}", encoding="utf-8", errors="replace") as file:
                summary = re.search(r"^summary: (\d+)$", file.read(), re.MULTILINE)
            counts[tuple(name.split())] = int(summary.group(1))
        return counts

    def where(self, root, section, through):
        if not self.run(root, section, through):
            sys.exit(f"instructions: no {section} through {through} in {root}")
        text = out("callgrind_annotate", "--auto=no", "--threshold=99", f"{self.work}/out.1")
        text = subprocess.run([SWIFT, "demangle", "--simplified"], input=text, capture_output=True, text=True).stdout
        print(text[text.index("PROGRAM TOTALS") - 24:].replace(self.program, "probe-calls"))


def copied(root, to):
    """A copy of a root whose processes are listed in ascending order, as the kernel lists them. Some file
    systems list in the order of creation, some in the opposite. False where neither comes out."""
    proc = os.path.join(to, "proc")
    for backwards in (True, False):
        shutil.rmtree(to, ignore_errors=True)
        shutil.copytree(root, to, symlinks=True,
                        ignore=lambda at, names: [name for name in names if name.isdigit() and at == f"{root}/proc"])
        pids = sorted((name for name in os.listdir(f"{root}/proc") if name.isdigit()), key=int, reverse=backwards)
        for pid in pids:
            shutil.copytree(f"{root}/proc/{pid}", f"{proc}/{pid}", symlinks=True)
        listed = [int(name) for name in os.listdir(proc) if name.isdigit()]
        if listed == sorted(listed):
            return True
    return False


def measure(counter, place):
    """The counts by root, section and way, and those that cannot be had here."""
    counts, skipped = {}, []
    for root in ROOTS:
        is_sorted = copied(f"{FIXTURES}/{root}/root", f"{place}/root")
        for (section, through), count in counter.count(f"{place}/root").items():
            if section == "process" and not is_sorted:
                skipped.append((root, section, through))
            else:
                counts[root, section, through] = count
    return counts, skipped


def read_table():
    taken_with, counts = None, {}
    with open(TABLE, encoding="utf-8") as file:
        for line in file:
            words = line.split()
            if line.startswith("# Taken with: "):
                taken_with = line.removeprefix("# Taken with: ").strip()
            elif not line.startswith("#") and words and words[0] != "root":
                counts |= {(words[0], words[1], through): int(word)
                           for through, word in zip(THROUGH, words[2:]) if word != "-"}
    return taken_with, counts


def write_table(counts):
    rows = [["root", "section", *THROUGH]]
    for root, section in dict.fromkeys((root, section) for root, section, _ in counts):
        rows.append([root, section, *(str(counts.get((root, section, through), "-")) for through in THROUGH)])
    with open(TABLE, "w", encoding="utf-8") as file:
        file.write(f"{HEAD}# Taken with: {tools()}\n\n")
        for root, section, *numbers in rows:
            file.write(f"{root:32}{section:12}" + "".join(f"{number:>10}" for number in numbers) + "\n")


def compare(table, counts, skipped):
    """What is above the table, and what is below it, by more than the tolerance."""
    above, below = [], []
    for key in dict.fromkeys([*table, *counts]):
        name = f"{key[0]}: {key[1]} through {key[2]}"
        was, now = table.get(key), counts.get(key)
        if key in skipped:
            continue
        if was is None or now is None:
            above.append(f"{name}: " + ("not in the table" if was is None else "not counted any more"))
            continue
        allowed = max(LEAST, was * PERCENT / 100)
        if now > was + allowed:
            above.append(f"{name}: {now} instructions, {100 * (now - was) / was:.1f}% above {was}")
        elif now < was - allowed:
            below.append(f"{name}: {now} instructions, {100 * (was - now) / was:.1f}% below {was}")
    return above, below


def skip_all(why):
    """None of it can be counted: a counted skip, and a failure where everything is required."""
    is_failure = bool(os.environ.get("REQUIRED")) and "is not installed" in why
    print(f"{'FAIL' if is_failure else 'skipped'}: {why}")
    print(f"instructions: 0 passed, {int(is_failure)} failed, {int(not is_failure)} skipped")
    sys.exit(int(is_failure))


def main(words):
    for tool, package in (("valgrind", "valgrind"), ("strip", "binutils")):
        if shutil.which(tool) is None:
            skip_all(f"{package} is not installed")
    taken_with, table = (None, {}) if words == ["--write"] else read_table()
    if not words and taken_with != tools():
        skip_all(f"the table was taken with {taken_with}; here is {tools()}")
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="probe-") as work, \
            tempfile.TemporaryDirectory(prefix="probe-", dir=memory) as place:
        counter = Counter(work)
        if words[:1] == ["--where"] and len(words) == 4:
            root = words[1] if words[1] not in os.listdir(FIXTURES) else f"{FIXTURES}/{words[1]}/root"
            counter.where(root, *words[2:])
            return
        counts, skipped = measure(counter, place)
    if words == ["--write"]:
        write_table(counts)
        return
    above, below = compare(table, counts, skipped)
    for line in above:
        print("FAIL:", line)
    for key in skipped:
        print(f"skipped: {key[0]}: {key[1]} through {key[2]}: this file system lists processes in no order")
    for line in below:
        print(line)
    if below:
        print(f"the table can be lowered: {sys.argv[0]} --write")
    print(f"instructions: {len({*table, *counts, *skipped}) - len(above) - len(skipped)} passed, {len(above)} failed, {len(skipped)} skipped")
    sys.exit(1 if above else 0)


if len(sys.argv) > 1 and not (sys.argv[1:] == ["--write"] or (sys.argv[1] == "--where" and len(sys.argv) == 5)):
    sys.exit(__doc__)
main(sys.argv[1:])

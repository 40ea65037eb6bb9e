#!/usr/bin/env python3
"""How what a reading costs grows with what there is to read: `make bench-scale`.

    scale.py [--only NAME,...] [--seconds N]
    scale.py --check            the instructions alone, which do not depend on how fast the machine is

Builds the C core with measure.c, makes each situation at several sizes, all of a curve at a time, and
reads them in turn, round after round, beside their floors. Prints what one item more costs, in time and
in instructions, and whether the curve is a straight line; writes the table and draws the curves into
.build-scale. What cannot be made here is a skip with its reason.
Ends with 1 where the instructions an item grow: times are shown, and never fail.
"""

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import situations
from curve import Point, judge, settle
from picture import FLOOR, READING, draw

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
BUILD = REPOSITORY / ".build-scale"
BATCH_NS = 1e6       # The length of one batch of readings.
ROUNDS = 9, 120      # At least, at most.
INSTRUCTION_READINGS = 4
THREE = (0, 0.5, 1)  # The sizes whose instructions are counted: the first, the middle and the last.
BENT = 2.0           # Instructions an item may differ so much between the halves of a curve.
CHANGES = 5


class Curve:
    """A family of situations, its sizes, and how one thing changes in the largest."""

    def __init__(self, name, what, make, sizes, change=None):
        self.name, self.what, self.make, self.sizes, self.change = name, what, make, sizes, change
        self.points, self.instructions, self.after, self.skip = [], {}, None, None
        self.dropped = 0.0


def mount_one_more(situation, index):
    return ["mount", "-t", "tmpfs", "-o", "size=1M", "scale", f"{situation.directory}/{index}"]


def link_one_more(situation, index):
    del situation
    return ["ip", "link", "add", f"more{index}", "type", "bridge"]


def of_files(make, section):
    return situations.made_of_files(make, section)


TENS = [10, 32, 100, 316, 1000]
CURVES = [
    Curve("cpus", "CPUs, from files", of_files(situations.cpus, "cpu"), [1, 4, 16, 64, 256, 1024]),
    Curve("interfaces", "interfaces, in a network namespace", situations.with_interfaces,
          [1, 4, 16, 64, 128, 256, 512, 1000], link_one_more),
    Curve("mounts", "mounts, in a mount namespace", situations.with_mounts("mounts"),
          [*TENS, 3162, 10000], mount_one_more),
    Curve("disks", "disks, from files", of_files(situations.disks, "disk"), TENS),
    Curve("groups-v1", "levels of v1 control groups", situations.with_groups_v1,
          [1, 2, 4, 8, 15, 30, 60]),
    Curve("groups-v2", "levels of v2 control groups, from files",
          of_files(situations.groups_v2, "quota"), [1, 2, 4, 8, 15, 30, 60]),
    Curve("cgroups", "cgroups, in a table", situations.with_cgroups, [10, 32, 100, 316, 1000, 5000]),
    Curve("processes", "processes, in a pid namespace", situations.with_processes,
          [100, 256, 1000, 3162, 10000]),
    # What a machine may have many of besides.
    Curve("mapped", "disks of device-mapper, from files",
          of_files(lambda root, count: situations.disks(root, count, True), "disk"), TENS),
    Curve("layered", "overlays and network mounts, from files",
          of_files(situations.layered_mounts, "filesystem"), TENS),
    Curve("refused", "mounts that may not be asked", situations.with_mounts("refused"), TENS),
]


def build(work):
    BUILD.mkdir(exist_ok=True)
    sources = [str(path) for path in sorted((REPOSITORY / "Sources/CProbe").rglob("*.c"))]
    program = BUILD / "measure"
    compiler = shutil.which("cc") or shutil.which("clang")
    if compiler is None:
        sys.exit("bench-scale: no C compiler")
    subprocess.run([compiler, "-std=c11", "-O2", "-g", "-w", *map(str, sorted(HERE.glob("*.c"))),
                    *sources, "-o", str(program)], check=True)
    # A user without rights runs it, too.
    return shutil.copy(program, Path(work) / "measure")


def take_times(curve, made, seconds):
    curve.points = [Point(size) for size in curve.sizes]
    batches = []
    for situation in made:
        reading = situation.ask(1)[0]
        batches.append(max(1, min(1000, int(BATCH_NS / max(reading, 1)))))
    end = time.monotonic() + seconds
    for number in range(ROUNDS[1]):
        if number >= ROUNDS[0] and time.monotonic() > end:
            break
        for point, situation, batch in zip(curve.points, made, batches):
            point.rounds.append(situation.ask(batch))
    curve.dropped = settle(curve.points)


def three_of(sizes):
    return [sizes[round(share * (len(sizes) - 1) + 0.01)] for share in THREE]


def count_instructions(curve, made):
    """At the first, a middle and the last size: of this program alone, the kernel's are not seen."""
    for size in three_of(curve.sizes):
        situation = made[curve.sizes.index(size)]
        reader = [situation.measure, "-i", str(INSTRUCTION_READINGS), situation.section,
                  situation.root, *situation.arguments]
        command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null",
                   "--toggle-collect=measured_readings", *reader]
        result = subprocess.run(situation.joined(command), text=True, capture_output=True)
        found = re.search(r"Collected : (\d+)", result.stderr)
        if found is None:
            print(f"skip: instructions of {curve.name}: {result.stderr.strip()[-200:]}")
            return
        curve.instructions[size] = int(found[1]) / INSTRUCTION_READINGS


def read_after_changes(curve, situation):
    """A reading just after one thing changed, in the largest situation."""
    times = []
    for index in range(CHANGES):
        subprocess.run(situation.joined(curve.change(situation, index)), check=True)
        times.append(situation.ask("once")[0])
    curve.after = sorted(times)[CHANGES // 2]


def run(curve, work, measure, seconds, only_check):
    made = []
    try:
        curve.sizes = three_of(curve.sizes) if only_check else curve.sizes
        for size in curve.sizes:
            made.append(curve.make(work, measure, size))
            made[-1].measure = measure
            made[-1].start()
        if not only_check:
            take_times(curve, made, seconds)
        if shutil.which("valgrind") is not None:
            count_instructions(curve, made)
        elif only_check:
            raise situations.Missing("valgrind is not installed")
        if curve.change is not None and not only_check:
            read_after_changes(curve, made[-1])
    except situations.Missing as missing:
        curve.skip = str(missing)
    finally:
        for situation in made:
            situation.close()


def time_text(ns):
    for unit, name in ((1e6, "ms"), (1e3, "µs")):
        if ns >= unit:
            return f"{ns / unit:.{1 if ns < 100 * unit else 0}f} {name}"
    return f"{ns:.1f} ns" if ns < 100 else f"{ns:.0f} ns"


def instructions_an_item(curve):
    """Over the whole, and of the second half against the first."""
    sizes = sorted(curve.instructions)
    if len(sizes) < 3:
        return None
    values = [curve.instructions[size] for size in sizes]
    first = (values[1] - values[0]) / (sizes[1] - sizes[0])
    second = (values[2] - values[1]) / (sizes[2] - sizes[1])
    return (values[2] - values[0]) / (sizes[2] - sizes[0]), second / first


def verdict_of(curve):
    """What the reading's times say, unless the floor's say the same; and what the instructions say."""
    sizes = curve.sizes
    reading = judge(sizes, [p.reading[0] for p in curve.points],
                    [p.reading[1] for p in curve.points])
    floor = judge(sizes, [p.floor[0] for p in curve.points], [p.floor[1] for p in curve.points])
    verdict = reading["verdict"]
    if verdict != "straight" and floor["verdict"] != "straight":
        verdict = f"{verdict}, as the floor"
    counted = instructions_an_item(curve)
    if counted is not None and counted[1] > BENT:
        verdict = f"{verdict}; instructions grow" if verdict != "straight" else "instructions grow"
    return reading, floor, counted, verdict


HEADER = ("| what | first | last | floor's last | one more | floor's | worst part | "
          "floor's | instructions | later half | line |\n"
          "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |")


def row_of(curve):
    reading, floor, counted, verdict = verdict_of(curve)
    first, last = curve.points[0], curve.points[-1]
    cells = [f"{first.size:,}–{last.size:,} {curve.what}", time_text(first.reading[0]),
             time_text(last.reading[0]), time_text(last.floor[0]), time_text(reading["slope"]),
             time_text(floor["slope"]),
             f"{reading['worst']:.2f} ({reading['between'][0]}–{reading['between'][1]})",
             f"{floor['worst']:.2f}", "" if counted is None else f"{counted[0]:.0f}",
             "" if counted is None else f"{counted[1]:.2f}", verdict]
    return "| " + " | ".join(cells) + " |"


def picture_of(curve, directory):
    draw(directory / f"{curve.name}.svg", f"One reading of {curve.what}",
         curve.what.split(",")[0],
         [("the reading", READING, [(p.size, p.reading[0]) for p in curve.points]),
          ("its floor", FLOOR, [(p.size, p.floor[0]) for p in curve.points])])


def check(curve):
    """Says whether the instructions an item grow. True where they do not."""
    if len(curve.instructions) < 3:
        return False
    each, growth = instructions_an_item(curve)
    print(f"{curve.name}: {each:.0f} instructions an item, in the later half {growth:.2f} times the "
          "earlier", flush=True)
    return growth <= BENT


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="")
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    wanted = [curve for curve in CURVES
              if not arguments.only or curve.name in arguments.only.split(",")]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    BUILD.mkdir(parents=True, exist_ok=True)
    work = tempfile.mkdtemp(prefix="probe-scale-")
    os.chmod(work, 0o755)
    start, rows, after, bent, dropped, skipped = time.monotonic(), [], [], [], [], 0
    try:
        measure = build(work)
        for curve in wanted:
            run(curve, work, measure, arguments.seconds, arguments.check)
            if curve.skip is not None:
                print(f"skip: {curve.name}: {curve.skip}", flush=True)
                skipped += 1
                continue
            if arguments.check:
                bent += [] if check(curve) else [curve.name]
                continue
            rows.append(row_of(curve))
            print(rows[-1], flush=True)
            picture_of(curve, BUILD)
            if curve.after is not None:
                after.append(f"| {curve.sizes[-1]:,} {curve.what}, just after one more came | "
                             f"{time_text(curve.after)} |")
            dropped.append(curve.dropped)
            if "instructions" in verdict_of(curve)[3]:
                bent.append(curve.name)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    if arguments.check:
        print(f"scale: {len(wanted) - len(bent) - skipped} passed, {len(bent)} failed, "
              f"{skipped} skipped")
        sys.exit(1 if bent else 0)
    table = "\n".join([HEADER, *rows, "", "| after a change | time |", "| --- | ---: |", *after])
    print("\n" + table)
    (BUILD / "table.md").write_text(table + "\n")
    if dropped:
        print(f"{100 * sum(dropped) / len(dropped):.0f}% of the rounds met another speed of the host "
              "and were dropped")
    print(f"bench-scale: {len(rows)} curves, {len(bent)} bent, {len(wanted) - len(rows)} skipped, "
          f"{time.monotonic() - start:.0f} s")
    sys.exit(1 if bent else 0)


main()

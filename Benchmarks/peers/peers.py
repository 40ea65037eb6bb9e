#!/usr/bin/env python3
"""Compares Probe with the peers that install.sh brought together: the same work, in one run.

Usage: peers.py DIR [--rounds N] [--works a,b] [--write FILE]

First each peer's values are held to Probe's, read before and after. Then the rounds: in each, every
peer does one batch of the work, in an order that rotates, all on one CPU; the ratio to Probe through C
is made in each round, so that what slows the machine down meets both. --write puts the table between
the marks of a document."""

import argparse
import os
import statistics
import subprocess
import sys
import time
import tempfile

import report
import works as W
from runner import Gone, Runner, count

PROBE = "probe-c"
BATCH_NS = 1_000_000
CROWD = 400  # Processes besides those that are there, for the table of them.


class Row:
    """One peer at one work."""

    def __init__(self, peer, work):
        self.peer, self.work = peer, work
        self.times, self.ratios = [], []
        self.less, self.differs, self.more, self.gap = [], [], 0, None
        self.allocations = self.system_calls = None

    @property
    def ns(self):
        return statistics.median(self.times)

    @property
    def ratio(self):
        return statistics.median(self.ratios)

    def quartile(self, which):
        return statistics.quantiles(self.ratios, n=4)[which]


def check(row, runner, probe):
    """Holds the peer's values to Probe's. A value that moves may be missed: five tries, and what
    differs in all of them differs."""
    differs, askers = None, (runner.process.pid, probe.process.pid)
    work = row.work if row.work != "own" else f"own:{runner.process.pid}"
    for _ in range(5):
        before, answer, after = probe.values(work), runner.values(row.work), probe.values(work)
        wrong = W.differing(before, answer, after, askers)
        differs = wrong if differs is None else differs & wrong
        if not differs:
            break
    row.less = W.less(row.work, before, answer)
    row.differs = sorted({W.of(key) for key in differs})
    row.details = {key: (before.get(key), answer[key], after.get(key)) for key in sorted(differs)}
    row.more = len({W.thing(key) for key in answer} - {W.thing(key) for key in before | after})


def measure(work, rows, runners, rounds):
    """The rounds of one work."""
    times = {}
    for row in rows:
        most = 100 if row.peer == "sysinfo" else 100_000
        times[row.peer] = runners[row.peer].batch(work, BATCH_NS, most)
    for turn in range(rounds):
        this = {}
        for index in range(len(rows)):
            row = rows[(index + turn) % len(rows)]
            this[row.peer] = runners[row.peer].run(work, times[row.peer])[0]
        for row in rows:
            row.times.append(this[row.peer])
            row.ratios.append(this[row.peer] / this[PROBE])


def start(directory, cpu, gaps):
    runners = {}
    for name in [PROBE, "probe-swift"] + sorted(set(W.TITLES) | set(os.listdir(f"{directory}/bin"))):
        program = f"{directory}/bin/{name}"
        if name in runners or name == "crowd" or name in gaps:
            continue
        try:
            runners[name] = Runner(name, program, cpu)
        except (OSError, Gone, ValueError) as error:
            gaps[name] = f"it does not start: {error}"
    return runners


def compare(work, runners, gaps, rounds):
    """The rows of one work, Probe's first."""
    rows = [Row(name, work) for name, runner in runners.items() if work in runner.works]
    for row in rows:
        try:
            check(row, runners[row.peer], runners[PROBE])
        except (Gone, ValueError) as error:
            row.gap = str(error)
            gaps[f"{row.peer}, {work}"] = row.gap
            runners.pop(row.peer).close()
    rows = [row for row in rows if not row.gap]
    measure(work, rows, runners, rounds)
    return rows


def add_counts(directory, rows, cpu, gaps):
    for name in dict.fromkeys(row.peer for row in rows):
        mine = [row for row in rows if row.peer == name]
        preload = f"{directory}/count.so" if name == "psutil" else None
        try:
            with tempfile.TemporaryDirectory() as place:
                counts = count(name, f"{directory}/bin/{name}", cpu, f"{place}/log", preload,
                               [row.work for row in mine], {"processes"})
        except (OSError, Gone, ValueError) as error:
            gaps[f"{name}, counts"] = str(error)
            continue
        for row in mine:
            row.allocations, row.system_calls = counts.get(row.work, (None, None))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("directory")
    parser.add_argument("--rounds", type=int, default=80)
    parser.add_argument("--works", default=",".join(W.WORKS))
    parser.add_argument("--write")
    options = parser.parse_args()
    directory, began = options.directory, time.monotonic()
    gaps = dict(line.rstrip("\n").split("\t", 1) for line in open(f"{directory}/gaps"))

    cpus = sorted(os.sched_getaffinity(0))
    cpu = cpus[-1]
    crowd = subprocess.Popen([f"{directory}/bin/crowd", str(CROWD)])
    try:
        runners = start(directory, cpu, gaps)
        if PROBE not in runners:
            sys.exit(f"peers.py: Probe itself is not there: {gaps.get(PROBE)}")
        if len(cpus) > 1:
            os.sched_setaffinity(0, set(cpus[:-1]))
        rows = []
        for work in options.works.split(","):
            rounds = options.rounds if work != "processes" else max(10, options.rounds // 4)
            rows += compare(work, runners, gaps, rounds)
            print(f"peers: {work} done after {time.monotonic() - began:.0f} s", file=sys.stderr)
        for runner in runners.values():
            runner.close()
        add_counts(directory, rows, cpu, gaps)
    finally:
        crowd.kill()
        crowd.wait()
    machine = report.Machine(directory, len(cpus), options.rounds, CROWD)
    text = report.text(rows, gaps, machine)
    if options.write:
        report.write(options.write, text)
    print(text)
    for row in rows:
        for key, (before, answer, after) in list(row.details.items())[:3]:
            print(f"peers: {row.peer}, {row.work}: {key} is {answer}, and {before} to {after} of Probe",
                  file=sys.stderr)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Compares Probe with the peers that install.sh brought together: the same work, in one run.

Usage: peers.py DIR [--rounds N] [--works a,b] [--write FILE]

First each peer's values are held to Probe's, read before and after. Then the rounds: in each, every
peer does one batch of the work, in an order that rotates, all on one CPU; the ratio to Probe through C
is made in each round, so that what slows the machine down meets both. The table is printed for a
terminal; --write puts it between the marks of a Markdown document."""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

import report
import works as W
from runner import FAILURES, Runner, count

PROBE = "probe-c"
PROBES = [PROBE, "probe-swift"]
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
    """Holds the peer's values to Probe's, and what Probe says of processes to /proc, read here. A value
    that moves may be missed: five tries, and what differs in all of them differs."""
    differs, askers = None, (os.getpid(), runner.process.pid, probe.process.pid)
    asked = f"{row.work}:{runner.process.pid}" if row.work in W.OF_ONE else row.work
    read = lambda: W.kernel(row.work, runner.process.pid) if row.work in W.OF_PROCESSES else {}
    if row.peer in PROBES and row.work in W.OF_PROCESSES:
        reading = read
    else:
        reading = lambda: probe.values(asked)
    for _ in range(5):
        by_hand, before = read(), reading()
        answer = runner.values(row.work)
        after, by_hand_after = reading(), read()
        wrong = W.differing(before, answer, after, askers)
        if reading == read:
            wrong |= W.missing(before, answer, after)
        elif W.DIFFERENCES.get((row.peer, "rss")) == W.STATM:
            wrong |= W.beside_statm(by_hand, answer, by_hand_after, wrong)
        differs = wrong if differs is None else differs & wrong
        if not differs:
            break
    row.less = W.less(row.work, before, answer) if reading != read else []
    for key in answer:
        row.less += W.NOT_READ.get((row.peer, key), [])
    row.differs = sorted({W.of(key) for key in differs})
    row.details = {key: tuple(read.get(key) for read in (before, answer, after))
                   for key in sorted(differs)}
    row.more = len({W.thing(key) for key in answer} - {W.thing(key) for key in before | after})


class Peers:
    """Those that run, and why the others do not."""

    def __init__(self, directory, cpu, gaps):
        self.directory, self.cpu, self.gaps, self.runners = directory, cpu, gaps, {}
        for name in PROBES + sorted(set(W.TITLES) | set(os.listdir(f"{directory}/bin"))):
            if name not in self.runners and name != "crowd" and name not in gaps:
                self.start(name)
        if PROBE not in self.runners:
            sys.exit(f"peers.py: Probe itself is not there: {gaps.get(PROBE)}")

    def start(self, name):
        try:
            self.runners[name] = Runner(name, f"{self.directory}/bin/{name}", self.cpu)
        except FAILURES as error:
            self.gaps[name] = f"it does not start: {error}"

    def lost(self, row, error):
        """The peer died at this work, or answered nonsense: a gap. It is started anew for the next."""
        if row.peer == PROBE:
            sys.exit(f"peers.py: Probe itself failed at {row.work}: {error}")
        row.gap = self.gaps[f"{W.TITLES.get(row.peer, row.peer)} at {row.work}"] = \
            str(error) or type(error).__name__
        self.runners.pop(row.peer).close()
        self.start(row.peer)

    def close(self):
        for runner in self.runners.values():
            runner.close()

    def tried(self, rows, step):
        """The rows whose peers came through this step."""
        for row in rows:
            try:
                step(row, self.runners[row.peer])
            except FAILURES as error:
                self.lost(row, error)
        return [row for row in rows if not row.gap]

    def compare(self, work, rounds):
        """The rows of one work, Probe's first."""
        times = {}

        def calibrate(row, runner):
            most = 100 if row.peer == "sysinfo" else 100_000
            times[row.peer] = runner.batch(work, BATCH_NS, most)

        def batch(row, runner):
            row.times.append(runner.run(work, times[row.peer])[0])

        rows = [Row(name, work) for name, runner in self.runners.items() if work in runner.works]
        rows = self.tried(rows, lambda row, runner: check(row, runner, self.runners[PROBE]))
        rows = self.tried(rows, calibrate)
        for turn in range(rounds):
            first = turn % len(rows)
            there = self.tried(rows[first:] + rows[:first], batch)
            probe = next(row for row in there if row.peer == PROBE)
            for row in there:
                row.ratios.append(row.times[-1] / probe.times[-1])
            rows = [row for row in rows if not row.gap]
        return rows


def add_counts(directory, rows, cpu, gaps):
    for name in dict.fromkeys(row.peer for row in rows):
        mine = [row for row in rows if row.peer == name]
        preload = f"{directory}/count.so" if name == "psutil" else None
        try:
            with tempfile.TemporaryDirectory() as place:
                counts = count(name, f"{directory}/bin/{name}", cpu, f"{place}/log", preload,
                               [row.work for row in mine], {"processes"})
        except FAILURES as error:
            gaps[f"{W.TITLES.get(name, name)}, its counts"] = str(error)
            continue
        for row in mine:
            row.allocations, row.system_calls = counts.get(row.work, (None, None))


class Noise:
    """What else ran on the machine: CPU time of all that was not of this program and its children,
    which must have ended before this is read."""

    def __init__(self):
        self.load = os.getloadavg()[0]
        self.start = self.now()

    @staticmethod
    def now():
        # Guests are counted within user and nice.
        times = [int(word) for word in open("/proc/stat").readline().split()[1:9]]
        own = sum(sum(resource.getrusage(who)[:2])
                  for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        return sum(times), sum(times) - times[3] - times[4], own * os.sysconf("SC_CLK_TCK")

    def others_percent(self):
        total, busy, own = (now - then for now, then in zip(self.now(), self.start))
        return max(0, 100 * (busy - own) / total)


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
    noise = Noise()
    crowd = subprocess.Popen([f"{directory}/bin/crowd", str(CROWD)])
    try:
        peers = Peers(directory, cpu, gaps)
        if len(cpus) > 1:
            os.sched_setaffinity(0, set(cpus[:-1]))
        rows = []
        for work in options.works.split(","):
            rounds = options.rounds if work != "processes" else max(10, options.rounds // 4)
            rows += peers.compare(work, rounds)
            print(f"peers: {work} done after {time.monotonic() - began:.0f} s", file=sys.stderr)
        peers.close()
        others = noise.others_percent()
        add_counts(directory, rows, cpu, gaps)
    finally:
        crowd.kill()
        crowd.wait()
    machine = report.Machine(directory, len(cpus), options.rounds, CROWD, noise.load, others)
    if options.write:
        report.write(options.write, report.text(rows, gaps, machine, report.markdown))
    print(report.text(rows, gaps, machine, report.aligned).replace("**", "").replace("`", ""))
    for row in rows:
        for key, (before, answer, after) in list(row.details.items())[:3]:
            print(f"peers: {row.peer}, {row.work}: {key} is {answer}, "
                  f"and {before} to {after} before and after", file=sys.stderr)


if __name__ == "__main__":
    main()

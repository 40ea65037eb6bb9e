#!/usr/bin/env python3
"""Pairs two builds of probe-bench, round by round: compare.py BASE NEW SECONDS.

Each build serves single rounds (`probe-bench --serve`); they are asked in turn, each first in half of the
rounds. Both start anew twenty times, because where a process lies in memory is a part of its speed that
stays as long as it lives. A ratio is the median of the twenty processes' medians, its interval by order
statistics: the 6th and the 15th of 20."""
import math
import statistics
import subprocess
import sys
import time

STARTS = 20
TOLERANCE = 1.1  # Spins further apart met different speeds of the machine.


class Server:
    def __init__(self, program):
        self.process = subprocess.Popen(
            [program, "--serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        self.workloads = {}
        for index, line in enumerate(iter(self.process.stdout.readline, "")):
            if line == "\n":
                break
            name, *forms = line.split()
            self.workloads[name] = (index, forms)

    def ask(self, index, calls, turn):
        self.process.stdin.write(f"{index} {calls} {turn}\n")
        return [float(word) for word in self.process.stdout.readline().split()]

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def interval(values):
    """The 95 % interval of the median."""
    ordered = sorted(values)
    outside = max(0, int((len(ordered) - 1.96 * math.sqrt(len(ordered))) / 2))
    return ordered[outside], ordered[-1 - outside]


class Comparison:
    """What was measured so far, by workload and form."""

    def __init__(self):
        self.pairs = {}  # Of times, base and new.
        self.ratios = {}  # One for each start: its median.
        self.asked = self.dropped = 0

    def start(self, programs, seconds):
        """Starts both and asks them in turn."""
        servers = base, new = [Server(program) for program in programs]
        names = [name for name in new.workloads if name in base.workloads]
        if not names:
            sys.exit("compare: one of the two serves no rounds: its benchmark is too old to be paired")
        calls = {name: int(new.ask(new.workloads[name][0], 0, 0)[0]) for name in names}
        here = {(name, form): [] for name in names for form in new.workloads[name][1]
                if form in base.workloads[name][1]}
        end = time.monotonic() + seconds
        turn = 0
        while turn < 3 or time.monotonic() < end:
            for name in names:
                answers = {}
                for server in (base, new) if turn % 2 else (new, base):
                    answers[server] = server.ask(server.workloads[name][0], calls[name], turn)
                self.asked += 1
                spins = [spin for answer in answers.values() for spin in answer[:2]]
                if max(spins) > min(spins) * TOLERANCE:
                    self.dropped += 1
                    continue
                before, after = (dict(zip(server.workloads[name][1], answers[server][2:]))
                                 for server in servers)
                for form in after:
                    if form in before:
                        here[name, form].append((before[form], after[form]))
            turn += 1
        for server in servers:
            server.end()
        for key, some in here.items():
            self.pairs.setdefault(key, []).extend(some)
            if some:
                ratio = statistics.median(after / before for before, after in some)
                self.ratios.setdefault(key, []).append(ratio)

    def write(self):
        print("what        through     base µs      new µs   new / base        95 % interval")
        doubtful = []
        for (name, form), some in self.pairs.items():
            if not some:
                print(f"{name:12}{form:7} met two speeds of the machine each time")
                doubtful.append(f"{name} ({form})")
                continue
            ratio = statistics.median(self.ratios[name, form])
            low, high = interval(self.ratios[name, form])
            is_known = high - low <= 0.04 * ratio
            if not is_known:
                doubtful.append(f"{name} ({form})")
            base, new = (statistics.median(times) / 1000 for times in zip(*some))
            said = "slower" if low > 1.01 else "faster" if high < 0.99 else ""
            print(f"{name:12}{form:7}{base:12.2f}{new:12.2f}   {' ' if is_known else '~'}{ratio:9.3f}"
                  f"   {low:9.3f} to {high:.3f}   {said}")
        share = 100 * self.dropped / self.asked
        print(f"\n{self.asked} pairs of rounds; {share:.1f}% met two speeds of the machine, and are left out. "
              "Where both\nhave the same benchmark, the floor is the same work twice, and shows the noise.")
        if doubtful:
            print("~ not vouched for, the ratio is not known to 2%: " + ", ".join(doubtful))


def main():
    programs, seconds = sys.argv[1:3], float(sys.argv[3])
    comparison = Comparison()
    for _ in range(STARTS):
        comparison.start(programs, seconds / STARTS)
    comparison.write()


main()

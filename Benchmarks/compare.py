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


def measure(programs, seconds, pairs, ratios):
    """One start of both. Adds the pairs of times and, of those that met one speed, the median ratio."""
    servers = [Server(program) for program in programs]
    base, new = servers
    names = [name for name in new.workloads if name in base.workloads]
    calls = {name: int(new.ask(new.workloads[name][0], 0, 0)[0]) for name in names}
    end = time.monotonic() + seconds
    here = {}
    turn = kept = asked = 0
    while turn < 3 or time.monotonic() < end:
        for name in names:
            answers = [None, None]
            for which in (0, 1) if turn % 2 else (1, 0):
                index = servers[which].workloads[name][0]
                answers[which] = servers[which].ask(index, calls[name], turn)
            asked += 1
            spins = [spin for answer in answers for spin in answer[:2]]
            if max(spins) > min(spins) * TOLERANCE:
                continue
            kept += 1
            times = [dict(zip(server.workloads[name][1], answer[2:]))
                     for server, answer in zip(servers, answers)]
            for form in times[1]:
                if form in times[0]:
                    here.setdefault((name, form), []).append((times[0][form], times[1][form]))
        turn += 1
    for key, some in here.items():
        pairs.setdefault(key, []).extend(some)
        ratios.setdefault(key, []).append(statistics.median(after / before for before, after in some))
    for server in servers:
        server.end()
    return asked, asked - kept


def main():
    programs, seconds = sys.argv[1:3], float(sys.argv[3])
    pairs, ratios = {}, {}
    asked = dropped = 0
    for _ in range(STARTS):
        more = measure(programs, seconds / STARTS, pairs, ratios)
        asked, dropped = asked + more[0], dropped + more[1]
    print("what        through     base µs      new µs   new / base        95 % interval")
    doubtful = []
    for (name, form), some in pairs.items():
        ratio = statistics.median(ratios[name, form])
        low, high = interval(ratios[name, form])
        is_known = high - low <= 0.04 * ratio
        if not is_known:
            doubtful.append(f"{name} ({form})")
        base, new = (statistics.median(times) / 1000 for times in zip(*some))
        said = "slower" if low > 1.01 else "faster" if high < 0.99 else ""
        print(f"{name:12}{form:7}{base:12.2f}{new:12.2f}   {' ' if is_known else '~'}{ratio:9.3f}"
              f"   {low:9.3f} to {high:.3f}   {said}")
    print(f"\n{asked} pairs of rounds; {100 * dropped / asked:.1f}% met two speeds of the machine, and are left "
          "out. The floor is the same work twice: what it shows is noise.")
    if doubtful:
        print("~ not vouched for, the ratio is not known to 2%: " + ", ".join(doubtful))


main()

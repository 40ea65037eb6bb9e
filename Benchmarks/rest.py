#!/usr/bin/env python3
"""What a program costs that samples everything once a second: rest.py PROBE-BENCH SECONDS.

Three processes at the same time, a third of a second apart: the system calls alone, Probe through C, and
Probe through Swift with the rates since the last second. Each says what it used after its warm-up."""
import subprocess
import sys

FORMS = {"floor": "the same system calls, nothing parsed", "c": "sample through C",
         "swift": "sample and rates through Swift"}
TARGET = 1.5


def main():
    program, seconds = sys.argv[1], sys.argv[2]
    running = [
        subprocess.Popen(
            [program, "--rest", form, "--offset-ms", str(333 * number), "--seconds", seconds],
            stdout=subprocess.PIPE, text=True)
        for number, form in enumerate(FORMS)
    ]
    print("what                                     CPU ms   µs a sample   ratio   wake-ups   peak KiB   at the end KiB")
    floor = None
    for process in running:
        words = process.communicate()[0].split()
        if process.returncode != 0:
            sys.exit("rest: nothing can be sampled here")
        form, (samples, cpu_ns, wakeups, peak, resident) = words[0], map(int, words[1:])
        floor = floor or cpu_ns
        print(f"{FORMS[form]:39}{cpu_ns / 1e6:8.1f}{cpu_ns / samples / 1e3:14.1f}{cpu_ns / floor:8.2f}"
              f"{wakeups:11}{peak:11}{resident:17}")
    print(f"\n{seconds} seconds at one sample a second; the target is a ratio of {TARGET}.")


main()

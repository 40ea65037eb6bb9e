#!/usr/bin/env python3
"""watch.py PROBECTL [SIZE] [SECONDS]: what `probectl watch` costs, beside top and htop in the same run.

Each runs in a terminal of SIZE (160x50) at one reading a second. Prints the CPU time in percent of a core, by the
scheduler's own clock and not in ticks, and the bytes written a second. On a loaded machine
all of them cost more: compare the rows of one run.
"""

import contextlib
import fcntl
import os
import pty
import select
import shutil
import signal
import struct
import sys
import termios
import time

PROBECTL = os.path.abspath(sys.argv[1])
COLUMNS, ROWS = map(int, (sys.argv[2] if len(sys.argv) > 2 else "160x50").split("x"))
SECONDS = int(sys.argv[3]) if len(sys.argv) > 3 else 20
COMMANDS = {
    "top": ["top", "-d", "1"],
    "htop": ["htop", "-d", "10"],
    "probectl watch": [PROBECTL, "watch", "--interval", "1"],
    "probectl watch --cgroups": [PROBECTL, "watch", "--interval", "1", "--cgroups"],
}


def start(words):
    pid, master = pty.fork()
    if pid == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        os.execvpe(words[0], words, {**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"})
    return pid, master


def cpu_ns(pid):
    total = 0
    for thread in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{thread}/schedstat") as file:
            total += int(file.read().split()[0])
    return total


def drain(running, seconds):
    written, end = dict.fromkeys(running, 0), time.monotonic() + seconds
    while time.monotonic() < end:
        masters = [master for _, master in running.values()]
        ready, _, _ = select.select(masters, [], [], max(0, end - time.monotonic()))
        for name, (_, master) in running.items():
            if master in ready:
                written[name] += len(os.read(master, 65536))
    return written


running = {name: start(words) for name, words in COMMANDS.items() if shutil.which(words[0])}
drain(running, 4)
before, begin = {name: cpu_ns(pid) for name, (pid, _) in running.items()}, time.monotonic()
written = drain(running, SECONDS)
seconds = time.monotonic() - begin
processes = sum(name.isdigit() for name in os.listdir("/proc"))
print(f"{COLUMNS}x{ROWS}, a reading a second for {seconds:.0f} s, {processes} processes")
for name, (pid, _) in running.items():
    share = (cpu_ns(pid) - before[name]) / seconds / 1e7
    print(f"{name:26} {share:6.3f} % of a core   {written[name] / seconds:6.0f} bytes a second")
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)

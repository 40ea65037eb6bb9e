"""A peer's process, which is asked line by line."""

import json
import os
import re
import select
import statistics
import subprocess

# What a runtime does for itself beside the work, and not the same number of times: no calls of a peer.
NOT_COUNTED = {"futex", "nanosleep", "clock_nanosleep", "sched_yield", "epoll_pwait", "tgkill",
               "rt_sigreturn", "rt_sigprocmask", "madvise", "restart_syscall"}


class Gone(Exception):
    pass


# What a peer that does not answer as it should is caught by.
FAILURES = (Gone, OSError, ValueError, KeyError)


class Runner:
    def __init__(self, name, program, cpu, log=None, preload=None):
        self.name, self.log = name, log
        command = [program]
        if log:
            command = ["strace", "-f", "-qq", "-s", "64", "-o", log]
            for variable in (preload and [f"LD_PRELOAD={preload}", "PYTHONMALLOC=malloc"]) or []:
                command += ["-E", variable]
            command += [program]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            preexec_fn=lambda: os.sched_setaffinity(0, {cpu}))
        self.works = json.loads(self.ask("works"))["works"]

    def ask(self, line, seconds=100):
        try:
            self.process.stdin.write((line + "\n").encode())
            self.process.stdin.flush()
        except BrokenPipeError:
            raise Gone(self.last_words()) from None
        if not select.select([self.process.stdout], [], [], seconds)[0]:
            raise Gone(f"no answer to {line} within {seconds} s")
        answer = self.process.stdout.readline()
        if not answer.endswith(b"\n"):
            raise Gone(self.last_words())
        return answer.decode().strip()

    def last_words(self):
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        said = self.process.stderr.read().decode(errors="replace").strip().splitlines()
        return said[-1] if said else f"it ended with status {self.process.returncode}"

    def values(self, work):
        return json.loads(self.ask(f"values {work}"))

    def run(self, work, times):
        """Nanoseconds a call, and allocations of all calls (-1 where nothing counts them)."""
        ns, allocations = self.ask(f"run {work} {times}").split()
        return int(ns) / times, int(allocations)

    def batch(self, work, ns, most):
        """How many calls take so long."""
        times = 1
        while times < most:
            elapsed = self.run(work, times)[0] * times
            if elapsed >= ns:
                break
            times = min(most, max(times * 2, int(times * ns / max(elapsed, 1) * 0.9)))
        return times

    def close(self):
        try:
            self.process.stdin.close()
        except BrokenPipeError:
            pass
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def system_calls(log):
    """How many calls were made after each line sent to the runner: [(line, calls)]."""
    counts = []
    for line in open(log, errors="replace"):
        words = re.match(r"\d+ +(?:<\.\.\. )?(\w+)(?:\(| resumed)", line)
        if not words:
            continue
        told = re.match(r'\d+ +(?:read\(0, |<\.\.\. read resumed>)"((?:run|values|works)[^"\\]*)', line)
        if told:
            counts.append([told[1], 0])
        elif counts and "resumed>" not in line and words[1] not in NOT_COUNTED:
            counts[-1][1] += 1
    return counts


def count(name, program, cpu, log, preload, works, fewer):
    """Allocations and system calls of one call of each work; None where they cannot be counted. Of the
    works in `fewer` they are of two calls, and the median of three tries: what there is to read moves."""
    runner = Runner(name, program, cpu, log, preload)
    more = lambda work: 3 if work in fewer else 101
    told = {}
    try:
        for work in works:
            if work in runner.works:
                runner.run(work, 2)
                told[work] = [(runner.run(work, 1)[1], runner.run(work, more(work))[1])
                              for _ in range(3 if work in fewer else 1)]
        runner.ask("works")  # What it does at its end is not of the last work.
    finally:
        runner.close()
    calls = {}
    for line, number in system_calls(log):
        calls.setdefault(line, []).append(number)
    each = lambda work, pairs: statistics.median(many - few for few, many in pairs) / (more(work) - 1)
    answer = {}
    for work, pairs in told.items():
        traced = list(zip(calls.get(f"run {work} 1", []), calls.get(f"run {work} {more(work)}", [])))
        answer[work] = (None if min(map(min, pairs)) < 0 else each(work, pairs),
                        each(work, traced) if traced else None)
    return answer

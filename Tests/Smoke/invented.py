#!/usr/bin/env python3
"""Invented machines, and what probectl says of each beside a second, simpler way to the answer.

Usage: invented.py PROBECTL [COUNT [SEED]]

Each machine has v1, v2 or a hybrid, groups up to four levels deep with names that have to be
escaped, limits at random levels, and one time in three a mount that hides the levels above it. The
answer is worked out from what was written, with exact fractions, and never from the files.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
from fractions import Fraction

CONTROLLERS = ["cpu", "cpuset", "memory", "pids"]
NAMES = ["a", "system.slice", "pod 1", "x:y", "a\\b", "ünï", "..foo", "docker-0123.scope"]
TOTAL = 8 << 30
AVAILABLE = TOTAL // 2
NUMBERS = {"cores": "cpu", "tasks": "pids", "bytes": "memory", "left": "memory"}
NO_LIMIT_V1 = 9223372036854771712


def escaped(path):
    return path.replace("\\", "\\134").replace(" ", "\\040")


class Machine:
    def __init__(self, random):
        self.random = random
        self.files = {}
        self.mounts = ["20 1 0:19 / /proc rw - proc proc rw\n"]
        self.groups = []
        self.hierarchies = {}  # By controller: the levels, own first, and whether all can be seen.
        self.online = random.randint(1, 64)
        self.arrangement = random.choice(["v1", "v2", "hybrid"])
        v1 = {
            "v1": CONTROLLERS,
            "v2": [],
            "hybrid": random.sample(CONTROLLERS, random.randint(1, 3)),
        }[self.arrangement]
        for controller in v1:
            self.add_hierarchy(1, [controller], "/sys/fs/cgroup/" + controller)
        rest = [controller for controller in CONTROLLERS if controller not in v1]
        if rest:
            self.add_hierarchy(2, rest, "/sys/fs/cgroup" + ("/unified" if v1 else ""))
        random.shuffle(self.mounts)
        self.files["/proc/self/cgroup"] = "".join(self.groups)
        self.files["/proc/self/mountinfo"] = "".join(self.mounts)
        self.files["/proc/meminfo"] = (
            f"MemTotal: {TOTAL // 1024} kB\nMemAvailable: {AVAILABLE // 1024} kB\n"
        )
        self.files["/sys/devices/system/cpu/online"] = f"0-{self.online - 1}\n"
        self.files["/proc/self/status"] = f"Name:\tx\nCpus_allowed_list:\t0-{self.online - 1}\n"
        self.files["/proc/sys/kernel/threads-max"] = "20000\n"
        self.files["/proc/sys/kernel/pid_max"] = "32768\n"

    def add_hierarchy(self, version, controllers, point):
        names = [self.random.choice(NAMES) + str(n) for n in range(self.random.randint(0, 4))]
        is_hiding = names and self.random.random() < 0.33
        hidden = self.random.randint(1, len(names)) if is_hiding else 0
        number = 30 + len(self.groups)
        root = "/" + "/".join(names[:hidden])
        options = "rw," + ",".join(controllers) if version == 1 else "rw,nsdelegate"
        self.mounts.append(
            f"{number} 20 0:{number} {escaped(root)} {escaped(point)} rw shared:1 "
            f"- cgroup{'' if version == 1 else '2'} none {options}\n"
        )
        path = "/" + "/".join(names)
        self.groups.append(
            f"0::{path}\n" if version == 2 else f"{number}:{controllers[0]}:{path}\n"
        )
        levels = []
        for depth in range(len(names), hidden - 1, -1):
            directory = point + "".join("/" + name for name in names[hidden:depth])
            levels.append(self.level(version, controllers, directory, depth == 0))
        for controller in controllers:
            self.hierarchies[controller] = (levels, hidden == 0)

    def level(self, version, controllers, directory, is_root):
        """Writes the files of one group, and gives what they mean."""
        values = {}

        def put(name, value):
            self.files[f"{directory}/{name}"] = f"{value}\n"

        if version == 2:
            put("cgroup.controllers", " ".join(controllers))
        elif is_root:
            put("release_agent", "")
        if not is_root:
            put("cgroup.events" if version == 2 else "tasks", "populated 1")
        for controller in controllers:
            # In v2 the root has no limits, and a controller need not be switched on.
            if version == 1 or (not is_root and self.random.random() < 0.8):
                getattr(self, controller)(version, is_root, values, put)
        return values

    def limit(self, *most):
        """None half of the time."""
        return self.random.randint(*most) if self.random.random() < 0.5 else None

    def cpu(self, version, _, values, put):
        quota, period = self.limit(1000, 10**7), self.random.choice([50000, 100000, 10**6])
        if version == 2:
            put("cpu.max", f"{'max' if quota is None else quota} {period}")
        else:
            put("cpu.cfs_quota_us", -1 if quota is None else quota)
            put("cpu.cfs_period_us", period)
        if quota is not None:
            values["cpu"] = Fraction(quota, period)

    def cpuset(self, version, _, values, put):
        first = self.random.randint(0, self.online - 1)
        last = self.random.randint(first, self.online - 1)
        put("cpuset.cpus.effective" if version == 2 else "cpuset.cpus", f"{first}-{last}")
        values["cpuset"] = last - first + 1

    def memory(self, version, _, values, put):
        limits = {"memory": self.limit(1, 16 << 30)}
        if version == 2:
            limits["high"] = self.limit(1, 4 << 30)
            limits["swap"] = self.limit(0, 1 << 30)
            names = {"memory": "memory.max", "high": "memory.high", "swap": "memory.swap.max"}
            for key, name in names.items():
                put(name, "max" if limits[key] is None else limits[key])
        else:
            value = limits["memory"]
            put("memory.limit_in_bytes", NO_LIMIT_V1 if value is None else value)
            values["apart"] = self.random.random() < 0.5
            put("memory.use_hierarchy", 0 if values["apart"] else 1)
        values.update({key: value for key, value in limits.items() if value is not None})
        used = self.random.randint(0, 4 << 30)
        inactive = self.random.randint(0, used + 1000)
        values["set"] = max(0, used - inactive)
        put("memory.current" if version == 2 else "memory.usage_in_bytes", used)
        put("memory.stat", f"{'' if version == 2 else 'total_'}inactive_file {inactive}")

    def pids(self, version, is_root, values, put):
        limit = self.limit(1, 30000)
        if not is_root:
            put("pids.max", "max" if limit is None else limit)
            if limit is not None:
                values["pids"] = limit

    def expected(self):
        """The answers, and of limits whether all was seen."""
        answers = {}

        def least(key, levels, is_complete):
            values = [level[key] for level in levels if key in level]
            state = "limited" if values else "unlimited" if is_complete else "unknown"
            return state, float(min(values)) if values else None, is_complete

        cpus, is_complete = self.hierarchies["cpu"]
        answers["cpu"] = least("cpu", cpus, is_complete)
        sets = [level["cpuset"] for level in self.hierarchies["cpuset"][0] if "cpuset" in level]
        answers["cpuset"] = sets[0] if sets else None
        quotas = [level["cpu"] for level in cpus if "cpu" in level]
        answers["effective"] = float(min([self.online] + sets[:1] + quotas))
        answers["pids"] = least("pids", *self.hierarchies["pids"])
        levels, is_complete = self.hierarchies["memory"]
        levels = [each for n, each in enumerate(levels) if n == 0 or not each.get("apart")]
        limits = [each for each in levels if "memory" in each]
        state, value, _ = least("memory", levels, is_complete)
        bound = None if value is None else min(value, TOTAL)
        answers["memory"] = (state, bound, is_complete)
        if any("high" in each or "swap" in each for each in levels):
            answers["high"] = least("high", levels, is_complete)
            answers["swap"] = least("swap", levels, is_complete)
        free = [max(0, each["memory"] - each["set"]) for each in limits] + [AVAILABLE]
        if bound is not None:
            free.append(max(0, bound - levels[0].get("set", 0)))
        answers["available"] = min(free)
        # What cannot be seen may bind below what can. The affinity is known, and lies in the cpuset.
        for key, controller in NUMBERS.items():
            answers[key] = "exact" if self.hierarchies[controller][1] else "at_most"
        return answers


def told(quota):
    def limit(of):
        value = of["value"]
        return of["state"], None if value is None else float(value), of["complete"]

    return {
        "cpu": limit(quota["cpu"]["limit"]),
        "cpuset": quota["cpu"]["cpuset"],
        "effective": quota["cpu"]["effective_cores"],
        "pids": limit(quota["pids"]["limit"]),
        "memory": limit(quota["memory"]["limit"]),
        "high": limit(quota["memory"]["high"]),
        "swap": limit(quota["memory"]["swap"]),
        "available": quota["memory"]["available_bytes"],
        "cores": quota["cpu"]["effective_cores_completeness"]["state"],
        "tasks": quota["pids"]["effective_tasks_completeness"]["state"],
        "bytes": quota["memory"]["effective_bytes_completeness"]["state"],
        "left": quota["memory"]["available_bytes_completeness"]["state"],
    }


def main():
    probectl = os.path.abspath(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    failed = 0
    for number in range(seed, seed + count):
        machine = Machine(random.Random(number))
        with tempfile.TemporaryDirectory() as root:
            for path, text in machine.files.items():
                os.makedirs(os.path.dirname(root + path), exist_ok=True)
                with open(root + path, "w") as file:
                    file.write(text)
            command = [probectl, "quota", "--root", root, "--format", "json"]
            output = subprocess.run(command, capture_output=True, text=True, timeout=60)
        answer = json.loads(output.stdout)
        got = told(answer["quota"])
        wrong = {
            key: (got[key], value)
            for key, value in machine.expected().items()
            if got[key] != value
        }
        if wrong or answer.get("failures") or output.returncode != 0:
            failed += 1
            print(f"failed: seed {number}, {machine.arrangement}: {wrong} {output.stderr}")
    print(f"invented: {count - failed} passed, {failed} failed, 0 skipped")
    return failed != 0


sys.exit(main())

#!/usr/bin/env python3
"""The quota with few descriptors: nothing changes without a word.

Usage: descriptors.py PROBECTL ROOT...

With each limit of descriptors from 4 to 40, every value of the quota is the one that there is without
the limit, or is not there; a number that is another says so itself (at_most, at_least), with the file;
and whatever is missing, some failure is named. Of this machine ("/") only what does not change meanwhile.
"""

import json
import resource
import subprocess
import sys

# What a group uses, and what counts on.
MOVING = {
    "available_bytes", "current_bytes", "working_set_bytes", "peak_bytes", "swap_current_bytes",
    "events", "memory_events", "throttling", "usage_ns", "cpu_usage", "monotonic_ns", "pressure", "memory_current", "memory_peak",
    "memory_inactive_file", "memory_active_file", "memsw_current", "swap_current", "pids_current", "current_tasks",
    "read_bytes", "written_bytes", "reads", "writes", "discarded_bytes", "discards", "devices",
}
NUMBERS = ["effective_cores", "effective_bytes", "available_bytes", "effective_tasks"]


def ask(probectl, root, descriptors):
    def few():
        if descriptors:
            resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, descriptors))

    done = subprocess.run(
        [probectl, "quota", "--format", "json", "--root", root],
        preexec_fn=few, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )
    return json.loads(done.stdout) if done.stdout else None, done.stderr.decode()


def compare(path, full, now, is_live, differing):
    """Adds what is missing to `differing`, and gives what became another value without a word."""
    key = path.rsplit(".", 1)[-1]
    if full == now or (is_live and key in MOVING) or key == "nofile":
        return []
    if now is None:
        differing.append(path)
        return []
    if isinstance(full, dict) and isinstance(now, dict):
        if "state" in now and now["state"] != full["state"] and not key.endswith("_completeness"):
            # A fact or a limit that is not known, or not known to be the least.
            differing.append(path)
            is_named = now.get("failure") or now.get("reason") or now["state"] in ("absent", "not_read")
            return [] if is_named else [f"{path} is {now['state']}, and does not say why"]
        if "complete" in now and not now["complete"]:
            differing.append(path)
            return [] if now.get("reason") else [f"{path} does not say why it is not complete"]
        wrong = []
        for name in full:
            beside = now.get(name + "_completeness")
            if beside and full[name] != now[name] and not (is_live and name in MOVING):
                differing.append(f"{path}.{name}")
                if beside["state"] == "exact" or not (beside["failure"] or beside["reason"]):
                    wrong.append(f"{path}.{name} is {now[name]}, and is reported as exact")
                if now[name] is not None and now[name] < full[name] and beside["state"] != "at_least":
                    wrong.append(f"{path}.{name} is {now[name]}, and {beside['state']}")
                if now[name] is not None and now[name] > full[name] and beside["state"] != "at_most":
                    wrong.append(f"{path}.{name} is {now[name]}, and {beside['state']}")
            elif not beside:
                wrong += compare(f"{path}.{name}", full[name], now[name], is_live, differing)
        return wrong
    if isinstance(full, list) and isinstance(now, list):
        if len(now) > len(full):
            return [f"{path} has {len(now)} items, not {len(full)}"]
        if len(now) < len(full):
            differing.append(path)
            return []
        return [
            line
            for index, (one, other) in enumerate(zip(full, now))
            for line in compare(f"{path}.{index}", one, other, is_live, differing)
        ]
    # Which of two bounds it is, and what replaces another, follow the numbers.
    if key in ("bound", "quota_us", "period_us", "limit_cores", "burst_us", "cpus", "cpuset"):
        differing.append(path)
        return []
    return [f"{path} is {now!r}, not {full!r}"]


def main():
    probectl, roots = sys.argv[1], sys.argv[2:]
    failed = checked = 0
    for root in roots:
        full = ask(probectl, root, 0)[0]
        least = None
        for descriptors in range(4, 41):
            now, complaint = ask(probectl, root, descriptors)
            checked += 1
            differing = []
            if now is None or now.get("quota") is None:
                wrong = [] if complaint.strip() else ["nothing was printed, and nothing reported"]
                if now is not None and "quota" not in now["unavailable"]:
                    wrong.append("the quota is null, and not among what is unavailable")
            else:
                wrong = compare("quota", full["quota"], now["quota"], root == "/", differing)
                if differing and not now["failures"] and not any(
                    value and value["reason"] and value["failure"]
                    for part in ("cpu", "memory", "pids")
                    for name, value in now["quota"][part].items()
                    if name.endswith("_completeness")
                ):
                    wrong.append(f"no failure is named for {', '.join(differing)}")
                if not differing and least is None:
                    least = descriptors
            for line in wrong:
                print(f"failed: {root} with {descriptors} descriptors: {line}")
            failed += bool(wrong)
        if least is None:
            print(f"failed: {root}: with 40 descriptors something is still missing")
            failed += 1
    print(f"descriptors: {checked - failed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())

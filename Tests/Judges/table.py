#!/usr/bin/env python3
# table.py RESULTS DIR: reads what the judges said (RESULTS/SECTION/MACHINE/JUDGE) and prints
# Markdown. DIR/skipped names the judges that are not there. A number in bold is not Probe's: for CPUs
# neither its effective cores rounded up nor rounded down, at least 1; for the kernel, more than they
# are. A + says that Probe knows of groups that it cannot see.
import json
import math
import os
import re
import sys

JUDGES = ["probe-root", "probe", "kernel", "nproc", "python", "go-debian", "automaxprocs",
          "go-newest", "rust", "libuv-debian", "node", "java-debian", "java-newest", "lxcfs"]
TITLES = {"probe-root": "Probe `--root`", "probe": "Probe", "kernel": "the kernel gives",
          "python": "Python", "go-debian": "Go (Debian)", "go-newest": "Go (newest)", "rust": "Rust",
          "libuv-debian": "libuv (Debian)", "node": "Node, libuv (newest)",
          "java-debian": "JVM (Debian)", "java-newest": "JVM (newest)"}
UNITS = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}
UNLIMITED = float("inf")


class Answer:
    def __init__(self):
        self.cpus = None      # number
        self.memory = None    # bytes, UNLIMITED, or None for no opinion
        self.version = ""
        self.note = ""        # why there is no answer, or what goes with it
        self.partial = False  # Probe: groups that it cannot see


def bytes_of(text):
    match = re.match(r"([\d.]+)([KMG]?)", text)
    return float(match[1]) * UNITS[match[2]] if match else UNLIMITED


def read(path, judge, physical):
    answer = Answer()
    with open(path, errors="replace") as file:
        text = file.read()
    status = re.search(r"^status (\d+)$", text, re.M)
    if judge.startswith("probe"):
        line = next((l for l in text.splitlines() if l.startswith("{")), None)
        if line:
            document = json.loads(line)
            cpu, memory = document["quota"]["cpu"], document["quota"]["memory"]
            answer.cpus = cpu["effective_cores"]
            state = memory["limit"]["state"]
            answer.memory = {"limited": memory["limit"]["value"], "unlimited": UNLIMITED}.get(state)
            answer.partial = not (cpu["limit"]["complete"] and memory["limit"]["complete"])
            answer.note = cpu["limit"]["reason"] or memory["limit"]["reason"] or ""
    elif judge.startswith("java"):
        match = re.search(r"CPUs: \d+ total, (\d+) available", text)
        answer.cpus = int(match[1]) if match else None
        match = re.search(r"Memory: (\S+)", text)
        answer.memory = bytes_of(match[1]) if match else None
        match = re.search(r"Version: (\S+)", text)
        answer.version = match[1] if match else ""
        # The virtual machine and the Java metrics have each a reader of their own.
        notes = []
        match = re.search(r"Effective CPU Count: (\d+)", text)
        if match and int(match[1]) != answer.cpus:
            notes.append("its Java metrics say %s CPUs" % match[1])
        match = re.search(r"Memory Limit: (\S+)", text)
        if match:
            is_limited = answer.memory is not None and physical - answer.memory > 1 << 21
            if bytes_of(match[1]) == UNLIMITED and is_limited:
                notes.append("its Java metrics say that there is no limit of memory")
        elif "not containerized" in text:
            notes.append("says that it is in no container")
        elif "Provider" not in text:
            notes.append("its Java metrics find no control groups")
        answer.note = "; ".join(notes)
    elif judge == "nproc":
        answer.cpus = int(text) if text.strip().isdigit() else None
    elif judge == "kernel":
        found = dict(re.findall(r"^(cpus|memory|remark) (.*)$", text, re.M))
        answer.cpus = float(found["cpus"]) if "cpus" in found else None
        answer.memory = int(found["memory"]) if "memory" in found else None
        answer.note = found.get("remark", "")
    else:
        found = dict(re.findall(r"^(cpus|memory|version|remark) (.*)$", text, re.M))
        answer.cpus = int(found["cpus"]) if found.get("cpus", "").isdigit() else None
        if found.get("memory", "").isdigit() and found["memory"] != "0":
            answer.memory = int(found["memory"])
        answer.version = found.get("version", "")
        remark = found.get("remark", "")
        answer.note = "" if remark.startswith("maxprocs:") else remark
    # Who names all of the machine's memory, or an absurd number, knows no limit.
    if not judge.startswith("probe") and answer.memory is not None:
        if answer.memory >= 1 << 62 or abs(answer.memory - physical) < 1 << 21:
            answer.memory = UNLIMITED
    if answer.cpus is None and answer.memory is None:
        last = [l for l in text.strip().splitlines() if l != (status[0] if status else "")]
        answer.note = answer.note or (last[-1] if last else "said nothing")
        answer.note += " (status %s)" % status[1] if status else ""
    return answer


def number(value):
    return "%g" % value


def size(value):
    if value is None:
        return "–"
    if value == UNLIMITED:
        return "no limit"
    return "%g MiB" % round(value / (1 << 20), 2)


def same_cpus(judge, count, cores):
    if judge == "kernel" and cores is not None:
        # Measured: others may want the CPUs as well, and periods of a second do not end with it.
        return count <= cores * 1.15
    return cores is None or count in (max(1, math.floor(cores)), max(1, math.ceil(cores)))


def same_memory(judge, value, probe):
    if UNLIMITED in (value, probe):
        return value == probe
    if judge == "kernel":
        return probe * 0.95 <= value <= probe
    return abs(value - probe) < 1 << 20  # the JVM prints whole MiB


def table(machines, judges, cell):
    print("| machine | " + " | ".join(TITLES.get(j, j) for j in judges) + " |")
    print("| --- |" + " --- |" * len(judges))
    for name, answers in machines.items():
        print("| %s | %s |" % (name, " | ".join(cell(answers, j) for j in judges)))
    print()


def section(name, path):
    machines, about, notes = {}, {}, []
    for machine in sorted(os.listdir(path)):
        where = os.path.join(path, machine)
        if not os.path.isdir(where):
            if machine.endswith(".skipped"):
                with open(where) as file:
                    notes.append("%s: %s" % (machine[:-8], file.read().strip()))
            continue
        answers = {}
        with open(os.path.join(where, "physical")) as file:
            physical = int(file.read()) * 1024
        for judge in JUDGES:
            file = os.path.join(where, judge)
            if os.path.exists(file):
                answers[judge] = read(file, judge, physical)
        machines[machine] = answers
        if os.path.exists(os.path.join(where, "about")):
            with open(os.path.join(where, "about")) as file:
                about[machine] = file.read().strip()
    if not machines:
        return set()
    judges = [j for j in JUDGES if any(j in a for a in machines.values())]
    probe = lambda answers: answers.get("probe") or answers.get("probe-root") or Answer()

    def cores(answers):
        """Probe's, and no more than nproc's: a captured machine has no affinity, the judges have."""
        both = probe(answers), answers.get("nproc", Answer())
        return min((a.cpus for a in both if a.cpus is not None), default=None)

    def cpus(answers, judge):
        answer = answers.get(judge)
        if answer is None or answer.cpus is None:
            return "–"
        text = number(answer.cpus) + ("+" if answer.partial else "")
        agrees = judge.startswith("probe") or same_cpus(judge, answer.cpus, cores(answers))
        return text if agrees else "**%s**" % text

    def memory(answers, judge):
        answer = answers.get(judge)
        if answer is None or answer.memory is None:
            return "unknown" if answer and judge.startswith("probe") else "–"
        text = size(answer.memory)
        reference = probe(answers).memory
        agrees = (judge.startswith("probe") or reference is None
                  or same_memory(judge, answer.memory, reference))
        return text if agrees else "**%s**" % text

    print("## %s\n" % name)
    for machine in about:
        print("- %s: %s" % (machine, about[machine]))
    print("\nCPUs:\n" if about else "CPUs:\n")
    table(machines, judges, cpus)
    print("Memory:\n")
    with_memory = [j for j in judges
                   if any(j in a and a[j].memory is not None for a in machines.values())]
    table(machines, with_memory, memory)
    for machine, answers in machines.items():
        for judge, answer in answers.items():
            if answer.note:
                notes.append("%s, %s: %s" % (machine, TITLES.get(judge, judge), answer.note))
    if notes:
        print("Remarks:\n")
        print("\n".join("- " + n for n in notes) + "\n")
    return {(j, a[j].version) for a in machines.values() for j in a if a[j].version}


def main():
    results, directory = sys.argv[1:]
    versions = set()
    for name in sorted(os.listdir(results)):
        versions |= section(name, os.path.join(results, name))
    print("## The judges\n")
    for judge, version in sorted(versions):
        print("- %s: %s" % (TITLES.get(judge, judge), version))
    skipped = 0
    for name, prefix in ("versions", ""), ("skipped", "skipped: "):
        path = os.path.join(directory, name)
        if not os.path.exists(path):
            continue
        with open(path) as file:
            for line in file:
                judge, text = line.rstrip("\n").split("\t")
                print("- %s: %s%s" % (TITLES.get(judge, judge), prefix, text))
                skipped += name == "skipped"
    asked = {judge for _, _, judges in os.walk(results) for judge in judges} & set(JUDGES)
    asked -= {"probe", "probe-root"}
    print("\n%d judges asked, %d skipped" % (len(asked), skipped))
    return 0 if asked else 1


sys.exit(main())

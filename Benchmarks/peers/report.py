"""The table, as a document has it and as a person reads it."""

import os
import platform
import shutil
import statistics
import textwrap

import works as W


# Debian's package of each peer, for its version.
PACKAGES = {"libproc2": "libproc2-1", "libstatgrab": "libstatgrab-dev", "libuv": "libuv1-dev",
            "gopsutil": "golang-github-shirou-gopsutil-dev",
            "prometheus-procfs": "golang-github-prometheus-procfs-dev",
            "automaxprocs": "golang-uber-automaxprocs-dev", "sysinfo": "librust-sysinfo-dev",
            "procfs": "librust-procfs-dev"}
TOOLS = {"psutil": "psutil", "rust-std": "rustc", "foundation": "swift"}


def pairs(path):
    return dict(line.split(maxsplit=1) for line in open(path).read().splitlines() if " " in line)


class Machine:
    def __init__(self, directory, cpus, rounds, crowd, load, others):
        self.cpus, self.rounds, self.crowd = cpus, rounds, crowd
        self.load, self.others = load, others  # Load average before; percent of CPU time of others.
        self.kernel = platform.release().split("-")[0]
        self.debian = pairs(f"{directory}/versions") if os.path.exists(f"{directory}/versions") else {}
        self.tools = pairs(f"{directory}/tools")

    def version(self, peer):
        debian = self.debian.get(PACKAGES.get(peer, ""), "")
        return debian.split(":")[-1].rsplit("-", 1)[0] or self.tools.get(TOOLS.get(peer, ""), "").strip()


def number(value, digits=1):
    if value is None:
        return "unknown"
    return f"{value:.{digits}f}".rstrip("0").rstrip(".") if value < 100 else f"{value:.0f}"


def significant(value):
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def verdict(row):
    """What a person wants to know: who is ahead, and how surely."""
    if row.peer.startswith("probe"):
        return ""
    if row.ratio >= 1:
        return ""
    return "**Probe is behind**" + (" (within the noise)" if row.quartile(2) >= 1 else "")


def remarks(row):
    answer = [verdict(row)] if verdict(row) else []
    if row.less:
        answer.append("less: " + ", ".join(row.less))
    if row.more and row.work not in ("processes",):
        answer.append(f"lists {row.more} more")
    explained = [name for name in row.differs if (row.peer, name) in W.DIFFERENCES]
    unexplained = [name for name in row.differs if name not in explained]
    if explained:
        answer.append("differs: " + ", ".join(explained))
    if unexplained:
        answer.append("differs, unexplained: " + ", ".join(unexplained))
    if row.peer.startswith("probe"):
        return "; ".join(answer) or ("as in `/proc/PID`" if row.work in W.OF_PROCESSES else "")
    return "; ".join(answer) or "same"


HEAD = ["work, and who does it", "µs a call", "÷ Probe, C (quartiles)", "allocations", "system calls",
        "values"]


def groups(rows, machine):
    """The title of each work, and the cells of its rows."""
    for work, (title, call) in W.WORKS.items():
        mine = [row for row in rows if row.work == work]
        probes = [row for row in mine if row.peer.startswith("probe")]
        cells = []
        for row in probes + sorted((row for row in mine if row not in probes),
                                   key=lambda row: row.ratio):
            version = machine.version(row.peer)
            name = W.TITLES.get(row.peer, row.peer) + (f" {version}" if version else "")
            spread = "" if row.peer == "probe-c" else f" ({row.quartile(0):.2f}–{row.quartile(2):.2f})"
            cells.append([name, significant(row.ns / 1000), significant(row.ratio) + spread,
                          number(row.allocations), number(row.system_calls), remarks(row)])
        if cells:
            yield f"**{title}** — {call}", cells


def markdown(groups):
    line = lambda cells: f"| {' | '.join(cells)} |"
    yield line(HEAD)
    yield "| --- | ---: | ---: | ---: | ---: | --- |"
    for title, rows in groups:
        yield line([title] + [""] * 5).replace("  ", " ")
        yield from map(line, rows)


def aligned(groups):
    """The same for a terminal: aligned columns, the last one wrapped."""
    groups = [(title, [[cell.replace("**", "").replace("`", "") for cell in row] for row in rows])
              for title, rows in groups]
    every = [HEAD] + [row for _, rows in groups for row in rows]
    widths = [max(len(row[column]) for row in every) for column in range(5)]
    start = sum(widths) + 2 * 5 + 2
    room = max(30, shutil.get_terminal_size((160, 24)).columns - start)

    def line(row):
        last = textwrap.wrap(row[5], room) or [""]
        cells = [row[0].ljust(widths[0])] + [row[column].rjust(widths[column]) for column in range(1, 5)]
        yield ("  " + "  ".join(cells + last[:1])).rstrip()
        yield from (" " * start + more for more in last[1:])

    yield from line(HEAD)
    for title, rows in groups:
        yield from ("", title)
        for row in rows:
            yield from line(row)


def noise(rows, machine):
    """How quiet the machine was, and how steady Probe's own times were."""
    spreads = {}
    for row in rows:
        if row.peer == "probe-c":
            first, middle, third = statistics.quantiles(row.times, n=4)
            spreads[row.work] = 50 * (third - first) / middle
    worst = max(spreads, key=spreads.get)
    return (f"The load average before was {machine.load:.1f}; during the rounds others took "
            f"{machine.others:.0f} % of the CPU time. Half of the times of Probe through C lay within "
            f"± {statistics.median(spreads.values()):.0f} % in the middle one of the works, within "
            f"± {spreads[worst]:.0f} % in the widest, {worst}.")


def text(rows, gaps, machine, table):
    tools = ", ".join(f"{name} {machine.tools[key].strip()}" for name, key in (
        ("Go", "go"), ("Rust", "rustc"), ("Python", "python"), ("Swift", "swift"), ("gcc", "cc"))
        if machine.tools.get(key))
    out = [f"Linux {machine.kernel}, {machine.cpus} CPUs, {machine.rounds} rounds. {tools}. "
           f"The process table has {machine.crowd} processes more than the machine. " +
           noise(rows, machine), ""]
    out += table(groups(rows, machine))
    out += ["", "Not there: " + ("; ".join(f"{W.TITLES.get(name, name)}: {reason}"
                                           for name, reason in gaps.items()) or "none.")]
    reasons = {}
    for (peer, name), reason in W.DIFFERENCES.items():
        if any(row.peer == peer and name in row.differs for row in rows):
            reasons.setdefault((name, reason), []).append(peer)
    out += [""] + [f"- {name} of {', '.join(peers)}: {reason}."
                   for (name, reason), peers in reasons.items()]
    behind = [row for row in rows if not row.peer.startswith("probe") and row.ratio < 1]
    out += ["", "Probe through C is behind: " + (", ".join(
        f"{row.peer} at {row.work}{' (which does less)' if row.less else ''}"
        f"{' (within the noise)' if row.quartile(2) >= 1 else ''}" for row in behind)
        or "no peer") + "."]
    slow = [row for row in rows if row.peer == "probe-swift" and row.ratio > W.SWIFT_LIMIT]
    out += [f"Probe through Swift is above {W.SWIFT_LIMIT} × C: " + (", ".join(
        f"{row.work} {row.ratio:.1f} ×" for row in slow) or "nowhere") + "."]
    return "\n".join(out)


def write(path, table):
    with open(path, "w") as file:
        file.write(table + "\n")

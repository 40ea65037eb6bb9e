#!/usr/bin/env python3
"""cycles.py: no two units of the C core need each other, and each room keeps its order of layers.
cycles.py --list: prints what each unit uses.

A unit is X.c with X.h. It uses another one where it includes its header, or names a function of the
other (so that a header of several units hides nothing).
"""

import collections
import os
import re
import sys

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "Sources", "CProbe"))

# The units of a room, the lowest first: each uses only those before it, and other rooms.
LAYERS = {
    "source": "status descriptor walk child helper_process helper root disk_request reader directory".split(),
    "mounts": "type list table layers relations parse".split(),
    "quota": "container hierarchy limit decision number decide_memory decide_devices decide".split(),
    "bsd": "port_calls named_port_calls swap_calls layout units record field_source sysctl named_sysctl counter collector_state collector"
           " kernel clockrate cpu_count cpu_times load swap_total swap_list uvmexp memory vm disk_total disk_list interfaces mounts filesystem network"
           " process_list kinfo host quota sensor_list".split(),
    "freebsd": "sections layout port_calls rctl swap_devices calls capability cpu load memory disk filesystem host network process quota swap".split(),
    "netbsd": "sections layout port_calls vm plist envsys calls capability cpu load memory swap disk filesystem host network process quota sensors".split(),
    "macos": "sections layout port_calls arguments calls capability cpu load memory filesystem host network process quota".split(),
    "openbsd": "sections layout port_calls vm calls capability cpu load memory swap disk filesystem host network process quota sensors".split(),
    "linux/process": "cache procfs reader pass subject attributes details read process target memory files mounts environment"
                     " user program network".split(),
    "linux/cgroup": "name container files values devices pressure level membership resolve bounds quota"
                    " details".split(),
    "linux/cgroup_table": "cache files resources start members table".split(),
    "linux/sensors": "files list throttling sensors".split(),
    "linux/storage": "files devices arrays pools health storage".split(),
}
# What knows all units of its port and is known by the collectors alone.
STATE, USERS_OF_STATE = ("linux/collector_state", "bsd/collector_state"), re.compile(
    r"(freebsd|macos|netbsd|openbsd|bsd)/(collector|cpu|load|memory|disk|disk_list|swap_list|filesystem|network|process|process_list|quota|sensors|swap|vm)$|linux/(capability|collector|connections|cpu|disk|filesystem|frequency|gpu|hardware|host|interrupts|load|memory|memory_details|power|network|pressure"
    r"|protocols|routing|sockets|swap|topology|users|watch"
    r"|cgroup/bounds|cgroup/details|cgroup/quota|cgroup_table/members|cgroup_table/table|process/process|process/target"
    r"|sensors/sensors|storage/(storage|health))$")

COMMENT_OR_TEXT = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"', re.DOTALL)
INCLUDE = re.compile(r'^#include "([^"]+)"', re.MULTILINE)
NAME = re.compile(r"\b(?:cp|cprobe)_\w+")
# At the beginning of a line; static functions have other names.
DECLARATION = re.compile(r"^[a-z][\w *]*?\b(?:cp|cprobe)_\w+\([^;{]*\);", re.MULTILINE)
DEFINITION = re.compile(r"^(?!static|typedef|return)[a-z][\w *]*?\b((?:cp|cprobe)_\w+)\([^;{]*\)\s*\{", re.MULTILINE)


def read_units():
    """The text of each unit without comments, what it includes, and which functions it defines."""
    texts, includes, home = collections.defaultdict(str), collections.defaultdict(set), {}
    for directory, _, names in os.walk("."):
        for name in names:
            path = os.path.normpath(os.path.join(directory, name))
            if not path.endswith((".c", ".h")) or path.startswith("unsupported"):
                continue
            unit = path[:-2]
            with open(path, encoding="utf-8") as file:
                text = file.read()
            for included in INCLUDE.findall(text):
                includes[unit].add(os.path.normpath(os.path.join(directory, included))[:-2])
            text = DECLARATION.sub(" ", COMMENT_OR_TEXT.sub(" ", text))
            texts[unit] += text
            if path.endswith(".c"):
                for function in DEFINITION.findall(text):
                    home[function] = unit
    return texts, includes, home


def find_uses(texts, includes, home):
    uses = {}
    for unit, text in texts.items():
        named = {home[name] for name in NAME.findall(text) if name in home}
        uses[unit] = {other for other in (includes[unit] | named) - {unit} if other in texts}
    # A public header declares; what defines its functions is another unit.
    for unit in [unit for unit in uses if unit.startswith("include")]:
        uses[unit] = {other for other in uses[unit] if other.startswith("include")}
    return uses


def find_cycles(uses):
    """The sets of units that reach each other, by Tarjan's algorithm."""
    number, low, stack, cycles = {}, {}, [], []

    def visit(unit):
        number[unit] = low[unit] = len(number)
        stack.append(unit)
        for other in sorted(uses[unit]):
            if other not in number:
                visit(other)
                low[unit] = min(low[unit], low[other])
            elif other in stack:
                low[unit] = min(low[unit], number[other])
        if low[unit] == number[unit]:
            at = stack.index(unit)
            members = stack[at:]
            del stack[at:]
            if len(members) > 1:
                cycles.append(sorted(members))

    for unit in sorted(uses):
        if unit not in number:
            visit(unit)
    return cycles


def check_layers(uses):
    wrong = []
    for room, order in LAYERS.items():
        units = [f"{room}/{name}" for name in order]
        there = {unit for unit in uses if os.path.dirname(unit) == room}
        wrong += [f"{unit} is not in the layers of {room}" for unit in sorted(there - set(units))]
        wrong += [f"{unit} is in the layers of {room} and not there" for unit in sorted(set(units) - there)]
        for at, unit in enumerate(units):
            above = sorted(uses.get(unit, set()) & set(units[at + 1:]))
            wrong += [f"{unit} uses {other}, a layer above it" for other in above]
    return wrong


def check_state(uses):
    return [f"{unit} uses the whole state: it takes the parts that it needs" for unit, used in sorted(uses.items())
            if used & set(STATE) and not USERS_OF_STATE.match(unit)]


def main(words):
    texts, includes, home = read_units()
    uses = find_uses(texts, includes, home)
    if words == ["--list"]:
        for unit in sorted(uses):
            print(unit + ":", " ".join(sorted(uses[unit])))
        return
    cycles, wrong = find_cycles(uses), check_layers(uses) + check_state(uses)
    for members in cycles:
        print("FAIL: these need each other:", ", ".join(members))
        for unit in members:
            print(f"  {unit} uses", ", ".join(sorted(uses[unit] & set(members))))
    for what in wrong:
        print("FAIL:", what)
    failed = len(cycles) + len(wrong)
    print(f"cycles: {len(uses)} units, {sum(map(len, uses.values()))} uses; {0 if failed else 1} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if sys.argv[1:] not in ([], ["--list"]):
    sys.exit(__doc__)
main(sys.argv[1:])

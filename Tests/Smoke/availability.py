#!/usr/bin/env python3
"""availability.py: holds what the libraries use of Swift's own to the macOS that Package.swift states.

A compiler for Linux does not check availability. What each declaration of the standard library, of concurrency and
of Synchronization needs is in their symbol graphs; what Probe's code refers to is in the compiler's typed tree (made
against the modules of the debug build). A reference that needs a newer macOS has to be in a declaration that is
marked with @available. The last line is "availability: N passed, M failed".
"""

import glob
import json
import os
import re
import subprocess
import sys
import tempfile

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
SWIFT = os.environ.get("SWIFT", "swift")
MODULES = ("Swift", "_Concurrency", "Synchronization")


def version(text):
    major, _, minor = str(text).partition(".")
    return int(major), int(minor or 0)


def stated():
    with open("Package.swift", encoding="utf-8") as file:
        return version(re.search(r"\.macOS\(\.v([0-9_]+)\)", file.read()).group(1).replace("_", "."))


def needs_of_declarations(work):
    """The macOS that each declaration needs, by its USR: its own mark, or that of what it is a member of."""
    triple = json.loads(subprocess.check_output([SWIFT, "-print-target-info"]))["target"]["unversionedTriple"]
    for module in MODULES:
        subprocess.run([f"{SWIFT}-symbolgraph-extract", "-module-name", module, "-target", triple, "-output-dir", work,
                        "-minimum-access-level", "public"], check=True)
    introduced, owner = {}, {}
    for name in glob.glob(f"{work}/*.symbols.json"):
        with open(name, encoding="utf-8") as file:
            graph = json.load(file)
        for symbol in graph["symbols"]:
            for mark in symbol.get("availability", []):
                if mark.get("domain") == "macOS" and "introduced" in mark:
                    since = mark["introduced"]
                    introduced[symbol["identifier"]["precise"]] = (since["major"], since.get("minor", 0))
        owner |= {row["source"]: row["target"] for row in graph["relationships"] if row["kind"] == "memberOf"}

    def needed(usr):
        most = (0, 0)
        while usr is not None:
            most = max(most, introduced.get(usr, (0, 0)))
            usr = owner.get(usr)
        return most

    return needed


def trees(module, built):
    """The typed tree of each file of a module."""
    done = subprocess.run(
        [f"{SWIFT}c", "-dump-ast", "-dump-ast-format", "json", "-swift-version", "6", "-package-name", "probe",
         "-module-name", module, "-I", f"{built}/Modules", "-I", "Sources/CProbe/include",
         "-I", "Sources/CProbeLive/include", *glob.glob(f"Sources/{module}/**/*.swift", recursive=True)],
        capture_output=True, text=True)
    if done.returncode != 0:
        errors = re.findall(r"[^{}]*: error: .*", done.stderr)
        sys.exit("\n".join([f"FAIL: {module} does not compile:", *errors[:5], "availability: 0 passed, 1 failed"]))
    text, decoder, at = done.stdout + done.stderr, json.JSONDecoder(), 0
    while (at := text.find('{"_kind":"source_file"', at)) >= 0:
        tree, at = decoder.raw_decode(text, at)
        yield tree


def references(node, allowed):
    """Each reference to a declaration, with the macOS for which the code around it is marked."""
    if isinstance(node, list):
        for each in node:
            yield from references(each, allowed)
    elif isinstance(node, dict):
        for mark in node.get("attrs") or []:
            if mark.get("_kind") == "available_attr" and mark.get("domain") == "macOS" and "introduced" in mark:
                allowed = max(allowed, version(mark["introduced"]))
        if "decl_usr" in node:
            yield node["decl_usr"], allowed
        for each in node.values():
            if isinstance(each, (dict, list)):
                yield from references(each, allowed)


def main():
    sys.setrecursionlimit(20000)
    built = subprocess.check_output([SWIFT, "build", "--show-bin-path"], text=True).strip()
    least, passed, failed, marked = stated(), 0, 0, 0
    with tempfile.TemporaryDirectory(prefix="probe-") as work:
        needed = needs_of_declarations(work)
    for module in ("Probe", "ProbeExport", "ProbeLive"):
        for tree in trees(module, built):
            found = {(usr, allowed) for usr, allowed in references(tree, least) if needed(usr) > (0, 0)}
            marked += sum(1 for usr, _ in found if needed(usr) > least)
            wrong = sorted((usr, allowed) for usr, allowed in found if needed(usr) > allowed)
            for usr, allowed in wrong:
                print(f"FAIL: {tree['filename']}: {usr} needs macOS {needed(usr)}, not {allowed}")
            passed, failed = passed + (not wrong), failed + bool(wrong)
    # Mutex, which needs macOS 15, is used in marked declarations: what is seen is not nothing.
    if marked == 0:
        print("FAIL: no reference needs more than Package.swift states; Mutex should")
        failed += 1
    print(f"availability: {passed} passed, {failed} failed")
    sys.exit(failed != 0)


main()

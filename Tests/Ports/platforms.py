#!/usr/bin/env python3
"""platforms.py [--write] TABLE...: holds Documentation/PLATFORMS.md to the ports, whose tables Tests/Ports/table.c
prints. With --write, writes the part of the document that is made from them."""

import os
import sys

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
DOCUMENT = "Documentation/PLATFORMS.md"
MARK = "<!-- What follows is written by Tests/Smoke/ports.sh --write. -->\n"
NAMES = {"linux": "Linux", "freebsd": "FreeBSD", "macos": "macOS", "openbsd": "OpenBSD", "netbsd": "NetBSD"}


def read(path):
    table = {"set": [], "field": []}
    with open(path, encoding="utf-8") as file:
        for line in file:
            kind, *words = line.rstrip("\n").split("\t")
            if kind == "port":
                table["port"] = words[0]
            else:
                table[kind].append(words)
    return table


def write(tables):
    lines = ["## Field sets", ""]
    lines.append("| section | fields | " + " | ".join(NAMES[table["port"]] for table in tables) + " |")
    lines.append("| --- | --- |" + " --- |" * len(tables))
    for rows in zip(*(table["set"] for table in tables)):
        section, name, _ = rows[0]
        lines.append(f"| {section} | {name} | " + " | ".join(row[2] or "–" for row in rows) + " |")
    for table in tables:
        if table["port"] == "linux":
            continue
        lines += ["", f"## Fields of {NAMES[table['port']]}", "", "| record | field | source |", "| --- | --- | --- |"]
        lines += [f"| {record} | {field} | {source} |" for record, field, source in table["field"] if source]
    return "\n".join(lines) + "\n"


def main(words):
    is_written = words[:1] == ["--write"]
    made = write([read(path) for path in words[is_written:]])
    with open(DOCUMENT, encoding="utf-8") as file:
        document = file.read()
    before, _, now = document.partition(MARK)
    if is_written:
        with open(DOCUMENT, "w", encoding="utf-8") as file:
            file.write(before + MARK + "\n" + made)
    elif now.lstrip("\n") != made:
        sys.exit(f"{DOCUMENT} is not what the ports read: Tests/Smoke/ports.sh --write")


main(sys.argv[1:])

#!/usr/bin/env python3
"""schema.py PROBECTL: holds the command's output to Documentation/schema.json, live and golden.
schema.py --write: makes what follows from the tables of Sources/CProbe/fields and the lists of rates anew:
the bridge to Swift, the reader of documents, their entries in the schema, their rows in SOURCES.md, and JSON.md.
schema.py --check: holds these files to what --write would make, and runs nothing.

An object of the schema has a description for every key, wants them all, and allows no other: a key
that the command adds or drops fails here. JSON.md has to be what --write makes.
"""

import glob
import json
import os
import re
import subprocess
import sys
import tempfile

import fields

os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
with open("Documentation/schema.json", encoding="utf-8") as file:
    SCHEMA = json.load(file)
DEFS = SCHEMA["$defs"]
SECTIONS = ["cpu", "load", "memory", "disk", "filesystem", "network", "io", "pressure", "quota"]
# Sections that a sample has only by name.
NAMED = ["sensors", "cgroups", "swap", "interrupts", "host", "topology", "storage", "protocols",
         "connections", "power", "gpu", "memory_details", "routing"]

# Keys that come from no kernel file: failures, lists, clocks.
NO_SOURCE = {"monotonic_ns", "failure", "tasks", "counters", "level", "levels", "hierarchy", "directory", "complete",
             "reason", "reason_code", "pids", "partial", "ip", "icmp", "tcp", "udp", "udplite", "gone", "tcp_ext",
             "tcp_fast_open", "tcp_signature", "ip_ext", "mptcp", "ip6", "icmp6", "udp6", "udplite6", "tcp6"}

HEAD = """# The JSON of probectl

Made from `schema.json` (JSON Schema, draft 2020-12) by `Tests/Smoke/schema.py --write`; `make check` holds
both to what the command prints.

One object a line. The sections are keys by their ids, in one order, and every key of a section is
always present. What is not known is `null`, never 0. Sizes end in `_bytes`, times in `_ns` (integers of
nanoseconds), shares in `_percent` (0 to 100); counters have no ending. A name that is not UTF-8 is
repaired, and `name_hex` beside it has its bytes.

```sh
probectl sample --interval 0 --format json | python3 -m json.tool
```

In a Swift program, the values of the library have the same JSON. `sample.json(rates:)` writes the object
of `probectl sample --per-cpu`; `JSONEncoder` encodes the same keys and values; `JSONDecoder` reads a
sample from a line of the command, and skips keys that it does not know. `Rates` and each section
(`Quota`, `Memory`, ...) are read from their own object, or from a whole line. A section that is written
alone has its `failures` as a member. `diagnosis.json()` writes the object of `probectl why`; `NetworkSockets` is read
from the object of `probectl sockets`.

```swift
let line = collector.sample().json()
let sample = try JSONDecoder().decode(Sample.self, from: Data(line.utf8))
```
"""


def kind(schema):
    """The type of a value, in a word or two."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        return f"[{name}](#{name})"
    if "anyOf" in schema:
        return " or ".join(kind(part) for part in schema["anyOf"])
    if "const" in schema:
        return f"`{schema['const']}`"
    if "enum" in schema:
        return ", ".join("null" if value is None else f"`{value}`" for value in schema["enum"])
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    words = [f"array of {kind(schema['items'])}" if t == "array" else t for t in types]
    return " or ".join(words)


def rows(schema, prefix=""):
    for key, value in schema["properties"].items():
        item = value
        shown = prefix + key
        if value.get("type") in ("array", ["array", "null"]) and value["items"].get("type") == "object":
            item, shown = value["items"], prefix + key + "[]"
            null = "array of objects" + (" or null" if isinstance(value["type"], list) else "")
            yield shown, null, value.get("description", "")
            yield from rows(item, shown + ".")
        elif value.get("type") == "object" and "properties" in value:
            yield shown, "object", value.get("description", "")
            yield from rows(value, shown + ".")
        else:
            description = value.get("description", "")
            if not description and "$ref" in value:
                description = DEFS[value["$ref"].rsplit("/", 1)[1]].get("description", "")
            yield shown, kind(value), description


def document(definitions):
    parts = [HEAD]
    for name, schema in definitions.items():
        parts.append(f"\n## {name}\n")
        if schema.get("description"):
            parts.append(f"\n{schema['description']}\n")
        parts.append("\n| key | value | what |\n| --- | --- | --- |\n")
        for key, value, description in rows(schema):
            parts.append(f"| `{key}` | {value} | {description} |\n")
    return "".join(parts)


def check_itself(schema, path, problems):
    """Every object wants all its keys but the _hex ones, and allows no other."""
    if isinstance(schema, list):
        for index, part in enumerate(schema):
            check_itself(part, f"{path}[{index}]", problems)
    elif isinstance(schema, dict):
        if schema.get("type") == "object":
            if schema.get("additionalProperties") is not False:
                problems.append(f"{path} allows other keys")
            optional = set(schema["properties"]) - set(schema.get("required", []))
            loose = path.endswith(("sample", "unavailable", "anyOf[0]"))
            if not loose and any(not key.endswith("_hex") for key in optional):
                problems.append(f"{path} does not want {sorted(optional)}")
        for key, part in schema.items():
            check_itself(part, f"{path}.{key}", problems)


def derived():
    """Each file that follows from the tables, and what it has to be."""
    rows = fields.tables()
    schema = fields.merge_schema(json.loads(json.dumps(SCHEMA)), rows, fields.rates())
    with open("Documentation/SOURCES.md", encoding="utf-8") as file:
        sources = fields.merge_sources(file.read(), rows)
    return {
        fields.BRIDGE: fields.bridge(rows),
        fields.READER: fields.reader(rows, fields.rates()),
        "Documentation/schema.json": json.dumps(schema, indent=1, ensure_ascii=False) + "\n",
        "Documentation/JSON.md": document(schema["$defs"]),
        "Documentation/SOURCES.md": sources,
    }


def drift():
    """The files that are not what --write would make."""
    problems = []
    for path, text in derived().items():
        with open(path, encoding="utf-8") as file:
            if file.read() != text:
                problems.append(f"{path} is not what Tests/Smoke/schema.py --write makes")
    return problems


def main():
    if sys.argv[1] == "--write":
        for path, text in derived().items():
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        return
    if sys.argv[1] == "--check":
        problems = drift()
        print("\n".join(["schema: " + problem for problem in problems]
                        + [f"schema: {0 if problems else 1} passed, {len(problems)} failed"]))
        sys.exit(1 if problems else 0)
    try:
        import jsonschema
    except ImportError:
        print("skipped: jsonschema is not installed (pip install jsonschema)")
        print("schema: 0 passed, 0 failed, 1 skipped")
        return
    probectl, passed, failures = sys.argv[1], 0, []
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    check_itself(DEFS, "$defs", failures)
    failures.extend(drift())
    with open("Documentation/SOURCES.md", encoding="utf-8") as file:
        sources = set(re.findall(r"`([a-z0-9_]+)`", file.read()))
    for name in [*SECTIONS, *NAMED, "process", "own_user", "program", "program_addresses", "system_call", "process_network", "process_memory", "memory_mappings", "open_files", "sockets", "socket",
                 "unix_socket", "process_mounts", "environment", "gpu_clients", "disk_counters", "traffic", "stalls", "stall"]:
        for key, _, _ in rows(DEFS[name]):
            key = key.rsplit(".", 1)[-1]
            if "[]" not in key and not key.endswith("_hex") and key not in sources | NO_SOURCE:
                failures.append(f"Documentation/SOURCES.md does not say where {name}.{key} comes from")

    def validator(name):
        return jsonschema.Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": DEFS})

    def hold(name, what, text):
        nonlocal passed
        if not text.strip():
            failures.append(f"{what}: nothing was printed")
        for line in text.splitlines():
            problems = [f"{what}: {error.json_path}: {error.message[:200]}"
                        for error in validator(name).iter_errors(json.loads(line))]
            failures.extend(problems[:5])
            passed += not problems

    def run(*arguments):
        return subprocess.run([probectl, *arguments, "--format", "json"], capture_output=True, text=True, check=False).stdout

    for path in sorted(glob.glob("Tests/Golden/*.json")):
        with open(path, encoding="utf-8") as file:
            hold("sample", path, file.read())
    whole = run("sample", "--interval", "0.1", "--count", "2", "--per-cpu", "--all-filesystems", "--frequency")
    for line in whole.splitlines():
        sample = json.loads(line)
        if [key for key in sample if key in SECTIONS] != SECTIONS or set(sample["rates"]) != {
                "cpu", "memory", "disk", "network", "io", "pressure", "quota"}:
            failures.append("live: a section is missing")
    for what, arguments in {
        "live": ["sample", "--interval", "0"],
        "live, some": ["sample", "--interval", "0", "--only", "pressure,cpu"],
        "live quota": ["quota"],
        "live top": ["sample", "--interval", "0.1", "--count", "1", "--top", "3", "--only", "cpu"],
        "live processes": ["processes", "--interval", "0.1", "--count", "2", "--details", "all"],
        "live cgroups": ["cgroups", "--interval", "0.1", "--count", "2", "--tree"],
        "live process": ["process", str(os.getpid()), "--threads", "--window", "0.1", "--files", "--sockets",
                         "--maps", "--environment", "--gpu", "--user", "--program", "--network", "--mounts"],
        "an empty root": ["sample", "--interval", "0", "--root", "Tests/Golden"],
    }.items():
        hold("sample", what, run(*arguments))
    hold("sample", "live, all", whole)
    hold("sample", "live, by name", run("sample", "--interval", "0", "--only", ",".join(NAMED)))
    with tempfile.TemporaryDirectory() as root:
        for path, text in {"class/hwmon/hwmon0/name": b"\xff\n", "class/hwmon/hwmon0/temp1_input": b"-500\n",
                           "class/hwmon/hwmon0/temp1_label": b"a\xfe\n", "class/hwmon/hwmon0/fan1_input": b"x\n",
                           "class/thermal/thermal_zone0/temp": b"41000\n"}.items():
            os.makedirs(os.path.dirname(f"{root}/sys/{path}"), exist_ok=True)
            with open(f"{root}/sys/{path}", "wb") as file:
                file.write(text)
        sensors = run("sample", "--interval", "0", "--only", "sensors", "--root", root)
        hold("sample", "invented sensors", sensors)
        if len(json.loads(sensors)["sensors"]["temperatures"]) != 2:
            failures.append("the invented sensors are not there")
    hold("capabilities", "live capabilities", run("capabilities"))
    hold("socket_list", "live sockets", run("sockets", "--tcp", "--udp", "--unix"))
    hold("why", "live why", run("why", "--duration", "0.5"))
    with tempfile.TemporaryDirectory() as root:
        os.makedirs(f"{root}/proc")
        with open(f"{root}/proc/meminfo", "w", encoding="ascii") as file:
            file.write("MemTotal: 1000 kB\nMemFree: 10 kB\nMemAvailable: 20 kB\n")
        alert = run("sample", "--only", "memory", "--alert", "--interval", "1", "--count", "12", "--root", root)
        hold("alert", "a raised alert", alert)
        if [json.loads(line)["rule"] for line in alert.splitlines()] != ["memory"]:
            failures.append(f"a raised alert: {alert!r}")
    fixtures = subprocess.check_output(["Tests/Fixtures/archive.sh"], text=True).strip()
    roots = sorted(glob.glob(f"{fixtures}/*/root"))
    if len(roots) < 14:
        failures.append(f"only {len(roots)} captured machines")
    for root in roots:
        hold("sample", root, run("sample", "--root", root, "--interval", "0", "--per-cpu", "--all-filesystems"))
        hold("sample", root, run("processes", "--root", root))
        hold("capabilities", root, run("capabilities", "--root", root))
        hold("why", root, run("why", "--root", root))
        hold("sample", root, run("cgroups", "--root", root))
    # That it can fail: a key less, a key more, a string for a number.
    sample = json.loads(whole.splitlines()[0])
    for spoil in (lambda s: s["memory"].pop("dirty_bytes"), lambda s: s["disk"].update(more=1),
                  lambda s: s["network"]["total"].update(rx_bytes="1"), lambda s: s["cpu"].update(usage=-1)):
        copy = json.loads(json.dumps(sample))
        spoil(copy)
        if validator("sample").is_valid(copy):
            failures.append("a spoilt sample is held to be valid")
        passed += 1
    for failure in failures[:40]:
        print("failed:", failure)
    print(f"schema: {passed} passed, {len(failures)} failed")
    sys.exit(1 if failures else 0)


main()

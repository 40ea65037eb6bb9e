"""What follows from the tables of Sources/CProbe/fields: the bridge to Swift, the entries of the schema, the
rows of SOURCES.md. Used by schema.py, which writes them and holds them to what would be written."""

import json
import os
import re
import subprocess
import tempfile

BRIDGE = "Sources/Probe/Bridge/Fields+C.swift"
READER = "Sources/Probe/JSON/FieldsReader.swift"

# For each record: the Swift type, the C struct, and the list of its fields in SampleField+C.swift.
SWIFT = {
    "cpu": ("CPU", "cprobe_cpu", "cpu"),
    "logical_cpu": ("LogicalCPU", "cprobe_logical_cpu", "logicalCPU"),
    "load": ("Load", "cprobe_load", "load"),
    "memory": ("Memory", "cprobe_memory", "memory"),
    "disk": ("DiskCounters", "cprobe_disk_counters", "disk"),
    "mount": ("Mount", "cprobe_mount", "mount"),
    "traffic": ("NetworkTraffic", "cprobe_traffic", "traffic"),
    "interface": ("NetworkInterface", "cprobe_interface", "interface"),
    "network": ("Networking", "cprobe_network", "network"),
    "stall": ("Pressure.Stall", "cprobe_stall", "stall"),
    "process": ("ProcessSnapshot", "cprobe_process", "process"),
    "ip": ("IPCounters", "cprobe_ip_counters", "ip"),
    "icmp": ("ICMPCounters", "cprobe_icmp_counters", "icmp"),
    "tcp": ("TCPCounters", "cprobe_tcp_counters", "tcp"),
    "udp": ("UDPCounters", "cprobe_udp_counters", "udp"),
    "cgroup": ("Cgroup", "cprobe_cgroup", "cgroup"),
    "swap_device": ("Swap.Device", "cprobe_swap_device", "swapDevice"),
    "zram": ("Swap.Zram", "cprobe_zram", "zram"),
    "interrupt": ("Interrupts.Line", "cprobe_interrupt", "interrupt"),
    "cpu_work": ("Interrupts.CPUWork", "cprobe_cpu_work", "cpuWork"),
    "host": ("HostSystem", "cprobe_host", "host"),
    "topology_cpu": ("Topology.LogicalCPU", "cprobe_topology_cpu", "topologyCPU"),
    "cache": ("Topology.Cache", "cprobe_cache", "cache"),
    "node": ("Topology.Node", "cprobe_node", "node"),
}
# Keys of the schema beside the fields.
OTHERS = {
    "cpu": {"frequencies", "cpus"}, "logical_cpu": {"id"}, "load": {"tasks"},
    "mount": {"id", "parent_id", "device_major", "device_minor", "device", "mount_point", "root", "type",
              "options", "super_options", "read_only", "pseudo", "duplicate", "covered", "not_requested",
              "failure"},
    "interface": {"name", "loopback", "stacked", "counters", "failure"},
    "network": {"total", "ip", "icmp", "tcp", "udp", "udplite", "interfaces"},
    "process": {"pid", "age_ns", "terminal", "executable_deleted", "working_directory_deleted", "user", "command_line_cut", "unread", "failure", "failures"},
    "swap_device": {"name", "type", "failure"}, "zram": {"index", "algorithm", "failure"},
    "interrupt": {"name", "description"}, "cpu_work": {"id"},
    "host": {"hostname", "kernel_release", "kernel_version", "os_name", "os_id", "os_version", "boot_id",
             "machine_id", "vendor", "product", "product_version", "serial", "board_vendor", "board",
             "bios_version", "bios_date", "sessions"},
    "topology_cpu": {"id", "type", "siblings"}, "cache": {"type", "cpus"}, "node": {"id", "cpus", "distances"},
    "CPURates": {"interval_ns", "cpus"}, "UsageShares": {"id", "interval_ns", "cpus"},
    "MemoryRates": {"interval_ns"}, "PressureRates": {"interval_ns"},
    "QuotaRates": {"interval_ns", "pressure"},
    "DiskActivity": {"interval_ns", "device_major", "device_minor", "name"},
    "NetworkTrafficRates": {"name", "index"}, "NetworkRates": {"interval_ns", "total", "interfaces"},
    "ProcessRates": {"pid", "change"},
    "cgroup": {"path", "depth", "inode", "unlimited", "pressure", "devices", "failures"},
    "CgroupRates": {"path", "pressure"},
}
# Rates that are whole numbers, beside mean times.
WHOLE_RATES = {"rss_change_bytes", "memory_high_events", "memory_max_events", "memory_oom_events", "memory_oom_kills",
               "memory_change_bytes", "pids_max_events"}
# Shares of one core or of a quota, which can be above 100.
ABOVE_100 = {("QuotaRates", "cpu_percent_of_limit"), ("CgroupRates", "usage_percent"),
             ("CgroupRates", "user_percent"), ("CgroupRates", "system_percent"),
             ("CgroupRates", "quota_usage_percent")}
# Records whose fields are always there.
WITHOUT_PRESENCE = {"stall"}
NUMBERS = {"u64", "u32", "i32", "double"}

# Where the fields of each record are in the schema: a definition, and a path of keys below it.
SCHEMA_PLACES = {
    "cpu": [("cpu", [])],
    "logical_cpu": [("cpu", ["cpus"])],
    "load": [("load", [])],
    "memory": [("memory", [])],
    "disk": [("disk_counters", [])],
    "mount": [("filesystem", ["mounts"])],
    "traffic": [("traffic", [])],
    "interface": [("network", ["interfaces"])],
    "network": [("network", [])],
    "stall": [("stall", [])],
    "process": [("process", ["processes"])],
    "ip": [("ip_counters", [])], "icmp": [("icmp_counters", [])], "tcp": [("tcp_counters", [])],
    "udp": [("udp_counters", [])],
    "cgroup": [("cgroups", ["cgroups"])],
    "swap_device": [("swap", ["devices"])],
    "zram": [("swap", ["zram"])],
    "interrupt": [("interrupts", ["lines"])],
    "cpu_work": [("interrupts", ["cpus"])],
    "host": [("host", [])],
    "topology_cpu": [("topology", ["cpus"])], "cache": [("topology", ["caches"])], "node": [("topology", ["nodes"])],
}
# The same for the rates, by the Swift type that has the list.
RATE_PLACES = {
    "MemoryRates": [("rates_of_memory", [])],
    "CPURates": [("rates_of_cpu", [])],
    "UsageShares": [("rates_of_cpu", []), ("rates_of_cpu", ["cpus"])],
    "DiskActivity": [("rates_of_disk", ["devices"]), ("rates_of_io", [])],
    "NetworkTrafficRates": [("rates_of_network", ["total"]), ("rates_of_network", ["interfaces"])],
    "NetworkRates": [("rates_of_network", [])],
    "PressureRates": [("rates_of_pressure", [])],
    "QuotaRates": [("rates_of_quota", [])],
    "ProcessRates": [("rates_of_process", ["processes"])],
    "CgroupRates": [("rates_of_cgroups", ["cgroups"])],
}
# The section of SOURCES.md that has the rows of a record.
SOURCE_SECTIONS = {
    "cpu": ["cpu"], "load": ["load"], "memory": ["memory"], "disk and io": ["disk"],
    "filesystem": ["mount"], "network": ["traffic", "interface", "network", "ip", "icmp", "tcp", "udp"], "pressure": ["stall"],
    "process": ["process"], "cgroups": ["cgroup"],
    "swap": ["swap_device", "zram"], "interrupts": ["interrupt", "cpu_work"],
    "host": ["host"], "topology": ["topology_cpu", "cache", "node"],
}


def tables():
    """The rows of every record, as the C core has them."""
    with tempfile.TemporaryDirectory() as work:
        program = os.path.join(work, "fields")
        sources = ["Tests/Smoke/fields.c"]
        sources += sorted(os.path.join("Sources/CProbe/fields", name)
                          for name in os.listdir("Sources/CProbe/fields") if name.endswith(".c"))
        subprocess.run([os.environ.get("CC", "cc"), "-std=c11", "-o", program, *sources], check=True)
        text = subprocess.run([program], capture_output=True, check=True).stdout
    return json.loads(text)


def rates():
    """The rows of every list of rates, as the Swift sources have them."""
    found = {}
    for name in sorted(os.listdir("Sources/Probe/Rates")):
        if not name.endswith("Rates.swift"):
            continue
        with open(os.path.join("Sources/Probe/Rates", name), encoding="utf-8") as file:
            text = file.read()
        for owner, rows in re.findall(r"RateRow<(\w+)>\] = \[(.*?)\n    \]", text, re.S):
            rows = re.findall(r'RateRow\(\s*"(\w+)", \.(\w+), \.(\w+),\s*"([^"]*)"', rows)
            found[owner] = rows
    return found


def camel(name):
    """The Swift property of a C member."""
    first, *rest = name.split("_")
    return first + "".join("CPU" if word == "cpu" else word.capitalize() for word in rest)


def property_of(field):
    if field["type"] == "bool":
        name = camel(field["name"])
        return "is" + name[0].upper() + name[1:]
    return ".".join(camel(part) for part in field["name"].split("."))


def bridge(all_rows):
    """Fields+C.swift."""
    parts = ["// Made from the tables of Sources/CProbe/fields by Tests/Smoke/schema.py --write.\n\n"
             "internal import CProbe\n"]
    for record, rows in all_rows.items():
        swift, struct, fields = SWIFT[record]
        parts.append(f"\nextension {swift} {{\n    /// Takes the fields that C read.\n"
                     f"    mutating func setFields(_ c: UnsafePointer<{struct}>) {{\n")
        if record not in WITHOUT_PRESENCE:
            parts.append("        let bits = c.pointee.present_fields\n")
        for row, field in enumerate(rows):
            member, name = "c.pointee." + field["name"], property_of(field)
            if record in WITHOUT_PRESENCE:
                value = member if field["type"] == "double" else f"Int64(truncatingIfNeeded: {member})"
                parts.append(f"        {name} = {value}\n")
            elif field["type"] != "other":
                parts.append(f"        take(bits, {row}, {member}, &{name})\n")
        parts.append("    }\n\n    /// Calls `body` with each number, in the order of the JSON: its field, "
                     "and its value or nil.\n"
                     "    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {\n"
                     f"        let fields = Sample.Field.{fields}\n")
        for row, field in enumerate(rows):
            if field["type"] in NUMBERS:
                parts.append(f"        body(fields[{row}], Sample.Field.Value({property_of(field)}))\n")
        parts.append("    }\n}\n")
    return "".join(parts)


def reader(all_rows, all_rates):
    """FieldsReader.swift."""
    parts = ["// Made from the tables of Sources/CProbe/fields and the lists of rates by Tests/Smoke/schema.py "
             "--write.\n\n#if !hasFeature(Embedded)\n"]
    for record, rows in all_rows.items():
        parts.append(f"    extension {SWIFT[record][0]} {{\n        /// Reads the fields of an object of a document.\n"
                     "        mutating func readFields(of object: ObjectReader) throws {\n")
        nested = None
        for field in rows:
            if field["type"] == "other":
                continue
            *outer, name = field["name"].split(".")
            if outer and outer[0] != nested:
                nested = outer[0]
                parts.append(f'            let {nested} = try object.object("{nested}")\n')
            owner = f"{nested}?" if outer else "object"
            target = f"self.{property_of(field)}" if outer else property_of(field)
            parts.append(f'            try {owner}.read("{name}", &{target})\n')
        parts.append("        }\n    }\n\n")
    for owner, rows in sorted(all_rates.items()):
        swift, what = ("SettableUsage", "Shares") if owner == "UsageShares" else (owner, "Fields")
        parts.append(f"    extension {swift} {{\n        /// Reads the {what.lower()} of an object of a document.\n"
                     f"        mutating func read{what}(of object: ObjectReader) throws {{\n")
        for name, *_ in rows:
            parts.append(f'            try object.read("{name}", &{camel(name)})\n')
        parts.append("        }\n    }\n\n")
    return "".join(parts).rstrip("\n") + "\n#endif\n"


def place(schema, definition, path):
    """The object of the schema that has the keys of a record."""
    found = schema["$defs"][definition]
    for key in path:
        found = found["properties"][key]
        found = found.get("items", found)
    return found


def entry(field, is_optional):
    """The entry of a key whose value is a number or a Boolean."""
    kind = {"double": "number", "bool": "boolean"}.get(field["type"], "integer")
    made = {"type": [kind, "null"] if is_optional else kind}
    if field["type"] in ("u64", "u32", "double"):
        made["minimum"] = 0
    if field["unit"] == "percent" and field["name"] != "memory_percent":
        made["maximum"] = 100
    made["description"] = field["meaning"]
    return made


def put(found, entries, others):
    """Gives an object these entries, in their order, each at the previous place of its key or after the entry
    before it. A key that is neither an entry nor one of the others goes."""
    old = found["properties"]
    kept = [key for key in old if key in entries or key in others or key.endswith("_hex")]
    for index, key in enumerate(entries):
        if key not in kept:
            before = list(entries)[index - 1] if index else None
            kept.insert(kept.index(before) + 1 if before else 0, key)
    optional = {key for key in old if key not in found["required"]}
    found["properties"] = {key: entries.get(key, old.get(key)) for key in kept}
    found["required"] = [key for key in kept if key not in optional]


def merge_schema(schema, all_rows, all_rates):
    """Puts the entries of the tables into the schema."""
    objects = {}
    for record, rows in all_rows.items():
        for definition, path in SCHEMA_PLACES[record]:
            for field in rows:
                *nested, name = field["name"].split(".")
                at = place(schema, definition, path + nested)
                if field["type"] == "other":
                    made = {**at["properties"][name], "description": field["meaning"]}
                else:
                    made = entry({**field, "name": name}, record not in WITHOUT_PRESENCE)
                found = objects.setdefault((definition, *path, *nested), (at, {}, set()))
                found[1][name] = made
                found[2].update(OTHERS.get(record, set()) if not nested else set())
    for owner, rows in all_rates.items():
        for definition, path in RATE_PLACES[owner]:
            at = place(schema, definition, path)
            found = objects.setdefault((definition, *path), (at, {}, set()))
            found[2].update(OTHERS[owner])
            for name, unit, per, meaning in rows:
                is_integer = (unit, per) == ("nanoseconds", "window") or name in WHOLE_RATES
                made = {"type": ["integer" if is_integer else "number", "null"]}
                if name not in ("rss_change_bytes", "memory_change_bytes"):
                    made["minimum"] = 0
                if unit == "percent" and owner != "ProcessRates" and (owner, name) not in ABOVE_100:
                    made["maximum"] = 100
                made["description"] = meaning
                found[1][name] = made
    for at, entries, others in objects.values():
        put(at, entries, others)
    return schema


def quoted(text):
    """A source as the documents have it: a file in code type."""
    return re.sub(r"(?<![\w`])(/(?:proc|sys)/[\w./{},*]*\w\}?|\b[a-z]+_[a-z_]+\b)", r"`\1`", text)


COLUMN = re.compile(r"^(.*), (column|word|field) (\d+)(.*)$")


def numbered(numbers):
    """"1 to 4", or "3, 5"."""
    if numbers == list(range(numbers[0], numbers[-1] + 1)) and len(numbers) > 1:
        return f"s {numbers[0]} to {numbers[-1]}"
    return ("s " if len(numbers) > 1 else " ") + ", ".join(str(number) for number in numbers)


def source_rows(rows):
    """The rows of SOURCES.md: one for adjacent fields with the same source."""
    groups = []
    for field in rows:
        since = ".".join(str(part) for part in field["since"]) if any(field["since"]) else ""
        match = COLUMN.match(field["source"])
        place_of = match.group(1, 2, 4) if match else field["source"]
        same = (place_of, since, bool(field["key"]), field["printed"])
        if not groups or groups[-1][0] != same:
            groups.append((same, []))
        groups[-1][1].append(field)
    for (place_of, since, has_keys, _), fields in groups:
        names = " ".join(f"`{field['name'].split('.')[-1]}`" for field in fields)
        words = dict.fromkeys(f"`{field['key']}`" for field in fields)
        where = quoted(place_of) + (" " + ", ".join(words) if has_keys else "") \
            if isinstance(place_of, str) else ""
        if not where:
            file, kind, rest = place_of
            numbers = [int(COLUMN.match(field["source"]).group(3)) for field in fields]
            where = f"{quoted(file)}, {kind}{numbered(numbers)}{quoted(rest)}"
        units = [field["printed"] for field in fields]
        printed = ", ".join(units if len(set(units)) > 1 else units[:1])
        printed = re.sub(r"^(, )+|(, )+$", "", re.sub(r"(, )+", ", ", printed))
        yield f"| {names} | {where} | {', '.join(dict.fromkeys(printed.split(', ')))} | {since} |\n"


def merge_sources(text, all_rows):
    """Puts the rows of the tables into SOURCES.md. Rows of other keys stay behind them."""
    for section, records in SOURCE_SECTIONS.items():
        names = {field["name"].split(".")[-1] for record in records for field in all_rows[record]}
        start = end = re.search(rf"^## {section}\n\n\| field .*\n\| ---.*\n", text, re.M).end()
        others = []
        while text.startswith("|", end):
            line_end = text.index("\n", end) + 1
            _, cell, rest = text[end:line_end].split("|", 2)
            left = [key for key in re.findall(r"`(\w+)`", cell) if key not in names]
            if left:
                others.append("| " + " ".join(f"`{key}`" for key in left) + " |" + rest)
            end = line_end
        made = "".join(row for record in records for row in source_rows(all_rows[record]))
        text = text[:start] + made + "".join(others) + text[end:]
    return text

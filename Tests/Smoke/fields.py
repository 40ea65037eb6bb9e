"""What follows from the tables of Sources/CProbe/fields: the bridge to Swift, the entries of the schema, the
rows of SOURCES.md. Used by schema.py, which writes them and holds them to what would be written."""

import itertools
import json
import os
import re
import subprocess
import tempfile

BRIDGE = "Sources/Probe/Bridge/Fields+C.swift"
READER = "Sources/Probe/JSON/FieldsReader.swift"

# For each record of the C core, in its order: the Swift type; where its fields are in the schema, a definition and
# the keys below it, or several such places; the section of SOURCES.md that has its rows; the keys of the schema
# beside its fields. A record with a total names its fields there with a prefix: all of them, or those that its
# items have, too.
class Record:
    def __init__(self, swift, place, sources, others="", prefix=None, prefix_of=None):
        self.swift, self.sources, self.others = swift, sources, set(others.split())
        self.places = [(words[0], words[1:]) for words in (one.split("/") for one in place.split())]
        self.prefix, self.prefix_of = prefix, prefix_of


# The keys of every sensor.
SENSOR = "device index chip label device_name alarm fault failure"
RECORDS = {
    "cpu": Record("CPU", "cpu", "cpu", "frequencies cpus", prefix="total_", prefix_of="logicalCPU"),
    "logical_cpu": Record("LogicalCPU", "cpu/cpus", None, "id"),
    "load": Record("Load", "load", "load", "tasks"),
    "memory": Record("Memory", "memory", "memory"),
    "disk": Record("DiskCounters", "disk_counters", "disk and io", prefix="total_"),
    "mount": Record(
        "Mount", "filesystem/mounts", "filesystem",
        "id parent_id device_major device_minor device mount_point root type options super_options "
        "read_only pseudo duplicate covered not_requested failure"),
    "traffic": Record("NetworkTraffic", "traffic", "network", prefix="total_"),
    "interface": Record("NetworkInterface", "network/interfaces", "network", "name loopback stacked counters failure"),
    "network": Record("Networking", "network", "network", "total ip icmp tcp udp udplite interfaces"),
    "stall": Record("Pressure.Stall", "stall", "pressure", prefix="pressure_"),
    "process": Record(
        "ProcessSnapshot", "process/processes", "process",
        "pid age_ns terminal executable_deleted working_directory_deleted user command_line_cut unread "
        "failure failures"),
    "ip": Record("IPCounters", "ip_counters", "network"),
    "icmp": Record("ICMPCounters", "icmp_counters", "network"),
    "tcp": Record("TCPCounters", "tcp_counters", "network"),
    "udp": Record("UDPCounters", "udp_counters", "network"),
    "cgroup": Record("Cgroup", "cgroups/cgroups", "cgroups", "path depth inode container unit unlimited pressure devices resources failures"),
    "swap_device": Record("Swap.Device", "swap/devices", "swap", "name type failure"),
    "zram": Record("Swap.Zram", "swap/zram", "swap", "index algorithm failure"),
    "interrupt": Record("Interrupts.Line", "interrupts/lines", "interrupts", "name description"),
    "cpu_work": Record("Interrupts.CPUWork", "interrupts/cpus", "interrupts", "id"),
    "host": Record(
        "HostSystem", "host", "host",
        "hostname kernel_release kernel_version os_name os_id os_version boot_id machine_id vendor "
        "product product_version serial board_vendor board bios_version bios_date sessions"),
    "topology_cpu": Record("Topology.LogicalCPU", "topology/cpus", "topology", "id type siblings"),
    "cache": Record("Topology.Cache", "topology/caches", "topology", "type cpus"),
    "node": Record("Topology.Node", "topology/nodes", "topology", "id cpus distances"),
    "block_device": Record(
        "Storage.Device", "storage/devices", "storage",
        "name type vendor model serial wwid firmware state scheduler zoned mapped_name mapped_uuid "
        "volume_group logical_volume backing_file lower health failure"),
    "md_array": Record(
        "Storage.RAIDArray", "storage/arrays", "storage", "name level metadata state sync_action members failure"),
    "md_member": Record("Storage.Member", "storage/arrays/members", "storage", "name state failure"),
    "arc": Record("Storage.ARC", "arc", "storage", "failure", prefix="arc_"),
    "btrfs": Record("Storage.Btrfs", "storage/btrfs", "storage", "uuid label lower devices failure"),
    "btrfs_device": Record("Storage.BtrfsDevice", "storage/btrfs/devices", "storage", "id failure"),
    "disk_health": Record("Storage.Health", "disk_health", "storage"),
    "protocols": Record(
        "Protocols", "protocols", "protocols",
        "tcp_ext tcp_fast_open tcp_signature ip_ext mptcp icmp_types ip6 icmp6 icmp6_types udp6 udplite6"),
    "tcp_ext": Record("TCPExtendedCounters", "tcp_ext_counters", "protocols"),
    "tcp_fast_open": Record("TCPFastOpenCounters", "tcp_fast_open_counters", "protocols"),
    "tcp_signature": Record("TCPSignatureCounters", "tcp_signature_counters", "protocols"),
    "mptcp": Record("MPTCPCounters", "mptcp_counters", "protocols"),
    "ip_ext": Record("IPExtendedCounters", "ip_ext_counters", "protocols"),
    "ip6": Record("IPv6Counters", "ip6_counters", "protocols"),
    "icmp6": Record("ICMPv6Counters", "icmp6_counters", "protocols"),
    "process_memory": Record(
        "ProcessMemory", "process_memory memory_mappings/mappings", "memory of one process",
        "pid start_ticks boot_id failures start_address end_address size_bytes permissions file_offset_bytes "
        "device_major device_minor inode path deleted page_bytes thp_eligible kernel_flags"),
    "connections": Record("Connections", "connections", "connections", "tcp tcp6 udp udp6"),
    "tcp_states": Record("TCPStates", "tcp_states", "connections"),
    "udp_states": Record("UDPStates", "udp_states", "connections"),
    "power_supply": Record(
        "Power.Supply", "power/supplies", "power",
        "name type scope status health capacity_level technology manufacturer model failure"),
    "energy_zone": Record("Power.EnergyZone", "power/zones", "power", "name label failure"),
    "cooling_device": Record("Power.CoolingDevice", "power/cooling_devices", "power", "name type failure"),
    "gpu": Record("GPU.Device", "gpu/devices", "gpu", "name driver bus_address runtime_status failure"),
    "temperature": Record("Sensors.Temperature", "sensors/temperatures", "sensors", "source " + SENSOR),
    "fan": Record("Sensors.Fan", "sensors/fans", "sensors", SENSOR, prefix="fan_"),
    "voltage_sensor": Record("Sensors.Voltage", "sensors/voltages", "sensors", SENSOR, prefix="voltage_"),
    "current_sensor": Record("Sensors.Current", "sensors/currents", "sensors", SENSOR, prefix="current_"),
    "power_sensor": Record("Sensors.Power", "sensors/powers", "sensors", SENSOR, prefix="power_"),
    "energy_sensor": Record("Sensors.Energy", "sensors/energies", "sensors", SENSOR),
    "humidity_sensor": Record("Sensors.Humidity", "sensors/humidities", "sensors", SENSOR, prefix="humidity_"),
    "thermal_throttling": Record("ThermalThrottling", "sensors/throttling", "sensors", prefix="throttling_"),
    "memory_zone": Record("MemoryDetails.Zone", "memory_details/zones", "memory_details", "node name free_blocks"),
    "slab": Record("MemoryDetails.Slab", "memory_details/slabs", "memory_details", "name"),
    "memory_counter": Record("MemoryDetails.Counter", "memory_details/counters", "memory_details", "name"),
    "route": Record(
        "Routing.Route", "routing/routes", "routing", "family type destination gateway interface interface_index"),
    "qdisc": Record("Routing.Qdisc", "routing/qdiscs", "routing", "kind handle parent interface interface_index"),
    "wireless": Record("Routing.Wireless", "routing/wireless", "routing", "interface"),
    "xfrm": Record("Routing.Xfrm", "routing/xfrm", "routing", prefix="xfrm_"),
}
# Keys of the schema beside the rates.
OTHERS = {
    "CPURates": {"interval_ns", "cpus"}, "UsageShares": {"id", "interval_ns", "cpus"},
    "ProtocolRates": {"interval_ns"},
    "MemoryRates": {"interval_ns"}, "PressureRates": {"interval_ns"},
    "QuotaRates": {"interval_ns", "pressure"},
    "DiskActivity": {"interval_ns", "device_major", "device_minor", "name"},
    "NetworkTrafficRates": {"name", "index"}, "NetworkRates": {"interval_ns", "total", "interfaces"},
    "ProcessRates": {"pid", "change"},
    "CgroupRates": {"path", "pressure"},
    "EnergyZoneRates": {"name", "label"},
    "GPUDeviceRates": {"name"},
}
# Rates that are whole numbers, beside mean times.
WHOLE_RATES = {"rss_change_bytes", "memory_high_events", "memory_max_events", "memory_oom_events", "memory_oom_kills",
               "memory_change_bytes", "pids_max_events"}
# Shares of one core or of a quota, which can be above 100.
ABOVE_100 = {("QuotaRates", "cpu_percent_of_limit"), ("CgroupRates", "usage_percent"),
             ("CgroupRates", "user_percent"), ("CgroupRates", "system_percent"),
             ("CgroupRates", "quota_usage_percent")}
# Percentages that can be above 100: of a process in a cgroup, of an NVMe disk, and as the drivers of batteries report them.
UNBOUNDED = {"memory_percent", "used_percent", "capacity_percent", "health_percent"}
# Records whose fields are always there.
WITHOUT_PRESENCE = {"stall"}
NUMBERS = {"u64", "u32", "i32", "i64", "double"}

# Where the rates are in the schema, by the Swift type that has the list.
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
    "ProtocolRates": [("rates_of_protocols", [])],
    "EnergyZoneRates": [("rates_of_power", ["zones"])],
    "GPUDeviceRates": [("rates_of_gpu", ["devices"])],
}

def tables():
    """The rows of every record, as the C core has them; sets the struct of each of RECORDS."""
    with tempfile.TemporaryDirectory() as work:
        program = os.path.join(work, "fields")
        sources = ["Tests/Smoke/fields.c"]
        sources += sorted(os.path.join("Sources/CProbe/fields", name)
                          for name in os.listdir("Sources/CProbe/fields") if name.endswith(".c"))
        subprocess.run([os.environ.get("CC", "cc"), "-std=c11", "-o", program, *sources], check=True)
        text = subprocess.run([program], capture_output=True, check=True).stdout
    found = json.loads(text)
    if list(found) != list(RECORDS):
        raise SystemExit(f"fields.py: RECORDS differs from the list of field.h: {list(found)}")
    for name, table in found.items():
        RECORDS[name].struct = table["struct"]
    return {name: table["rows"] for name, table in found.items()}


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
        swift, struct = RECORDS[record].swift, RECORDS[record].struct
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
                call = f"        take(bits, {row}, {member}, &{name})\n"
                parts.append(call if len(call) <= 101
                             else f"        take(\n            bits, {row}, {member},\n            &{name})\n")
        parts.append("    }\n\n    /// Calls `body` with each number, in the order of the JSON: its field, "
                     "and its value or nil.\n"
                     "    public func forEachField(_ body: (Sample.Field, Sample.Field.Value?) -> Void) {\n"
                     f"        let fields = Sample.Field.{camel(record)}\n")
        for row, field in enumerate(rows):
            if field["type"] in NUMBERS:
                parts.append(f"        body(fields[{row}], Sample.Field.Value({property_of(field)}))\n")
        parts.append("    }\n}\n")
    parts.append("\nextension Sample.Field {\n    // The fields of each record, by their presence bits, in the order of "
                 "the JSON.\n")
    for name, record in RECORDS.items():
        prefix = f', prefix: "{record.prefix}"' if record.prefix else ""
        prefix += f", ofItems: {record.prefix_of}" if record.prefix_of else ""
        parts.append(f"    static let {camel(name)} = list(.CPROBE_RECORD_{name.upper()}{prefix})\n")
    parts.append("}\n")
    return "".join(parts)


def reader(all_rows, all_rates):
    """FieldsReader.swift."""
    parts = ["// Made from the tables of Sources/CProbe/fields and the lists of rates by Tests/Smoke/schema.py "
             "--write.\n\n#if !hasFeature(Embedded)\n"]
    for record, rows in all_rows.items():
        parts.append(f"    extension {RECORDS[record].swift} {{\n        /// Reads the fields of an object of a document.\n"
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
            call = f'            try {owner}.read("{name}", &{target})\n'
            parts.append(call if len(call) <= 101 else f"            try {owner}.read(\n"
                         f'                "{name}", &{target})\n')
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
    if field["unit"] == "percent" and field["name"] not in UNBOUNDED:
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
        for (definition, path), field in itertools.product(RECORDS[record].places, rows):
            *nested, name = field["name"].split(".")
            at = place(schema, definition, path + nested)
            if field["type"] == "other":
                made = {**at["properties"][name], "description": field["meaning"]}
            else:
                made = entry({**field, "name": name}, record not in WITHOUT_PRESENCE)
            found = objects.setdefault((definition, *path, *nested), (at, {}, set()))
            found[1][name] = made
            found[2].update(RECORDS[record].others if not nested else set())
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


# A file of a sensor; the files of one kind share a row of SOURCES.md.
FILES = re.compile(r"^(/sys/class/hwmon/hwmonN/[a-z]+N_)(\w+)$")
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
        files = FILES.match(field["source"])
        place_of = match.group(1, 2, 4) if match else files.groups()[:1] if files else field["source"]
        same = (place_of, since, bool(field["key"]), field["printed"])
        if not groups or groups[-1][0] != same:
            groups.append((same, []))
        groups[-1][1].append(field)
    for (place_of, since, has_keys, _), fields in groups:
        names = " ".join(f"`{field['name'].split('.')[-1]}`" for field in fields)
        words = dict.fromkeys(f"`{field['key']}`" for field in fields)
        where = quoted(place_of) + (" " + ", ".join(words) if has_keys else "") \
            if isinstance(place_of, str) else ""
        if len(place_of) == 1:
            endings = ",".join(FILES.match(field["source"]).group(2) for field in fields)
            where = quoted(place_of[0] + (f"{{{endings}}}" if len(fields) > 1 else endings))
        elif not where:
            file, kind, rest = place_of
            numbers = [int(COLUMN.match(field["source"]).group(3)) for field in fields]
            where = f"{quoted(file)}, {kind}{numbered(numbers)}{quoted(rest)}"
        units = [field["printed"] for field in fields]
        printed = ", ".join(units if len(set(units)) > 1 else units[:1])
        printed = re.sub(r"^(, )+|(, )+$", "", re.sub(r"(, )+", ", ", printed))
        yield f"| {names} | {where} | {', '.join(dict.fromkeys(printed.split(', ')))} | {since} |\n"


def merge_sources(text, all_rows):
    """Puts the rows of the tables into SOURCES.md. Rows of other keys stay behind them."""
    for section in dict.fromkeys(record.sources for record in RECORDS.values() if record.sources):
        records = [name for name, record in RECORDS.items() if record.sources == section]
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

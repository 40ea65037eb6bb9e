#!/usr/bin/env python3
"""disk_tools.py DIRECTORY: holds what probectl reports of the disks of a guest to nvme and smartctl, whose JSON disk_tools.sh
left in the directory. Every field that probectl and one of the tools both have is compared."""

import json
import os
import sys

passed = failed = 0
HOUR, MINUTE, NVME_UNIT = 3600 * 10**9, 60 * 10**9, 512000


def check(what, theirs, ours):
    global passed, failed
    if theirs == ours:
        passed += 1
        print(f"ok: {what}")
    else:
        failed += 1
        print(f"FAIL: {what}: expected {theirs}, got {ours}")


def read(name):
    try:
        with open(os.path.join(sys.argv[1], name), encoding="utf-8") as file:
            return json.load(file)
    except (OSError, ValueError) as error:
        check(f"{name} is JSON", "JSON", error)
        return {}


def celsius(kelvins):
    return kelvins * 1000 - 273150


# Of each field: the key of nvme smart-log, that of smartctl's log, and the unit of both.
NVME = {
    "critical_warning": ("critical_warning", "critical_warning", 1),
    "used_percent": ("percent_used", "percentage_used", 1),
    "spare_percent": ("avail_spare", "available_spare", 1),
    "spare_threshold_percent": ("spare_thresh", "available_spare_threshold", 1),
    "power_on_ns": ("power_on_hours", "power_on_hours", HOUR),
    "busy_ns": ("controller_busy_time", "controller_busy_time", MINUTE),
    "power_cycles": ("power_cycles", "power_cycles", 1),
    "unsafe_shutdowns": ("unsafe_shutdowns", "unsafe_shutdowns", 1),
    "media_errors": ("media_errors", "media_errors", 1),
    "error_log_entries": ("num_err_log_entries", "num_err_log_entries", 1),
    "read_bytes": ("data_units_read", "data_units_read", NVME_UNIT),
    "written_bytes": ("data_units_written", "data_units_written", NVME_UNIT),
}
# Of each field: the number of its attribute, its bytes, and its unit.
ATA = {
    "reallocated_sectors": (5, 2, 1),
    "power_on_ns": (9, 3, HOUR),
    "power_cycles": (12, 6, 1),
    "media_errors": (187, 6, 1),
    "temperature_millicelsius": (194, 1, 1000),
    "pending_sectors": (197, 6, 1),
    "uncorrectable_sectors": (198, 6, 1),
    "interface_errors": (199, 6, 1),
}


def identity(name, device, theirs):
    check(f"the model of {name}", theirs.get("model_name"), device.get("model"))
    check(f"the serial number of {name}", theirs.get("serial_number"), device.get("serial"))
    check(f"the firmware of {name}", theirs.get("firmware_version"), device.get("firmware"))
    size = theirs.get("user_capacity") or theirs.get("nvme_namespaces", [{}])[0].get("size", {})
    check(f"the size of {name}", size.get("bytes"), device.get("size_bytes"))
    block = theirs.get("logical_block_size") or theirs.get("nvme_namespaces", [{}])[0].get("formatted_lba_size")
    check(f"the logical block of {name}", block, device.get("logical_block_bytes"))
    if "physical_block_size" in theirs:
        check(f"the physical block of {name}", theirs["physical_block_size"], device.get("physical_block_bytes"))


def compare_nvme(device):
    health = device.get("health") or {}
    nvme, smartctl = read("nvme.json"), read("smartctl.nvme0n1.json")
    log = smartctl.get("nvme_smart_health_information_log", {})
    for field, (key, smart_key, unit) in NVME.items():
        for tool, text, name in ("nvme", nvme, key), ("smartctl", log, smart_key):
            number = text.get(name)
            check(f"{field} of nvme0n1 as {tool}", None if number is None else int(number) * unit, health.get(field, "no field"))
    check("nvme0n1 has read and written", True, (health.get("read_bytes") or 0) > 0 and (health.get("written_bytes") or 0) > 0)
    kelvins = nvme.get("temperature")
    check("the temperature of nvme0n1 as nvme", None if kelvins is None else celsius(kelvins),
          health.get("temperature_millicelsius"))
    # smartctl leaves out the fraction of 273.15.
    degrees = log.get("temperature")
    check("the temperature of nvme0n1 as smartctl", None if degrees is None else celsius(degrees + 273),
          health.get("temperature_millicelsius"))
    check("nvme0n1 is well as smartctl", smartctl.get("smart_status", {}).get("passed"), health.get("critical_warning") == 0)
    identity("nvme0n1", device, smartctl)


def compare_ata(device):
    health = device.get("health") or {}
    smartctl = read("smartctl.sda.json")
    table = {row["id"]: row["raw"]["value"] for row in smartctl.get("ata_smart_attributes", {}).get("table", [])}
    check("sda has attributes", True, len(table) > 5)
    for field, (number, length, unit) in ATA.items():
        wanted = None if number not in table else (table[number] & (1 << 8 * length) - 1) * unit
        if number == 194 and wanted is None and 190 in table:
            wanted = (table[190] & 0xff) * unit
        check(f"{field} of sda as smartctl", wanted, health.get(field, "no field"))
    check("the hours of sda as smartctl", smartctl.get("power_on_time", {}).get("hours"),
          (health.get("power_on_ns") or 0) // HOUR)
    check("the degrees of sda as smartctl", smartctl.get("temperature", {}).get("current"),
          (health.get("temperature_millicelsius") or 0) // 1000)
    check("sda is well as smartctl", smartctl.get("smart_status", {}).get("passed"),
          health.get("failure_predicted") is False)
    identity("sda", device, smartctl)


devices = {device["name"]: device for device in (read("probectl.json").get("storage") or {}).get("devices", [])}
compare_nvme(devices.get("nvme0n1", {}))
compare_ata(devices.get("sda", {}))
print(f"disk tools: {passed} passed, {failed} failed, 0 skipped")
sys.exit(1 if failed else 0)

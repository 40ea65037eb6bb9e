#!/usr/bin/env python3
"""Invented sensor chips, and what probectl prints of each beside psutil and the files.

Usage: sensors.py PROBECTL [COUNT [SEED]]

psutil reads temperatures and fans; the other kinds are compared with the numbers that were written. psutil has
no option for another root, so that its search for files is given one here.
"""

import glob
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile

# The list of a kind, the unit of its fields, and the factor from the kernel's unit.
KINDS = {"temp": ("temperatures", "millicelsius", 1), "fan": ("fans", "rpm", 1),
         "in": ("voltages", "microvolts", 1000), "curr": ("currents", "microamperes", 1000),
         "power": ("powers", "microwatts", 1), "energy": ("energies", "microjoules", 1),
         "humidity": ("humidities", "millipercent", 1)}
LIMITS = {"temp": "lowest highest min max lcrit crit emergency", "fan": "min max target", "energy": "",
          "in": "average lowest highest min max lcrit crit rated_min rated_max",
          "curr": "average lowest highest min max lcrit crit rated_min rated_max",
          "power": "average min max lcrit crit rated_min rated_max cap", "humidity": "min max rated_min rated_max"}


def invent(root, chance):
    """Writes chips. Returns the values of each sensor, by its list, chip and number."""
    values = {}
    for chip in range(chance.randint(1, 12)):
        directory = f"{root}/sys/class/hwmon/hwmon{chip}"
        os.makedirs(directory)
        name = chance.choice(["coretemp", "nct6775", "pmbus", "drivetemp"])
        files = {"name": name}
        for kind, (section, unit, factor) in KINDS.items():
            for number in chance.sample(range(1, 20), chance.randint(0, 5)):
                low = 0 if kind in ("fan", "energy") else -20000
                words = {"input": "energy" if kind == "energy" else "current"}
                words.update({word: word for word in LIMITS[kind].split() if chance.random() < 0.5})
                found = {"chip": name, "label": None}
                for word, field in words.items():
                    files[f"{kind}{number}_{word}"] = value = chance.randint(low, 200000)
                    found[f"{field}_{unit}"] = value * factor
                if chance.random() < 0.5:
                    files[f"{kind}{number}_label"] = found["label"] = f"{kind} label {number}"
                alarms = {word: chance.randint(0, 1) for word in ("alarm", "max_alarm") if chance.random() < 0.3}
                files.update({f"{kind}{number}_{word}": value for word, value in alarms.items()})
                found["alarm"] = any(alarms.values()) if alarms else None
                values[section, chip, number] = found
        for file, value in files.items():
            with open(f"{directory}/{file}", "w", encoding="utf-8") as out:
                out.write(f"{value}\n")
    return values


def differences(sensors, values):
    """Each value that is not what was written."""
    seen = {(section, sensor["device"], sensor["index"]): sensor for section, _, _ in KINDS.values()
            for sensor in sensors[section]}
    if seen.keys() != values.keys():
        yield f"the sensors: {sorted(seen.keys() ^ values.keys())}"
    for key in seen.keys() & values.keys():
        unset = {field for field in seen[key] if field not in values[key]} - {"device", "index", "source"}
        for field, value in values[key].items():
            if seen[key][field] != value:
                yield f"{key} {field}: {seen[key][field]}, not {value}"
        for field in unset:
            if seen[key][field] is not None:
                yield f"{key} {field}: {seen[key][field]}, not null"


def beside_psutil(psutil, root, sensors):
    """The number of values that psutil has, too, and each that differs."""
    linux, real = psutil._pslinux, glob.glob

    class Search:
        @staticmethod
        def glob(pattern):
            return real(root + pattern)

    linux.glob = Search
    try:
        theirs = {"temperatures": psutil.sensors_temperatures(), "fans": psutil.sensors_fans()}
    finally:
        linux.glob = glob
    count, problems = 0, []
    for section, field, scale in (("temperatures", "current_millicelsius", 1000), ("fans", "current_rpm", 1)):
        mine = sorted((each["chip"], each["label"] or "", each[field] / scale) for each in sensors[section])
        other = sorted((chip, each.label, each.current) for chip, items in theirs[section].items() for each in items)
        count += len(other)
        if mine != other:
            problems.append(f"psutil, {section}: {sorted(set(mine) ^ set(other))[:4]}")
    return count, problems


def main():
    try:
        import psutil
    except ImportError:
        psutil = None
    probectl, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 40
    chance = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    passed, failures, compared, skipped = 0, [], 0, 0
    for machine in range(count):
        root = os.path.join(tempfile.gettempdir(), f"probe-sensors-{os.getpid()}-{machine}")
        os.mkdir(root, 0o700)  # Not by tempfile, whose names can have a "_": psutil cuts paths there.
        try:
            values = invent(root, chance)
            text = subprocess.run([probectl, "sample", "--only", "sensors", "--interval", "0", "--format", "json",
                                   "--root", root], capture_output=True, text=True, check=False).stdout
            sensors = json.loads(text)["sensors"]
            problems = list(differences(sensors, values))
            if psutil:
                both, more = beside_psutil(psutil, root, sensors)
                compared, problems = compared + both, problems + more
            failures += [f"machine {machine}: {problem}" for problem in problems]
            passed += not problems
        finally:
            shutil.rmtree(root)
    if not psutil:
        print("skipped: psutil is not installed")
        skipped = 1
    elif compared == 0:
        failures.append("psutil found no sensor")
    for failure in failures[:20]:
        print("failed:", failure)
    print(f"sensors: {passed} passed, {len(failures)} failed, {skipped} skipped")
    sys.exit(1 if failures else 0)


main()

#!/bin/bash
# The benchmark's counts, which do not depend on how fast the machine is: no section allocates once its
# lists have their length, and none makes a system call more than its floor.
set -euo pipefail
cd "$(dirname "$0")/../.."
swift=${SWIFT:-swift}
"$swift" build -c release --product probe-bench >/dev/null 2>&1
"$("$swift" build -c release --show-bin-path)/probe-bench" --rounds 20 --format json | python3 -c '
import json, sys

rows = json.load(sys.stdin)["rows"]
passed, failed, skipped = 0, [], 0
for row in rows:
    name = row["name"] + " through " + row["through"]
    if row.get("allocations") != 0:
        failed.append(name + ": " + str(row.get("allocations")) + " allocations a call")
    # Processes start and end between the two counts.
    allowed = {"process": 12}.get(row["name"], 0)
    # What asks the machine nothing has a floor of no calls; sections that are read only if named have none.
    floor = 0 if row["name"] == "rates" else row.get("floor_system_calls")
    if row.get("system_calls") is None:
        skipped += 1
        print(f"skip: {name}: a process may not be traced here")
    elif floor is not None and row["system_calls"] > floor + allowed:
        failed.append(name + ": " + str(row["system_calls"]) + " system calls, its floor has " + str(floor))
    passed += 1
if len(rows) < 30:
    failed.append(f"only {len(rows)} rows")
for failure in failed:
    print("FAIL:", failure)
print(f"bench: {passed - len(failed)} passed, {len(failed)} failed, {skipped} skipped")
sys.exit(1 if failed else 0)
'

# What Python takes for its number of CPUs: its affinity, in every version.
import os
import sys

if hasattr(os, "process_cpu_count"):  # 3.13
    print("cpus", os.process_cpu_count())
else:
    print("cpus", len(os.sched_getaffinity(0)))
print("version", sys.version.split()[0])

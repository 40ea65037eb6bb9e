#!/bin/sh
# What a reading costs grows with what there is to read and no faster: by instructions, which do not
# depend on how fast the machine is. Real interfaces, mounts, processes and groups need root.
set -eu
cd "$(dirname "$0")/../.."
exec Benchmarks/scale/scale.py --check

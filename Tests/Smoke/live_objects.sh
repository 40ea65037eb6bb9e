#!/bin/bash
# Builds ProbeLive for debugging, and prints the objects of it and of what it uses, one a line: those of the
# last link, since the folders still have the objects of files that were removed.
set -euo pipefail
cd "$(dirname "$0")/../.."
swift=${SWIFT:-swift}
# A program that links all of them, and little else.
"$swift" build --product probe-calls >&2
grep -E '/(CProbe|CProbeLive|Probe|ProbeLive)\.build/' \
    "$("$swift" build --show-bin-path)/probe-calls.product/Objects.LinkFileList"

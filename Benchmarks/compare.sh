#!/bin/bash
# Pairs two revisions in one run: compare.sh BASE [SECONDS]. Both get the benchmark of this tree, so that
# they do the same work; where BASE does not build with it, BASE's own.
set -euo pipefail
cd "$(dirname "$0")/.."
swift=${SWIFT:-swift}
base=$(git rev-parse --verify --quiet "${1:-}^{commit}") ||
    { echo "usage: make bench-compare BASE=REVISION" >&2; exit 64; }
tree=.build-compare/${base:0:12}

build() { # DIRECTORY SCRATCH
    "$swift" build --package-path "$1" --scratch-path "$2" -c release --product probe-bench >&2 &&
        program="$("$swift" build --package-path "$1" --scratch-path "$2" -c release --show-bin-path)/probe-bench"
}

extract() { # DIRECTORY: the revision as it is; once, so that another run builds nothing anew
    [ ! -d "$1" ] || return 0
    mkdir -p "$1.part"
    git archive "$base" | tar -x -C "$1.part"
    mv "$1.part" "$1"
}

extract "$tree/source"
rm -rf "$tree/source/Benchmarks"
cp -rp Benchmarks Package.swift "$tree/source"
build . .build
new=$program
if ! build "$tree/source" "$tree/build"; then
    echo "$1 does not build with this benchmark: its own measures it" >&2
    extract "$tree/own"
    build "$tree/own" "$tree/build-own"
fi
Benchmarks/compare.py "$program" "$new" "${2:-60}"

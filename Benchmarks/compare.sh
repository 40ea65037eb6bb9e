#!/bin/bash
# Pairs two revisions in one run: compare.sh BASE [SECONDS]. Both get the benchmark of this tree, so that
# they do the same work; where BASE does not build with it, BASE's own.
set -euo pipefail
cd "$(dirname "$0")/.."
base=$(git rev-parse --verify --quiet "${1:-}^{commit}") ||
    { echo "usage: make bench-compare BASE=REVISION" >&2; exit 64; }
tree=.build-compare/${base:0:12}

build() { # DIRECTORY SCRATCH
    swift build --package-path "$1" --scratch-path "$2" -c release --product probe-bench >&2 &&
        program="$(swift build --package-path "$1" --scratch-path "$2" -c release --show-bin-path)/probe-bench"
}

rm -rf "$tree/source"
mkdir -p "$tree/source"
git archive "$base" | tar -x -C "$tree/source"
cp -r "$tree/source" "$tree/own"
rm -rf "$tree/source/Benchmarks"
cp -r Benchmarks Package.swift "$tree/source"
build . .build
new=$program
if ! build "$tree/source" "$tree/build"; then
    echo "$1 does not build with this benchmark: its own measures it" >&2
    build "$tree/own" "$tree/build-own"
fi
rm -rf "$tree/own"
Benchmarks/compare.py "$program" "$new" "${2:-60}"

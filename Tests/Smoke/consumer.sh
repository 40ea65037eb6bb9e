#!/bin/bash
# The README's package that links Probe, built and run outside the repository as it stands there.
set -eu
cd "$(dirname "$0")/../.."
here=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# The README shows each file in a block whose first line names it: // Package.swift
awk -v work="$work" '
    /^```swift/ { inside = 1; next }
    /^```/ { inside = 0; file = ""; next }
    inside && /^\/\/ (swift-tools-version)/ { file = work "/Package.swift" }
    inside && /^\/\/ Sources\// { file = work "/" $2; system("mkdir -p \"$(dirname \"" file "\")\"") }
    inside && file != "" { print > file }
' README.md
test -s "$work/Package.swift"
# The checkout stands where the README has the package beside its user.
sed -i "s|\.package(path: \"[^\"]*\")|.package(name: \"probe\", path: \"$here\")|" "$work/Package.swift"
cd "$work"
swift build 2>&1 | tail -3
swift run --skip-build | tee out
grep -qE 'CPUs' out
echo "consumer: 1 passed, 0 failed"

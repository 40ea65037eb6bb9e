#!/bin/bash
# A package that links Probe, outside the repository and from a tagged clone of it: the README's example,
# and the actor and the loop of the documentation. A release build of it has nothing of tests or
# benchmarks.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# What is in the checkout now, as version 0.1.0.
mkdir "$work/probe"
git ls-files -co --exclude-standard -z | xargs -0 ls -d 2>/dev/null | tr '\n' '\0' |
    tar -c --null -T - | tar -x -C "$work/probe"
(
    cd "$work/probe"
    git init -q
    git add -A
    git -c user.name=probe -c user.email=probe@localhost commit -qm "a version"
    git tag 0.1.0
)
# The README shows each file in a block whose first line names it: // Package.swift
awk -v work="$work" '
    /^```swift/ { inside = 1; next }
    /^```/ { inside = 0; file = ""; next }
    inside && /^\/\/ (swift-tools-version)/ { file = work "/user/Package.swift" }
    inside && /^\/\/ Sources\// { file = work "/user/" $2 }
    inside && file != "" { system("mkdir -p \"$(dirname \"" file "\")\""); print > file }
' README.md
test -s "$work/user/Package.swift"
# The README uses the package from a directory beside its user; here it is a tag of a clone.
sed -i "s|\.package(path: \"[^\"]*\")|.package(url: \"file://$work/probe\", from: \"0.1.0\")|
    s|^    \]$|        .executableTarget(name: \"watch\", dependencies: [.product(name: \"Probe\", package: \"probe\")]),\n    ]|" \
    "$work/user/Package.swift"
sed -i 's|\(package: "probe")\])\)$|\1,|' "$work/user/Package.swift"

# The documentation's blocks, by their first lines.
block() {
    awk -v start="$1" '/^```swift/ { getline first; inside = index(first, start) == 1; if (inside) print first; next }
        /^```/ { inside = 0 } inside' Sources/Probe/Probe.docc/Probe.md
}
mkdir -p "$work/user/Sources/watch"
{
    echo "import Probe"
    block "actor Machine"
    echo "func watch() async throws {"
    echo "    var collector = try Collector()"
    block "var before"
    echo "}"
    cat <<'S'
let machine = try Machine()
async let first = machine.sample()
async let second = machine.sample(.cpu)
print("memory:", await first.memory.value?.totalBytes ?? 0, "not asked:", await second.memory == .notAsked)
let task = Task { try await watch() }
try await Task.sleep(for: .milliseconds(2500))
task.cancel()
try? await task.value
S
} >"$work/user/Sources/watch/main.swift"

cd "$work/user"
swift build -c release 2>&1 | tee "$work/log" | tail -3
! grep -E "warning:|error:" "$work/log"
swift run -c release --skip-build example | tee "$work/out"
grep -qE '^CPUs: [1-9]' "$work/out"
swift run -c release --skip-build watch | tee "$work/out"
grep -qE '^memory: [1-9][0-9]* not asked: true$' "$work/out"
test "$(grep -cE '^[0-9.]+$' "$work/out")" -ge 2
binaries=$(swift build -c release --show-bin-path)
if nm "$binaries/example" "$binaries/watch" | grep -iE 'cfloor|cpi_|fuzzer|probe_bench|CProbeInternals' ||
    ls "$binaries" | grep -iE 'cfloor|internals|bench|tests'; then
    echo "consumer: 0 passed, 1 failed: tests or benchmarks are in the release build"
    exit 1
fi
echo "consumer: 1 passed, 0 failed"

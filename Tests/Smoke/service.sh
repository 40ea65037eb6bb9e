#!/bin/bash
# A package that runs a Sampler as a service of swift-service-lifecycle, on which Probe itself does not depend.
set -euo pipefail
cd "$(dirname "$0")/../.."
swift=${SWIFT:-swift}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Probe is that of the debug build: consumer.sh has it as a dependency.
Tests/Smoke/live_objects.sh >"$work/objects" 2>"$work/log" || {
    tail -n 20 "$work/log"
    echo "service: 0 passed, 1 failed: ProbeLive does not build"
    exit 1
}
bin=$("$swift" build --show-bin-path)
objects=$(sed 's/.*/"&",/' "$work/objects")
mkdir -p "$work/user/Sources/service"
cp Tests/Smoke/service/main.swift "$work/user/Sources/service/"
cat >"$work/user/Package.swift" <<P
// swift-tools-version:6.2
import PackageDescription

let package = Package(
    name: "user",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.14.0"),
    ],
    targets: [
        .executableTarget(
            name: "service",
            dependencies: [
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: [.unsafeFlags(["-I", "$bin/Modules", "-I", "$PWD/Sources/CProbe/include", "-I", "$PWD/Sources/CProbeLive/include"])],
            linkerSettings: [.unsafeFlags([$objects "-lm"])])
    ]
)
P
cd "$work/user"
if ! timeout 300 "$swift" package resolve >"$work/log" 2>&1; then
    if ! timeout 30 git ls-remote https://github.com/swift-server/swift-service-lifecycle.git >/dev/null 2>&1; then
        echo "skipped: swift-service-lifecycle cannot be fetched here"
        echo "service: 0 passed, 0 failed, 1 skipped"
        exit 0
    fi
    tail -n 20 "$work/log"
    echo "service: 0 passed, 1 failed: the package cannot be resolved"
    exit 1
fi
if ! "$swift" build >"$work/log" 2>&1; then
    grep -E "error:" "$work/log" || tail -n 20 "$work/log"
    echo "service: 0 passed, 1 failed: the package does not build"
    exit 1
fi
timeout 60 "$("$swift" build --show-bin-path)/service" >"$work/out" || {
    cat "$work/out"
    echo "service: 0 passed, 1 failed: the program does not end well"
    exit 1
}
cat "$work/out"
passed=0 failed=0
for line in '^graceful: [3-9]' '^cancelled: [3-9][0-9]* true '; do
    if grep -qE "$line" "$work/out"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
done
echo "service: $passed passed, $failed failed"
test "$failed" -eq 0

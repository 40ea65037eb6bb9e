#!/bin/bash
# A package that links the libraries, outside the repository and from a tagged clone of it: the README's example,
# the blocks of the documentation, and the programs of consumer/ (a history, an HTTP exporter,
# a pool of workers). Its build has nothing of tests or benchmarks.
set -euo pipefail
cd "$(dirname "$0")/../.."
swift=${SWIFT:-swift}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() {
    echo "consumer: 0 passed, 1 failed: $1"
    exit 1
}
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
test -s "$work/user/Package.swift" || fail "README.md has no Package.swift"
# The README uses the package from a directory beside its user; here it is a tag of a clone.
sed -i "s|\.package(path: \"[^\"]*\")|.package(url: \"file://$work/probe\", from: \"0.1.0\")|" "$work/user/Package.swift"
for name in blocks history exporter pool; do
    case $name in
    history) products='Probe ProbeLive' ;;
    exporter) products='Probe ProbeExport' ;;
    *) products=Probe ;;
    esac
    mkdir -p "$work/user/Sources/$name"
    [ $name = blocks ] || cp "Tests/Smoke/consumer/$name.swift" "$work/user/Sources/$name/main.swift"
    cat >>"$work/user/Package.swift" <<S
package.targets.append(.executableTarget(name: "$name", dependencies: [
$(printf '    .product(name: "%s", package: "probe"),\n' $products)
]))
S
done

# The documentation's blocks, by their first lines.
block() {
    awk -v start="$1" '/^```swift/ { getline first; inside = index(first, start) == 1; if (inside) print first; next }
        /^```/ { inside = 0 } inside' Sources/Probe/Probe.docc/Probe.md | grep . || fail "Probe.md has no block '$1'" >&2
}
{
    echo "import Probe"
    block "var collector"
    block "let machine"
    block "sample.forEachField"
    block "await machine.update"
    echo "func watch() async throws {"
    echo "    var collector = try Collector()"
    block "var before"
    echo "}"
    cat <<'S'
let task = Task { try await watch() }
try await Task.sleep(for: .milliseconds(2500))
task.cancel()
try? await task.value
S
} >"$work/user/Sources/blocks/main.swift"

cd "$work/user"
"$swift" build >"$work/log" 2>&1 || {
    tail -n 30 "$work/log"
    fail "the package does not build"
}
if grep -E "warning:|error:" "$work/log"; then fail "the package builds with a warning"; fi
binaries=$("$swift" build --show-bin-path)

# Runs a program; then whether its output, which is printed, has at least so many lines of a form.
run() { # PROGRAM [ARGUMENT...]
    "$@" >"$work/out" || fail "$* ends with status $?"
    head -n 12 "$work/out"
}
has() { # COUNT PATTERN
    [ "$(grep -cE "$2" "$work/out")" -ge "$1" ] || fail "there are not $1 lines of '$2'"
}
run "$binaries/example"
has 1 '^CPUs: [1-9]'
has 3 '^now: [0-9.]+ percent, [0-9]+ ticks skipped$'
has 3 '^at most: [0-9.]+$'
run "$binaries/blocks"
has 1 '^probe_memory_total_bytes gauge bytes [1-9]'
has 2 '^[0-9.]+$'
run "$binaries/history"
has 5 '^history: [1-9][0-9]* [1-9][0-9]* bytes available$'
has 1 '^busy: [0-9.]+ percent of [1-9][0-9]* steps, at most [0-9.]+$'
run "$binaries/pool"
has 1 '^workers: [1-9][0-9]* sum: 5050$'
cpu=$(taskset -cp $$ | sed 's/.*: //; s/[-,].*//')
run taskset -c "$cpu" "$binaries/pool"
has 1 '^workers: 1 sum: 5050$'
scrape() {
    timeout 60 "$binaries/exporter" 1 >"$work/port" &
    until [ -s "$work/port" ] || ! kill -0 $! 2>/dev/null; do sleep 0.1; done
    exec 3<>"/dev/tcp/127.0.0.1/$(cat "$work/port")" || return
    printf 'GET /metrics HTTP/1.0\r\n\r\n' >&3
    timeout 20 cat <&3
    wait $!
}
run scrape
has 1 '^node_memory_MemTotal_bytes [1-9]'
has 1 '^node_network_receive_bytes_total\{device="[^"]+"\} [0-9]'

if nm "$binaries"/{example,blocks,history,exporter,pool} |
    grep -iE 'cfloor|cpi_|fuzzer|probe_bench|CProbeInternals' ||
    ls "$binaries" | grep -iE 'cfloor|internals|bench|tests'; then
    fail "tests or benchmarks are in the build"
fi
echo "consumer: 5 passed, 0 failed"

#!/bin/bash
# The documentation of the library: every public symbol is described, and it builds without a warning.
# Usage: docs.sh [DIR], where it is left.
set -eu
cd "$(dirname "$0")/../.."
swift=${SWIFT:-swift}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
docc=$(command -v docc || true)
if [ -z "$docc" ]; then
    docc=$(dirname "$(readlink -f "$(command -v "$swift")")")/docc
fi
if [ ! -x "$docc" ]; then
    echo "skipped: docc is not in this toolchain"
    echo "docs: 0 passed, 0 failed, 1 skipped"
    exit 0
fi
# The symbols of the library's debug build, which is made or there already.
{ "$swift" build --target Probe && bin=$("$swift" build --show-bin-path) &&
    mkdir "$work/graphs" && "$swift" symbolgraph-extract -module-name Probe \
    -target "$("$swift" -print-target-info | sed -n 's/.*"triple" *: *"\(.*\)".*/\1/p' | head -n 1)" \
    -I "$bin/Modules" -I Sources/CProbe/include -module-cache-path "$work/cache" \
    -minimum-access-level public -output-dir "$work/graphs"; } >"$work/log" 2>&1 || {
    tail -20 "$work/log"
    exit 1
}
# A public symbol without documentation is a failure. What the compiler makes itself is not ours to describe.
python3 - "$work/graphs/Probe.symbols.json" <<'P'
import json, sys
graph = json.load(open(sys.argv[1]))
inherited = {r["source"] for r in graph["relationships"] if "sourceOrigin" in r}
bare = [".".join(s["pathComponents"]) for s in graph["symbols"]
        if "docComment" not in s and s["identifier"]["precise"] not in inherited
        and "::SYNTHESIZED::" not in s["identifier"]["precise"] and "location" in s]
for name in bare:
    print("failed: no documentation:", name)
print(f"docs: {len(graph['symbols'])} public symbols, {len(bare)} without documentation")
sys.exit(1 if bare else 0)
P
"$docc" convert Sources/Probe/Probe.docc --additional-symbol-graph-dir "$work/graphs" \
    --fallback-display-name Probe --fallback-bundle-identifier probe --warnings-as-errors \
    --output-path "$work/out" >"$work/log" 2>&1 || {
    cat "$work/log"
    echo "docs: 0 passed, 1 failed"
    exit 1
}
if [ $# -gt 0 ]; then
    rm -rf "$1"
    mkdir -p "$(dirname "$1")"
    cp -r "$work/out" "$1"
fi
echo "docs: 1 passed, 0 failed"

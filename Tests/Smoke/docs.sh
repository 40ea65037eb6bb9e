#!/bin/bash
# The documentation of the libraries: every public symbol is described, the topics list every type, every length
# of time has a Duration, and it builds without a warning.
# Usage: docs.sh [DIR], where that of Probe is left; that of another library in DIR-LIBRARY.
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
for module in Probe ProbeLive ProbeExport; do
    catalog=Sources/$module/$module.docc/$module.md
    # The symbols of the library's debug build, which is made or there already.
    { "$swift" build --target "$module" && bin=$("$swift" build --show-bin-path) &&
        mkdir "$work/$module" && "$swift" symbolgraph-extract -module-name "$module" \
        -target "$("$swift" -print-target-info | sed -n 's/.*"triple" *: *"\(.*\)".*/\1/p' | head -n 1)" \
        -I "$bin/Modules" -I Sources/CProbe/include -I Sources/CProbeLive/include -module-cache-path "$work/cache" \
        -minimum-access-level public -output-dir "$work/$module"; } >"$work/log" 2>&1 || {
        tail -20 "$work/log"
        exit 1
    }
    # A public symbol without documentation is a failure. What the compiler makes itself is not ours to describe.
    python3 - "$work/$module/$module.symbols.json" "$catalog" <<'P'
import json, re, sys
graph = json.load(open(sys.argv[1]))
inherited = {r["source"] for r in graph["relationships"] if "sourceOrigin" in r}
bare = [".".join(s["pathComponents"]) for s in graph["symbols"]
        if "docComment" not in s and s["identifier"]["precise"] not in inherited
        and "::SYNTHESIZED::" not in s["identifier"]["precise"] and "location" in s]
for name in bare:
    print("failed: no documentation:", name)
own = [s for s in graph["symbols"] if "location" in s]
topics = open(sys.argv[2]).read()
unlisted = [s["pathComponents"][0] for s in own if len(s["pathComponents"]) == 1 and f"``{s['pathComponents'][0]}``" not in topics]
for name in unlisted:
    print("failed: no topic:", name)
# A property in nanoseconds or microseconds is named in the description of one that is a Duration. Moments are none.
MOMENTS = {"monotonicNs", "wallTimeNs", "bootTimeNs", "sinceNs", "startNs", "lastNs", "beganNs", "newestNs", "timeNs"}
def text(symbol): return " ".join(line["text"] for line in symbol.get("docComment", {}).get("lines", []))
durations = {(s["pathComponents"][-2], name) for s in own for name in re.findall(r"``(\w+[NU]s)``", text(s))
             if any(f["spelling"] == "Duration" for f in s.get("declarationFragments", []))}
timeless = [".".join(s["pathComponents"]) for s in own
            if s["kind"]["identifier"] == "swift.property" and re.search(r"[a-z](Ns|Us)$", s["pathComponents"][-1])
            and s["pathComponents"][-1] not in MOMENTS
            and not {(s["pathComponents"][-2], s["pathComponents"][-1]), ("CPUTimes", s["pathComponents"][-1])} & durations]
for name in timeless:
    print("failed: no Duration:", name)
print(f"docs: {len(graph['symbols'])} public symbols, {len(bare)} without documentation, {len(unlisted)} without a topic, "
      f"{len(timeless)} without a Duration")
sys.exit(1 if bare or unlisted or timeless else 0)
P
    "$docc" convert "$(dirname "$catalog")" --additional-symbol-graph-dir "$work/$module" \
        --fallback-display-name "$module" --fallback-bundle-identifier "$module" --warnings-as-errors \
        --output-path "$work/$module-out" >"$work/log" 2>&1 || {
        cat "$work/log"
        echo "docs: 0 passed, 1 failed"
        exit 1
    }
    if [ $# -gt 0 ]; then
        left=$1
        [ "$module" = Probe ] || left=$1-$module
        rm -rf "$left"
        mkdir -p "$(dirname "$left")"
        cp -r "$work/$module-out" "$left"
    fi
done
echo "docs: 3 passed, 0 failed"

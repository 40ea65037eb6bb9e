#!/bin/bash
# What is in C compiles for the other platforms, by the headers that ziglang (PyPI) carries, without a
# warning; and the C core links there into smoke.c, the program that shows what it reads on a machine.
# Usage: platforms.sh [TARGET]...
set -eu
cd "$(dirname "$0")/../.."
targets="aarch64-macos x86_64-macos x86_64-freebsd aarch64-freebsd x86_64-netbsd aarch64-netbsd x86_64-openbsd aarch64-openbsd
    x86_64-linux-musl aarch64-linux-musl riscv64-linux-musl s390x-linux-musl"
# The compiler itself: python3 -m ziglang takes twice as long to start it as it takes for a file.
zig=$(python3 -c 'import os, ziglang; print(os.path.join(os.path.dirname(ziglang.__file__), "zig"))' 2>/dev/null) || {
    echo "skipped: ziglang is not installed (pip install ziglang)"
    echo "platforms: 0 passed, 0 failed, 1 skipped"
    exit 0
}
ports='linux|freebsd|macos|openbsd|netbsd'
passed=0 failed=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for target in ${*:-$targets}; do
    out=$work/$target
    mkdir "$out"
    ok=1
    own=${target#*-} own=${own%-musl}
    # Files of the other ports are empty.
    find Sources/CProbe Sources/CProbeLive Sources/CProbectl Tests/Smoke/smoke.c -name '*.c' |
        grep -vE "/CProbe/(${ports/$own/none})/" |
        while read -r file; do
            echo "$file -o $out/$(echo "${file#Sources/}" | tr / _).o"
        done |
        xargs -P "$(nproc)" -L 1 "$zig" cc -target "$target" -std=c11 -Wall -Wextra -Werror -c || ok=0
    if [ $ok -eq 1 ]; then
        "$zig" cc -target "$target" "$out"/CProbe_*.o "$out"/Tests_Smoke_smoke.c.o -o "$out/smoke" || ok=0
    fi
    # Linked with musl, the program runs on this machine.
    if [ $ok -eq 1 ] && [ "$target" = "$(uname -m)-linux-musl" ]; then
        "$out/smoke" >"$out/smoke.txt" || { ok=0 && grep DISAGREES "$out/smoke.txt"; }
        grep -q '^memory ok' "$out/smoke.txt" || ok=0
    fi
    if [ $ok -eq 1 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "failed: $target"; fi
    rm -rf "$out"
done
# Swift code cannot be compiled for the others here; it is parsed.
if command -v swiftc >/dev/null; then
    for target in arm64-apple-macosx13 x86_64-unknown-freebsd14; do
        # shellcheck disable=SC2046
        if swiftc -frontend -parse -target "$target" $(find Sources -name '*.swift'); then
            passed=$((passed + 1))
        else
            failed=$((failed + 1))
            echo "failed: swiftc -parse for $target"
        fi
    done
else
    echo "skipped: swiftc is not installed: no Swift was parsed"
fi
echo "platforms: $passed passed, $failed failed"
test "$failed" -eq 0

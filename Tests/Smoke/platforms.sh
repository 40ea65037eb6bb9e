#!/bin/sh
# What is in C compiles for the other platforms, by the headers that ziglang (PyPI) carries.
set -eu
cd "$(dirname "$0")/../.."
targets="aarch64-macos x86_64-macos x86_64-freebsd x86_64-netbsd x86_64-openbsd aarch64-linux-musl s390x-linux-musl"
# The compiler itself: python3 -m ziglang takes twice as long to start it as it takes for a file.
zig=$(python3 -c 'import os, ziglang; print(os.path.join(os.path.dirname(ziglang.__file__), "zig"))' 2>/dev/null) || {
    echo "skipped: ziglang is not installed (pip install ziglang)"
    echo "platforms: 0 passed, 0 failed, 1 skipped"
    exit 0
}
passed=0 failed=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for target in $targets; do
    ok=1
    for file in $(find Sources/CProbe Sources/CProbeLive Sources/CProbectl -name '*.c'); do
        "$zig" cc -target "$target" -std=c11 -Wall -Wextra -Werror -c "$file" \
            -o "$work/x.o" || ok=0
    done
    if [ $ok -eq 1 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "failed: $target"; fi
done
echo "platforms: $passed passed, $failed failed"
test "$failed" -eq 0

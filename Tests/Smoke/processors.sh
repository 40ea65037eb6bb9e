#!/bin/bash
# The C core on other processors, under the user-mode emulation of qemu: big-endian s390x, 32-bit arm, riscv64; and
# a static build with musl, on this processor. Each prints what it reads in the captured machines (dump.c), and it
# has to be what the build of this machine prints, byte for byte. Then the same with pages of 4, 16 and 64 KiB: what
# the kernel counts in pages has to be so many times as much, and nothing else may change.
#
# clang compiles, with the headers that ziglang (PyPI) carries; zig links, with its own musl.
# Usage: processors.sh [PROCESSOR]...
set -u
cd "$(dirname "$0")/../.." || exit 1
passed=0 failed=0 skipped=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
skip() { # REASON
    skipped=$((skipped + 1))
    echo "skipped: $1"
}
verdict() {
    echo "processors: $passed passed, $failed failed, $skipped skipped"
    [ "$failed" -eq 0 ]
    exit
}
package=$(python3 -c 'import os, ziglang; print(os.path.dirname(ziglang.__file__))' 2>/dev/null) || {
    skip "ziglang is not installed (pip install ziglang)"
    verdict
}
headers=$package/lib/libc/include
roots=("$(Tests/Fixtures/archive.sh)"/*/root)
sources=$(find Sources/CProbe -name '*.c' ! -path '*bsd*' ! -path '*/macos/*' ! -path '*/unsupported/*')
# Without contraction, which rounds once where two operations round twice: percentages differ in their last digit.
flags="-std=c11 -O0 -ffp-contract=off"

compile() { # DIRECTORY FLAG...
    mkdir "$1"
    for file in Tests/Smoke/dump.c $sources; do
        echo "$file -o $1/$(echo "$file" | tr / _).o"
    done | xargs -P "${JOBS:-$(nproc)}" -L 1 clang $flags "${@:2}" -c
}

compile "$work/here" && clang "$work"/here/*.o -lm -o "$work/here/dump" &&
    "$work/here/dump" "${roots[@]}" >"$work/here.txt" || {
    echo "FAIL: this machine's own build"
    failed=1
    verdict
}
# Something of every section was read.
for section in cpu logical_cpu memory pressure disk interface mount swap_device interrupt topology_cpu cache host \
    block_device temperature process process_memory socket cgroup quota; do
    grep -q "^$section\." "$work/here.txt" || {
        failed=$((failed + 1))
        echo "FAIL: no captured machine has $section"
    }
done
# Prints the same on another processor. Without an emulator, on this one.
processor() { # NAME TARGET "HEADERS..." [EMULATOR]
    local name=$1 target=$2 emulator=${4:-} includes=() directory
    [[ " ${only:-$name} " == *" $name "* ]] || return
    for directory in $3 generic-musl any-linux-any; do
        includes+=(-isystem "$headers/$directory")
    done
    if [ -n "$emulator" ] && ! command -v "$emulator" >/dev/null; then
        skip "$emulator is not installed (qemu-user-static)"
        return
    fi
    if compile "$work/$name" -target "$target" -nostdinc \
        -isystem "$(clang -print-resource-dir)/include" "${includes[@]}" &&
        "$package/zig" cc -target "$target" -static "$work/$name"/*.o -o "$work/$name/dump" &&
        $emulator "$work/$name/dump" "${roots[@]}" >"$work/$name.txt" &&
        compare "$work/here.txt" "$work/$name.txt"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL: $name"
    fi
}
# /proc/net/route has its addresses in the byte order of the machine, which is another one for s390x.
compare() { # EXPECTED FOUND
    local left_out='^$'
    [[ "$2" != */s390x.txt ]] || left_out='^rout\(e\|ing\)\.'
    diff <(grep -v "$left_out" "$1") <(grep -v "$left_out" "$2") >"$work/differences" || { head -n 20 "$work/differences"; false; }
}
only=$*
machine=$(uname -m)
processor "$machine-musl" "$machine-linux-musl" "$machine-linux-musl ${machine/x86_64/x86}-linux-any"
if [ -x "$work/$machine-musl/dump" ]; then
    total=$(awk '/^MemTotal:/ {printf "%.0f", $2 * 1024}' /proc/meminfo)
    if "$work/$machine-musl/dump" / >"$work/live.txt" && grep -qx "memory.0.total_bytes $total" "$work/live.txt"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL: $machine-musl on this machine"
    fi
fi
processor s390x s390x-linux-musl "s390x-linux-musl s390x-linux-any" qemu-s390x-static
processor arm arm-linux-musleabihf "arm-linux-musl arm-linux-any" qemu-arm-static
processor riscv64 riscv64-linux-musl "riscv64-linux-musl riscv-linux-any" qemu-riscv64-static

# A captured machine does not say how large its pages are, unless its files do: with the size set, only numbers
# that the kernel prints in pages may follow it.
for bytes in 4096 16384 65536; do
    "$work/here/dump" --page-bytes $bytes "${roots[@]}" >"$work/pages-$bytes.txt" || failed=$((failed + 1))
done
if python3 - "$work"/pages-{4096,16384,65536}.txt <<'P'; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
import sys

texts = [open(name).read().splitlines() for name in sys.argv[1:]]
changed, wrong = set(), []
for at, lines in enumerate(zip(*texts)):
    names = {line.split(" ")[0] for line in lines}
    if len(names) != 1:
        wrong.append(" | ".join(lines))
        continue
    if len(set(lines)) == 1:
        continue
    name = names.pop().split(".")
    field = f"{name[0]}.{name[-1]}"
    changed.add(field)
    small, middle, large = (float(line.split(" ")[1]) for line in lines)
    if not (abs(middle - 4 * small) <= 1e-9 * middle and abs(large - 16 * small) <= 1e-9 * large):
        wrong.append(" | ".join(lines))
for line in wrong[:20]:
    print("FAIL: pages:", line)
print("pages: these follow the size of a page:", " ".join(sorted(changed)))
sys.exit(bool(wrong) or len(set(map(len, texts))) != 1 or not changed)
P
verdict

#!/bin/bash
# The ports of other systems, on this machine: their collectors, compiled here under the sanitizers, with
# recorded answers in place of the system's calls. The answers are structures of the system's own headers
# (ziglang carries them), compiled for the system: only the data is linked. clang's static analyser
# finds nothing in what is compiled with the system's headers.
# Documentation/PLATFORMS.md is held to what the ports claim.
# Usage: ports.sh [PORT]...
#        ports.sh --write      writes the tables of PLATFORMS.md
set -eu
cd "$(dirname "$0")/../.."
lib=$(python3 -c 'import os, ziglang; print(os.path.dirname(ziglang.__file__))' 2>/dev/null)/lib/libc/include || true
if [ ! -d "$lib" ]; then
    echo "skipped: ziglang is not installed (pip install ziglang)"
    echo "ports: 0 passed, 0 failed, 1 skipped"
    exit 0
fi
if [ "$(printf '\1\0' | od -An -td2 | tr -d ' ')" != 1 ] || [ "$(getconf LONG_BIT)" != 64 ]; then
    echo "skipped: the answers are those of 64-bit little-endian machines"
    echo "ports: 0 passed, 0 failed, 1 skipped"
    exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
resources=$(clang -print-resource-dir)/include
warnings="-std=c11 -Wall -Wextra -Werror"
flags="$warnings -g -O1 -fsanitize=address,undefined -fno-sanitize-recover=all"

# The target of a port and its headers.
headers() { # PORT
    case $1 in
    freebsd) echo "-target x86_64-unknown-freebsd14 -isystem $lib/x86_64-freebsd-none
        -isystem $lib/x86-freebsd-none -isystem $lib/generic-freebsd" ;;
    openbsd) echo "-target x86_64-unknown-openbsd -isystem $lib/x86_64-openbsd-none
        -isystem $lib/x86-openbsd-none -isystem $lib/generic-openbsd" ;;
    netbsd) echo "-target x86_64-unknown-netbsd10 -isystem $lib/x86_64-netbsd-none
        -isystem $lib/x86-netbsd-none -isystem $lib/generic-netbsd" ;;
    macos) echo "-target arm64-apple-macos13 -isystem $lib/any-darwin-any" ;;
    *) return 1 ;;
    esac
}

compile() { # DIRECTORY FLAGS FILE...
    out=$1 defines=$2
    shift 2
    mkdir -p "$out"
    for file; do
        echo "$file -o $out/$(echo "$file" | tr / _).o"
    done | xargs -P "$(nproc)" -L 1 clang $flags $defines -c
}

# What the static analyser finds in C files, with a port's headers.
analyze() { # PORT FILE...
    local port=$1
    shift
    # shellcheck disable=SC2046
    printf '%s\n' "$@" | xargs -P "$(nproc)" -n 1 clang --analyze --analyzer-output text $warnings \
        -Xclang -analyzer-werror -nostdinc -isystem "$resources" $(headers "$port") -o /dev/null
}

write=
if [ "${1-}" = --write ]; then
    write=$1
    shift
fi
ports="freebsd macos openbsd netbsd"
passed=0 failed=0
compile "$work/common" "" Sources/CProbe/{failure,capability,open}.c Sources/CProbe/format/{osrelease,mountinfo}.c \
    Sources/CProbe/{text,fields,quota}/*.c Tests/Ports/harness.c
for port in ${*:-$ports}; do
    out=$work/$port
    compile "$out" "-DCPROBE_PORT_$(echo "$port" | tr '[:lower:]' '[:upper:]')" \
        Sources/CProbe/{unsupported,bsd,"$port"}/*.c Tests/Ports/{bsd_calls,"$port"}.c
    # What the ports share is analysed once.
    shared=Sources/CProbe/bsd
    [ "$port" = freebsd ] || shared=
    # shellcheck disable=SC2046
    if analyze "$port" $(find ${shared:+"$shared"} "Sources/CProbe/$port" -name '*.c'); then
        passed=$((passed + 1))
    else
        echo "failed: the static analysis for $port"
        failed=$((failed + 1))
    fi
    # As bitcode the data has the layout of the other system; then it is compiled for this machine.
    # shellcheck disable=SC2046
    clang $warnings -nostdinc -isystem "$resources" $(headers "$port") -c -emit-llvm \
        "Tests/Ports/${port}_images.c" -o "$out/images.bc"
    clang -Wno-override-module -x ir -c "$out/images.bc" -o "$out/images.o"
    clang -fuse-ld=lld -fsanitize=address,undefined "$work"/common/*.o "$out"/*.o -lm -o "$out/test"
    status=0
    "$out/test" >"$out/log" 2>&1 || status=$?
    grep -v "^$port: " "$out/log" | head -n 50 || true
    read -r count wrong < <(sed -nE "s/^$port: ([0-9]+) passed, ([0-9]+) failed$/\1 \2/p" "$out/log") || {
        echo "$port: ended with status $status"
        count=0 wrong=1
    }
    if [ "$status" -ne 0 ] && [ "$wrong" -eq 0 ]; then # It crashed after the summary.
        echo "$port: ended with status $status"
        wrong=1
    fi
    echo "$port: $count passed, $wrong failed"
    passed=$((passed + count)) failed=$((failed + wrong))
done
# The tables of all ports, in the order of the document. Only the capabilities are linked of Linux.
tables=()
for port in linux $ports; do
    define=
    [ "$port" = linux ] || define=-DCPROBE_PORT_$(echo "$port" | tr '[:lower:]' '[:upper:]')
    # shellcheck disable=SC2086
    clang $warnings $define -fuse-ld=lld -Wl,--unresolved-symbols=ignore-all -o "$work/table" Tests/Ports/table.c \
        Sources/CProbe/capability.c "Sources/CProbe/$port/capability.c" Sources/CProbe/fields/*.c
    "$work/table" >"$work/$port.table"
    tables+=("$work/$port.table")
done
if Tests/Ports/platforms.py $write "${tables[@]}"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
echo "ports: $passed passed, $failed failed"
test "$failed" -eq 0

#!/bin/bash
# The C library, without Swift: it is built by each C compiler that there is, exports what the
# headers declare and nothing else, refuses a program with other headers before it writes to it.
set -u
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0 skipped=0
is() { # NAME EXPECTED FOUND
    if [ "$2" = "$3" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAIL: %s\n' "$1"
        diff <(printf '%s\n' "$2") <(printf '%s\n' "$3") | head -n 20
    fi
}
skip() { # REASON
    skipped=$((skipped + 1))
    echo "skipped: $1"
}
headers=Sources/CProbe/include
version=$(sed -n 's/^let version = "\(.*\)"/\1/p' Sources/probectl/Probectl.swift)
number=$(echo "$version" | awk -F. '{print $1 * 10000 + $2 * 100 + $3}')
soname=$(sed -n 's/^CORE_SONAME = //p' Makefile)

# Headers
cat "$headers"/cprobe/*.h | sed 's|//.*||' >"$work/headers"
declared=$(grep -oE '^[a-z][a-z0-9_ *]*\bcprobe_[a-z0-9_]+\(' "$work/headers" | grep -v '^static' |
    grep -oE 'cprobe_[a-z0-9_]+\($' | tr -d '(' | sort)
structs=$(grep -oE '^typedef struct cprobe_[a-z0-9_]+' "$work/headers" | sed 's/.*cprobe_//' |
    grep -vxE 'collector|layout' | sort)
listed=$(sed -n '/define CPROBE_STRUCT_LIST/,/^$/p' "$headers/cprobe/open.h" | grep -oE 'ROW\([a-z0-9_]+\)' |
    sed 's/ROW(//; s/)//' | sort)
is "CPROBE_STRUCT_LIST has all structs of the headers" "$structs" "$listed"
is "CPROBE_VERSION is $version" "$number" \
    "$(sed -n 's/^enum { CPROBE_VERSION = \([0-9]*\) };/\1/p' "$headers/cprobe/open.h")"

is "the soname of the Makefile elsewhere" "$soname" \
    "$(grep -hoE 'libcprobe\.so\.[0-9]+' Examples/* "$headers"/cprobe/*.h README.md CONTRIBUTING.md | sort -u)"

# Each compiler. The first one is that of the programs below.
zig=$(python3 -c 'import os, ziglang; print(os.path.join(os.path.dirname(ziglang.__file__), "zig"))' 2>/dev/null)
first=
for compiler in gcc clang "$zig"; do
    name=${compiler##*/}
    if ! command -v "${compiler:-ziglang}" >/dev/null; then
        skip "${name:-ziglang} is not installed"
        continue
    fi
    core=.build-core/$name
    [ -n "$first" ] || first=$core CC=$compiler
    # The others only have to build it.
    flags=-O0
    [ "$core" != "$first" ] || flags=
    [ "$name" != zig ] || compiler="$zig cc"
    make -s -j"$(nproc)" core CC="$compiler" CORE="$core" CFLAGS="$flags" \
        >"$work/log" 2>&1
    is "$name builds it" "0 " "$? $(head -n 20 "$work/log")"
    library=$core/libcprobe.so.$version
    is "$name: the names of the shared library" "$declared" "$(nm -D --defined-only "$library" | awk '{print $3}' | sort)"
    is "$name: the names of the archive" "$declared" \
        "$(nm -g --defined-only "$core/libcprobe.a" | awk 'NF == 3 {print $3}' | sort)"
    is "$name: the soname" "$soname" "$(objdump -p "$library" | awk '/SONAME/ {print $2}')"
    is "$name: the libraries that it needs" "libc.so.6" "$(objdump -p "$library" | awk '/NEEDED/ && !/ld-linux/ {print $2}')"
done

# A program with headers like those of the library, with older ones whose struct is smaller, with newer ones whose
# struct is larger, and with those of another version.
program() { # NAME [SED-EXPRESSION FILE]
    cp -r "$headers" "$work/$1"
    [ $# -eq 1 ] || sed -i "$2" "$work/$1/cprobe/$3"
    "$CC" -std=c11 -Wall -Wextra -Werror -I "$work/$1" Tests/Smoke/core/older.c -o "$work/run-$1" \
        "$first/libcprobe.so" -Wl,-rpath,"$PWD/$first"
}
program same
is "headers of this library" "read: ok" "$("$work/run-same")"
program smaller '/^    uint64_t oom_kills;/d' memory.h
is "an older struct is refused, and not written to" "invalid: cprobe_memory 0" \
    "$("$work/run-smaller") $?"
is "which the comparison is for: without it the guard is overwritten" "read: ok overwritten 1" \
    "$(echo $("$work/run-smaller" unchecked; echo $?))"
program larger 's/^    uint64_t oom_kills;/    uint64_t later[4]; &/' memory.h
is "a newer struct is refused" "invalid: cprobe_memory 0" "$("$work/run-larger") $?"
program item '/^    uint64_t oom_kills;/d; s/^    int32_t system_error;/    int32_t more[2]; &/' result.h
is "another failure is refused, and not written to" "invalid: (null) 0" "$("$work/run-item") $?"
program later "s/CPROBE_VERSION = $number/CPROBE_VERSION = $((number + 100))/" open.h
is "another version is refused" "invalid: the version of the headers 0" "$("$work/run-later") $?"
program patch "s/CPROBE_VERSION = $number/CPROBE_VERSION = $((number + 1))/" open.h
is "a patch of the same version is not" "read: ok" "$("$work/run-patch")"
"$CC" -std=c11 -I "$headers" Tests/Smoke/core/older.c -o "$work/static" "$first/libcprobe.a"
is "the archive" "read: ok" "$("$work/static")"

# The examples, on a captured machine and on this one.
root=$(Tests/Fixtures/archive.sh)/debian-6.1-x86_64-v2/root
"$CC" -std=c11 -Wall -Wextra -Werror -I "$headers" Examples/quota.c -o "$work/quota" "$first/libcprobe.so" \
    -Wl,-rpath,"$PWD/$first"
is "quota.c" "cores 1.5 by /sys/fs/cgroup/app.slice/web.service/cpu.max
memory 268435456 by /sys/fs/cgroup/app.slice/web.service/memory.max" "$("$work/quota" "$root" | tr -s ' ')"
is "quota.c on this machine" "cores memory" "$(echo $("$work/quota" | awk '$2 > 0 {print $1}'))"
is "quota.c without a root" "/nothing: the root: not_found 1" "$(echo $("$work/quota" /nothing 2>&1; echo $?))"
python() { LIBCPROBE=$first/libcprobe.so python3 Examples/probe.py "$@" 2>&1; }
total=$(awk '/^MemTotal:/ {printf "%.0f", $2 * 1024}' "$root/proc/meminfo")
is "probe.py" "memory.total_bytes $total bytes" "$(python --root "$root" memory | grep total_bytes | head -n 1)"
is "probe.py: a number that is not known has no line" "" "$(python --root "$root" memory | grep monotonic)"
is "probe.py: nested numbers" "load.tasks.all $(awk '{split($4, of, "/"); print of[2]}' "$root/proc/loadavg")" \
    "$(python --root "$root" load | grep tasks.all)"
is "probe.py on this machine" "connections cpu load memory network protocols " \
    "$(python cpu memory load network protocols connections | cut -d . -f 1 | sort -u | tr '\n' ' ')"
is "probe.py without a root" "/nothing: the root: not_found 1" "$(echo $(python --root /nothing memory; echo $?))"
is "probe.py without the library" \
    "probe.py: /nothing.so: cannot open shared object file: No such file or directory 1" \
    "$(echo $(LIBCPROBE=/nothing.so python3 Examples/probe.py 2>&1; echo $?))"
is "probe.py with a library of another name" "1 line, 1" \
    "$(LIBCPROBE=libc.so.6 python3 Examples/probe.py >"$work/said" 2>&1; status=$?; echo "$(wc -l <"$work/said") line, $status")"
sed 's/("meaning", ctypes.c_char_p)/&, ("more", ctypes.c_char_p)/' Examples/probe.py >"$work/probe.py"
is "probe.py with another cprobe_field" "probe.py: $first/libcprobe.so has another cprobe_field than this file 1" \
    "$(echo $(LIBCPROBE=$first/libcprobe.so python3 "$work/probe.py" 2>&1; echo $?))"

# A later library, whose records have grown: the C program, compiled before, is refused, and the Python one goes on.
mkdir -p "$work/later-library/Sources/probectl"
cp -r Makefile "$work/later-library"
cp -r Sources/CProbe "$work/later-library/Sources"
cp Sources/probectl/Probectl.swift "$work/later-library/Sources/probectl"
sed -i 's/^    uint64_t total_bytes; .*/    uint64_t later[9];\n&/' "$work/later-library/Sources/CProbe/include/cprobe/memory.h"
make -s -j"$(nproc)" -C "$work/later-library" core CFLAGS=-O0 CC="$CC" >"$work/log" 2>&1
library=$work/later-library/.build-core
is "the later library" "0" "$?"
is "an earlier program with a later library" "invalid: cprobe_memory 0" \
    "$(echo $(LD_PRELOAD=$library/$soname "$work/run-same"; echo $?))"
first=$library
is "probe.py with a later library" "memory.total_bytes $total bytes" \
    "$(python --root "$root" memory | grep total_bytes | head -n 1)"

echo "core: $passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]

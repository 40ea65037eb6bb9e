#!/bin/sh
# Each room uses only the rooms that it may: by its includes and imports.
set -eu
cd "$(dirname "$0")/../.."
passed=0 failed=0

# room, then the rooms that it must not include.
check() {
    room=$1
    shift
    test -n "$(find "Sources/CProbe/$room" -name '*.[ch]')"
    for other in "$@"; do
        if grep -rnE "#include \"\.\./$other/" "Sources/CProbe/$room"; then
            echo "$room must not use $other"
            failed=$((failed + 1))
        else
            passed=$((passed + 1))
        fi
    done
}
check text fields source format mounts netlink quota posix linux
check source format mounts netlink quota posix linux
check fields source format mounts netlink quota posix linux
check format source mounts netlink quota posix linux
check mounts source fields netlink quota posix linux
check netlink source format mounts quota posix linux
check quota source netlink posix linux
check posix format mounts netlink quota source linux

# pattern, place, and what it would mean.
forbid() {
    # Without a file grep would read nothing, or the standard input.
    test -n "$2"
    # shellcheck disable=SC2086
    ls $2 >/dev/null
    if grep -rnE "$1" $2; then
        echo "$3"
        failed=$((failed + 1))
    else
        passed=$((passed + 1))
    fi
}
forbid '\b(open|openat|read|pread|fopen|malloc|calloc|free)\(' Sources/CProbe/format "format opens or allocates"
forbid '\b(open|openat|read|pread|fopen|malloc|calloc|free)\(' Sources/CProbe/mounts "mounts reads or allocates"
forbid '\b(open|openat|read|pread|fopen|malloc|calloc|free)\(' Sources/CProbe/quota "quota reads or allocates"
forbid '\b(socket|sendto|recv|ioctl|malloc|free)\(' Sources/CProbe/netlink "netlink talks or allocates"
forbid '"/proc|"/sys' Sources/CProbe/text "text names a kernel file"
library=$(find Sources/Probe -name '*.swift' ! -path '*/Bridge/*')
forbid 'import CProbe' "$library" "CProbe is imported outside of Bridge"
forbid 'import (CProbe$|ProbeLive|Foundation|Glibc|Musl|Darwin|Android)' Sources/probectl "the command imports more than Probe, ProbeExport and CProbectl"
forbid 'import Foundation' Sources/Probe "the library imports Foundation"
forbid 'import (CProbe$|CProbectl|Foundation|Glibc|Musl|Darwin|Android|Dispatch)' Sources/ProbeLive "ProbeLive imports more than Probe and CProbeLive"
forbid '#if os' "$library Sources/ProbeLive" "the public API depends on the system"
forbid 'import (Foundation|CProb|Glibc|Musl|Darwin)|@testable|#if os' Sources/ProbeExport "the exporters use more than the public API of Probe"
echo "rooms: $passed passed, $failed failed"
test "$failed" -eq 0

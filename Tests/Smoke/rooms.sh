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
family="freebsd macos openbsd netbsd"
ports="linux bsd $family unsupported"
# shellcheck disable=SC2086
{
    check text fields source format mounts netlink quota posix $ports
    check source format mounts netlink quota posix $ports
    check fields source format mounts netlink quota posix $ports
    check format source mounts netlink quota posix $ports
    check mounts source fields netlink quota posix $ports
    check netlink source format mounts quota posix $ports
    check quota source netlink posix $ports
    check posix format mounts netlink quota source $ports
    # A port uses no other; those of one family share the room bsd.
    check linux bsd $family unsupported
    check bsd source netlink posix linux $family unsupported
    for port in $family; do
        check "$port" source netlink posix linux $(echo "$family" | sed "s/$port//") unsupported
    done
    check unsupported text source format mounts netlink quota posix linux bsd $family
}

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
# The collectors of these ports are tested on another system: what includes its headers is calls.c.
collectors=$(cd Sources/CProbe && find bsd $family -name '*.[ch]' ! -name calls.c | sed 's|^|Sources/CProbe/|')
forbid '#include <(sys|net|netinet|vm|mach|libproc|unistd|time|fcntl|ifaddrs|kvm)' "$collectors" "a collector includes a header of the system"
forbid '\b(malloc|calloc|realloc|free)\(' "$collectors $(find Sources/CProbe -name calls.c)" "a port allocates"
platforms=$(find Sources/CProbe -name '*.[ch]' ! -name platform.h)
forbid '__(linux|FreeBSD|APPLE|NetBSD|OpenBSD)__' "$platforms" "only platform.h tests for the system"
library=$(find Sources/Probe -name '*.swift' ! -path '*/Bridge/*')
forbid 'import CProbe' "$library" "CProbe is imported outside of Bridge"
forbid 'import (CProbe$|ProbeLive|Foundation|Glibc|Musl|Darwin|Android)' Sources/probectl "the command imports more than Probe, ProbeExport and CProbectl"
forbid 'import Foundation' Sources/Probe "the library imports Foundation"
forbid 'import (CProbe$|CProbectl|Foundation|Glibc|Musl|Darwin|Android|Dispatch)' Sources/ProbeLive "ProbeLive imports more than Probe and CProbeLive"
forbid '#if os' "$library Sources/ProbeLive" "the public API depends on the system"
forbid 'import (Foundation|CProb|Glibc|Musl|Darwin)|@testable|#if os' Sources/ProbeExport "the exporters use more than the public API of Probe"
echo "rooms: $passed passed, $failed failed"
test "$failed" -eq 0

#!/bin/sh
# Packs and unpacks captured machines. Tests/CProbeInternals/Archive.c describes the archives.
#
#   archive.sh                  unpacks all of them to .build/fixtures and prints that directory; an
#                               archive that has not changed is not unpacked again
#   archive.sh pack DIR FILE    makes the archive FILE of DIR, which holds ABOUT and root
#   archive.sh unpack FILE DIR  makes DIR, which must not exist, of the archive FILE
#
# Needs a C compiler.
set -eu
tests=$(cd "$(dirname "$0")/.." && pwd)
cache=${tests%/*}/.build/fixtures
source=$tests/CProbeInternals/Archive.c
mkdir -p "$cache"
if [ ! -x "$cache/.archive" ] || [ "$source" -nt "$cache/.archive" ]; then
    ${CC:-cc} -std=c11 -O1 -DCPI_ARCHIVE_COMMAND -I "$tests/CProbeInternals/include" "$source" \
        -o "$cache/.archive.$$"
    mv "$cache/.archive.$$" "$cache/.archive"
fi
if [ $# -gt 0 ]; then
    exec "$cache/.archive" "$@"
fi
"$cache/.archive" unpack-all "$tests/Fixtures" "$cache"
echo "$cache"

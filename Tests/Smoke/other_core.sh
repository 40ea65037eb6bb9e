#!/bin/bash
# Runs the test program with the C core compiled in another way. Everything in Swift is that of the debug
# build: no header that it imports depends on these flags.
# Usage: other_core.sh NAME FLAG [ARGUMENT of the test program]...
set -euo pipefail
cd "$(dirname "$0")/../.."
swift=${SWIFT:-swift}
name=$1 flag=$2
shift 2
"$swift" build --build-tests >/dev/null
bin=$("$swift" build --show-bin-path)
work=$PWD/.build-$name
rm -rf "$work"
mkdir "$work"
list=$work/objects
grep -v -e '/CProbe\.build/' -e '/CProbeInternals\.build/' "$bin/probePackageTests.product/Objects.LinkFileList" >"$list"
find Sources/CProbe Tests/CProbeInternals -name '*.c' | while read -r file; do
    object=$work/${file//\//_}.o
    echo "$object" >>"$list"
    printf '%s %s\n' "$object" "$file"
done | xargs -P "$(nproc)" -L 1 clang "$flag" -std=c11 -g -O1 -fPIC -ISources/CProbe/include \
    -ITests/CProbeInternals/include -c -o
link=${flag/#-D*/} link=${link/#-f/-} # "-fsanitize=address" of clang is "-sanitize=address" of swiftc.
"${swift}c" -emit-executable -o "$work/tests" -module-name tests "@$list" -lm -lpthread -g ${link:+"$link"}
exec Tests/Smoke/suite.sh "$name" "$work/tests" --testing-library swift-testing "$@"

#!/bin/sh
# The whole C core under the address and undefined-behaviour sanitizers, on this machine and on each
# captured one.
set -eu
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
clang -std=c11 -g -O1 -fsanitize=address,undefined -fno-sanitize-recover=all -fuse-ld=lld \
    Tests/Smoke/read_all.c $(find Sources/CProbe -name '*.c') -o "$work/read_all"
fixtures=$(Tests/Fixtures/archive.sh)
if "$work/read_all" / "$fixtures"/*/root; then
    echo "sanitize: 1 passed, 0 failed"
else
    echo "sanitize: 0 passed, 1 failed"
    exit 1
fi

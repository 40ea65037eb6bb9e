#!/bin/sh
# The C core calls nothing but what symbols.txt lists: above all, nothing that allocates.
set -eu
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
number=0
for file in $(find Sources/CProbe -name '*.c'); do
    number=$((number + 1))
    clang -std=c11 -O2 -fno-stack-protector -c "$file" -o "$work/$number.o"
done
nm -u "$work"/*.o | awk '$1 == "U" {print $2}' | sort -u >"$work/used"
nm --defined-only -g "$work"/*.o | awk 'NF == 3 {print $3}' | sort -u >"$work/defined"
comm -23 "$work/used" "$work/defined" >"$work/outside"
test -s "$work/outside" # An empty list means that nm printed nothing.
if grep -v '^#' Tests/Smoke/symbols.txt | sort | comm -13 - "$work/outside" | grep .; then
    echo "symbols: these are not in Tests/Smoke/symbols.txt"
    echo "symbols: 0 passed, 1 failed"
    exit 1
fi
echo "symbols: $(wc -l <"$work/outside") used, all listed"
echo "symbols: 1 passed, 0 failed"

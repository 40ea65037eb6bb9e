#!/bin/bash
# A capture of this machine answers as a captured root, and nothing that identifies it is left; the
# scrubber finds what it should, in texts and in names. Usage: capture.sh PROBECTL
set -u
cd "$(dirname "$0")/../.."
probectl=$1
work=$(mktemp -d)
sleeper=
trap 'rm -rf "$work"; [ -z "$sleeper" ] || kill "$sleeper"' EXIT
passed=0 failed=0 skipped=0
result() {
    if [ "$1" -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "failed: $2"; fi
}
skip() {
    skipped=$((skipped + 1))
    echo "skipped: $1"
}

SECRET=secret-of-the-environment tail -f /dev/null secret-of-the-arguments >/dev/null 2>&1 &
sleeper=$!
sleep 1 # Until it has opened what it opens.
make -s capture OUT="$work/own" PID=$sleeper >"$work/log" 2>&1
result $? "make capture"
own=$work/own/root/proc
[ "$(readlink "$own/self")" = "$sleeper" ]
result $? "self leads to the process"
for file in stat status cmdline cgroup mountinfo task/"$sleeper"/stat; do
    [ -s "$own/self/$file" ]
    result $? "the process has $file"
done
grep -q "^$sleeper (tail)" "$own/self/stat" && [ "$(tr '\0' '|' <"$own/self/cmdline")" = 'tail|' ]
result $? "its command line is the program"
[ -n "$(ls "$own/self/fd")" ] && [ "$(ls "$own/self/fd")" = "$(ls "/proc/$sleeper/fd")" ]
result $? "a file for each of its descriptors"
[ -s "$own/1/stat" ]
result $? "and the other processes"
! { grep -rqF -- secret-of-the "$work/own" || find "$work/own" -name environ | grep -q .; }
result $? "no arguments, and no environment"
Tests/Fixtures/capture.sh -a -n 0 "$work/arguments" $sleeper 2>>"$work/log" &&
    cat "/proc/$sleeper/cmdline" | cmp - "$work/arguments/proc/self/cmdline" >>"$work/log" 2>&1 &&
    [ "$(ls "$work/arguments/proc" | grep -c '^[0-9]')" -eq 1 ]
result $? "with all arguments if requested, and of no other process"
"$probectl" sample --root "$work/own/root" --interval 0 >/dev/null
result $? "a sample of the capture"
if [ -s /etc/machine-id ]; then
    ! grep -rqwF -- "$(cat /etc/machine-id)" "$work/own"
    result $? "no machine-id"
else
    skip "this machine has no machine-id"
fi
addresses=$(cat /sys/class/net/*/address 2>/dev/null | grep -v '^00:00:00:00:00:00$')
for address in $addresses; do
    ! grep -rqiF -- "$address" "$work/own"
    result $? "no hardware address"
done
[ -n "$addresses" ] || skip "this machine has no hardware address"
Tests/Fixtures/archive.sh pack "$work/own" "$work/own.txt" &&
    Tests/Fixtures/archive.sh unpack "$work/own.txt" "$work/unpacked" &&
    diff -r --no-dereference "$work/own" "$work/unpacked" >>"$work/log" &&
    Tests/Fixtures/archive.sh pack "$work/unpacked" "$work/again.txt" &&
    cmp "$work/own.txt" "$work/again.txt" >>"$work/log"
result $? "an archive of the capture holds it byte for byte"

# A tree of what must not be left.
tree=$work/tree
id=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
mkdir -p "$tree/proc/self" "$tree/proc/7" "$tree/etc" "$tree/sys/fs/cgroup/docker-$id.scope" "$tree/sys/class/net/enx0a1b2c3d4e5f"
cat >"$tree/proc/self/mountinfo" <<E2
1 0 8:1 / / rw - ext4 /dev/disk/by-uuid/1B4E28BA-2FA1-11D2-883F-0016D3CCA427 rw
2 1 0:5 / /home/alice/mnt rw - nfs4 files.example.org:/export rw,addr=10.1.2.3,clientaddr=10.1.2.4
3 1 0:6 / /mnt rw - cifs //nas.example.org/bob rw,username=bob,domain=CORP
4 1 0:7 / /var/lib/docker/$id rw - tmpfs tmpfs rw,size=65536k,uid=1000
E2
printf 'Linux version 6.1.0 (root@buildhost.example.org) (gcc) #1\n' >"$tree/proc/version"
printf '0::/docker-%s.scope\n' "$id" >"$tree/proc/self/cgroup"
printf 'CapBnd:\t000001ffffffffff\nVmRSS:\t 123456789012 kB\n' >"$tree/proc/self/status"
printf 'ns1.example 1\n' >"$tree/proc/hosts"
printf 'root:x:0:0:::\ncarol:x:1000:1000:::\nnobody:x:65534:65534:::\n' >"$tree/etc/passwd"
printf 'sshd:carol\0' >"$tree/proc/7/cmdline"
printf '7 (10.1.2.7-manage) S 2 0\n' >"$tree/proc/7/stat"
printf 'Name:\tfe80::feed:1-ma\n' >"$tree/proc/7/status"
printf '5557e4bf6000-7fff5a6b6000 ---p 00000000 00:00 0    [rollup]\n' >"$tree/proc/7/smaps_rollup"
secrets="$id alice 1B4E28BA nas.example.org files.example.org 10.1.2 bob CORP buildhost 0a1b2c3d4e5f ns1 carol fe80"
has() { grep -rqF -- "$1" "$tree" || find "$tree" | grep -qF -- "$1"; }
for secret in $secrets; do
    has "$secret"
    result $? "the tree has $secret"
done
Tests/Fixtures/scrub.py "$tree" ns1 2>"$work/report"
result $? "the scrubber"
for secret in $secrets; do
    ! has "$secret"
    result $? "no $secret"
done
grep -q '000001ffffffffff' "$tree/proc/self/status" && grep -q 123456789012 "$tree/proc/self/status"
result $? "numbers and masks stay"
grep -q '^5557e4bf6000-7fff5a6b6000' "$tree/proc/7/smaps_rollup" && grep -q '^nobody:x:65534' "$tree/etc/passwd"
result $? "addresses of memory and the system's users stay"
[ -d "$tree/sys/fs/cgroup$(sed 's/^0:://' "$tree/proc/self/cgroup")" ]
result $? "a path in a text and its directory still agree"
grep -q 'uid=1000' "$tree/proc/self/mountinfo" && grep -q 'nfs4 server1:/export' "$tree/proc/self/mountinfo"
result $? "the form stays"
echo "capture: $passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]

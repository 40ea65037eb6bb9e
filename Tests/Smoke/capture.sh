#!/bin/bash
# A capture of this machine answers as a captured root, and nothing that identifies it is left; the
# scrubber finds what it should, in texts and in names. Usage: capture.sh PROBECTL
set -u
cd "$(dirname "$0")/../.."
probectl=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
result() {
    if [ "$1" -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "failed: $2"; fi
}

make -s capture OUT="$work/own" >"$work/log" 2>&1
result $? "make capture"
"$probectl" sample --root "$work/own/root" --interval 0 >/dev/null
result $? "a sample of the capture"
! grep -rqwF -- "$(cat /etc/machine-id 2>/dev/null || echo no-machine-id)" "$work/own"
result $? "no machine-id"
for address in $(cat /sys/class/net/*/address 2>/dev/null | grep -v '^00:00:00:00:00:00$'); do
    ! grep -rqiF -- "$address" "$work/own"
    result $? "no hardware address"
done

# A tree of what must not be left.
tree=$work/tree
id=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
mkdir -p "$tree/proc/self" "$tree/sys/fs/cgroup/docker-$id.scope" "$tree/sys/class/net/enx0a1b2c3d4e5f"
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
Tests/Fixtures/scrub.py "$tree" ns1 2>"$work/report"
result $? "the scrubber"
for secret in "$id" alice 1B4E28BA nas.example.org files.example.org 10.1.2 bob CORP buildhost 0a1b2c3d4e5f ns1; do
    ! { grep -rqF -- "$secret" "$tree" || find "$tree" | grep -qF -- "$secret"; }
    result $? "no $secret"
done
grep -q '000001ffffffffff' "$tree/proc/self/status" && grep -q 123456789012 "$tree/proc/self/status"
result $? "numbers and masks stay"
[ -d "$tree/sys/fs/cgroup$(sed 's/^0:://' "$tree/proc/self/cgroup")" ]
result $? "a path in a text and its directory still agree"
grep -q 'uid=1000' "$tree/proc/self/mountinfo" && grep -q 'nfs4 server1:/export' "$tree/proc/self/mountinfo"
result $? "the form stays"
echo "capture: $passed passed, $failed failed"
[ "$failed" -eq 0 ]

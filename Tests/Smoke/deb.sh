#!/bin/bash
# The Debian package: lintian has nothing against it; it installs in a minimal Debian of its own, where the command
# and a program with the library answer; removing it leaves nothing.
# Usage: deb.sh PROBECTL     (the static command, as make install-command makes it)
#
# The minimal Debian is unpacked once to .build-kernels/debian; its packages come from this machine's own mirror.
# As root, or the part in it is skipped. With REQUIRED=1 it is a failure if it cannot be unpacked though apt can
# download here; without a network it is skipped.
set -u
cd "$(dirname "$0")/../.." || exit 1
probectl=$1
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
verdict() {
    echo "deb: $passed passed, $failed failed, $skipped skipped"
    [ "$failed" -eq 0 ]
    exit
}
command -v dpkg-deb >/dev/null || {
    skip "dpkg-deb is not installed"
    verdict
}
# The umask of root can be this one.
(umask 077 && PROBECTL=$probectl make -s deb) >"$work/made" 2>"$work/log"
is "make deb" "0 " "$? $(grep -v '^dpkg-deb: building' "$work/log")"
package=$PWD/$(cat "$work/made")
is "its architecture" "$(dpkg --print-architecture)" "$(dpkg-deb -f "$package" Architecture)"
is "its sums" "" "$(dpkg-deb -R "$package" "$work/unpacked" && cd "$work/unpacked" && md5sum --quiet -c DEBIAN/md5sums)"
is "the modes of its files" "-rw-r--r-- -rwxr-xr-x drwxr-xr-x lrwxrwxrwx" \
    "$(echo $(dpkg-deb -c "$package" | cut -c 1-10 | LC_ALL=C sort -u))"
is "its size" "0" "$(($(du -k -s --apparent-size --exclude=DEBIAN "$work/unpacked" | cut -f 1) - $(dpkg-deb -f "$package" Installed-Size)))"
if command -v lintian >/dev/null; then
    is "lintian" "" "$(lintian --allow-root --fail-on none "$package" 2>&1)"
else
    skip "lintian is not installed"
fi

[ "$(id -u)" = 0 ] || {
    skip "not root: no Debian of its own to install it in"
    verdict
}
command -v debootstrap >/dev/null || {
    skip "debootstrap is not installed"
    verdict
}
debian=$PWD/.build-kernels/debian
if [ ! -e "$debian/complete" ]; then
    codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
    mirror=$(apt-get indextargets --format '$(RELEASE) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' |
        sed -n "s/^$codename main //p" | head -n 1)
    rm -rf "$debian"
    mkdir -p "$debian"
    if [ -z "$mirror" ] || ! debootstrap --variant=minbase "$codename" "$debian/root" "$mirror" >"$debian/log" 2>&1; then
        reason=$(tail -n 1 "$debian/log" 2>/dev/null)
        if [ -n "${REQUIRED:-}" ] && (cd "$work" && apt-get download hostname) >/dev/null 2>&1; then
            is "debootstrap, where apt can download" "a Debian" "${reason:-no mirror of $codename}"
        else
            skip "debootstrap found no Debian: ${reason:-no mirror of $codename}"
        fi
        verdict
    fi
    touch "$debian/complete"
fi
cp -a "$debian/root" "$work/root"
# With /proc, which the end of the command unmounts.
inside() {
    unshare --mount sh -c 'mount -t proc proc "$0/proc" && exec chroot "$0" "$@"' "$work/root" "$@" 2>&1
}
files() { (cd "$work/root" && find . ! -type d ! -path './var/*' ! -path './proc/*' ! -path './sys/*' | sort); }
files >"$work/before"
cp "$package" "$work/root/tmp/probectl.deb"
is "it installs" "ii " "$(inside dpkg -i /tmp/probectl.deb >"$work/log" && inside dpkg-query -W -f '${db:Status-Abbrev}' probectl)"
rm "$work/root/tmp/probectl.deb"
version=$(dpkg-deb -f "$package" Version)
is "the command" "$("$probectl" --version)" "$(inside probectl --version)"
soname=$(sed -n 's/^CORE_SONAME = //p' Makefile)
is "the library is known to the dynamic linker" "$soname" "$(inside ldconfig -p | awk -v soname="$soname" '$1 == soname {print $1}')"
is "what was configured" "" "$(inside dpkg --audit)"
# As if it was compiled there.
cc -std=c11 -I "$work/root/usr/include" Examples/quota.c -L "$(dirname "$(find "$work/root/usr/lib" -name libcprobe.so)")" \
    -lcprobe -o "$work/root/tmp/quota"
mkdir -p "$work/root/tmp/machine"
cp -r "$(Tests/Fixtures/archive.sh)/debian-6.1-x86_64-v2/root/." "$work/root/tmp/machine"
is "a program with the library" "cores 1.5" "$(inside /tmp/quota /tmp/machine | awk '/^cores/ {print $1, $2}')"
rm -r "$work/root/tmp/quota" "$work/root/tmp/machine"
is "it is removed" "" "$(inside dpkg -P probectl >"$work/log" && inside dpkg-query -W -f '${db:Status-Abbrev}' probectl 2>/dev/null | grep -v 'no packages')"
files >"$work/after"
is "what is left" "" "$(diff "$work/before" "$work/after")"
is "its version" "probectl $version" "$("$probectl" --version)"
verdict

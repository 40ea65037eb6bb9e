#!/bin/bash
# Makes the Debian package of the command, the C library, the manual page and the completions: .build-deb/*.deb,
# whose path it prints. DEBFULLNAME and DEBEMAIL are its maintainer. Needs dpkg-deb, make and a C compiler; and
# Swift, unless PROBECTL is a static command that `make install-command` has made already.
set -eu
umask 022
cd "$(dirname "$0")/.."
version=$(sed -n 's/^let version = "\(.*\)"/\1/p' Sources/probectl/Probectl.swift)
# The number of the soname: 0 of libcprobe.so.0.
abi=$(sed -n 's/^CORE_SONAME = libcprobe\.so\.//p' Makefile)
architecture=$(dpkg --print-architecture)
# Where Debian has libraries: lib/x86_64-linux-gnu.
triplet=$(${CC:-cc} -dumpmachine)
name=probectl_${version}_$architecture
maintainer="${DEBFULLNAME:-Probe maintainers} <${DEBEMAIL:-maintainers@probe.example}>"
tree=$PWD/.build-deb/tree
rm -rf "$tree"
mkdir -p "$tree/DEBIAN"
# Objects of its own: those of `make core` can be of another compiler, or with other flags.
core=.build-deb/core
rm -rf "$core"
places=(DESTDIR="$tree" PREFIX=/usr LIBDIR="/usr/lib/$triplet" CORE="$core")
make -s -j"$(nproc)" "${places[@]}" install-core install-texts >&2
if [ -n "${PROBECTL:-}" ]; then
    install -D -m 755 "$PROBECTL" "$tree/usr/bin/probectl"
    strip -s "$tree/usr/bin/probectl"
else
    make -s "${places[@]}" install-command >&2
fi
strip --strip-unneeded -R .comment -R .note "$tree/usr/lib/$triplet/libcprobe.so.$version"
strip -g "$tree/usr/lib/$triplet/libcprobe.a"
# Debian's zsh looks here.
mv "$tree/usr/share/zsh/site-functions" "$tree/usr/share/zsh/vendor-completions"
gzip -9n "$tree/usr/share/man/man1/probectl.1"

doc=$tree/usr/share/doc/probectl
mkdir -p "$doc" "$tree/usr/share/lintian/overrides"
# The day of the last commit, so that the same sources make the same package.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}
export SOURCE_DATE_EPOCH
day=$(date -R -u -d "@$SOURCE_DATE_EPOCH")
cat >"$doc/copyright" <<E2
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: probe

Files: *
Copyright: 2026 the authors of Probe
License: Apache-2.0
 On Debian systems, the text of the license is in /usr/share/common-licenses/Apache-2.0.
E2
cat <<E2 | gzip -9n >"$doc/changelog.gz"
probectl ($version) unstable; urgency=medium

  * See CHANGELOG.md of the sources.

 -- $maintainer  $day
E2
cat >"$tree/usr/share/lintian/overrides/probectl" <<E2
# Static, so that it starts faster.
probectl: statically-linked-binary [usr/bin/probectl]
# One package: the command needs no library, and who compiles with it needs both.
probectl: package-name-doesnt-match-sonames libcprobe$abi
probectl: link-to-shared-library-in-wrong-package *
E2
# The C library by the newest of the versions of its symbols.
glibc=$(objdump -T "$tree/usr/lib/$triplet/libcprobe.so.$version" | grep -oE 'GLIBC_[0-9.]+' | sort -uV | tail -n 1)
cat >"$tree/DEBIAN/control" <<E2
Package: probectl
Version: $version
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $(du -k -s --apparent-size --exclude=DEBIAN "$tree" | cut -f 1)
Depends: libc6 (>= ${glibc#GLIBC_})
Section: admin
Priority: optional
Multi-Arch: no
Description: reads the state of a machine, its container and its processes
 The command probectl reports CPU, memory, disks, network, pressure and the
 quota of a cgroup with the file that sets it, as text or JSON.
 .
 The C library libcprobe reads the same without allocating memory; its headers
 are included.
E2
printf 'libcprobe %s probectl\n' "$abi" >"$tree/DEBIAN/shlibs"
printf 'activate-noawait ldconfig\n' >"$tree/DEBIAN/triggers"
(cd "$tree" && find usr -type f -print0 | sort -z | xargs -0 md5sum) >"$tree/DEBIAN/md5sums"
dpkg-deb --root-owner-group -Zxz --build "$tree" ".build-deb/$name.deb" >&2
echo ".build-deb/$name.deb"

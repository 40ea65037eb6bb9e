#!/bin/bash
# fetch.sh DIR: unpacks the newest peers that Debian has into DIR/root, and says in DIR/versions what
# each is. Nothing is installed: apt runs with a root of its own, for unstable, and where that cannot
# be had for the release of this machine. The C libraries come with the libc that they were built for.
set -u
dir=$1
keys=/usr/share/keyrings/debian-archive-keyring.gpg
packages="libproc2-dev libstatgrab-dev libuv1-dev golang-github-shirou-gopsutil-dev
    golang-github-prometheus-procfs-dev golang-uber-automaxprocs-dev librust-sysinfo-dev
    librust-procfs-dev"
[ ! -e "$dir/root/complete" ] || exit 0
command -v apt-get >/dev/null || { echo "there is no apt-get" >&2; exit 1; }
codename=$(. /etc/os-release && echo "$VERSION_CODENAME")
mirror=$(apt-get indextargets --format '$(RELEASE) $(COMPONENT) $(REPO_URI)' \
    'Created-By: Packages' | sed -n "s/^$codename main //p" | head -n 1)
[ -n "$mirror" ] || { echo "apt knows no Debian mirror" >&2; exit 1; }

fetch() { # SUITE
    rm -rf "$dir/apt" "$dir/root"
    mkdir -p "$dir"/apt/{state/lists/partial,cache/archives/partial,preferences,debs} "$dir/root"
    : >"$dir/apt/status"
    echo "deb [signed-by=$keys] $mirror $1 main" >"$dir/apt/sources.list"
    cat >"$dir/apt/apt.conf" <<C
Dir::State "$dir/apt/state"; Dir::State::status "$dir/apt/status"; Dir::Cache "$dir/apt/cache";
Dir::Etc::sourcelist "$dir/apt/sources.list"; Dir::Etc::sourceparts "-";
Dir::Etc::preferencesparts "$dir/apt/preferences"; Dir::Etc::preferences "/dev/null";
APT::Sandbox::User "root"; Acquire::Retries "2"; Acquire::Languages "none";
C
    export APT_CONFIG=$dir/apt/apt.conf
    cd "$dir/apt/debs" && apt-get update -qq &&
        apt-get install -s --no-install-recommends $packages >../plan || return 1
    awk '$1 == "Inst" && $2 ~ /^(librust-|golang-|libproc2|libstatgrab|libuv1|libc6$|libsystemd0|libgcc-s1)/ {
        print $2 }' ../plan >../wanted
    apt-get download -qq $(cat ../wanted) || return 1
    for file in *.deb; do
        dpkg -x "$file" "$dir/root" || return 1
    done
    awk '$1 == "Inst" { gsub(/[()]/, "", $3); print $2, $3 }' ../plan >"$dir/versions"
    echo "$1" >"$dir/suite"
    unset APT_CONFIG
    touch "$dir/root/complete"
}
fetch sid || fetch "$codename"

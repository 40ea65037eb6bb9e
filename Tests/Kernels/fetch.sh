#!/bin/bash
# Prepares a guest: installs the emulator and its tools if they are missing (as root, on Debian),
# and downloads the guest's kernel and busybox into the cache, once.
# Usage: fetch.sh GUEST...          (6.1-x86_64, 6.12-x86_64, 5.10-x86_64, 7-x86_64, 6.1-aarch64, and
#                                   6.1-generic-x86_64, which has the drivers of real machines;
#                                   disk-tools-x86_64 is no guest, but nvme and smartctl with
#                                   their libraries and loader, to be put into one;
#                                   storage-tools-x86_64 mdadm, dmsetup and btrfs)
#
# The cache is KERNELS_CACHE, or else .build-kernels in the repository. The packages come from the
# mirror that this machine's apt uses, through a separate apt root, so that neither another suite
# nor another architecture is added to the machine. If a download is impossible: the reason on
# stderr, and status 77.
set -u
cache=${KERNELS_CACHE:-$(cd "$(dirname "$0")/../.." && pwd)/.build-kernels}
cannot() { echo "$*" >&2; exit 77; }

install_tools() { # ARCHITECTURE
    missing=()
    case $1 in
    amd64) command -v qemu-system-x86_64 >/dev/null || missing+=(qemu-system-x86 seabios) ;;
    arm64) command -v qemu-system-aarch64 >/dev/null || missing+=(qemu-system-arm) ;;
    esac
    command -v cpio >/dev/null || missing+=(cpio)
    [ -x /sbin/depmod ] || missing+=(kmod)
    [ -x /sbin/sfdisk ] || missing+=(fdisk)
    [ ${#missing[@]} -gt 0 ] || return 0
    [ "$(id -u)" -eq 0 ] || cannot "not installed, and not root: ${missing[*]}"
    command -v apt-get >/dev/null || cannot "not installed, and no apt-get: ${missing[*]}"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
        --no-install-recommends "${missing[@]}"; } >"$cache/install.log" 2>&1 ||
        cannot "cannot be installed: ${missing[*]} (see $cache/install.log)"
}

# The mirror of this machine that has its own release (and -security), as apt reads its sources.
mirror() { # "" or -security
    apt-get indextargets --format '$(RELEASE) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' |
        sed -n "s/^$(. /etc/os-release && echo "$VERSION_CODENAME")$1 main //p" | head -n 1
}

# From here on apt uses a root of its own, for one suite and architecture.
apt_root() { # DIRECTORY SUITE ARCHITECTURE
    mkdir -p "$1"/{state/lists/partial,cache/archives/partial,preferences}
    : >"$1/status"
    plain=$(APT_CONFIG='' mirror '') security=$(APT_CONFIG='' mirror -security)
    keys=/usr/share/keyrings/debian-archive-keyring.gpg
    {
        [ -z "$plain" ] || echo "deb [signed-by=$keys] $plain $2 main"
        [ -z "$security" ] || echo "deb [signed-by=$keys] $security $2-security main"
    } >"$1/sources.list"
    [ -s "$1/sources.list" ] || cannot "apt knows no Debian mirror"
    cat >"$1/apt.conf" <<C
Dir::State "$1/state"; Dir::State::status "$1/status"; Dir::Cache "$1/cache";
Dir::Etc::sourcelist "$1/sources.list"; Dir::Etc::sourceparts "-";
Dir::Etc::preferencesparts "$1/preferences"; Dir::Etc::preferences "/dev/null";
APT::Architecture "$3"; APT::Architectures { "$3"; }; APT::Sandbox::User "root";
Acquire::Retries "2"; Acquire::Languages "none"; Acquire::http::Timeout "30";
C
    export APT_CONFIG=$1/apt.conf
    # Of an old release, the mirror may lack one of the two suites: the other may suffice.
    apt-get update -qq >"$1/log" 2>&1 || :
}

# Programs, and of the packages that theirs depend on the libraries alone.
fetch_tools() { # NAME "PACKAGE..." TOOL...
    [ ! -e "$cache/$1/complete" ] || return 0
    command -v apt-get >/dev/null || cannot "no apt-get to fetch $2 with"
    local name=$1 tools=("${@:3}") packages done=0
    read -ra packages <<<"$2"
    rm -rf "${cache:?}/$name" "$cache/$name.work"
    mkdir -p "$cache/$name.work/root" "$cache/$name.work/tools" && cd "$cache/$name.work" ||
        cannot "$cache cannot be written to"
    apt_root "$PWD/apt" bookworm amd64
    while [ "$done" -lt ${#packages[@]} ]; do
        more=("${packages[@]:done}") done=${#packages[@]}
        for library in $(apt-cache depends "${more[@]}" 2>/dev/null |
            sed -n 's/^ *\(Pre\)\?Depends: \(lib[a-z0-9.+-]*\|zlib1g\)$/\2/p'); do
            [[ " ${packages[*]} " == *" $library "* ]] || packages+=("$library")
        done
    done
    apt-get download -qq "${packages[@]}" >>apt/log 2>&1 || cannot "$2: $(tail -n 1 apt/log)"
    for archive in *.deb; do dpkg -x "$archive" root || cannot "$archive: damaged"; done
    libraries=$PWD/root/lib/x86_64-linux-gnu:$PWD/root/usr/lib/x86_64-linux-gnu
    loader=${libraries%%:*}/ld-linux-x86-64.so.2
    # libc loads libgcc_s by its name when a thread is cancelled.
    cp -L "$loader" "${libraries%%:*}/libgcc_s.so.1" tools/ || cannot "libc6: incomplete"
    for tool in "${tools[@]}"; do
        cp "$(find root -type f -path "*bin/$tool")" tools/ || cannot "$tool: not in $2"
        "$loader" --library-path "$libraries" --list "tools/$tool" >list || cannot "$tool: cannot be loaded here"
        # A library of this machine is one that was not fetched.
        sed -n 's:^.* => \([^ ]*\).*:\1:p' list | while read -r library; do
            [[ $library == "$PWD"/* ]] && cp -L "$library" tools/ || exit 1
        done || cannot "$tool: without $(grep -v "$PWD" list | tr -d '\t' | tail -n 1)"
    done
    for archive in *.deb; do echo "${archive%.deb}"; done >tools/complete
    cd "$cache" && mv "$name.work/tools" "$name" && rm -rf "$name.work"
}

fetch() { # GUEST
    case $1 in
    6.1-x86_64) suite=bookworm architecture=amd64 package=linux-image-cloud-amd64 ;;
    6.1-generic-x86_64) suite=bookworm architecture=amd64 package=linux-image-amd64 ;;
    6.12-x86_64) suite=bookworm architecture=amd64 package=linux-image-6.12-cloud-amd64 ;;
    5.10-x86_64) suite=bullseye architecture=amd64 package=linux-image-cloud-amd64 ;;
    7-x86_64) suite=trixie-backports architecture=amd64 package=linux-image-cloud-amd64 ;;
    6.1-aarch64) suite=bookworm architecture=arm64 package=linux-image-cloud-arm64 ;;
    disk-tools-x86_64)
        fetch_tools "$1" "nvme-cli smartmontools" nvme smartctl
        return
        ;;
    storage-tools-x86_64)
        fetch_tools "$1" "mdadm dmsetup btrfs-progs" mdadm dmsetup btrfs mkfs.btrfs
        return
        ;;
    *) cannot "no such guest: $1" ;;
    esac
    install_tools $architecture
    [ ! -e "$cache/$1/complete" ] || return 0
    command -v apt-get >/dev/null || cannot "no apt-get to fetch a kernel with"
    rm -rf "$cache/$1" "$cache/$1.work"
    mkdir -p "$cache/$1.work/root" && cd "$cache/$1.work" || cannot "$cache cannot be written to"
    apt_root "$PWD/apt" $suite $architecture
    # The package of the kernel itself has its version in its name, which changes every few weeks.
    kernel=$(apt-cache depends $package 2>/dev/null |
        sed -n 's/^ *Depends: \(linux-image-[0-9].*\)$/\1/p' | head -n 1)
    [ -n "$kernel" ] || cannot "$package: not in $suite ($(tail -n 1 apt/log))"
    # The newest kernels are split: this package only depends on the others.
    for more in $(apt-cache depends "$kernel" |
        sed -n 's/^ *Depends: \(linux-\(base\|binary\|modules\)-[0-9].*\)$/\1/p'); do
        apt-get download -qq "$more" >>apt/log 2>&1 || cannot "$more: $(tail -n 1 apt/log)"
    done
    # busybox comes from the older suite if that has it: only the security suite may be left.
    apt-get download -qq "$kernel" >>apt/log 2>&1 || cannot "$kernel: $(tail -n 1 apt/log)"
    [ "$suite" = bookworm ] || apt_root "$PWD/apt-busybox" bookworm $architecture
    apt-get download -qq busybox-static >>apt/log 2>&1 || cannot "busybox-static: $(tail -n 1 apt/log)"
    for archive in *.deb; do dpkg -x "$archive" root || cannot "$archive: damaged"; done
    [ -d root/lib/modules ] || { mkdir -p root/lib && mv root/usr/lib/modules root/lib/; } ||
        cannot "$kernel: no modules"
    version=$(ls root/lib/modules)
    /sbin/depmod -b root "$version" || cannot "$kernel: no list of its modules"
    mv "$(find root/boot root/lib/modules -name 'vmlinuz*' 2>/dev/null)" root/vmlinuz &&
        mv root/bin/busybox root/busybox ||
        cannot "$kernel: incomplete"
    rm -rf root/usr root/boot root/bin
    echo "$kernel" >root/complete
    cd "$cache" && mv "$1.work/root" "$1" && rm -rf "$1.work"
}

mkdir -p "$cache" || cannot "$cache cannot be made"
exec 9>"$cache/lock" && flock 9 # Two runs at once would download the same files.
for guest; do (fetch "$guest") || exit $?; done

#!/bin/bash
# Prints the path of cadvisor: the installed one, or that of Debian 11, the newest that Debian has. That is unpacked to
# FOLDER by an apt root of its own, from the mirror of this machine or from Debian's archive; nothing is installed.
# Usage: cadvisor.sh FOLDER     77: it cannot be had, with the reason on stderr
set -u
command -v cadvisor && exit
folder=$(mkdir -p "$1" && cd "$1" && pwd) || exit
program=$folder/usr/bin/cadvisor
[ ! -x "$program" ] || { echo "$program" && exit; }
for tool in apt-get dpkg timeout; do
    command -v $tool >/dev/null || { echo "cadvisor cannot be fetched without $tool" >&2 && exit 77; }
done
apt=$(mktemp -d)
trap 'rm -rf "$apt"' EXIT
mkdir -p "$apt"/{state/lists/partial,cache/archives/partial} && : >"$apt/status"
cat >"$apt/conf" <<C
Dir::State "$apt/state"; Dir::State::status "$apt/status"; Dir::Cache "$apt/cache";
Dir::Etc::sourcelist "$apt/list"; Dir::Etc::sourceparts "-"; APT::Sandbox::User "root";
C
own=$(apt-get indextargets --format '$(COMPONENT) $(REPO_URI)' 'Created-By: Packages' 2>/dev/null |
    sed -n 's/^main //p' | head -n 1)
for mirror in $own http://archive.debian.org/debian; do
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror bullseye main" >"$apt/list"
    if (
        export APT_CONFIG=$apt/conf
        cd "$apt" && timeout 120 apt-get update -qq && timeout 120 apt-get download -qq cadvisor &&
            dpkg -x ./*.deb "$folder"
    ) >"$apt/log" 2>&1 && [ -x "$program" ]; then
        echo "$program" && exit
    fi
done
echo "cadvisor of Debian 11 cannot be fetched: $(tail -n 1 "$apt/log")" >&2
exit 77

#!/bin/sh
# judges.sh [-d DIR] [-o RESULTS] [-p PROBECTL] [install] [captured] [live] [guests]
#
# Asks other implementations how many CPUs and how much memory there are, beside Probe, and prints
# what they say as Markdown tables. No argument means all but guests.
#
#   install   brings the judges together in DIR, ${XDG_CACHE_HOME:-$HOME/.cache}/probe-judges when not
#             given: Debian's packages, and some of PyPI. INSTALL=no takes only what is there
#             already; PYTHON is the Python to ask.
#   captured  asks them of each captured machine of Tests/Fixtures, in a mount namespace (root)
#   live      asks them in control groups made for it on this machine, and removed again (root)
#   guests    asks them in virtual machines of other kernels: see guest.sh, which needs RUN_GUEST
#
# PROBECTL is .build/debug/probectl when not given; in guests it must be static (make install makes
# one). What cannot be had or asked is a skip with its reason, counted at the end. What they say is
# no verdict: it exits 0 if at least one of them answered.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
dir=${XDG_CACHE_HOME:-$HOME/.cache}/probe-judges
results= probectl=$here/../../.build/debug/probectl
while getopts d:o:p: option; do
    case $option in
    d) dir=$OPTARG ;; o) results=$OPTARG ;; p) probectl=$OPTARG ;; *) exit 64 ;;
    esac
done
shift $((OPTIND - 1))
[ $# -gt 0 ] || set -- install captured live
probectl=$(cd "$(dirname "$probectl")" && pwd)/${probectl##*/}
[ -x "$probectl" ] || { echo "judges.sh: there is no $probectl" >&2; exit 64; }
mkdir -p "$dir"
dir=$(cd "$dir" && pwd)
if [ -z "$results" ]; then
    results=$(mktemp -d)
    trap 'rm -rf "$results"' EXIT
fi
mkdir -p "$results"
results=$(cd "$results" && pwd)

for what; do
    case $what in
    install) sh "$here/install.sh" "$dir" ;;
    captured | live | guests)
        [ "$(id -u)" = 0 ] || { echo "- $what: skipped: needs root"; continue; }
        mkdir -p "$dir/judges"
        printf '#!/bin/sh\nexec %s quota --format json\n' "$probectl" >"$dir/judges/probe"
        chmod 755 "$dir/judges/probe"
        ;;
    *) sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2; exit 64 ;;
    esac
    case $what in
    captured)
        # lxcfs has descriptors of its own of the real groups: it cannot be shown others.
        # Probe believes no group that is not of a cgroup file system, except with --root.
        WITHOUT="lxcfs probe kernel" PRELOAD=$dir/statfs.so
        export WITHOUT PRELOAD
        [ -e "$PRELOAD" ] || PRELOAD=
        fixtures=$("$here/../Fixtures/archive.sh")
        for root in "$fixtures"/*/root; do
            [ -e "$root/proc/self/cgroup" ] || continue
            out=$results/captured/$(basename "$(dirname "$root")")
            sh "$here/ask.sh" "$dir" "$out" unshare -m sh "$here/within.sh" "$root"
            "$probectl" quota --format json --root "$root" >"$out/probe-root" ||
                : # 1: nothing was found out
        done
        echo "skipped: has the groups of the running kernel open, and cannot be shown others" \
            >"$results/captured/lxcfs.skipped"
        echo "skipped: the kernel that was captured is not there to give anything" \
            >"$results/captured/kernel.skipped"
        unset WITHOUT PRELOAD
        ;;
    live) sh "$here/cases.sh" "$dir" "$results/live" ;;
    guests) sh "$here/guest.sh" "$dir" "$results" "$probectl" ;;
    esac
done
python3 "$here/table.py" "$results" "$dir"

#!/bin/sh
# capture.sh OUTDIR [PID]
#
# Copies the kernel files that Probe reads into OUTDIR, which then stands for "/": OUTDIR/proc/stat
# is /proc/stat. PID (this shell, when not given) is the process that OUTDIR/proc/self describes,
# and whose control groups are copied: its own group and each ancestor up to the mount, in every
# hierarchy, and nothing of their neighbours.
#
# To capture a group from inside: sh -c 'echo $$ > GROUP/cgroup.procs; exec sh capture.sh OUTDIR'.
# Needs a POSIX shell, cat, ln, ls, mkdir, rm and wc; busybox has them. Root is not needed, but sees
# more files. They are read one after the other, so their numbers are of slightly different moments.

set -u
LC_ALL=C
export LC_ALL
usage='usage: capture.sh OUTDIR [PID]'
out=${1:?$usage}
pid=${2:-$$}
limit=262144 # bytes; a larger file has no place in a fixture

if [ ! -r "/proc/$pid/cgroup" ]; then
    echo "capture.sh: process $pid is not there" >&2
    exit 1
fi

# copy FROM TO: one file, exactly as read(2) gives it. Left out are what its mode calls write-only
# (root could open it), what does not open, what fails on the way, and what is too large.
copy() {
    case $(ls -ldL "$1" 2>/dev/null) in
    -r* | -??????r*) ;;
    *) return 0 ;;
    esac
    mkdir -p "$out${2%/*}" || exit 1
    if ! cat "$1" 2>/dev/null >"$out$2" || [ "$(wc -c <"$out$2")" -gt "$limit" ]; then
        rm -f "$out$2"
    fi
}

# copy_files FROM TO: the regular files that stand directly in a directory.
copy_files() {
    for file in "$1"/*; do
        if [ -f "$file" ] && [ ! -L "$file" ]; then
            copy "$file" "$2/${file##*/}"
        fi
    done
}

# unescape TEXT: mountinfo writes blank, tab, newline and backslash as \040, \011, \012 and \134.
unescape() {
    rest=$1
    text=
    while :; do
        case $rest in
        *\\[0-7][0-7][0-7]*) ;;
        *) break ;;
        esac
        text=$text${rest%%\\*}
        rest=${rest#*\\}
        code=${rest%"${rest#???}"}
        # The point keeps a newline, which $( ) would drop at the end.
        char=$(printf "\\$code.")
        text=$text${char%.}
        rest=${rest#???}
    done
    text=$text$rest
}

# find_group CONTROLLERS PATH: sets mount, and below, the way from there to the group ("" for the
# mount itself). CONTROLLERS is empty for v2. Where several mounts show one hierarchy, the first
# that contains the group is taken. When none does (the path leads out of the cgroup namespace), the
# first mount is taken with nothing below it: what a process sees there is all that it can see.
find_group() {
    mount=
    below=
    while read -r _ _ _ root point _ fields; do
        fields=" $fields"
        fields=${fields#* - } # the optional fields end with a lone hyphen
        options=${fields#* }
        options=${options#* }
        case ${1:+v1}:${fields%% *} in
        :cgroup2) ;;
        v1:cgroup)
            # A controller belongs to one hierarchy, so the first of several is enough.
            case ,$options, in
            *,"${1%%,*}",*) ;;
            *) continue ;;
            esac
            ;;
        *) continue ;;
        esac
        unescape "$point"
        point=$text
        unescape "$root"
        root=${text%/}
        mount=${mount:-$point}
        case $2/ in
        */../*) ;;
        "$root"/*)
            mount=$point
            below=${2#"$root"}
            below=${below%/}
            return 0
            ;;
        esac
    done <"/proc/$pid/mountinfo"
    [ -n "$mount" ]
}

for name in stat meminfo vmstat loadavg uptime version cgroups diskstats partitions swaps \
    filesystems sys/kernel/pid_max sys/kernel/threads-max sys/kernel/osrelease; do
    copy "/proc/$name" "/proc/$name"
done
copy_files /proc/pressure /proc/pressure
# /proc/net and /proc/self are links; in the copy they are a directory each.
for name in dev snmp sockstat; do
    copy "/proc/$pid/net/$name" "/proc/net/$name"
done
for name in cgroup mountinfo stat status statm limits io; do
    copy "/proc/$pid/$name" "/proc/self/$name"
done

cpus=/sys/devices/system/cpu
for name in online possible present offline kernel_max; do
    copy "$cpus/$name" "$cpus/$name"
done
for cpu in "$cpus"/cpu[0-9]*; do
    copy "$cpu/online" "$cpu/online"
    copy_files "$cpu/topology" "$cpu/topology"
    copy_files "$cpu/cpufreq" "$cpu/cpufreq"
done

for device in /sys/block/*; do
    copy_files "$device/dm" "$device/dm"
done
# /sys shows the network of its mount; what a name says there is said of the same name in net/dev.
for interface in /sys/class/net/*; do
    for name in ifindex iflink flags mtu speed duplex operstate uevent; do
        copy "$interface/$name" "$interface/$name"
    done
    # What it stands on is said by the names of links alone.
    for link in "$interface"/lower_*; do
        if [ -L "$link" ] && mkdir -p "$out$interface"; then
            ln -s ignored "$out$link"
        fi
    done
done

# The process may have other mounts than this shell; its own are seen through /proc/PID/root.
through=/proc/$pid/root
if [ "$pid" = $$ ] || [ ! -d "$through/" ]; then
    through=
fi
while IFS=: read -r _ controllers path; do
    find_group "$controllers" "$path" || continue
    while :; do
        copy_files "$through$mount$below" "$mount$below"
        if [ -z "$below" ]; then
            break
        fi
        below=${below%/*}
    done
done <"/proc/$pid/cgroup"

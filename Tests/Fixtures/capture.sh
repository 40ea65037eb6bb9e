#!/bin/sh
# capture.sh [-a] [-n COUNT] OUTDIR [PID]
#
# Copies the kernel files that Probe reads into OUTDIR, which then stands for "/": OUTDIR/proc/stat
# is /proc/stat. PID (this shell, when not given) is the process that OUTDIR/proc/self leads to, and
# whose control groups are copied: its own group and each ancestor up to the mount, in every
# hierarchy, and nothing of their neighbours.
#
# Of the COUNT processes with the lowest pids (200, when not given), and of PID, what Probe reads of a
# process is copied. A descriptor is an empty file; a process without proc/N/fd had none, or they
# could not be listed. Of the threads the main one and seven others are copied. Command lines hold
# secrets: of each only the program is kept, up to the first blank, unless -a asks for all arguments.
# Environments are never copied, and of /etc/passwd only the names and numbers.
#
# To capture a group from inside: sh -c 'echo $$ > GROUP/cgroup.procs; exec sh capture.sh OUTDIR'.
# Needs a POSIX shell, cat, head, ln, ls, mkdir, rm, rmdir, sort, tr and wc; busybox has them. Root is
# not needed, but sees more files. They are read one after the other, so their numbers are of
# slightly different moments.

set -u
LC_ALL=C
export LC_ALL
usage='usage: capture.sh [-a] [-n COUNT] OUTDIR [PID]'
with_arguments=
count=200
while getopts an: option; do
    case $option in
    a) with_arguments=1 ;;
    n) count=$OPTARG ;;
    *)
        echo "$usage" >&2
        exit 64
        ;;
    esac
done
shift $((OPTIND - 1))
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

# copy_as_is FILE: one of a process, which may be gone, or not to be read.
copy_as_is() {
    if ! cat "$1" 2>/dev/null >"$out$1"; then
        rm -f "$out$1"
        return 1
    fi
}

# copy_link PATH: the target of a link, which need not exist.
copy_link() {
    if target=$(readlink "$1" 2>/dev/null); then
        mkdir -p "$out${1%/*}" && ln -s "$target" "$out$1"
    fi
}

# copy_command_line PROCESS: the first argument as far as it is the program's name; programs that
# write their own title put what they like behind it.
copy_command_line() {
    # The point keeps the newlines, of which none says that there is no argument at all.
    program=$(tr '\000\t\n ' '\n\n\n\n' 2>/dev/null <"$1/cmdline" | head -n 1 && echo .) || return 0
    if [ "$program" = . ]; then
        : >"$out$1/cmdline"
    else
        printf '%s\000' "${program%??}" >"$out$1/cmdline"
    fi
}

# copy_of_thread PATH: what else is read of a thread in the place of a main thread that ended.
copy_of_thread() {
    copy_as_is "$1/cgroup"
    copy_as_is "$1/smaps_rollup"
    if [ -n "$with_arguments" ]; then copy_as_is "$1/cmdline"; else copy_command_line "$1"; fi
    for descriptor in "$1"/fd/*; do
        case ${descriptor##*/} in
        *[!0-9]*) continue ;;
        esac
        mkdir -p "$out$1/fd" && : >"$out$descriptor"
    done
}

# copy_process PID: what is read of a process; nothing, where it is gone.
copy_process() {
    from=/proc/$1
    mkdir -p "$out$from/task/$1" || exit 1
    if ! copy_as_is "$from/stat"; then
        rmdir "$out$from/task/$1" "$out$from/task" "$out$from"
        return 0
    fi
    for file in status io cgroup smaps_rollup oom_score oom_score_adj schedstat wchan loginuid \
        sessionid autogroup task/"$1"/stat task/"$1"/status; do
        copy_as_is "$from/$file"
    done
    if [ -n "$with_arguments" ]; then
        copy_as_is "$from/cmdline"
    else
        copy_command_line "$from"
    fi
    for link in exe cwd root ns/cgroup ns/ipc ns/mnt ns/net ns/pid ns/pid_for_children ns/time \
        ns/time_for_children ns/user ns/uts; do
        copy_link "$from/$link"
    done
    threads=1
    for task in "$from"/task/*; do
        if [ "$task" != "$from/task/$1" ] && [ "$threads" -lt 8 ] && mkdir -p "$out$task"; then
            copy_as_is "$task/stat"
            copy_as_is "$task/status"
            # Where the main thread ended, what the process has is its other threads'.
            if [ -z "$(tr -d '\000' 2>/dev/null <"$from/cmdline")" ] && [ "$threads" -eq 1 ]; then
                copy_of_thread "$task"
            fi
            threads=$((threads + 1))
        fi
    done
    for descriptor in "$from"/fd/*; do
        case ${descriptor##*/} in
        *[!0-9]*) continue ;;
        esac
        if [ -d "$out$from/fd" ] || mkdir "$out$from/fd"; then
            : >"$out$descriptor"
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

# The processes first: none of them then started after what uptime and stat say.
mkdir -p "$out/proc" || exit 1
ln -s "$pid" "$out/proc/self"
for name in mountinfo statm limits; do
    copy "/proc/$pid/$name" "/proc/$pid/$name"
done
copy_process "$pid"
ls /proc | sort -n | while read -r process; do
    case $process in
    *[!0-9]* | "$pid") continue ;;
    esac
    [ "$count" -gt 0 ] || break
    copy_process "$process"
    count=$((count - 1))
done
for name in stat meminfo vmstat loadavg uptime version cgroups diskstats partitions swaps \
    interrupts softirqs schedstat cpuinfo zoneinfo buddyinfo slabinfo \
    sys/fs/file-nr sys/fs/inode-nr sys/fs/nr_open sys/kernel/random/entropy_avail \
    sys/kernel/version sys/vm/max_map_count sys/vm/swappiness sys/vm/overcommit_memory \
    sys/vm/overcommit_ratio sys/vm/dirty_ratio sys/vm/dirty_background_ratio \
    sys/vm/min_free_kbytes sys/vm/vfs_cache_pressure \
    filesystems sys/kernel/pid_max sys/kernel/threads-max sys/kernel/osrelease \
    sys/kernel/random/boot_id sys/net/netfilter/nf_conntrack_count \
    sys/net/netfilter/nf_conntrack_max; do
    copy "/proc/$name" "/proc/$name"
done
copy_files /proc/pressure /proc/pressure
# /proc/net is a link; in the copy it is a directory.
for name in dev snmp sockstat softnet_stat netstat snmp6 sockstat6 route ipv6_route arp \
    wireless xfrm_stat; do
    copy "/proc/$pid/net/$name" "/proc/net/$name"
done
if [ -r /etc/passwd ] && mkdir -p "$out/etc"; then
    # Its seven fields, those of people left empty.
    while IFS=: read -r name _ uid gid _; do
        printf '%s:x:%s:%s:::\n' "$name" "$uid" "$gid"
    done </etc/passwd >"$out/etc/passwd"
fi

cpus=/sys/devices/system/cpu
for name in online possible present offline kernel_max isolated nohz_full; do
    copy "$cpus/$name" "$cpus/$name"
done
for cpu in "$cpus"/cpu[0-9]*; do
    copy "$cpu/online" "$cpu/online"
    copy_files "$cpu/topology" "$cpu/topology"
    copy "$cpu/cpu_capacity" "$cpu/cpu_capacity"
    for cache in "$cpu"/cache/index[0-9]*; do
        for name in level size type coherency_line_size shared_cpu_list; do
            copy "$cache/$name" "$cache/$name"
        done
    done
    copy_files "$cpu/cpufreq" "$cpu/cpufreq"
done

copy_files "$cpus/vulnerabilities" "$cpus/vulnerabilities"
for controller in /sys/devices/system/edac/mc/mc[0-9]*; do
    for name in ce_count ue_count; do copy "$controller/$name" "$controller/$name"; done
done
copy /sys/devices/system/node/online /sys/devices/system/node/online
for node in /sys/devices/system/node/node[0-9]*; do
    for name in cpulist meminfo numastat distance; do copy "$node/$name" "$node/$name"; done
done

for device in /sys/block/*; do
    copy_files "$device/dm" "$device/dm"
    # Serial numbers and names of the world are left out.
    for name in size ro removable hidden device/vendor device/model device/rev device/firmware_rev \
        device/state device/queue_depth; do
        copy "$device/$name" "$device/$name"
    done
    for name in rotational logical_block_size physical_block_size max_sectors_kb nr_requests \
        discard_granularity write_cache scheduler zoned; do
        copy "$device/queue/$name" "$device/queue/$name"
    done
    for lower in "$device"/slaves/*; do
        if [ -e "$lower" ]; then mkdir -p "$out$lower"; fi
    done
    for name in level raid_disks array_state degraded sync_action sync_completed sync_speed \
        mismatch_cnt chunk_size metadata_version; do
        copy "$device/md/$name" "$device/md/$name"
    done
    for member in "$device"/md/dev-*; do
        for name in state slot errors; do copy "$member/$name" "$member/$name"; done
    done
    case $device in */zram*)
        for name in disksize mm_stat comp_algorithm; do copy "$device/$name" "$device/$name"; done
        ;;
    esac
done
copy /proc/spl/kstat/zfs/arcstats /proc/spl/kstat/zfs/arcstats
for pool in /sys/fs/btrfs/*-*; do
    copy "$pool/label" "$pool/label"
    for kind in data metadata system mixed; do
        for name in total_bytes bytes_used; do
            copy "$pool/allocation/$kind/$name" "$pool/allocation/$kind/$name"
        done
    done
    for device in "$pool"/devices/*; do
        if [ -e "$device" ]; then mkdir -p "$out$device"; fi
    done
    for device in "$pool"/devinfo/*; do
        for name in missing error_stats; do copy "$device/$name" "$device/$name"; done
    done
done
# Sensors, power supplies and graphics processors. Links become the directories that they lead to, but
# that of a sensor's device.
for chip in /sys/class/hwmon/hwmon[0-9]*; do
    for file in "$chip"/name "$chip"/temp[0-9]* "$chip"/fan[0-9]* "$chip"/in[0-9]* "$chip"/curr[0-9]* \
        "$chip"/power[0-9]* "$chip"/energy[0-9]* "$chip"/humidity[0-9]*; do
        copy "$file" "$file"
    done
    copy_link "$chip/device"
done
for zone in /sys/class/thermal/thermal_zone[0-9]*; do
    copy "$zone/type" "$zone/type"
    copy "$zone/temp" "$zone/temp"
    for file in "$zone"/trip_point_[0-9]*_*; do copy "$file" "$file"; done
done
for cooling in /sys/class/thermal/cooling_device[0-9]*; do
    for name in type cur_state max_state; do copy "$cooling/$name" "$cooling/$name"; done
done
for supply in /sys/class/power_supply/*; do
    for file in "$supply"/*; do
        case ${file##*/} in
        serial_number | uevent | wakeup*) ;;
        *) copy "$file" "$file" ;;
        esac
    done
done
for zone in /sys/class/powercap/*:*; do
    for name in name energy_uj max_energy_range_uj; do copy "$zone/$name" "$zone/$name"; done
done
for card in /sys/class/drm/card[0-9]; do
    for name in vendor device power/runtime_status gpu_busy_percent mem_busy_percent \
        mem_info_vram_total mem_info_vram_used mem_info_gtt_total mem_info_gtt_used pp_dpm_sclk \
        pp_dpm_mclk; do
        copy "$card/device/$name" "$card/device/$name"
    done
    copy_link "$card/device/driver"
    for file in "$card"/gt_*_freq_mhz "$card"/gt/gt0/rps_*_freq_mhz "$card"/gt/gt0/rc6_residency_ms \
        "$card"/power/rc6_residency_ms "$card"/device/tile0/gt0/freq0/*_freq \
        "$card"/device/tile0/gt0/gtidle/idle_residency_ms "$card"/device/hwmon/hwmon[0-9]*/power1_* \
        "$card"/device/hwmon/hwmon[0-9]*/energy1_input; do
        copy "$file" "$file"
    done
done
# /sys shows the network of its mount; what a name says there is said of the same name in net/dev.
for interface in /sys/class/net/*; do
    for name in ifindex iflink flags mtu speed duplex operstate uevent tx_queue_len carrier_changes \
        carrier_up_count carrier_down_count; do
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

#!/bin/sh
# cases.sh DIR OUT: makes control groups on the machine that it runs on, asks every judge of
# DIR/judges within each, and keeps the answers in OUT/CASE/JUDGE, with OUT/CASE/about to say what
# the case is. Needs root. v1, v2 and hybrid: each controller is taken where it is mounted. All groups
# are beneath one of its own, and are removed at the end. It runs in dash and in busybox.
set -u
here=$(cd "$(dirname "$0")" && pwd)
dir=$1 out=$2
base=probe-judges
mkdir -p "$out"

unshare=/usr/bin/unshare # busybox has one too, which knows no cgroup namespaces, and prefers it
[ -x $unshare ] || unshare=unshare

# mount_of CONTROLLER: where it is mounted, v1 before v2, and nothing where it is not.
mount_of() {
    v1= v2=
    while read -r _ _ _ _ point _ fields; do
        fields=" $fields"
        fields=${fields#* - }
        case ${fields%% *},${fields##* }, in
        cgroup,*,$1,*) v1=$point ;;
        cgroup2,*) if grep -qw "$1" "$point/cgroup.controllers"; then v2=$point; fi ;;
        esac
    done </proc/self/mountinfo
    echo "${v1:-$v2}"
}
cpu=$(mount_of cpu) cpuset=$(mount_of cpuset) memory=$(mount_of memory)
roots=$(printf '%s\n' "$cpu" "$cpuset" "$memory" | sort -u)
is_v2() { [ -e "$1/cgroup.controllers" ]; }

set_to() { # VALUE FILE
    echo "$1" >"$2" || { echo "cases.sh: refused: $1 > $2" >&2; return 1; }
}
# make PATH: the group in every hierarchy, and the groups that lead to it.
make() {
    for root in $roots; do
        group=$root
        for name in $(echo "$1" | tr / ' '); do
            if is_v2 "$root"; then
                for c in cpu cpuset memory; do
                    if grep -qw $c "$group/cgroup.controllers"; then
                        set_to +$c "$group/cgroup.subtree_control" || return 1
                    fi
                done
            fi
            if [ ! -d "$group/$name" ]; then
                mkdir "$group/$name" || return 1
                if [ "$root" = "$cpuset" ] && ! is_v2 "$root"; then
                    set_to "$(cat "$group/cpuset.cpus")" "$group/$name/cpuset.cpus"
                    set_to "$(cat "$group/cpuset.mems")" "$group/$name/cpuset.mems"
                fi
            fi
            group=$group/$name
        done
    done
}
limit_cpu() { # GROUP QUOTA, of a period of 100000
    if is_v2 "$cpu"; then set_to "$2 100000" "$cpu/$1/cpu.max"; else
        set_to 100000 "$cpu/$1/cpu.cfs_period_us" && set_to "$2" "$cpu/$1/cpu.cfs_quota_us"; fi
}
limit_memory() { # GROUP BYTES
    if is_v2 "$memory"; then set_to "$2" "$memory/$1/memory.max"; else
        set_to "$2" "$memory/$1/memory.limit_in_bytes"; fi
}
soften_memory() { # GROUP BYTES
    if is_v2 "$memory"; then set_to "$2" "$memory/$1/memory.high"; else
        set_to "$2" "$memory/$1/memory.soft_limit_in_bytes"; fi
}
remove() {
    for root in $roots; do
        for group in "$base/parent/child" "$base/parent/other" "$base/parent" "$base"; do
            for again in 1 2 3 4 5; do
                [ ! -d "$root/$group" ] || rmdir "$root/$group" 2>/dev/null || sleep 0.2
            done
        done
    done
}

# What is there already is somebody else's.
for root in $roots; do
    if [ -e "$root/$base" ]; then echo "cases.sh: $root/$base is there already" >&2; exit 1; fi
done
lxcfs=
stop() {
    set +e
    if [ -n "$lxcfs" ]; then kill "$lxcfs" 2>/dev/null; wait "$lxcfs" 2>/dev/null; fi
    remove
}
trap stop EXIT
if [ -x "$dir/judges/lxcfs" ]; then
    LXCFS=$(mktemp -d)
    export LXCFS
    lxcfs -f --enable-cfs -p "$LXCFS.pid" "$LXCFS" >"$out/lxcfs.log" 2>&1 &
    lxcfs=$!
    for again in 1 2 3 4 5 6 7 8 9 10; do [ -e "$LXCFS/proc/meminfo" ] || sleep 0.5; done
    if [ ! -e "$LXCFS/proc/meminfo" ]; then
        echo "lxcfs does not answer: $(tail -1 "$out/lxcfs.log")" >"$out/lxcfs.skipped"
        WITHOUT="${WITHOUT:-} lxcfs"
        export WITHOUT
    fi
fi

# run CASE ABOUT [ENTER...]: in the group "child" as the calls before have made it
run() {
    name=$1 about=$2
    shift 2
    mkdir -p "$out/$name"
    echo "$about" >"$out/$name/about"
    JOIN=
    for root in $roots; do JOIN="$JOIN $root/$base/parent/child"; done
    ROOTS=$roots
    export JOIN ROOTS
    sh "$here/ask.sh" "$dir" "$out/$name" sh "$here/join.sh" "$@"
    remove
}
start() { make "$base/parent/child"; }

set -e
[ -n "$cpu" ] && {
    start
    run none "no limit"
    start
    limit_cpu $base/parent 150000
    run parent-1.5 "1.5 CPUs for the parent, nothing for the group"
    start
    limit_cpu $base/parent/child 150000
    run own-1.5 "1.5 CPUs for the group"
    start
    limit_cpu $base/parent/child 50000
    run own-0.5 "0.5 CPUs for the group"
    if [ "$(nproc)" -gt 2 ]; then
        start
        limit_cpu $base/parent/child 250000
        run own-2.5 "2.5 CPUs for the group"
    fi
    if is_v2 "$cpu"; then # v1 lets no group have more than its parent
        start
        limit_cpu $base/parent 150000
        limit_cpu $base/parent/child 300000
        run tighter-above "3 CPUs for the group, 1.5 for the parent"
        start
        limit_cpu $base/parent/child 10000000
        set_to "1500000 1000000" "$cpu/$base/parent/child/cpu.max"
        run long-numbers "1.5 CPUs for the group, as 1500000 of 1000000"
        start
        limit_cpu $base/parent 300000
        limit_cpu $base/parent/child 150000
        run looser-above "1.5 CPUs for the group, 3 for the parent"
    fi
}
if [ -n "$cpuset" ]; then
    start
    set_to 0 "$cpuset/$base/parent/child/cpuset.cpus"
    run cpuset-1 "the group's cpuset is CPU 0"
fi
if [ -n "$memory" ]; then
    start
    limit_memory $base/parent 536870912
    run memory-parent "512 MiB for the parent, nothing for the group"
    start
    limit_memory $base/parent/child 536870912
    soften_memory $base/parent/child 402653184
    run memory-own "512 MiB for the group, 384 MiB as memory.high or the soft limit"
fi
if ! "$unshare" --help 2>&1 | grep -q -e --cgroup; then
    echo "skipped: there is no unshare that knows them" >"$out/cgroup namespaces.skipped"
elif [ -n "$cpu" ] && [ "$cpu" = /sys/fs/cgroup ] && [ "$memory" = "$cpu" ]; then
    start
    limit_cpu $base/parent 150000
    limit_cpu $base/parent/child 300000
    limit_memory $base/parent/child 536870912
    run namespace "3 CPUs and 512 MiB for the group, the root of a cgroup namespace; 1.5 CPUs above" \
        "$unshare" -C -m sh "$here/fresh.sh"
    start
    make $base/parent/other
    limit_cpu $base/parent 300000
    limit_cpu $base/parent/child 250000
    limit_cpu $base/parent/other 150000
    limit_memory $base/parent/other 536870912
    MOVE=$cpu/$base/parent/other
    export MOVE
    run outside "1.5 CPUs and 512 MiB for the group, which lies beside its cgroup namespace" \
        "$unshare" -C -m sh "$here/fresh.sh"
fi
if [ -n "$cpu" ] && [ -n "$memory" ]; then
    start
    limit_cpu $base/parent/child 150000
    limit_memory $base/parent/child 536870912
    BIND=$base/parent/child
    export BIND
    run bound "1.5 CPUs and 512 MiB for the group, which alone is mounted; no cgroup namespace" \
        "$unshare" -m sh "$here/bound.sh"
fi

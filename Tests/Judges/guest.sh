#!/bin/sh
# guest.sh DIR RESULTS PROBECTL: asks the judges of DIR, and PROBECTL, which must be static, in
# virtual machines of other kernels, in the groups of cases.sh. RESULTS/GUEST-LAYOUT gets the answers.
#
# RUN_GUEST is the command that boots a guest, with its options: it is called as
#     $RUN_GUEST GUEST CONTENT COMMAND OUT
# GUEST names the kernel; CONTENT is a directory that becomes /guest there; COMMAND is a shell line
# run there as root, with nothing but busybox; OUT receives what it leaves in /out. Wanted are 4
# CPUs, 3584 MiB of memory (everything lies in it), the module fuse, and eight minutes: the JVM
# starts slowly in an emulated machine. GUESTS lists GUEST:LAYOUT, a layout being one of inside.sh.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
dir=$1 results=$2 probectl=$3
: "${RUN_GUEST:?is the command that boots a guest}"
guests=${GUESTS:-6.12-x86_64:v2 6.1-x86_64:v2 6.1-x86_64:hybrid 6.1-x86_64:v1-apart
    5.10-x86_64:v1 6.1-aarch64:v2}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# bring CONTENT PATH...: files and directories, copied to the same paths in the guest
bring() {
    content=$1
    shift
    for path; do
        mkdir -p "$content/root${path%/*}"
        [ -e "$content/root$path" ] || cp -aL "$path" "$content/root$path"
    done
}
libraries() { ldd "$@" 2>/dev/null | grep -o '/[^ ]*\.so[^ ]*' | sort -u; }

# Everything for x86-64: programs, what they link, what they read.
x86=$work/x86
bring "$x86" "$dir/judges" "$dir/affinity.py" "$dir/node.js"
bring "$x86" "$(command -v nproc)" "$(command -v unshare)" "$here"
programs="$(command -v nproc) $(command -v unshare)"
if [ -x "$dir/judges/python" ]; then
    python=$(sed -n "s/^exec '\([^']*\)'.*/\1/p" "$dir/judges/python")
    library=$("$python" -c 'import os; print(os.path.dirname(os.__file__))')
    bring "$x86" "$python" "$library/encodings"
    for file in "$library"/*.py; do bring "$x86" "$file"; done
    programs="$programs $python"
fi
if [ -x "$dir/judges/node" ]; then
    node=$(sed -n "s/^exec '\([^']*\)'.*/\1/p" "$dir/judges/node")
    bring "$x86" "$node"
    programs="$programs $node"
fi
for judge in java-debian java-newest; do
    [ -x "$dir/judges/$judge" ] || continue
    java=$(sed -n "s/^exec '\{0,1\}\([^' ]*\)'\{0,1\} .*/\1/p" "$dir/judges/$judge")
    home=${java%/bin/java}
    for part in bin conf lib/modules lib/jvm.cfg lib/server lib/tzdb.dat lib/security; do
        [ ! -e "$home/$part" ] || bring "$x86" "$home/$part"
    done
    for file in "$home"/lib/*.so; do bring "$x86" "$file"; done
    programs="$programs $java $home/lib/server/libjvm.so"
done
if [ -x "$dir/judges/lxcfs" ]; then
    lxcfs=$(command -v lxcfs)
    library=$(find /usr/lib -name liblxcfs.so | head -1)
    bring "$x86" "$lxcfs" "$library"
    programs="$programs $lxcfs $library"
fi
for program in $programs; do
    for library in $(libraries "$program"); do bring "$x86" "$library"; done
done
printf '#!/bin/sh\nexec /guest/probectl quota --format json\n' >"$x86/root$dir/judges/probe"
chmod 755 "$x86/root$dir/judges/probe"
cp "$probectl" "$x86/probectl"

# For aarch64 what can be built here: Go, and kernel.c where there is its compiler. Probe reads, out
# here, the capture that is taken in each group.
arm=$work/arm
mkdir -p "$arm/root$dir/judges"
for judge in go-debian go-newest automaxprocs; do
    [ ! -e "$dir/$judge.arm64" ] || cp "$dir/$judge.arm64" "$arm/root$dir/judges/$judge"
done
! command -v aarch64-linux-gnu-gcc >/dev/null ||
    aarch64-linux-gnu-gcc -O2 -static -o "$arm/root$dir/judges/kernel" "$here/kernel.c"
printf '#!/bin/sh\nexec nproc\n' >"$arm/root$dir/judges/nproc"
printf '#!/bin/sh\nexec sh %s/capture.sh /out/captures/\n' "$here" >"$arm/root$dir/judges/capture"
chmod 755 "$arm/root$dir/judges"/*
bring "$arm" "$here"

for pair in $guests; do
    guest=${pair%:*} layout=${pair#*:}
    case $guest in *x86_64) content=$x86 ;; *) content=$arm ;; esac
    out=$work/out
    rm -rf "$out"
    # shellcheck disable=SC2086 # RUN_GUEST holds options
    status=0
    $RUN_GUEST "$guest" "$content" "sh /guest/root$here/inside.sh '$dir' $layout" "$out" \
        >"$work/log" 2>&1 || status=$?
    cat "$work/log" >&2
    if [ -d "$out/results" ]; then
        rm -rf "${results:?}/$guest-$layout"
        mv "$out/results" "$results/$guest-$layout"
        case $guest in
        *x86_64) ;;
        *) echo "skipped: not built for this processor" >"$results/$guest-$layout/all others.skipped" ;;
        esac
        if [ -d "$out/captures" ]; then
            for case in "$results/$guest-$layout"/*/; do
                [ -e "$case/capture" ] || continue
                capture=$(tail -1 "$case/capture")
                "$probectl" quota --format json --root "$out/captures/$capture" \
                    >"$case/probe-root" || : # 1: nothing found out
                rm "$case/capture"
            done
        fi
    else
        echo "- $guest with $layout: skipped: status $status, $(tail -1 "$work/log")"
    fi
done

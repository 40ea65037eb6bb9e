#!/bin/sh
# ask.sh DIR OUT [ENTER...]: runs every judge of DIR/judges through the command ENTER, which goes
# somewhere and ends with exec, and keeps what each says in OUT/JUDGE. A judge reads its own
# /proc/self, so it must be the process that entered, without another one in between.
# WITHOUT names judges that cannot be asked there. It runs in dash and in busybox.
set -u
dir=$1 out=$2
shift 2
mkdir -p "$out" || exit 1
sed -n 's/^MemTotal: *\([0-9]*\) kB/\1/p' /proc/meminfo >"$out/physical"
for judge in "$dir"/judges/*; do
    name=${judge##*/}
    case " ${WITHOUT:-} " in *" $name "*) continue ;; esac
    timeout 120 "$@" "$judge" >"$out/$name" 2>&1 </dev/null
    status=$?
    [ "$status" = 0 ] || echo "status $status" >>"$out/$name"
done

#!/bin/sh
# fresh.sh PROGRAM ARGUMENTS...: mounts cgroup v2 as a new cgroup namespace sees it, and becomes the
# program; before that it moves to the group MOVE, if there is one, and so out of the namespace's
# root. Called in namespaces of its own: unshare -C -m fresh.sh ...
set -e
mount --make-rprivate /
[ -z "${MOVE:-}" ] || echo $$ >"$MOVE/cgroup.procs"
umount -l /sys/fs/cgroup
mount -t cgroup2 none /sys/fs/cgroup
exec "$@"

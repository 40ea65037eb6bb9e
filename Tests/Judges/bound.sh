#!/bin/sh
# bound.sh PROGRAM ARGUMENTS...: puts the group BIND of each of ROOTS in the place of the whole
# hierarchy, as a container without a cgroup namespace has it, and becomes the program.
# Called in a mount namespace of its own: unshare -m bound.sh ...
set -e
mount --make-rprivate /
place=$(mktemp -d)
mount -t tmpfs none "$place"
for root in $ROOTS; do
    mkdir -p "$place/here"
    mount --bind "$root/$BIND" "$place/here"
    umount -l "$root"
    mount --move "$place/here" "$root"
done
umount "$place"
rmdir "$place"
exec "$@"

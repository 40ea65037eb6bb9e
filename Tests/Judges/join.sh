#!/bin/sh
# join.sh PROGRAM ARGUMENTS...: joins the groups in JOIN and becomes the program.
set -e
for group in $JOIN; do echo $$ >"$group/cgroup.procs"; done
exec "$@"

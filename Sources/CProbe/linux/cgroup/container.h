// The traces that a container runtime leaves around this process.

#ifndef CP_LINUX_CGROUP_CONTAINER_H
#define CP_LINUX_CGROUP_CONTAINER_H

#include "../../include/cprobe/hierarchy.h"
#include "../../source/reader.h"

// Looks for these traces, the most reliable first, unless cgroups or mounts have shown a container already.
// `failure` is set where no container was found and a trace could not be read; a trace that does not exist is no
// failure. Else its code is OK.
void cp_container_find(cp_reader *reader, cprobe_container *container,
                       cprobe_failure *failure);

#endif

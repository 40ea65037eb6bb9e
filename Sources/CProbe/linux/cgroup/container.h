// The traces that a container runtime leaves around this process.

#ifndef CP_LINUX_CGROUP_CONTAINER_H
#define CP_LINUX_CGROUP_CONTAINER_H

#include "../../include/cprobe/hierarchy.h"
#include "../../source/reader.h"

// Looks for them, the most telling first; what the cgroups and mounts told comes before. `failure` says
// which could not be read, where no other told of a container; its code is OK where all could, and
// where one that is not there is no container.
void cp_container_find(cp_reader *reader, cprobe_container *container,
                       cprobe_failure *failure);

#endif

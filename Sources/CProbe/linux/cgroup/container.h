// Evidence of a container runtime around this process.

#ifndef CP_LINUX_CGROUP_CONTAINER_H
#define CP_LINUX_CGROUP_CONTAINER_H

#include "../../include/cprobe/hierarchy.h"
#include "../../source/reader.h"

// Looks for evidence of a container, the most reliable first, unless cgroup paths or mounts have
// identified a container already. If no container was found and some evidence could not be read,
// `failure` says why; otherwise its code is OK. Missing evidence is no failure.
void cp_container_find(cp_reader *reader, cprobe_container *container,
                       cprobe_failure *failure);

#endif

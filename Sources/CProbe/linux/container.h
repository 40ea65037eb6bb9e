// The traces that a container runtime leaves around this process.

#ifndef CP_LINUX_CONTAINER_H
#define CP_LINUX_CONTAINER_H

#include "linux.h"

// Looks for them, the most telling first; what the groups and mounts told comes before.
void cp_container_find(cprobe_collector *collector, cprobe_container *container);

#endif

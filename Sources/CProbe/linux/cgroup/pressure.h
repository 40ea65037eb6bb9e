// The time that a cgroup lost waiting.

#ifndef CP_LINUX_CGROUP_PRESSURE_H
#define CP_LINUX_CGROUP_PRESSURE_H

#include "files.h"

// Reads the own cgroup's pressure into the quota. A cgroup without any of its files has pressure
// switched off, which is no failure.
void cp_cgroup_read_pressure(cp_cgroup *group);

#endif

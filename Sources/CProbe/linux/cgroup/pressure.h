// The pressure stall information (PSI) of a cgroup.

#ifndef CP_LINUX_CGROUP_PRESSURE_H
#define CP_LINUX_CGROUP_PRESSURE_H

#include "files.h"

// Reads the pressure of the own cgroup into the quota. A cgroup without pressure files has PSI
// disabled, which is no failure.
void cp_cgroup_read_pressure(cp_cgroup *cgroup);

#endif

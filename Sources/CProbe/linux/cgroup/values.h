// The values of a cgroup about the controllers cpu, cpuset, memory and pids.

#ifndef CP_LINUX_CGROUP_VALUES_H
#define CP_LINUX_CGROUP_VALUES_H

#include "files.h"

// Reads these values.
void cp_cgroup_read_values(cp_cgroup *cgroup);

// Sets every value that would have been read to `unknown`: the cgroup could not be read.
void cp_cgroup_set_values_unknown(cp_cgroup *cgroup, const cprobe_file_value *unknown);

#endif

// The bounds that the machine and the process set on a quota, beside its cgroups.

#ifndef CP_LINUX_CGROUP_BOUNDS_H
#define CP_LINUX_CGROUP_BOUNDS_H

#include "../../include/cprobe/memory.h"
#include "../../include/cprobe/quota.h"
#include "../collector_state.h"

// Adds the requested bounds to the quota: affinity and online CPUs, rlimits, the machine's memory
// and its limits on tasks. `memory` becomes the machine's total and available bytes. `shared` may
// be NULL.
void cp_bounds_read(cp_collector *collector, const cprobe_quota_subject *subject,
                    const cprobe_shared *shared, cprobe_quota *quota, cprobe_memory *memory);

#endif

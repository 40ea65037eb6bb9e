#include "../platform.h"
#ifndef CP_PORT_CGROUPS

#include "unsupported.h"
#include "../include/cprobe/cgroups.h"

cprobe_result cprobe_cgroups_read(cprobe_collector *collector, const char *start, uint32_t details,
                                  cprobe_cgroups *cgroups, cprobe_cgroup_list *list,
                                  cprobe_failure *failure) {
    (void)collector, (void)start, (void)details, (void)cgroups, (void)list;
    return cp_unsupported(failure);
}

cprobe_result cprobe_cgroup_processes_read(cprobe_collector *collector, const char *cgroup,
                                           int32_t *pids, size_t capacity, size_t *count,
                                           cprobe_failure *failure) {
    (void)collector, (void)cgroup, (void)pids, (void)capacity, (void)count;
    return cp_unsupported(failure);
}

#endif

#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include "start.h"

#include "../../failure.h"

cprobe_result cp_table_resolve(cp_reader *reader, cp_cgroup_cache *cache,
                               cp_process_reader processes, const char *name,
                               cprobe_failure *failure) {
    const cprobe_quota_subject subject = {.kind = CPROBE_SUBJECT_CGROUP, .cgroup = name};
    const cp_cgroups resolving = {reader, cache, processes, NULL};
    const cprobe_result result = cp_cgroups_resolve(&resolving, &subject, failure);
    cp_cgroup_files_close_directories(&cache->files);
    if (result != CPROBE_OK) {
        return result;
    }
    const cprobe_hierarchies *all = &cache->resolution.hierarchies;
    return all->reason == CPROBE_REASON_NONE ? CPROBE_OK : cp_fail_as(failure, &all->failure);
}

#endif

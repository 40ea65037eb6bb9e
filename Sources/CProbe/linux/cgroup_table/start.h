// Finds the hierarchies of a cgroup that the caller names by its path or its directory.

#ifndef CP_LINUX_CGROUP_TABLE_START_H
#define CP_LINUX_CGROUP_TABLE_START_H

#include "../cgroup/resolve.h"

// Resolves the cgroup `name` into the hierarchies of the cache, which are known then. A failure
// fails the section.
cprobe_result cp_table_resolve(cp_reader *reader, cp_cgroup_cache *cache,
                               cp_process_reader processes, const char *name,
                               cprobe_failure *failure);

#endif

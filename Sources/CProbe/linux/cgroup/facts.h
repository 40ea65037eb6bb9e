// The facts of a cgroup about the controllers cpu, cpuset, memory and pids.

#ifndef CP_LINUX_CGROUP_FACTS_H
#define CP_LINUX_CGROUP_FACTS_H

#include "files.h"

// Reads these facts.
void cp_cgroup_read_facts(cp_cgroup *cgroup);

// Sets every fact that would have been read to `unknown`: the cgroup could not be read.
void cp_cgroup_set_facts_unknown(cp_cgroup *cgroup, const cprobe_fact *unknown);

#endif

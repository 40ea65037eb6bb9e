// The facts of a cgroup about cpu, cpuset, memory and pids.

#ifndef CP_LINUX_CGROUP_FACTS_H
#define CP_LINUX_CGROUP_FACTS_H

#include "files.h"

// Reads them.
void cp_cgroup_read_facts(cp_cgroup *group);

// Makes each of them that would have been read this one: nothing of the cgroup is known.
void cp_cgroup_set_facts_unknown(cp_cgroup *group, const cprobe_fact *unknown);

#endif

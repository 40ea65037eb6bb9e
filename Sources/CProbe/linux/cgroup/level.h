// One level of a hierarchy: one cgroup, with all that its files say.

#ifndef CP_LINUX_CGROUP_LEVEL_H
#define CP_LINUX_CGROUP_LEVEL_H

#include "files.h"

// Reads the facts of the cgroup that `level` names (its hierarchy and path length are set), for the
// controllers of its hierarchy, and counts them in. `is_true_root`: nothing can be above this
// cgroup.
void cp_cgroup_read(cp_cgroup_pass *pass, cprobe_quota_level *level, bool is_own, bool *is_true_root);

// Whether the own cgroup of this hierarchy is there, and is the one that was there last time.
bool cp_cgroup_exists(cp_cgroup_pass *pass, uint32_t hierarchy);

#endif

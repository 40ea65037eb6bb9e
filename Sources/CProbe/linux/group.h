// The files of one cgroup.

#ifndef CP_LINUX_GROUP_H
#define CP_LINUX_GROUP_H

#include "../source/root.h"
#include "linux.h"

// Reads the facts of the group that `level` names (its hierarchy and path length are set), for the
// controllers of its hierarchy. `is_true_root`: nothing can be above this group.
void cp_group_read(cprobe_collector *collector, const cprobe_quota *quota,
                   cprobe_quota_level *level, bool is_own, bool *is_true_root);

#endif

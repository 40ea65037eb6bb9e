// One level of a hierarchy: one cgroup and the values from its files.

#ifndef CP_LINUX_CGROUP_LEVEL_H
#define CP_LINUX_CGROUP_LEVEL_H

#include "files.h"

// Reads the values of the cgroup that `level` names (its hierarchy and path length are set), for
// the controllers of its hierarchy, and adds them to the decision. `is_true_root`: the cgroup is
// the root of the hierarchy, with no level above it.
void cp_cgroup_read(cp_cgroup_pass *pass, cprobe_quota_level *level, bool is_own,
                    bool *is_true_root);

// Whether the own cgroup of this hierarchy exists. Sets pass->has_changed if it is another cgroup
// than at the last reading.
bool cp_cgroup_exists(cp_cgroup_pass *pass, uint32_t hierarchy);

// Whether the open directory is the root of a v1 hierarchy, which alone has release_agent. The root
// of a cgroup namespace appears as "/" too, but is an ordinary cgroup. Clears `is_known` if that
// cannot be determined.
bool cp_cgroup_is_v1_root(int directory, bool *is_known);

#endif

// Which mount shows the hierarchy of a controller, and where the own group is in it. Pure.

#ifndef CP_QUOTA_HIERARCHY_H
#define CP_QUOTA_HIERARCHY_H

#include "../format/mountinfo.h"
#include "../format/proc_cgroup.h"
#include "../include/cprobe/quota.h"

// Adds what one line of /proc/PID/cgroup says: the hierarchy, where it has a wanted controller that
// no earlier line had. The unified hierarchy is added always, and cp_hierarchies_settle gives it
// the controllers that no v1 hierarchy has.
void cp_hierarchies_add(cprobe_quota *quota, const cp_membership *membership);

// After the last line: gives the unified hierarchy what is left of the controllers, or drops it
// where none is left. Returns the controllers that no hierarchy has, as bits.
uint32_t cp_hierarchies_settle(cprobe_quota *quota);

// Offers a mount to each hierarchy. It becomes the hierarchy's where it shows it, contains the own
// group, and shows more levels than the one that the hierarchy has, or covers it.
void cp_hierarchies_offer(cprobe_quota *quota, const cp_mount *mount);

// The length of the group path above the one of `length`; 0 for the root and below the root.
uint32_t cp_hierarchy_above(const cprobe_quota *quota, const cprobe_hierarchy *hierarchy,
                            uint32_t length);

// Whether `path` is `root` or below it, compared by whole names; gives the length of the root in
// the path (0 for "/").
bool cp_path_contains(cp_span root, cp_span path, uint32_t *root_length);

// Whether a component of the path is "..": the group is outside the reader's namespace.
bool cp_path_climbs(cp_span path);

#endif

// Finds the mount of each controller's hierarchy, and the own cgroup in it. Pure.
//
// For a process: begin, add each line of its /proc/PID/cgroup, offer each mount, settle. For a
// named cgroup: begin; for each mount, add the cgroup's path (or note the mount, if it has another
// hierarchy) and offer it; settle.

#ifndef CP_QUOTA_HIERARCHY_H
#define CP_QUOTA_HIERARCHY_H

#include "../format/mountinfo.h"
#include "../format/proc_cgroup.h"
#include "../include/cprobe/quota.h"

void cp_hierarchies_begin(cprobe_hierarchies *all);

// Adds a line of /proc/PID/cgroup: its hierarchy, if that has a wanted controller that no earlier
// line had. The v2 hierarchy is always added.
void cp_hierarchies_add(cprobe_hierarchies *all, const cp_membership *membership);

// A malformed line: it may have named any hierarchy.
void cp_hierarchies_damage(cprobe_hierarchies *all, cprobe_failure failure);

// Adds the hierarchy of a mount, with this path as the own cgroup.
void cp_hierarchies_add_path(cprobe_hierarchies *all, const cp_mount *mount, cp_span path);

// If `directory` is in a cgroup mount, writes its path in the hierarchy. False if it is not, or if
// the path does not fit.
bool cp_directory_find(const cp_mount *mount, cp_span directory, char *path, size_t capacity,
                       size_t *length);

// Notes that the controllers of this mount have a hierarchy, which is not to be added. `path`: the
// own cgroup in another hierarchy; if the mount is of cpuacct, its cgroup with the same path has
// the CPU time.
void cp_hierarchies_note(cprobe_hierarchies *all, const cp_mount *mount, cp_span path);

// Offers a mount to each hierarchy. It becomes the hierarchy's mount if it shows the hierarchy,
// contains the own cgroup, and shows more levels than the current mount, or covers it. `line` is
// its line in mountinfo, from 1. All mounts may be offered again after one was rejected.
void cp_hierarchies_offer(cprobe_hierarchies *all, const cp_mount *mount, uint32_t line);

// Rejects the current mount of one of the hierarchies, which is covered by another mount. False if
// the list of rejected mounts is full.
bool cp_hierarchies_reject(cprobe_hierarchies *all, cprobe_hierarchy *hierarchy);

// At the end: gives the v2 hierarchy the controllers that no v1 hierarchy has, drops it if it has
// none and is not mounted, and finds the controllers without a hierarchy.
void cp_hierarchies_settle(cprobe_hierarchies *all);

// Instead of cp_hierarchies_settle(): nothing could be determined.
void cp_hierarchies_fail(cprobe_hierarchies *all, cprobe_limit_reason reason,
                         cprobe_failure failure);

// The length of the path of the parent cgroup; 0 for the root and its children.
uint32_t cp_hierarchy_above(const cprobe_hierarchies *all, const cprobe_hierarchy *hierarchy,
                            uint32_t length);

// As cprobe_quota_path().
size_t cp_hierarchies_path(const cprobe_hierarchies *all, uint32_t hierarchy, uint32_t path_length,
                           const char *file, char *out, size_t capacity);

// Whether `path` is `root` or below it, compared by whole names; sets `root_length` to the length
// of the root in the path (0 for "/").
bool cp_path_contains(cp_span root, cp_span path, uint32_t *root_length);

// Whether a component of the path is "..": the cgroup is outside the reader's namespace.
bool cp_path_climbs(cp_span path);

#endif

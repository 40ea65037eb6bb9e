// Which mount shows the hierarchy of a controller, and where the own group is in it. Pure.
//
// For a process: begin, add each line of its /proc/PID/cgroup, offer each mount, settle. For a
// group: begin, and for each mount add the group's path (or note the mount, where it has another
// hierarchy) and offer it, then settle.

#ifndef CP_QUOTA_HIERARCHY_H
#define CP_QUOTA_HIERARCHY_H

#include "../format/mountinfo.h"
#include "../format/proc_cgroup.h"
#include "../include/cprobe/quota.h"

void cp_hierarchies_begin(cprobe_hierarchies *all);

// Adds what one line of /proc/PID/cgroup says: the hierarchy, where it has a wanted controller that
// no earlier line had. The unified hierarchy is added always.
void cp_hierarchies_add(cprobe_hierarchies *all, const cp_membership *membership);

// A line that is none: it may have named any hierarchy.
void cp_hierarchies_damage(cprobe_hierarchies *all, cprobe_failure failure);

// Adds the hierarchy that a mount shows, with this path as the own group.
void cp_hierarchies_add_path(cprobe_hierarchies *all, const cp_mount *mount, cp_span path);

// Where `directory` lies in a mount of cgroups: writes its path in the hierarchy. False where it
// does not, or where the path does not fit.
bool cp_directory_find(const cp_mount *mount, cp_span directory, char *path, size_t capacity,
                       size_t *length);

// Notes that the controllers of this mount have a hierarchy, which is not to be added.
void cp_hierarchies_note(cprobe_hierarchies *all, const cp_mount *mount);

// Offers a mount to each hierarchy. It becomes the hierarchy's where it shows it, contains the own
// group, and shows more levels than the one that the hierarchy has, or hides it. `line` is its line in
// mountinfo, from 1. The mounts may be offered again, after one was rejected.
void cp_hierarchies_offer(cprobe_hierarchies *all, const cp_mount *mount, uint32_t line);

// Rejects the mount that a hierarchy has, which is hidden by another. False where there is no room to
// remember it.
bool cp_hierarchies_reject(cprobe_hierarchies *all, uint32_t index);

// At the end: gives the unified hierarchy the controllers that no v1 hierarchy has, drops it where
// it has none and is not mounted, and finds the controllers that have no hierarchy.
void cp_hierarchies_settle(cprobe_hierarchies *all);

// Instead of the end: nothing could be found out.
void cp_hierarchies_fail(cprobe_hierarchies *all, cprobe_limit_reason reason,
                         cprobe_failure failure);

// The length of the group path above the one of `length`; 0 for the root and below the root.
uint32_t cp_hierarchy_above(const cprobe_hierarchies *all, const cprobe_hierarchy *hierarchy,
                            uint32_t length);

// Whether `path` is `root` or below it, compared by whole names; gives the length of the root in
// the path (0 for "/").
bool cp_path_contains(cp_span root, cp_span path, uint32_t *root_length);

// Whether a component of the path is "..": the group is outside the reader's namespace.
bool cp_path_climbs(cp_span path);

#endif

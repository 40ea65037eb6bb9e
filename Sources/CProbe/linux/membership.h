// In which groups a process is, and whether it still is.

#ifndef CP_LINUX_MEMBERSHIP_H
#define CP_LINUX_MEMBERSHIP_H

#include "../quota/container.h"
#include "../include/cprobe/quota.h"
#include "../quota/hierarchy.h"
#include "group_cache.h"
#include "process.h"

// What reading control groups needs.
typedef struct cp_cgroups {
    cp_reader *reader;
    cp_cgroup_cache *cache;
    cp_process_reader processes;
    const cprobe_shared *shared; // What other sections of this sample read; may be NULL.
} cp_cgroups;

// The longest "/proc/PID/status": 6 + 10 digits + 8, with room.
enum { CP_PROCESS_PATH_BYTES = 64 };

// "/proc/PID/NAME" of the subject, which is no group: of itself or of a process.
void cp_process_path(const cprobe_quota_subject *subject, const char *name,
                     char path[CP_PROCESS_PATH_BYTES]);

// Opens /proc/PID/cgroup, and adds the hierarchies that it names.
cprobe_result cp_membership_read(const cp_cgroups *cgroups,
                                 const cprobe_quota_subject *subject, cprobe_hierarchies *found,
                                 cprobe_container *container, cprobe_failure *failure);

// Whether the process is in the groups in which it was. Where all are of v2 its group's id tells, once
// it has been asked for before the text was found to be the same.
bool cp_membership_holds(const cp_cgroups *cgroups, const cprobe_quota_subject *subject);

// Another mount namespace has other mounts, though the kept file still tells of the old; in another
// cgroup namespace the same text names other groups. The names of the links have the inodes:
// "mnt:[4026531841]". To stat what they lead to would cost twice as much.
uint64_t cp_namespaces_hash(const cp_cgroups *cgroups);

#endif

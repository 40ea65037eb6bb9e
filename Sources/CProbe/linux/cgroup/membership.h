// In which control groups a process is, and whether it still is.

#ifndef CP_LINUX_CGROUP_MEMBERSHIP_H
#define CP_LINUX_CGROUP_MEMBERSHIP_H

#include "../../include/cprobe/quota.h"
#include "../../quota/container.h"
#include "../../quota/hierarchy.h"
#include "../process/reader.h"

// The longest "/proc/PID/status": 6 + 10 digits + 8, and some space.
enum { CP_PROCESS_PATH_BYTES = 64 };

// The membership that was read last, and what reports that it changed.
typedef struct cp_cgroup_membership {
    int32_t descriptor;       // Of /proc/PID/cgroup; -1 while closed.
    uint64_t hash;            // Of its text.
    int32_t pidfd;            // Of this process: reports the id of its cgroup of v2; -1 while closed.
    bool has_no_pidfd;        // The kernel has no pidfds, or none that report it (before 6.13).
    uint64_t cgroup_id;       // That cgroup's, where the membership was found to hold; else 0.
    int32_t namespaces;       // Descriptor of /proc/self/ns; -1 while closed.
    uint64_t namespaces_hash; // Of the names of the mount and the cgroup namespace.
} cp_cgroup_membership;

// Nothing is open.
void cp_membership_init(cp_cgroup_membership *membership);

// Closes all. Harmless twice.
void cp_membership_close(cp_cgroup_membership *membership);

// "/proc/PID/NAME" of the subject, which is no cgroup: of itself or of a process.
void cp_process_path(const cprobe_quota_subject *subject, const char *name,
                     char path[CP_PROCESS_PATH_BYTES]);

// Opens /proc/PID/cgroup, and adds the hierarchies that it names.
cprobe_result cp_membership_read(cp_cgroup_membership *membership, const cp_process_reader *from,
                                 const cprobe_quota_subject *subject, cprobe_hierarchies *found,
                                 cprobe_container *container, cprobe_failure *failure);

// Whether the process is in the cgroups in which it was. Where all are of v2 the id of its cgroup decides,
// once that was read before the text was found to be the same.
bool cp_membership_holds(cp_cgroup_membership *membership, cp_reader *reader,
                         const cprobe_quota_subject *subject,
                         const cprobe_hierarchies *hierarchies);

// Notes in which namespaces this process is.
void cp_membership_note_namespaces(cp_cgroup_membership *membership, const cp_reader *reader);

// Whether this process is in the namespaces that were noted. Another mount namespace has other mounts,
// though an open mountinfo still lists the old ones; in another cgroup namespace the same text names
// other cgroups.
bool cp_membership_is_in_namespaces(cp_cgroup_membership *membership, const cp_reader *reader);

// Whether the text that was read is a copy, which does not change with its original.
bool cp_membership_is_copy(const cp_cgroup_membership *membership);

#endif

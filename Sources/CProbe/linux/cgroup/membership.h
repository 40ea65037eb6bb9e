// The cgroups that a process belongs to, and the detection of changes.

#ifndef CP_LINUX_CGROUP_MEMBERSHIP_H
#define CP_LINUX_CGROUP_MEMBERSHIP_H

#include "../../include/cprobe/quota.h"
#include "../../quota/container.h"
#include "../../quota/hierarchy.h"
#include "../process/reader.h"

// The longest path, "/proc/" + 10 digits + "/task/" + 10 digits + "/cgroup" + NUL, and some spare
// bytes.
enum { CP_PROCESS_PATH_BYTES = 64 };

// The membership of the last reading, and what detects its changes.
typedef struct cp_cgroup_membership {
    int32_t descriptor;       // /proc/PID/cgroup, open; -1: closed.
    uint64_t hash;            // Of its text.
    int32_t pidfd;            // Of this process, reports its v2 cgroup id; -1: closed.
    bool has_no_pidfd;        // No pidfds, or none that report a cgroup id (before 6.13).
    uint64_t cgroup_id;       // The id for which the membership was confirmed; else 0.
    int32_t namespaces;       // /proc/self/ns, open; -1: closed.
    uint64_t namespaces_hash; // Of the ids of the mount and the cgroup namespace.
} cp_cgroup_membership;

// Starts with nothing open.
void cp_membership_init(cp_cgroup_membership *membership);

// Closes all descriptors. May be called again.
void cp_membership_close(cp_cgroup_membership *membership);

// Builds "/proc/PID/NAME" or "/proc/self/NAME" for a subject that is a process.
void cp_process_path(const cprobe_quota_subject *subject, const char *name,
                     char path[CP_PROCESS_PATH_BYTES]);

// Opens /proc/PID/cgroup and adds the hierarchies that it lists.
cprobe_result cp_membership_read(cp_cgroup_membership *membership, const cp_process_reader *from,
                                 const cprobe_quota_subject *subject, cprobe_hierarchies *found,
                                 cprobe_container *container, cprobe_failure *failure);

// Whether the process is still in the same cgroups. If its only hierarchy is v2, comparing cgroup
// ids is enough, once the id was read before an unchanged text.
bool cp_membership_holds(cp_cgroup_membership *membership, cp_reader *reader,
                         const cprobe_quota_subject *subject,
                         const cprobe_hierarchies *hierarchies);

// Records the namespaces of this process.
void cp_membership_note_namespaces(cp_cgroup_membership *membership, const cp_reader *reader);

// Whether this process is still in the recorded namespaces. Another mount namespace has other
// mounts, although an open mountinfo still lists the old ones; in another cgroup namespace the same
// text names other cgroups.
bool cp_membership_is_in_namespaces(cp_cgroup_membership *membership, const cp_reader *reader);

// Whether the text was read from a copy, which does not change when the original does.
bool cp_membership_is_copy(const cp_cgroup_membership *membership);

#endif

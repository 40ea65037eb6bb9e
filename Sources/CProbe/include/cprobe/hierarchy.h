// The cgroup hierarchies of a process, and its cgroup in each.

#ifndef CPROBE_HIERARCHY_H
#define CPROBE_HIERARCHY_H

#include "result.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    // One for each v1 hierarchy with one of the controllers, and the v2 hierarchy.
    CPROBE_CONTROLLERS = 6,
    CPROBE_HIERARCHIES = CPROBE_CONTROLLERS + 1,
    // The elements of cprobe_hierarchies.apart.
    CPROBE_APART_ACCOUNTING = 0,
    CPROBE_APART_RDMA,
    CPROBE_APART_MISC,
    CPROBE_HIERARCHIES_APART,
    // Where an index names a hierarchy, the index of the first of these elements.
    CPROBE_HIERARCHY_ACCOUNTING = CPROBE_HIERARCHIES,
    // Mounts of cgroup hierarchies that are covered by others. If there are more, a covered mount
    // is used.
    CPROBE_MOUNTS_REJECTED = 8,
    // Mount points and paths of the subject's cgroups, in all hierarchies: ten of maximum length;
    // real ones are below 200 bytes. A hierarchy that does not fit is unknown: TOO_LARGE.
    CPROBE_HIERARCHIES_TEXT_BYTES = 10 * CPROBE_PATH_BYTES
};

// The controllers whose limits are read; bit numbers in cprobe_hierarchy.controllers.
typedef enum CPROBE_CLOSED cprobe_controller {
    CPROBE_CONTROLLER_CPU = 0,
    CPROBE_CONTROLLER_CPUSET,
    CPROBE_CONTROLLER_MEMORY,
    CPROBE_CONTROLLER_PIDS,
    CPROBE_CONTROLLER_IO,     // "blkio" on v1.
    CPROBE_CONTROLLER_HUGETLB
} cprobe_controller;

// Why a limit, or a number computed from limits, is unknown or incomplete.
typedef enum CPROBE_CLOSED cprobe_limit_reason {
    CPROBE_REASON_NONE = 0,        // Complete: every level up to the true root was read.
    CPROBE_REASON_ABOVE_NAMESPACE, // Levels above the root of the cgroup namespace are hidden.
    CPROBE_REASON_ABOVE_MOUNT,     // The mount shows a subtree; levels above it are hidden.
    CPROBE_REASON_OUTSIDE_MOUNT,   // No mount of the hierarchy contains the subject's cgroup.
    CPROBE_REASON_NOT_MOUNTED,     // No visible mount of the hierarchy.
    CPROBE_REASON_LEVEL,           // A level's directory or file could not be read: see the
                                   // failure.
    CPROBE_REASON_DELETED,         // The subject's cgroup was removed; the levels above were read.
    CPROBE_REASON_OTHER_HIERARCHY, // The named cgroup is not in this controller's hierarchy.
    CPROBE_REASON_NO_CGROUPS,       // /proc/PID/cgroup could not be read: see the failure.
    CPROBE_REASON_NO_MOUNTS,       // mountinfo could not be read: see the failure.
    CPROBE_REASON_NOT_REQUESTED,       // The limits of this controller were not requested.
    CPROBE_REASON_USAGE,           // The usage of a cgroup is unknown: see the failure.
    CPROBE_REASON_MACHINE          // The amount of the machine or the process is unknown: see the
                                   // failure.
} cprobe_limit_reason;

// One hierarchy, as far as it is known.
typedef struct cprobe_hierarchy {
    uint32_t version;      // 1 or 2.
    uint32_t controllers;  // Bits: 1 << CPROBE_CONTROLLER_CPU and so on.
    cprobe_limit_reason reason; // NONE if every level up to the true root has a path.
    cprobe_failure failure;
    bool mounted;          // A mount that contains the subject's cgroup was found.
    uint32_t mount_offset, mount_length; // The mount point, unescaped, in cprobe_hierarchies.text.
    uint32_t path_offset, path_length;   // The subject's cgroup, from /proc/PID/cgroup.
    uint32_t root_length;  // The length of the prefix of that path that is the mount's root; 0 is
                           // "/".
    uint32_t device_major, device_minor; // From mountinfo.
    uint32_t mount_id;                   // From mountinfo.
    uint32_t mount_line;                 // The line in mountinfo, from 1.
} cprobe_hierarchy;

// All hierarchies, with their texts.
typedef struct cprobe_hierarchies {
    uint32_t count;
    cprobe_hierarchy items[CPROBE_HIERARCHIES];
    // Hierarchies of v1 by further controllers; not `mounted` if there is none. That of cpuacct, if
    // cpuacct is mounted apart from cpu and the subject's cgroup has the same path in both: its
    // files set no limit. Those of rdma and misc, also if others are mounted with them: read for
    // the details of a quota, and for the table of cgroups on request.
    cprobe_hierarchy apart[CPROBE_HIERARCHIES_APART];
    uint32_t nowhere;   // Bits of the controllers in no hierarchy: they set no limit.
    uint32_t elsewhere; // Controllers whose hierarchy lacks the named cgroup.
    uint32_t unread;    // Controllers whose hierarchy could not be determined,
    cprobe_limit_reason reason; // and why: NO_CGROUPS or NO_MOUNTS; otherwise NONE.
    cprobe_failure failure;
    uint32_t mounted;   // Controllers with a mount, and 1 << CPROBE_CONTROLLERS for v2.
    uint32_t rejected_count;
    uint32_t rejected[CPROBE_MOUNTS_REJECTED]; // The lines of covered mounts in mountinfo.
    uint32_t text_length;
    char text[CPROBE_HIERARCHIES_TEXT_BYTES];
} cprobe_hierarchies;

// The container runtime of this process, as far as it can be detected.
typedef enum CPROBE_CLOSED cprobe_container_runtime {
    CPROBE_CONTAINER_NONE = 0, // None detected.
    CPROBE_CONTAINER_DOCKER,
    CPROBE_CONTAINER_PODMAN,
    CPROBE_CONTAINER_KUBERNETES, // With any runtime: containerd, CRI-O.
    CPROBE_CONTAINER_CONTAINERD,
    CPROBE_CONTAINER_LXC,
    CPROBE_CONTAINER_SYSTEMD_NSPAWN,
    CPROBE_CONTAINER_WSL,
    CPROBE_CONTAINER_JAIL,       // Of FreeBSD.
    CPROBE_CONTAINER_OTHER       // Another name, given by the container itself.
} cprobe_container_runtime;

typedef struct cprobe_container {
    cprobe_container_runtime runtime;
    const char *evidence; // What was detected: "/.dockerenv". Constant; NULL if NONE.
} cprobe_container;

#ifdef __cplusplus
}
#endif

#endif

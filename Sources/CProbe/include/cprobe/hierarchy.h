// The cgroup hierarchies of a process, and its group in each.

#ifndef CPROBE_HIERARCHY_H
#define CPROBE_HIERARCHY_H

#include "result.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    // One for each v1 hierarchy with one of the controllers, and the unified one.
    CPROBE_CONTROLLERS = 6,
    CPROBE_HIERARCHIES = CPROBE_CONTROLLERS + 1,
    // Mounts of cgroups that are hidden; where there are more, the last of them is taken.
    CPROBE_MOUNTS_REJECTED = 8,
    // Their mount points and the own group's paths: four pairs of full length; real ones are below
    // 200 bytes. A hierarchy that does not fit is unknown: TOO_LARGE.
    CPROBE_HIERARCHIES_TEXT_BYTES = 8 * CPROBE_PATH_BYTES
};

// The controllers whose limits are read, as bits of cprobe_hierarchy.controllers.
typedef enum CPROBE_CLOSED cprobe_controller {
    CPROBE_CONTROLLER_CPU = 0,
    CPROBE_CONTROLLER_CPUSET,
    CPROBE_CONTROLLER_MEMORY,
    CPROBE_CONTROLLER_PIDS,
    CPROBE_CONTROLLER_IO,     // Of v1 "blkio".
    CPROBE_CONTROLLER_HUGETLB
} cprobe_controller;

// Why a limit, or a number that is worked out from limits, is unknown or not complete.
typedef enum CPROBE_CLOSED cprobe_limit_reason {
    CPROBE_REASON_NONE = 0,        // It is complete: every level up to the true root was seen.
    CPROBE_REASON_ABOVE_NAMESPACE, // The cgroup namespace hides what is above its root.
    CPROBE_REASON_ABOVE_MOUNT,     // The mount shows a part of the hierarchy, and not what is above.
    CPROBE_REASON_OUTSIDE_MOUNT,   // No mount of the hierarchy contains the own group.
    CPROBE_REASON_NOT_MOUNTED,     // The hierarchy is mounted nowhere that can be seen.
    CPROBE_REASON_LEVEL,           // A level's directory or file could not be read: see the failure.
    CPROBE_REASON_DELETED,         // The own group was removed; the levels above were read.
    CPROBE_REASON_OTHER_HIERARCHY, // Asked for a group that is not in this controller's hierarchy.
    CPROBE_REASON_NO_GROUPS,       // /proc/PID/cgroup could not be read: see the failure.
    CPROBE_REASON_NO_MOUNTS,       // mountinfo could not be read: see the failure.
    CPROBE_REASON_NOT_ASKED,       // The limits of this controller were not asked for.
    CPROBE_REASON_USAGE,           // What a group uses is not known: see the failure.
    CPROBE_REASON_MACHINE          // What the machine or the process has of it is not known: see the
                                   // failure.
} cprobe_limit_reason;

// Where a hierarchy is, as far as it is known.
typedef struct cprobe_hierarchy {
    uint32_t version;      // 1 or 2.
    uint32_t controllers;  // Bits: 1 << CPROBE_CONTROLLER_CPU and so on.
    cprobe_limit_reason reason; // NONE where every level up to the true root can be named.
    cprobe_failure failure;
    bool mounted;          // A mount that contains the own group was found.
    uint32_t mount_offset, mount_length; // The mount point, decoded, in cprobe_hierarchies.text.
    uint32_t path_offset, path_length;   // The own group's path, as /proc/PID/cgroup has it.
    uint32_t root_length;  // The mount's root is so much of the own group's path; 0 is "/".
    uint32_t device_major, device_minor; // Of the mount, as mountinfo has them.
    uint32_t mount_id;                   // The same.
    uint32_t mount_line;                 // Its line there, from 1.
} cprobe_hierarchy;

// All of them, with their texts.
typedef struct cprobe_hierarchies {
    uint32_t count;
    cprobe_hierarchy items[CPROBE_HIERARCHIES];
    uint32_t nowhere;   // Bits of the controllers that no hierarchy has: they cannot limit.
    uint32_t elsewhere; // Of those whose hierarchy does not have the group that was asked for.
    uint32_t unread;    // Of those whose hierarchy could not be found out, for this reason:
    cprobe_limit_reason reason; // NO_GROUPS or NO_MOUNTS; else NONE.
    cprobe_failure failure;
    uint32_t mounted;   // Of those that some mount has, and 1 << CPROBE_CONTROLLERS for v2.
    uint32_t rejected_count;
    uint32_t rejected[CPROBE_MOUNTS_REJECTED]; // Lines of mounts that another one hides.
    uint32_t text_length;
    char text[CPROBE_HIERARCHIES_TEXT_BYTES];
} cprobe_hierarchies;

// What runs this process in a container, as far as its traces tell.
typedef enum CPROBE_CLOSED cprobe_container_runtime {
    CPROBE_CONTAINER_NONE = 0, // No trace of one was found.
    CPROBE_CONTAINER_DOCKER,
    CPROBE_CONTAINER_PODMAN,
    CPROBE_CONTAINER_KUBERNETES, // Whatever it uses beneath: containerd, CRI-O.
    CPROBE_CONTAINER_CONTAINERD,
    CPROBE_CONTAINER_LXC,
    CPROBE_CONTAINER_SYSTEMD_NSPAWN,
    CPROBE_CONTAINER_WSL,
    CPROBE_CONTAINER_OTHER       // A container that names itself otherwise.
} cprobe_container_runtime;

typedef struct cprobe_container {
    cprobe_container_runtime runtime;
    const char *evidence; // "/.dockerenv": what told. Constant; NULL where NONE.
} cprobe_container;

#ifdef __cplusplus
}
#endif

#endif

// The rarely needed parts of a quota: resources of RDMA devices and of the misc controller,
// reservations of huge pages, further limits of swap, and how often limits were reached. Read apart
// from the quota, because its files are opened for each reading.

#ifndef CPROBE_QUOTA_DETAILS_H
#define CPROBE_QUOTA_DETAILS_H

#include "quota.h"

#ifdef __cplusplus
extern "C" {
#endif

// Which controller has a resource.
typedef enum CPROBE_CLOSED cprobe_quota_resource_kind {
    CPROBE_QUOTA_RESOURCE_RDMA = 0,
    CPROBE_QUOTA_RESOURCE_MISC
} cprobe_quota_resource_kind;

enum {
    CPROBE_QUOTA_RESOURCES = 64,
    CPROBE_QUOTA_RESOURCE_NAME_BYTES = 80
};

// One resource, in units of its own: handles, objects, or what the misc controller counts.
typedef struct cprobe_quota_resource {
    cprobe_quota_resource_kind kind;
    cprobe_limit limit;      // The least limit of all levels: rdma.max, misc.max.
    bool has_current;
    bool has_events_max;
    uint64_t current;        // Used by the own cgroup and its descendants: rdma.current,
                             // misc.current. Of v2, or of v1 (since Linux 4.11 and 5.13).
    uint64_t events_max;     // Times that an allocation was refused at this limit, in the own
                             // cgroup and its descendants: misc.events, since Linux 5.16.
    uint32_t name_length;
    char name[CPROBE_QUOTA_RESOURCE_NAME_BYTES]; // "mlx5_0 hca_handle", "sev".
} cprobe_quota_resource;

// One size of huge pages, beside cprobe_hugetlb.
typedef struct cprobe_huge_details {
    uint64_t page_bytes;
    bool has_events_max;
    bool has_reserved;
    bool has_reserved_limit; // The kernel accounts reservations: since Linux 5.7.
    uint64_t events_max;     // Times that the own cgroup, or one below it, was refused pages.
    uint64_t reserved_bytes; // Reserved by the own cgroup and its descendants.
    cprobe_limit reserved_limit; // Bytes: the least of all levels.
} cprobe_huge_details;

// Of the cgroups of a quota.
typedef struct cprobe_quota_details {
    cprobe_limit swap_high;  // Bytes: above the least memory.swap.high tasks are slowed down. v2,
                             // since Linux 5.8.
    cprobe_limit zswap;      // Bytes in the compressed swap cache: the least memory.zswap.max. v2,
                             // since Linux 5.19.
    bool has_memory;         // A v2 hierarchy has memory: the two limits above have a meaning.
    bool has_pids_events_max;
    uint64_t pids_events_max; // Forks that failed because of a limit of tasks, as the own cgroup
                              // counts them: pids.events.
    uint32_t huge_count;
    cprobe_huge_details huge[CPROBE_HUGETLB_SIZES]; // In the order of cprobe_quota.hugetlb.
    uint32_t resource_count; // Further resources are a failure: TOO_LARGE.
    cprobe_quota_resource resources[CPROBE_QUOTA_RESOURCES];
    cprobe_failures failures; // Failures that made numbers absent.
} cprobe_quota_details;

// Reads the details of a quota that cprobe_quota_read() read whole: its hierarchies and its sizes
// of huge pages. A missing file is no failure; a level that cannot be read makes the limits
// incomplete.
//
// OK, UNSUPPORTED (this build), INVALID. `details` is untouched unless OK.
cprobe_result cprobe_quota_details_read(cprobe_collector *collector, const cprobe_quota *quota,
                                        cprobe_quota_details *details, cprobe_failure *failure);

#ifdef __cplusplus
}
#endif

#endif

// The state of a collector on Linux: one part for each unit. A public function gets it from
// cp_collector_of() and passes each unit its own part.

#ifndef CP_LINUX_COLLECTOR_STATE_H
#define CP_LINUX_COLLECTOR_STATE_H

#include "../include/cprobe/collector.h"
#include "../source/disk_request.h"
#include "../source/reader.h"
#include "device_files.h"
#include "cgroup/resolve.h"
#include "cgroup_table/cache.h"
#include "links.h"
#include "machine.h"
#include "mount_list.h"
#include "paging.h"
#include "process/cache.h"
#include "process/procfs.h"
#include "topology.h"

typedef struct cp_collector {
    int32_t pid;            // The process that opened the collector; 0: never opened.
    uint64_t pid_namespace; // A hash of its pid namespace if its pid is 1; else 0.
    cp_machine machine;
    cp_topology topology;
    cp_paging paging;
    cp_mount_list mounts;
    cp_links links;
    cp_cgroup_cache cgroups;
    cp_cgroup_cache table_cgroups; // The hierarchies of the table of cgroups.
    cp_cgroup_table_cache table_cache;
    cp_process_cache processes;
    cp_procfs procfs;
    cp_disk_requests disk_requests;
    cp_blocked_children blocked;
    cp_reader reader;
} cp_collector;

_Static_assert(sizeof(cp_collector) <= sizeof(cprobe_collector), "fits the caller's storage");
_Static_assert(_Alignof(cp_collector) <= _Alignof(cprobe_collector), "fits its alignment");

static inline cp_collector *cp_collector_of(cprobe_collector *collector) {
    return (cp_collector *)(void *)collector->storage;
}

static inline const cp_collector *cp_collector_of_const(const cprobe_collector *collector) {
    return (const cp_collector *)(const void *)collector->storage;
}

#endif

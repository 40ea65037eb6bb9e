// The table of cgroups: what each cgroup below a start uses, and of which limits.

#ifndef CPROBE_CGROUPS_H
#define CPROBE_CGROUPS_H

#include "collector.h"
#include "hierarchy.h"
#include "pressure.h"

#ifdef __cplusplus
extern "C" {
#endif

// Field numbers of cprobe_cgroup, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_cgroup_field {
    // CPROBE_CGROUP_DETAIL_CPU
    CPROBE_CGROUP_USAGE = 0,
    CPROBE_CGROUP_USER,
    CPROBE_CGROUP_SYSTEM,
    CPROBE_CGROUP_PERIODS,
    CPROBE_CGROUP_THROTTLED_PERIODS,
    CPROBE_CGROUP_THROTTLED,
    CPROBE_CGROUP_BURSTS,
    CPROBE_CGROUP_BURST,
    CPROBE_CGROUP_QUOTA,
    CPROBE_CGROUP_PERIOD,
    CPROBE_CGROUP_WEIGHT,
    CPROBE_CGROUP_SHARES,
    // CPROBE_CGROUP_DETAIL_MEMORY
    CPROBE_CGROUP_MEMORY_CURRENT,
    CPROBE_CGROUP_MEMORY_WORKING_SET,
    CPROBE_CGROUP_MEMORY_MAX,
    CPROBE_CGROUP_MEMORY_HIGH,
    CPROBE_CGROUP_MEMORY_PEAK,
    CPROBE_CGROUP_ANON,
    CPROBE_CGROUP_FILE,
    CPROBE_CGROUP_KERNEL,
    CPROBE_CGROUP_SLAB,
    CPROBE_CGROUP_SOCK,
    CPROBE_CGROUP_SHMEM,
    CPROBE_CGROUP_INACTIVE_FILE,
    CPROBE_CGROUP_ACTIVE_FILE,
    CPROBE_CGROUP_MAJOR_FAULTS,
    // CPROBE_CGROUP_DETAIL_SWAP
    CPROBE_CGROUP_SWAP_CURRENT,
    CPROBE_CGROUP_SWAP_MAX,
    CPROBE_CGROUP_SWAP_HIGH,
    CPROBE_CGROUP_MEMSW_CURRENT,
    CPROBE_CGROUP_MEMSW_MAX,
    CPROBE_CGROUP_ZSWAP_CURRENT,
    CPROBE_CGROUP_ZSWAP_MAX,
    // CPROBE_CGROUP_DETAIL_EVENTS
    CPROBE_CGROUP_EVENTS_LOW,
    CPROBE_CGROUP_EVENTS_HIGH,
    CPROBE_CGROUP_EVENTS_MAX,
    CPROBE_CGROUP_EVENTS_OOM,
    CPROBE_CGROUP_EVENTS_OOM_KILL,
    CPROBE_CGROUP_EVENTS_OOM_GROUP_KILL,
    CPROBE_CGROUP_LOCAL_HIGH,
    CPROBE_CGROUP_LOCAL_MAX,
    CPROBE_CGROUP_LOCAL_OOM,
    CPROBE_CGROUP_LOCAL_OOM_KILL,
    CPROBE_CGROUP_PIDS_EVENTS_MAX,
    // CPROBE_CGROUP_DETAIL_PIDS
    CPROBE_CGROUP_PIDS_CURRENT,
    CPROBE_CGROUP_PIDS_MAX,
    // CPROBE_CGROUP_DETAIL_IO
    CPROBE_CGROUP_READ_BYTES,
    CPROBE_CGROUP_WRITTEN_BYTES,
    CPROBE_CGROUP_READS,
    CPROBE_CGROUP_WRITES,
    CPROBE_CGROUP_DISCARDED_BYTES,
    CPROBE_CGROUP_DISCARDS,
    // CPROBE_CGROUP_DETAIL_CLAMP
    CPROBE_CGROUP_UCLAMP_MIN,
    CPROBE_CGROUP_UCLAMP_MAX
} cprobe_cgroup_field;

// The kinds of values to read, as bits.
typedef enum CPROBE_CLOSED cprobe_cgroup_detail {
    CPROBE_CGROUP_DETAIL_CPU = 1 << 0,    // cpu.stat, cpu.max, cpu.weight.
    CPROBE_CGROUP_DETAIL_MEMORY = 1 << 1, // memory.current, .stat, .max, .high, .peak.
    CPROBE_CGROUP_DETAIL_SWAP = 1 << 2,   // memory.swap.*, memory.zswap.*.
    CPROBE_CGROUP_DETAIL_EVENTS = 1 << 3, // memory.events, memory.events.local, pids.events.
    CPROBE_CGROUP_DETAIL_PIDS = 1 << 4,   // pids.current, pids.max.
    CPROBE_CGROUP_DETAIL_IO = 1 << 5,     // io.stat.
    CPROBE_CGROUP_DETAIL_PRESSURE = 1 << 6, // cpu.pressure and the others.
    // Not among the usual ones: further files of each cgroup.
    CPROBE_CGROUP_DETAIL_CLAMP = 1 << 7,    // cpu.uclamp.min, cpu.uclamp.max.
    CPROBE_CGROUP_DETAIL_HUGETLB = 1 << 8,  // hugetlb.*: five files for each size of page.
    CPROBE_CGROUP_DETAIL_RDMA = 1 << 9,     // rdma.max, rdma.current.
    CPROBE_CGROUP_DETAIL_MISC = 1 << 10,    // misc.max, misc.current, misc.events.
    CPROBE_CGROUP_DETAIL_MEMORY_STAT = 1 << 11 // All of memory.stat; also without DETAIL_MEMORY.
} cprobe_cgroup_detail;

enum {
    CPROBE_CGROUP_DETAILS_USUAL = (1 << 7) - 1,
    CPROBE_CGROUP_DETAILS_ALL = (1 << 12) - 1,
    // In place of an index: there is no such cgroup.
    CPROBE_CGROUP_NONE = -1
};

// One cgroup. The numbers include its descendants, except for the `local_` events. On v1, they are
// collected from the hierarchies of the controllers, in which the cgroup has the same path.
typedef struct cprobe_cgroup {
    cprobe_presence present_fields;   // Bits by cprobe_cgroup_field.
    cprobe_presence unlimited_fields; // Limits that are not set: the file says "max". A limit that
                                      // is in neither set was not read, or the cgroup has none.
    int32_t parent;          // Its parent in the list; CPROBE_CGROUP_NONE for the start.
    int32_t first_child;     // In the list, or CPROBE_CGROUP_NONE.
    int32_t next_sibling;    // In the list, or CPROBE_CGROUP_NONE.
    uint32_t depth;          // Below the start, whose depth is 0.
    uint32_t controllers;    // Bits of the controllers that it has: 1 << CPROBE_CONTROLLER_CPU and
                             // so on. In a captured root, all that may have been captured.
    uint32_t path_offset, path_length; // In the text of the list: "/system.slice/ssh.service".
    uint32_t hierarchies;    // Bits of the hierarchies that have it, from 1; one on a v2 system.
    uint64_t id;             // Inode number of the directory, in the last of these hierarchies:
                             // with another number, a cgroup of the same path is another one.
    uint64_t usage_ns;       // CPU time since the cgroup was created. v2, cpu.stat; v1,
                             // cpuacct.usage, which a write resets.
    uint64_t user_ns, system_ns; // Parts of usage_ns; v1 in steps of a tick (cpuacct.stat).
    uint64_t periods;        // Periods in which the cgroup was runnable.
    uint64_t throttled_periods; // Periods in which its quota was used up.
    uint64_t throttled_ns;   // Time that its run queues waited for a new period, over all CPUs.
    uint64_t bursts;         // Periods that used saved quota. Since Linux 5.15 on v2.
    uint64_t burst_ns;       // CPU time used beyond the quota in those periods.
    uint64_t quota_ns;       // Limit: CPU time in each period.
    uint64_t period_ns;      // Wall time.
    uint64_t weight;         // v2: share under contention, 1 to 10000, usually 100.
    uint64_t shares;         // v1, likewise; usually 1024.
    uint64_t memory_current_bytes; // Including page cache.
    uint64_t memory_working_set_bytes; // memory_current_bytes minus inactive page cache.
    uint64_t memory_max_bytes;  // Limit.
    uint64_t memory_high_bytes; // Limit above which the cgroup is slowed down to reclaim; v2.
    uint64_t memory_peak_bytes; // The maximum of memory_current_bytes. v2 since Linux 5.19.
    uint64_t anon_bytes;     // Anonymous memory: heap, stacks.
    uint64_t file_bytes;     // Page cache, including shmem_bytes.
    uint64_t kernel_bytes;   // All kernel memory. v2 since Linux 5.18.
    uint64_t slab_bytes;     // Kernel objects; part of kernel_bytes. v2.
    uint64_t sock_bytes;     // Network buffers. v2.
    uint64_t shmem_bytes;    // tmpfs and shared memory.
    uint64_t inactive_file_bytes; // Page cache that can be dropped at once.
    uint64_t active_file_bytes;   // Page cache used recently.
    uint64_t major_faults;   // Page faults that waited for a disk.
    uint64_t swap_current_bytes; // v2; on v1 `swap` of memory.stat.
    uint64_t swap_max_bytes;     // Limit; v2.
    uint64_t swap_high_bytes;    // Limit above which the cgroup is slowed down; v2 since Linux 5.8.
    uint64_t memsw_current_bytes; // Memory and swap together; v1.
    uint64_t memsw_max_bytes;     // Limit; v1.
    uint64_t zswap_current_bytes; // Memory that compressed swap takes. v2 since Linux 5.19.
    uint64_t zswap_max_bytes;     // Limit. v2 since Linux 5.19.
    uint64_t events_low;     // Reclaimed although below memory.low. v2.
    uint64_t events_high;    // Throttled to reclaim memory, above memory.high. v2.
    uint64_t events_max;     // About to exceed the limit; v1 memory.failcnt.
    uint64_t events_oom;     // An allocation was about to fail. v2.
    uint64_t events_oom_kill; // Processes killed. v1 since Linux 4.13.
    uint64_t events_oom_group_kill; // The whole cgroup killed. v2 since Linux 5.17.
    uint64_t local_high;     // As events_high, of this cgroup's own limit only. Since Linux 5.3.
    uint64_t local_max;      // As events_max, likewise.
    uint64_t local_oom;      // As events_oom, likewise.
    uint64_t local_oom_kill; // Processes of this cgroup itself that were killed.
    uint64_t pids_events_max; // A fork failed because of a limit.
    uint64_t pids_current;   // Tasks: processes and their threads.
    uint64_t pids_max;       // Limit.
    uint64_t read_bytes;     // From all block devices together. v2; on v1 of blkio.throttle, absent
                             // until the kernel counts, which a limit of any cgroup starts.
    uint64_t written_bytes;
    uint64_t reads;
    uint64_t writes;
    uint64_t discarded_bytes;
    uint64_t discards;
    double uclamp_min_percent, uclamp_max_percent; // Bounds of the utilization of its tasks, by
                                                   // which frequency and CPU are chosen. Since 5.4.
    cprobe_presence present_stalls; // Bits by cprobe_pressure_field.
    cprobe_stalls cpu_pressure, memory_pressure, io_pressure, irq_pressure; // v2.
    uint32_t first_device;   // The block devices that it used, in the list's devices:
    uint32_t device_count;   // consecutive items.
    uint32_t first_resource; // Its resources that were requested by name, in the list's resources,
    uint32_t resource_count; // likewise.
    bool is_gone;            // Removed while the table was read: has a path, and no numbers.
    cprobe_failures failures; // Failures that made single fields absent.
} cprobe_cgroup;

// What a cgroup and its descendants read and wrote on one block device.
typedef struct cprobe_cgroup_device {
    uint32_t major, minor;
    cprobe_presence present_fields; // Bits 0 to 5, in the order of the numbers.
    uint64_t read_bytes, written_bytes, reads, writes, discarded_bytes, discards;
} cprobe_cgroup_device;

// Which controller has a resource.
typedef enum CPROBE_CLOSED cprobe_cgroup_resource_kind {
    CPROBE_CGROUP_RESOURCE_HUGETLB = 0, // Bytes of huge pages; the name is the size: "2MB".
    CPROBE_CGROUP_RESOURCE_RDMA,        // The name: "mlx4_0 hca_handle", "mlx4_0 hca_object".
    CPROBE_CGROUP_RESOURCE_MISC,        // The name: "sev".
    CPROBE_CGROUP_RESOURCE_MEMORY       // A line of memory.stat: `current` is its number, in bytes
                                        // or a count. The name: "file_mapped", "pgfault"; of v1
                                        // the totals, without "total_": "mapped_file".
} cprobe_cgroup_resource_kind;

// Field numbers of cprobe_cgroup_resource.
typedef enum CPROBE_CLOSED cprobe_cgroup_resource_field {
    CPROBE_CGROUP_RESOURCE_CURRENT = 0,
    CPROBE_CGROUP_RESOURCE_MAX,
    CPROBE_CGROUP_RESOURCE_EVENTS_MAX,
    CPROBE_CGROUP_RESOURCE_RESERVED,
    CPROBE_CGROUP_RESOURCE_RESERVED_MAX
} cprobe_cgroup_resource_field;

// What a cgroup and its descendants use of one resource.
typedef struct cprobe_cgroup_resource {
    cprobe_cgroup_resource_kind kind;
    uint32_t name_offset, name_length; // In the text of the list.
    cprobe_presence present_fields;    // Bits by cprobe_cgroup_resource_field.
    cprobe_presence unlimited_fields;  // Limits that are not set, likewise.
    uint64_t current;
    uint64_t max;
    uint64_t events_max;   // Attempts to exceed the limit. Not of RDMA.
    uint64_t reserved;     // Of huge pages: reserved bytes, used or not. Since 5.7.
    uint64_t reserved_max; // Of huge pages: the limit of reservations.
} cprobe_cgroup_resource;

// Caller-provided storage for cgroups, their paths and their devices.
typedef struct cprobe_cgroup_list {
    cprobe_cgroup *items;
    size_t capacity;
    size_t count;          // The number of cgroups found; may exceed the capacity.
    char *text;            // Paths.
    size_t text_capacity;
    size_t text_length;    // The number of bytes required; may exceed the capacity.
    cprobe_cgroup_device *devices; // May be NULL with capacity 0: the sums remain.
    size_t device_capacity;
    size_t device_count;   // May exceed the capacity.
    cprobe_cgroup_resource *resources; // May be NULL with capacity 0.
    size_t resource_capacity;
    size_t resource_count; // May exceed the capacity.
} cprobe_cgroup_list;

// A hierarchy that the table was read from.
typedef struct cprobe_cgroup_hierarchy {
    uint32_t version;     // 1 or 2.
    uint32_t controllers; // Bits: 1 << CPROBE_CONTROLLER_CPU and so on.
    uint32_t directory_offset, directory_length; // The directory of the start, in the text of the
                                                 // list; a cgroup below has its path below it.
} cprobe_cgroup_hierarchy;

// Values common to all cgroups.
typedef struct cprobe_cgroups {
    bool has_monotonic;
    uint64_t monotonic_ns; // When the reading started, CLOCK_MONOTONIC; absent in a captured root.
    uint32_t hierarchy_count;
    cprobe_cgroup_hierarchy hierarchies[CPROBE_HIERARCHIES]; // Those that have the start. Not those
                                                // in cprobe_hierarchies.apart.
    uint32_t gone;         // Cgroups that were removed while they were read.
    cprobe_failures failures; // Hierarchies that could not be read.
} cprobe_cgroups;

// The hierarchy with this index, for languages without C arrays.
static inline const cprobe_cgroup_hierarchy *cprobe_cgroups_hierarchy(const cprobe_cgroups *cgroups,
                                                                      size_t index) {
    return &cgroups->hierarchies[index];
}

// Reads the cgroup `start` and all cgroups below it, a parent before its children. `start` is a
// path in the hierarchies ("/system.slice") or a directory of one of them; NULL or "/" is the
// topmost cgroup that is visible. `details` are bits by cprobe_cgroup_detail.
//
// The directories and files of about 80 cgroups stay open, so that the next reading costs one
// system call for each of their files. Those of others are opened and closed again, which costs
// three times as much for each cgroup, however many they are. No descriptor is kept open above a
// quarter of the process's descriptor limit. While they are open, their hierarchy cannot be
// unmounted, but can be detached (umount -l).
//
// A file is not opened where another has its value: where memory.stat of v1 says that no limit
// applies, the files of the limits are not read, and cpu.stat of v2 not beside v1's cpuacct.
//
// OK; TOO_LARGE: the contents of the list are unspecified, and its counts are at least what is
// required (the descendants of a cgroup that did not fit are not counted); NOT_FOUND (no
// hierarchy is mounted, or none has `start`), DENIED, EXHAUSTED, IO; UNSUPPORTED, INVALID (NULL, a
// path with ".."). `cgroups` is untouched unless OK.
cprobe_result cprobe_cgroups_read(cprobe_collector *collector, const char *start, uint32_t details,
                                  cprobe_cgroups *cgroups, cprobe_cgroup_list *list,
                                  cprobe_failure *failure);

// Reads the pids of the processes in a cgroup, without those of its descendants. `cgroup` is its
// directory in a hierarchy, or its path in the first hierarchy that has it. Processes of another
// pid namespace have no pid here, and are left out. `count` may exceed the capacity, as in a list.
//
// OK, NOT_FOUND, GONE, DENIED, MALFORMED, EXHAUSTED, IO (EOPNOTSUPP: a threaded cgroup has no
// processes of its own); UNSUPPORTED, INVALID. `count` is untouched unless OK.
cprobe_result cprobe_cgroup_processes_read(cprobe_collector *collector, const char *cgroup,
                                           int32_t *pids, size_t capacity, size_t *count,
                                           cprobe_failure *failure);

#ifdef __cplusplus
}
#endif

#endif

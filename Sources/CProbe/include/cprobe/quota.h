// How much of the machine a process may use: CPU, memory, swap, tasks, huge pages, disk I/O.
//
// All values are read first, then decided on. For each controller, the hierarchy that has it is
// found (v1 or v2, individually), every level from the subject's own cgroup up to the root of the
// mount is read, and the tightest limit decides. The answer contains every value that took part, so
// that the decision can be checked by hand. "Own cgroup" means the cgroup of the process, or the
// named one.

#ifndef CPROBE_QUOTA_H
#define CPROBE_QUOTA_H

#include "collector.h"
#include "hierarchy.h"
#include "pressure.h"
#include "shared.h"

#ifdef __cplusplus
extern "C" {
#endif

// The state of one value of one file of one cgroup.
typedef enum CPROBE_CLOSED cprobe_file_state {
    CPROBE_FILE_ABSENT = 0, // The cgroup has no such file: the controller is not enabled there, the
                            // cgroup is the root, or the kernel is too old. Sets no limit.
    CPROBE_FILE_NOT_READ,   // Not read at this level, because it decides nothing here.
    CPROBE_FILE_UNLIMITED,  // The file has no limit ("max").
    CPROBE_FILE_LIMITED,    // The file has a number: see the value.
    CPROBE_FILE_UNKNOWN     // The cgroup or the file could not be read: see the failure.
} cprobe_file_state;

typedef struct cprobe_file_value {
    cprobe_file_state state;
    cprobe_failure failure; // If UNKNOWN.
    const char *file;       // The name of the file in the cgroup's directory, "cpu.max"; constant.
                            // For cpu_usage see there.
                            // NULL if ABSENT or NOT_READ; of a cpuset also if the cgroup could not
                            // be read.
    uint64_t value;         // If LIMITED.
} cprobe_file_value;

typedef enum CPROBE_CLOSED cprobe_throttling_field {
    CPROBE_THROTTLING_PERIODS = 0,
    CPROBE_THROTTLING_THROTTLED_PERIODS,
    CPROBE_THROTTLING_THROTTLED,
    CPROBE_THROTTLING_BURSTS,
    CPROBE_THROTTLING_BURST
} cprobe_throttling_field;

// CPU throttling of a cgroup since it was created. cpu.stat.
typedef struct cprobe_throttling {
    cprobe_presence present_fields;    // Bits by cprobe_throttling_field.
    uint64_t periods;           // Periods in which the cgroup was runnable.
    uint64_t throttled_periods; // Periods in which its quota was used up.
    uint64_t throttled_ns;      // Time that its run queues waited for a new period, summed over
                                // CPUs.
    uint64_t bursts;            // Periods that used saved quota. Since Linux 5.15 (5.14 on v1).
    uint64_t burst_ns;          // CPU time used beyond the quota in those periods.
} cprobe_throttling;

typedef enum CPROBE_CLOSED cprobe_memory_events_field {
    CPROBE_MEMORY_EVENTS_HIGH = 0,
    CPROBE_MEMORY_EVENTS_MAX,
    CPROBE_MEMORY_EVENTS_OOM,
    CPROBE_MEMORY_EVENTS_OOM_KILL
} cprobe_memory_events_field;

// How often a cgroup or its descendants reached their limits. memory.events; on v1, memory.failcnt
// is `max`, and memory.oom_control has `oom_kill` (since Linux 4.13).
typedef struct cprobe_memory_events {
    cprobe_presence present_fields; // Bits by cprobe_memory_events_field.
    uint64_t high;           // Throttled to reclaim memory, above memory.high.
    uint64_t max;            // About to exceed memory.max.
    uint64_t oom;            // An allocation was about to fail.
    uint64_t oom_kill;       // Processes killed.
} cprobe_memory_events;

// One level: one cgroup of one hierarchy. Values marked "own" are read of the own cgroup only;
// values marked "limited" also if the level limits that controller. Otherwise they are NOT_READ.
typedef struct cprobe_quota_level {
    uint32_t hierarchy;                 // Index into cprobe_quota.hierarchies.items.
    uint32_t path_length;               // Length of the own cgroup's path up to this level.
    cprobe_file_value cpu;              // cpu.max, cpu.cfs_quota_us: microseconds of CPU time in
                                        // each period.
    uint64_t cpu_period_us;             // Microseconds of wall time, also if cpu is UNLIMITED; 0:
                                        // not known.
    cprobe_file_value cpu_burst;        // Limited. Microseconds that may be saved. Not extra
                                        // capacity.
    cprobe_file_value cpu_weight;       // Own. v2: 1 to 10000, usually 100. A share under
                                        // contention, not a limit.
    cprobe_file_value cpu_shares;       // Own. v1: usually 1024.
    cprobe_file_value cpu_idle;         // Own. 1: runs only on otherwise idle CPUs. Since Linux
                                        // 5.15.
    cprobe_throttling throttling;       // Limited.
    cprobe_file_value cpu_usage;        // Limited. Nanoseconds of CPU time used by the cgroup and
                                        // its descendants since it was created: cpu.stat (since
                                        // Linux 4.15); on v1 cpuacct.usage, which a write resets.
                                        // If cpuacct is mounted separately from cpu, the file is in
                                        // hierarchy CPROBE_HIERARCHY_ACCOUNTING
                                        // (cprobe_quota_path()), and the usage is absent if the
                                        // path there is another.
    cprobe_file_value cpuset;           // The number of CPUs on which the cgroup may run.
    cprobe_file_value cpuset_mems;      // Own. The number of memory nodes.
    uint32_t cpus_offset, cpus_length;  // The CPUs, "0-3,8", in cprobe_quota.lists,
    uint32_t mems_offset, mems_length;  // and the nodes. Length 0 if the buffer was full.
    cprobe_file_value memory_max;       // Bytes.
    cprobe_file_value memory_high;      // Bytes; v2. Above it the cgroup is slowed down to reclaim
                                        // memory.
    cprobe_file_value memory_low;       // Own. Bytes below which it is protected; on v1,
                                        // memory.soft_limit_in_bytes.
    cprobe_file_value memory_min;       // Own. Bytes below which it is never reclaimed; v2.
    cprobe_file_value memory_current;   // Limited. Bytes used by the cgroup and its descendants,
                                        // including page cache.
    cprobe_file_value memory_peak;      // Own. The maximum of memory_current so far. v2 since Linux
                                        // 5.19.
    cprobe_file_value memory_inactive_file; // Limited. Bytes of page cache that can be dropped at
                                            // once.
    cprobe_file_value memory_active_file; // Limited. Bytes of recently used page cache; also
                                          // dropped if the cgroup needs memory.
    cprobe_file_value memory_hierarchical; // v1, own: the kernel's minimum over all levels,
                                           // including hidden ones. memory.stat.
    bool memory_is_apart;               // v1 with use_hierarchy 0: descendants are not counted
                                        // here.
    cprobe_file_value swap_max;         // v2: bytes of swap.
    cprobe_file_value swap_current;     // Own. v2.
    cprobe_file_value memsw_max;        // v1: bytes of memory and swap together.
    cprobe_file_value memsw_current;    // Own. v1.
    cprobe_file_value memsw_hierarchical; // As memory_hierarchical.
    cprobe_memory_events memory_events; // Limited.
    cprobe_file_value pids_max;         // Tasks: processes and their threads.
    cprobe_file_value pids_current;     // Limited. Tasks in the cgroup and its descendants.
    cprobe_file_value io;               // io.max: only its state; the numbers are in
                                        // cprobe_quota.devices.
} cprobe_quota_level;

// The state of a limit.
typedef enum CPROBE_CLOSED cprobe_limit_state {
    CPROBE_LIMIT_UNKNOWN = 0, // No level that was read sets a limit, and some could not be read.
    CPROBE_LIMIT_UNLIMITED,   // No level sets a limit, and all were read.
    CPROBE_LIMIT_LIMITED      // The least of the limits that were read.
} cprobe_limit_state;

typedef struct cprobe_limit {
    cprobe_limit_state state;
    cprobe_limit_reason reason; // NONE if and only if the limit is complete.
    cprobe_failure failure;     // If the reason has one.
    bool in_group;              // LIMITED by a cgroup: the two members below identify it.
    uint32_t hierarchy;
    uint32_t path_length;
    const char *file;           // LIMITED: "cpu.max" in that cgroup, or "/proc/meminfo". Constant.
    uint64_t value;             // LIMITED: bytes, tasks and so on; for CPU see quota_us.
} cprobe_limit;

// The state of a number computed from limits, usage and the machine's resources.
typedef enum CPROBE_CLOSED cprobe_number_state {
    CPROBE_NUMBER_UNKNOWN = 0, // Absent: nothing could be read that decides it, or what could not
                               // be read may make it greater or less.
    CPROBE_NUMBER_EXACT,
    CPROBE_NUMBER_AT_MOST,     // What could not be read can only make it less.
    CPROBE_NUMBER_AT_LEAST     // What could not be read can only make it greater.
} cprobe_number_state;

// How exact a number is. Each `effective_` and `available_` number has one, with its name.
typedef struct cprobe_completeness {
    cprobe_number_state state;
    cprobe_limit_reason reason; // NONE if and only if the number is EXACT.
    cprobe_failure failure;     // If the reason has one: what could not be read.
} cprobe_completeness;

// What limits effective_cores.
typedef enum CPROBE_CLOSED cprobe_cpu_bound {
    CPROBE_BOUND_ONLINE = 0, // Only the number of online CPUs.
    CPROBE_BOUND_CPUSET,
    CPROBE_BOUND_AFFINITY,
    CPROBE_BOUND_QUOTA
} cprobe_cpu_bound;

typedef enum CPROBE_CLOSED cprobe_cpu_quota_field {
    CPROBE_CPU_QUOTA_QUOTA = 0, // quota_us, period_us and limit_cores together.
    CPROBE_CPU_QUOTA_AFFINITY,
    CPROBE_CPU_QUOTA_CPUSET,
    CPROBE_CPU_QUOTA_ONLINE,
    CPROBE_CPU_QUOTA_EFFECTIVE, // effective_cores and bound together.
    CPROBE_CPU_QUOTA_BURST,
    CPROBE_CPU_QUOTA_WEIGHT,
    CPROBE_CPU_QUOTA_SHARES,
    CPROBE_CPU_QUOTA_IDLE,
    CPROBE_CPU_QUOTA_CPUSET_MEMS,
    CPROBE_CPU_QUOTA_USAGE
} cprobe_cpu_quota_field;

typedef struct cprobe_cpu_quota {
    cprobe_presence present_fields; // Bits by cprobe_cpu_quota_field.
    cprobe_limit limit;
    uint64_t quota_us;       // CPU time in microseconds that may be used in each period.
    uint64_t period_us;      // Microseconds of wall time.
    double limit_cores;      // quota_us / period_us: the quota alone.
    uint32_t affinity;       // CPUs of sched_getaffinity(); of another process or root, the online
                             // CPUs in Cpus_allowed_list of /proc/PID/status. If the list of online
                             // CPUs is not the kernel's own (lxcfs), all CPUs of that list.
    uint32_t cpuset;         // CPUs of the effective cpuset of the nearest cgroup.
    uint32_t online;         // CPUs that are online.
    double effective_cores;  // The least of the known ones.
    cprobe_completeness effective_cores_completeness;
    cprobe_cpu_bound bound;  // What set effective_cores.
    uint32_t cpus_offset, cpus_length; // The list of that cpuset's CPUs, "0-3,8", in
    uint32_t mems_offset, mems_length; // cprobe_quota.lists, and of its memory nodes.
    uint32_t cpuset_mems;    // Memory nodes of that cpuset.
    uint64_t burst_us;       // What the cgroup with the binding quota may save. Not extra capacity.
    uint64_t weight;         // v2, own cgroup: a share under contention, not a limit.
    uint64_t shares;         // v1, likewise.
    uint64_t idle;           // Own cgroup: 1 if it runs only on otherwise idle CPUs.
    cprobe_throttling throttling; // Of the cgroup with the binding quota; without one, of the own
                                  // cgroup.
    uint64_t usage_ns;       // CPU time in nanoseconds used by the cgroup of `throttling`, from
                             // cpu_usage of its level. Can decrease on v1. Not read if only limits
                             // are.
} cprobe_cpu_quota;

typedef enum CPROBE_CLOSED cprobe_memory_quota_field {
    CPROBE_MEMORY_QUOTA_PHYSICAL = 0,
    CPROBE_MEMORY_QUOTA_EFFECTIVE,
    CPROBE_MEMORY_QUOTA_CURRENT,
    CPROBE_MEMORY_QUOTA_PEAK,
    CPROBE_MEMORY_QUOTA_WORKING_SET,
    CPROBE_MEMORY_QUOTA_AVAILABLE,
    CPROBE_MEMORY_QUOTA_SWAP_CURRENT
} cprobe_memory_quota_field;

typedef struct cprobe_memory_quota {
    cprobe_presence present_fields;  // Bits by cprobe_memory_quota_field.
    cprobe_limit limit;       // Bytes. A cgroup's limit above physical memory is LIMITED by
                              // /proc/meminfo.
    cprobe_limit high;        // Bytes. The least memory.high: it throttles and is never part of the
                              // limit.
    cprobe_limit swap;        // Bytes of swap. On v1, the limit of memory and swap together minus
                              // the memory limit.
    uint64_t physical_bytes;  // MemTotal.
    uint64_t effective_bytes; // The least of the limit and physical memory.
    cprobe_completeness effective_bytes_completeness;
    uint64_t current_bytes;   // Used by the own cgroup and its descendants, including page cache.
    uint64_t peak_bytes;      // The maximum of current_bytes so far.
    uint64_t working_set_bytes; // current_bytes minus inactive page cache, as the kubelet computes
                                // it.
    uint64_t available_bytes; // The least of MemAvailable and, over the levels with a limit, limit
                              // minus working set. 0 if a cgroup is above its limit. For a level
                              // with unknown inactive page cache, limit minus usage (AT_LEAST);
                              // with unknown usage, the limit (AT_MOST).
    cprobe_completeness available_bytes_completeness;
    cprobe_file_value low, min;     // Own cgroup: protected bytes.
    uint64_t swap_current_bytes;   // Swap used by the own cgroup.
    cprobe_memory_events events;   // Of the own cgroup and its descendants.
} cprobe_memory_quota;

typedef enum CPROBE_CLOSED cprobe_pids_quota_field {
    CPROBE_PIDS_QUOTA_CURRENT = 0,
    CPROBE_PIDS_QUOTA_THREADS_MAX,
    CPROBE_PIDS_QUOTA_PID_MAX,
    CPROBE_PIDS_QUOTA_EFFECTIVE
} cprobe_pids_quota_field;

typedef struct cprobe_pids_quota {
    cprobe_presence present_fields; // Bits by cprobe_pids_quota_field.
    cprobe_limit limit;      // Tasks: processes and their threads.
    uint64_t current_tasks;  // In the own cgroup.
    uint64_t threads_max;    // The machine's limit, /proc/sys/kernel/threads-max.
    uint64_t pid_max;        // Process ids are below it: /proc/sys/kernel/pid_max.
    uint64_t effective_tasks; // The least of the limit, threads_max and pid_max - 1. RLIMIT_NPROC
                              // counts the tasks of a user and is one of the rlimits.
    cprobe_completeness effective_tasks_completeness;
} cprobe_pids_quota;

enum {
    // More than any processor has: amd64 has 2, arm64 4.
    CPROBE_HUGETLB_SIZES = 12,
    // io.stat has a line for each disk that the cgroup used. Devices with limits have priority.
    CPROBE_QUOTA_DEVICES = 64,
    // The lists of CPUs and memory nodes of all levels. Few exceed 20 bytes; every second of 1,024
    // CPUs takes 2,500.
    CPROBE_LIST_BYTES = 8192
};

// One size of huge pages.
typedef struct cprobe_hugetlb {
    uint64_t page_bytes;
    cprobe_limit limit;      // Bytes.
    bool has_current;
    uint64_t current_bytes;  // Of the own cgroup and its descendants.
} cprobe_hugetlb;

// The four limits of a device, as indices.
typedef enum CPROBE_CLOSED cprobe_device_limit {
    CPROBE_DEVICE_READ_BYTES = 0, // Bytes per second.
    CPROBE_DEVICE_WRITE_BYTES,
    CPROBE_DEVICE_READS,          // Operations per second.
    CPROBE_DEVICE_WRITES
} cprobe_device_limit;

enum { CPROBE_DEVICE_LIMITS = 4 };

typedef enum CPROBE_CLOSED cprobe_device_usage_field {
    CPROBE_DEVICE_USAGE_READ_BYTES = 0,
    CPROBE_DEVICE_USAGE_WRITTEN_BYTES,
    CPROBE_DEVICE_USAGE_READS,
    CPROBE_DEVICE_USAGE_WRITES,
    CPROBE_DEVICE_USAGE_DISCARDED_BYTES,
    CPROBE_DEVICE_USAGE_DISCARDS
} cprobe_device_usage_field;

// One block device: the least limits over the levels (io.max), and the I/O of the own cgroup and
// its descendants since it was created (io.stat).
typedef struct cprobe_quota_device {
    uint32_t major, minor;
    cprobe_limit limits[CPROBE_DEVICE_LIMITS]; // By cprobe_device_limit.
    cprobe_presence present_fields;                   // Bits by cprobe_device_usage_field.
    uint64_t read_bytes, written_bytes, reads, writes, discarded_bytes, discards;
} cprobe_quota_device;

// The resource limits of a process, in the kernel's order: RLIMIT_CPU is 0.
typedef enum CPROBE_CLOSED cprobe_rlimit_name {
    CPROBE_RLIMIT_CPU = 0,  // Nanoseconds of CPU time.
    CPROBE_RLIMIT_FSIZE,    // Bytes.
    CPROBE_RLIMIT_DATA,     // Bytes.
    CPROBE_RLIMIT_STACK,    // Bytes.
    CPROBE_RLIMIT_CORE,     // Bytes.
    CPROBE_RLIMIT_RSS,      // Bytes; the kernel does not enforce it.
    CPROBE_RLIMIT_NPROC,    // Tasks of the same user.
    CPROBE_RLIMIT_NOFILE,   // Descriptors: the largest plus one.
    CPROBE_RLIMIT_MEMLOCK,  // Bytes.
    CPROBE_RLIMIT_AS,       // Bytes of address space.
    CPROBE_RLIMIT_LOCKS,    // The kernel does not enforce it.
    CPROBE_RLIMIT_SIGPENDING, // Signals of the same user.
    CPROBE_RLIMIT_MSGQUEUE, // Bytes of the same user.
    CPROBE_RLIMIT_NICE,     // 20 minus the lowest nice value.
    CPROBE_RLIMIT_RTPRIO,   // The highest real-time priority.
    CPROBE_RLIMIT_RTTIME    // Nanoseconds of CPU time without a blocking call.
} cprobe_rlimit_name;

enum { CPROBE_RLIMITS = 16 };

typedef struct cprobe_rlimit {
    bool is_known;
    bool soft_unlimited, hard_unlimited;
    uint64_t soft, hard;
} cprobe_rlimit;

// The whole answer, about 72 KiB, including its texts.
typedef struct cprobe_quota {
    cprobe_cpu_quota cpu;
    cprobe_memory_quota memory;
    cprobe_pids_quota pids;
    cprobe_limit hugetlb_limit; // As io, for huge pages; a failure that concerns all sizes is here.
    uint32_t hugetlb_count;
    cprobe_hugetlb hugetlb[CPROBE_HUGETLB_SIZES];
    cprobe_limit io;         // Unlimited, limited (a device in `devices` is) or unknown.
    uint32_t device_count;   // Devices written below. If there are more, a failure is added:
                             // TOO_LARGE.
    cprobe_quota_device devices[CPROBE_QUOTA_DEVICES];
    cprobe_pressure pressure; // Of the own cgroup; v2. No field is present if it has none.
    cprobe_rlimit rlimits[CPROBE_RLIMITS]; // By cprobe_rlimit_name. Of the process; unknown for a
                                           // cgroup.
    cprobe_container container; // Of the calling process; in a captured root, of its process. For
                                // another process or a cgroup, detected from the path of the
                                // cgroup.
    cprobe_failures failures; // Failures that made single fields absent.
    bool has_monotonic;
    uint64_t monotonic_ns;   // When the cgroups were read, CLOCK_MONOTONIC; absent in a captured
                             // root, and if only limits are read.
    uint32_t lists_length;
    char lists[CPROBE_LIST_BYTES];
    cprobe_hierarchies hierarchies;
} cprobe_quota;

// A name from the kernel: not NUL-terminated, need not be UTF-8. Lives as long as the record that
// contains it.
typedef struct cprobe_name {
    const char *bytes;
    size_t length;
} cprobe_name;

// The subject of a quota.
typedef enum CPROBE_CLOSED cprobe_quota_subject_kind {
    CPROBE_SUBJECT_SELF = 0, // The calling process; in a captured root, its proc/self.
    CPROBE_SUBJECT_PROCESS,  // The process `pid`, of the root's own proc.
    CPROBE_SUBJECT_CGROUP     // The cgroup `cgroup`.
} cprobe_quota_subject_kind;

typedef struct cprobe_quota_subject {
    cprobe_quota_subject_kind kind;
    int32_t pid;
    // For CGROUP, NUL-terminated: the cgroup's directory ("/sys/fs/cgroup/app.slice", in one
    // hierarchy), or its path in the hierarchies ("/app.slice", in all that have it).
    const char *cgroup;
    // Bits of the controllers (1 << CPROBE_CONTROLLER_CPU) to read the limits of; 0: everything. If
    // bits are set, only the files that decide these limits are read: no usage, weights,
    // throttling, events, pressure, rlimits or container. The limits of the other controllers are
    // unknown, CPROBE_REASON_NOT_REQUESTED. effective_cores needs CPU and CPUSET.
    uint32_t limits_of;
} cprobe_quota_subject;

// Reads the quota of the subject (NULL is SELF), and its levels into `levels`: for each hierarchy
// the own cgroup first, then its ancestors. `shared` has what other sections of this sample read,
// and may be NULL. Sets `count` to the number of levels, which may exceed `capacity`; the decision
// includes all. `levels` may be NULL with capacity 0.
//
// The cgroups' files stay open in the collector (about 60 for a process three levels deep, at most
// 1,024, none in the upper half of the process's descriptor limit) and are read again, as long as
// the process is in the same cgroups and the same mounts show them. A changed limit is in the next
// reading, and so is a process that moved. Another subject than in the last call, or other limits,
// closes the files: a caller that alternates between processes pays for opening each time. While
// files are open, their hierarchy cannot be unmounted, but can be detached (umount -l).
//
// A file that is missing or may not be read is a value in the answer, not a failure of the call:
// OK; UNSUPPORTED (this build; or SELF in a live root other than "/", where this process has no
// cgroup); NOT_FOUND (no such process or cgroup); DENIED (the process may not be examined); GONE
// (it was removed meanwhile); INVALID (NULL, a pid below 1, a cgroup with ".." or empty); TOO_LARGE
// (the cgroup's name). `count` is untouched unless OK; `quota` and `levels` may be written to.
cprobe_result cprobe_quota_read(cprobe_collector *collector, const cprobe_quota_subject *subject,
                                const cprobe_shared *shared, cprobe_quota *quota,
                                cprobe_quota_level *levels, size_t capacity, size_t *count,
                                cprobe_failure *failure);

// The path of the cgroup with this length in a hierarchy's path, "/" for the root. Points into
// `quota`.
cprobe_name cprobe_quota_cgroup(const cprobe_quota *quota, uint32_t hierarchy,
                                uint32_t path_length);

// The text of a list of CPUs or memory nodes, by its offset and length. Points into `quota`; empty
// if they are out of range.
cprobe_name cprobe_quota_list(const cprobe_quota *quota, uint32_t offset, uint32_t length);

// Writes the path of `file` in that cgroup, as cat would take it, and returns its length. Like
// snprintf, the length may exceed `capacity`, and at most `capacity` bytes are written; not
// NUL-terminated. With `file` NULL, the path of the cgroup's directory. 0 if the hierarchy is not
// mounted.
size_t cprobe_quota_path(const cprobe_quota *quota, uint32_t hierarchy, uint32_t path_length,
                         const char *file, char *out, size_t capacity);

#ifdef __cplusplus
}
#endif

#endif

// How much of the machine a process may use: CPU, memory, swap, tasks, huge pages, disk traffic.
//
// The facts first, one decision after. For each controller the hierarchy that has it is found
// (cgroup v1 or v2, each controller for itself), every level is read from the own group up to the
// root of the mount, and the tightest limit decides. Every fact that took part stays in the answer,
// so that it can be checked by hand.

#ifndef CPROBE_QUOTA_H
#define CPROBE_QUOTA_H

#include "collector.h"
#include "hierarchy.h"
#include "pressure.h"
#include "shared.h"

#ifdef __cplusplus
extern "C" {
#endif

// What one file of one level says.
typedef enum CPROBE_CLOSED cprobe_fact_state {
    CPROBE_FACT_ABSENT = 0, // The group has no such file: the controller is not switched on there,
                            // the group is the root, or the kernel is too old. It sets no limit.
    CPROBE_FACT_NOT_READ,   // Not asked at this level, because it decides nothing here.
    CPROBE_FACT_UNLIMITED,  // The file says that there is no limit.
    CPROBE_FACT_LIMITED,    // The file has a number; it stands in the value.
    CPROBE_FACT_UNKNOWN     // The group or the file could not be read; the failure says why.
} cprobe_fact_state;

typedef struct cprobe_fact {
    cprobe_fact_state state;
    cprobe_failure failure; // Where UNKNOWN.
    const char *file;       // The file's name in the cgroup's directory, "cpu.max"; constant. NULL where
                            // ABSENT or NOT_READ; of a cpuset also where the cgroup could not be read.
    uint64_t value;         // Where LIMITED.
} cprobe_fact;

typedef enum CPROBE_CLOSED cprobe_throttling_field {
    CPROBE_THROTTLING_PERIODS = 0,
    CPROBE_THROTTLING_THROTTLED_PERIODS,
    CPROBE_THROTTLING_THROTTLED,
    CPROBE_THROTTLING_BURSTS,
    CPROBE_THROTTLING_BURST
} cprobe_throttling_field;

// What its quota did to a group since it was made. cpu.stat.
typedef struct cprobe_throttling {
    cprobe_presence present_fields;    // Bits by cprobe_throttling_field.
    uint64_t periods;           // Periods in which the group wanted to run.
    uint64_t throttled_periods; // Those in which its quota was used up.
    uint64_t throttled_ns;      // Time that its run queues waited for a new period, summed over CPUs.
    uint64_t bursts;            // Periods that used what was saved. Since Linux 5.15 (5.14 on v1).
    uint64_t burst_ns;          // CPU time used beyond the quota in those.
} cprobe_throttling;

typedef enum CPROBE_CLOSED cprobe_memory_events_field {
    CPROBE_MEMORY_EVENTS_HIGH = 0,
    CPROBE_MEMORY_EVENTS_MAX,
    CPROBE_MEMORY_EVENTS_OOM,
    CPROBE_MEMORY_EVENTS_OOM_KILL
} cprobe_memory_events_field;

// How often a group, or one below it, ran into its limits. memory.events; of v1, memory.failcnt is
// `max`, and memory.oom_control has `oom_kill` (since Linux 4.13).
typedef struct cprobe_memory_events {
    cprobe_presence present_fields; // Bits by cprobe_memory_events_field.
    uint64_t high;           // Throttled and made to reclaim, because above memory.high.
    uint64_t max;            // About to go above memory.max.
    uint64_t oom;            // An allocation was about to fail.
    uint64_t oom_kill;       // Processes killed.
} cprobe_memory_events;

// One level: one group of one hierarchy. "Own" facts are read of the own group, "limited" ones also
// where the level limits that controller; the others are NOT_READ.
typedef struct cprobe_quota_level {
    uint32_t hierarchy;       // Index into cprobe_quota.hierarchies.items.
    uint32_t path_length;     // This group's path is so much of the own group's path.
    cprobe_fact cpu;          // cpu.max, cpu.cfs_quota_us: microseconds of CPU time in each period.
    uint64_t cpu_period_us;   // Microseconds of wall time, also where cpu is UNLIMITED; 0: not known.
    cprobe_fact cpu_burst;    // Limited. Microseconds that may be saved up. Not extra capacity.
    cprobe_fact cpu_weight;   // Own. v2: 1 to 10000, usually 100. A share under contention, no limit.
    cprobe_fact cpu_shares;   // Own. v1: usually 1024.
    cprobe_fact cpu_idle;     // Own. 1: runs only where nobody else wants to. Since Linux 5.15.
    cprobe_throttling throttling; // Limited.
    cprobe_fact cpu_usage;    // Limited. Nanoseconds of CPU time that the cgroup and those below it
                              // used since it was made: cpu.stat (since Linux 4.15); of v1
                              // cpuacct.usage, which a write resets. Absent where cpuacct is
                              // mounted apart from cpu.
    cprobe_fact cpuset;       // The number of CPUs that the group may run on.
    cprobe_fact cpuset_mems;  // Own. The number of memory nodes.
    uint32_t cpus_offset, cpus_length; // The list of those CPUs, "0-3,8", in cprobe_quota.lists;
    uint32_t mems_offset, mems_length; // of those nodes. Length 0 where there was no room.
    cprobe_fact memory_max;   // Bytes.
    cprobe_fact memory_high;  // Bytes; v2. Above it the group is slowed down and made to reclaim.
    cprobe_fact memory_low;   // Own. Bytes below which it is protected; of v1 memory.soft_limit_in_bytes.
    cprobe_fact memory_min;   // Own. Bytes below which it is never reclaimed; v2.
    cprobe_fact memory_current; // Limited. Bytes that the group and those below it use, file cache included.
    cprobe_fact memory_peak;  // Own. The most that memory_current was. v2 since Linux 5.19.
    cprobe_fact memory_inactive_file; // Limited. Bytes of file cache that can be dropped at once.
    cprobe_fact memory_active_file; // Limited. Bytes of file cache that was used recently: dropped, too,
                              // where the cgroup needs memory.
    cprobe_fact memory_hierarchical; // v1, own group: the kernel's own least over all levels,
                              // those that cannot be seen included. memory.stat.
    bool memory_is_apart;     // v1 with use_hierarchy 0: the groups below do not count here.
    cprobe_fact swap_max;     // v2: bytes of swap.
    cprobe_fact swap_current; // Own. v2.
    cprobe_fact memsw_max;    // v1: bytes of memory and swap together.
    cprobe_fact memsw_current; // Own. v1.
    cprobe_fact memsw_hierarchical; // As memory_hierarchical.
    cprobe_memory_events memory_events; // Limited.
    cprobe_fact pids_max;     // Tasks: processes and their threads.
    cprobe_fact pids_current; // Limited. Tasks in the group and those below it.
    cprobe_fact io;           // io.max: only its state; the numbers are in cprobe_quota.devices.
} cprobe_quota_level;

// What a limit is.
typedef enum CPROBE_CLOSED cprobe_limit_state {
    CPROBE_LIMIT_UNKNOWN = 0, // No level that could be read limits, and some could not be read.
    CPROBE_LIMIT_UNLIMITED,   // No level limits, and all were read.
    CPROBE_LIMIT_LIMITED      // The least of the limits that could be read.
} cprobe_limit_state;

typedef struct cprobe_limit {
    cprobe_limit_state state;
    cprobe_limit_reason reason; // NONE exactly where the limit is complete.
    cprobe_failure failure;     // Where the reason has one.
    bool in_group;              // LIMITED by a group: the two numbers below say which.
    uint32_t hierarchy;
    uint32_t path_length;
    const char *file;           // LIMITED: "cpu.max" in that group, or "/proc/meminfo". Constant.
    uint64_t value;             // LIMITED: bytes, tasks and so on; of CPU, see quota_us.
} cprobe_limit;

// What a number is that was worked out from limits, usage and what the machine has.
typedef enum CPROBE_CLOSED cprobe_number_state {
    CPROBE_NUMBER_UNKNOWN = 0, // There is none: nothing could be read that decides it, or what could
                               // not be read may make it greater as well as less.
    CPROBE_NUMBER_EXACT,
    CPROBE_NUMBER_AT_MOST,     // What could not be read can only make it less.
    CPROBE_NUMBER_AT_LEAST     // What could not be read can only make it greater.
} cprobe_number_state;

// How far a number is to be relied on. It stands beside each `effective_` and `available_` number, by
// that one's name.
typedef struct cprobe_completeness {
    cprobe_number_state state;
    cprobe_limit_reason reason; // NONE exactly where the number is EXACT.
    cprobe_failure failure;     // Where the reason has one: what could not be read.
} cprobe_completeness;

// What bounds effective_cores.
typedef enum CPROBE_CLOSED cprobe_cpu_bound {
    CPROBE_BOUND_ONLINE = 0, // Nothing less than the CPUs that are online.
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
    uint32_t affinity;       // CPUs of sched_getaffinity; of another process or root those of
                             // Cpus_allowed_list in /proc/PID/status that are online. Where the list
                             // of online CPUs is not the kernel's own (lxcfs), all of them.
    uint32_t cpuset;         // CPUs of the nearest group's effective cpuset.
    uint32_t online;         // CPUs that are online.
    double effective_cores;  // The least of those that are known.
    cprobe_completeness effective_cores_completeness;
    cprobe_cpu_bound bound;  // Which one that is.
    uint32_t cpus_offset, cpus_length; // The list of that cpuset's CPUs, "0-3,8", in
    uint32_t mems_offset, mems_length; // cprobe_quota.lists; of its memory nodes.
    uint32_t cpuset_mems;    // Memory nodes of that cpuset.
    uint64_t burst_us;       // What the group whose quota binds may save up. Not extra capacity.
    uint64_t weight;         // v2, of the own group: a share under contention, not a limit.
    uint64_t shares;         // v1, the same.
    uint64_t idle;           // Of the own group: 1 where it runs only when nobody else wants to.
    cprobe_throttling throttling; // Of the group whose quota binds; where none does, of the own.
    uint64_t usage_ns;       // CPU time in nanoseconds that the cgroup of `throttling` used, by cpu_usage
                             // of its level. Of v1 it may step back. Not read where only limits are.
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
    cprobe_limit limit;       // Bytes. A group's limit above physical memory is LIMITED by
                              // /proc/meminfo.
    cprobe_limit high;        // Bytes. The least memory.high: throttling, never part of the limit.
    cprobe_limit swap;        // Bytes of swap. Of v1 what memory and swap together leave above the
                              // memory limit.
    uint64_t physical_bytes;  // MemTotal.
    uint64_t effective_bytes; // The least of the limit and physical memory.
    cprobe_completeness effective_bytes_completeness;
    uint64_t current_bytes;   // What the own group and those below use, file cache included.
    uint64_t peak_bytes;      // The most that current_bytes was.
    uint64_t working_set_bytes; // current_bytes less the inactive file cache, as the kubelet has it.
    uint64_t available_bytes; // The least of limit less working set over the levels that limit, and
                              // of MemAvailable. 0 where a group is above its limit. Of a level
                              // whose inactive file cache is not known, limit less usage (AT_LEAST);
                              // of one whose usage is not known, the limit (AT_MOST).
    cprobe_completeness available_bytes_completeness;
    cprobe_fact low, min;     // Of the own group's level: bytes that are protected.
    uint64_t swap_current_bytes;   // Swap that the own group uses.
    cprobe_memory_events events;   // Of the own group and those below it.
} cprobe_memory_quota;

typedef enum CPROBE_CLOSED cprobe_pids_quota_field {
    CPROBE_PIDS_QUOTA_CURRENT = 0,
    CPROBE_PIDS_QUOTA_THREADS_MAX,
    CPROBE_PIDS_QUOTA_PID_MAX,
    CPROBE_PIDS_QUOTA_EFFECTIVE
} cprobe_pids_quota_field;

typedef struct cprobe_pids_quota {
    cprobe_presence present_fields; // Bits by cprobe_pids_quota_field.
    cprobe_limit limit;      // Of tasks: processes and their threads.
    uint64_t current_tasks;  // In the own group.
    uint64_t threads_max;    // The machine's limit, /proc/sys/kernel/threads-max.
    uint64_t pid_max;        // Process ids are below this: /proc/sys/kernel/pid_max.
    uint64_t effective_tasks; // The least of the limit, threads_max and pid_max less 1. RLIMIT_NPROC
                             // counts the tasks of a user, and stands among the rlimits.
    cprobe_completeness effective_tasks_completeness;
} cprobe_pids_quota;

enum {
    // All that any processor has; amd64 has 2 of them, arm64 4.
    CPROBE_HUGETLB_SIZES = 12,
    // io.stat has a line for each disk that the group used. Limits are kept before the rest.
    CPROBE_QUOTA_DEVICES = 64,
    // The lists of CPUs and memory nodes of all levels. Few are longer than 20 bytes; every second
    // of 1,024 CPUs takes 2,500.
    CPROBE_LIST_BYTES = 8192
};

// One size of huge pages.
typedef struct cprobe_hugetlb {
    uint64_t page_bytes;
    cprobe_limit limit;      // Bytes.
    bool has_current;
    uint64_t current_bytes;  // Of the own group and those below it.
} cprobe_hugetlb;

// The four limits of a device, as indices.
typedef enum CPROBE_CLOSED cprobe_device_limit {
    CPROBE_DEVICE_READ_BYTES = 0, // Bytes a second.
    CPROBE_DEVICE_WRITE_BYTES,
    CPROBE_DEVICE_READS,          // Operations a second.
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

// One block device: the least limits over the levels (io.max), and what the own group and those
// below it did since it was made (io.stat).
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
    CPROBE_RLIMIT_NOFILE,   // Descriptors: one above the largest.
    CPROBE_RLIMIT_MEMLOCK,  // Bytes.
    CPROBE_RLIMIT_AS,       // Bytes of address space.
    CPROBE_RLIMIT_LOCKS,    // The kernel does not enforce it.
    CPROBE_RLIMIT_SIGPENDING, // Signals of the same user.
    CPROBE_RLIMIT_MSGQUEUE, // Bytes of the same user.
    CPROBE_RLIMIT_NICE,     // 20 less the lowest nice value.
    CPROBE_RLIMIT_RTPRIO,   // The highest real-time priority.
    CPROBE_RLIMIT_RTTIME    // Nanoseconds of CPU time without a blocking call.
} cprobe_rlimit_name;

enum { CPROBE_RLIMITS = 16 };

typedef struct cprobe_rlimit {
    bool is_known;
    bool soft_unlimited, hard_unlimited;
    uint64_t soft, hard;
} cprobe_rlimit;

// The whole answer, about 70 KiB. Its texts are inside.
typedef struct cprobe_quota {
    cprobe_cpu_quota cpu;
    cprobe_memory_quota memory;
    cprobe_pids_quota pids;
    cprobe_limit hugetlb_limit; // As io, of huge pages; what is unknown of all sizes stands here.
    uint32_t hugetlb_count;
    cprobe_hugetlb hugetlb[CPROBE_HUGETLB_SIZES];
    cprobe_limit io;         // Unlimited, limited (some device of `devices` is) or unknown.
    uint32_t device_count;   // Of those below that are written. Others are a failure: TOO_LARGE.
    cprobe_quota_device devices[CPROBE_QUOTA_DEVICES];
    cprobe_pressure pressure; // Of the own group; v2. No field is present where it has none.
    cprobe_rlimit rlimits[CPROBE_RLIMITS]; // By cprobe_rlimit_name. Of the process; none of a group.
    cprobe_container container; // Of the process that asks; of a captured root, of its process. Of
                                // another process or a group, what the group's path tells.
    cprobe_failures failures; // What cost single fields.
    bool has_monotonic;
    uint64_t monotonic_ns;   // When the cgroups were read, CLOCK_MONOTONIC; absent in a captured
                             // root, and where only limits are read.
    uint32_t lists_length;
    char lists[CPROBE_LIST_BYTES];
    cprobe_hierarchies hierarchies;
} cprobe_quota;

// Bytes of a name of the kernel: not NUL-terminated, need not be UTF-8. Lives as long as what it
// was taken from.
typedef struct cprobe_name {
    const char *bytes;
    size_t length;
} cprobe_name;

// Whose quota.
typedef enum CPROBE_CLOSED cprobe_quota_subject_kind {
    CPROBE_SUBJECT_SELF = 0, // The process that asks. Of a captured root, its proc/self.
    CPROBE_SUBJECT_PROCESS,  // The process `pid`, of the root's own proc.
    CPROBE_SUBJECT_CGROUP     // The control group `cgroup`.
} cprobe_quota_subject_kind;

typedef struct cprobe_quota_subject {
    cprobe_quota_subject_kind kind;
    int32_t pid;
    // Where GROUP, ends with a NUL: its directory ("/sys/fs/cgroup/app.slice", of one hierarchy),
    // or its path in the hierarchies ("/app.slice", of all that have it).
    const char *cgroup;
    // Bits of the controllers (1 << CPROBE_CONTROLLER_CPU) whose limits alone are asked for; 0: all that
    // there is. Where bits are set, only the files that decide these limits are read: nothing of usage,
    // weights, throttling, events, pressure, rlimits or the container. The limits of the others are
    // unknown, CPROBE_REASON_NOT_ASKED. How many CPUs there are needs CPU and CPUSET.
    uint32_t limits_of;
} cprobe_quota_subject;

// Reads the quota of the subject (NULL is SELF), and its levels into `levels`: each hierarchy's own
// group first, then upwards. `shared` has what other sections of this sample read, and may be NULL. `count` becomes the number of levels that exist, which may exceed
// `capacity`; the decision counts them all. `levels` may be NULL with capacity 0.
//
// The files of the groups stay open in the collector (about 60 of a process three levels deep, at
// most 1,024, none in the upper half of the descriptors that the process may have)
// and are read again, as long as the process is in the same groups
// and the same mounts show them. A limit that changed is in the next reading; so is a process that
// moved. Another subject than last time, or other limits, closes them: who asks for many processes
// in turn pays for opening. While they are open, the hierarchy they are of can be detached (umount -l), but not
// unmounted.
//
// A file that is missing or may not be read is a fact in the answer, not a failure of the call: OK;
// UNSUPPORTED (this build; or SELF in a live root other than "/", where this process has no group);
// NOT_FOUND (no such process or group); DENIED (the process may not be looked at);
// GONE (it went away meanwhile); INVALID (NULL, a pid below 1, a group with ".." or none);
// TOO_LARGE (the group's name). `count` is untouched unless OK; `quota` and `levels` may be written
// to.
cprobe_result cprobe_quota_read(cprobe_collector *collector, const cprobe_quota_subject *subject,
                                const cprobe_shared *shared, cprobe_quota *quota,
                                cprobe_quota_level *levels, size_t capacity, size_t *count,
                                cprobe_failure *failure);

// The path of the group at so much of a hierarchy's path, "/" for the root. Points into `quota`.
cprobe_name cprobe_quota_cgroup(const cprobe_quota *quota, uint32_t hierarchy, uint32_t path_length);

// The text of a list of CPUs or memory nodes, by the two numbers that stand beside it. Points into
// `quota`; empty where the numbers are not of it.
cprobe_name cprobe_quota_list(const cprobe_quota *quota, uint32_t offset, uint32_t length);

// Writes the path of `file` in that group, as cat takes it, and returns its length; as snprintf,
// the length may exceed `capacity`, and then only so much was written. Not NUL-terminated. With
// `file` NULL it is the group's directory. 0 where the hierarchy has no mount.
size_t cprobe_quota_path(const cprobe_quota *quota, uint32_t hierarchy, uint32_t path_length,
                         const char *file, char *out, size_t capacity);

#ifdef __cplusplus
}
#endif

#endif

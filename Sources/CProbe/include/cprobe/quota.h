// How much of the machine this process may use: CPU, memory and number of tasks.
//
// The facts first, one decision after. For each controller the hierarchy that has it is found
// (cgroup v1 or v2, each controller for itself), every level is read from the own group up to the
// root of the mount, and the tightest limit decides. Every fact stays in the answer, so that it can
// be checked by hand.

#ifndef CPROBE_QUOTA_H
#define CPROBE_QUOTA_H

#include "collector.h"

#ifdef __cplusplus
extern "C" {
#endif

// The controllers whose limits are read, as bits of cprobe_hierarchy.controllers.
typedef enum CPROBE_CLOSED cprobe_controller {
    CPROBE_CONTROLLER_CPU = 0,
    CPROBE_CONTROLLER_CPUSET,
    CPROBE_CONTROLLER_MEMORY,
    CPROBE_CONTROLLER_PIDS
} cprobe_controller;

enum {
    CPROBE_CONTROLLERS = 4,
    // Of each of four hierarchies the mount point and the own group's path, each a path.
    CPROBE_QUOTA_TEXT_BYTES = CPROBE_CONTROLLERS * 2 * CPROBE_PATH_BYTES
};

// What one file of one level says.
typedef enum CPROBE_CLOSED cprobe_fact_state {
    CPROBE_FACT_ABSENT = 0, // The group has no such file: the controller is not switched on there,
                            // or the group is the root. It sets no limit.
    CPROBE_FACT_UNLIMITED,  // The file says that there is no limit.
    CPROBE_FACT_LIMITED,    // The file has a limit; the value stands beside this.
    CPROBE_FACT_UNKNOWN     // The group or the file could not be read; the failure says why.
} cprobe_fact_state;

typedef struct cprobe_fact {
    cprobe_fact_state state;
    cprobe_failure failure; // Where UNKNOWN.
    const char *file;       // The file's name in the group, "cpu.max"; constant. NULL where ABSENT.
} cprobe_fact;

// One level: one group of one hierarchy.
typedef struct cprobe_quota_level {
    uint32_t hierarchy;       // Index into cprobe_quota.hierarchies.
    uint32_t path_length;     // This group's path is so much of the own group's path.
    cprobe_fact cpu;          // Where LIMITED: quota_us of CPU time in each period_us.
    uint64_t quota_us;
    uint64_t period_us;
    cprobe_fact cpuset;       // Where LIMITED: the number of CPUs that the group may run on.
    uint64_t cpuset_cpus;
    cprobe_fact memory;       // Where LIMITED: bytes.
    uint64_t memory_max_bytes;
    cprobe_fact memory_current; // Where LIMITED: bytes that the group and those below it use.
    uint64_t memory_current_bytes;
    bool memory_is_apart;     // v1 with use_hierarchy 0: the groups below do not count here.
    cprobe_fact hierarchical; // v1, own group: the kernel's own least over all levels,
    uint64_t hierarchical_bytes; // those that cannot be seen included.
    cprobe_fact pids;         // Where LIMITED: tasks.
    uint64_t pids_max;
    cprobe_fact pids_current; // Where LIMITED: tasks in the group and those below it.
    uint64_t pids_current_tasks;
} cprobe_quota_level;

// What a limit is.
typedef enum CPROBE_CLOSED cprobe_limit_state {
    CPROBE_LIMIT_UNKNOWN = 0, // No level that could be read limits, and some could not be read.
    CPROBE_LIMIT_UNLIMITED,   // No level limits.
    CPROBE_LIMIT_LIMITED      // The least of the limits that could be read.
} cprobe_limit_state;

// Why a limit is unknown or not complete.
typedef enum CPROBE_CLOSED cprobe_limit_reason {
    CPROBE_REASON_NONE = 0,        // It is complete: every level up to the true root was seen.
    CPROBE_REASON_ABOVE_NAMESPACE, // The cgroup namespace hides what is above its root.
    CPROBE_REASON_ABOVE_MOUNT,     // The mount shows a part of the hierarchy, and not what is above.
    CPROBE_REASON_OUTSIDE_MOUNT,   // No mount of the hierarchy contains the own group.
    CPROBE_REASON_NOT_MOUNTED,     // The hierarchy is mounted nowhere that can be seen.
    CPROBE_REASON_LEVEL,           // A level's directory or file could not be read: see the failure.
    CPROBE_REASON_NO_GROUPS,       // /proc/self/cgroup could not be read: see the failure.
    CPROBE_REASON_NO_MOUNTS        // /proc/self/mountinfo could not be read: see the failure.
} cprobe_limit_reason;

typedef struct cprobe_limit {
    cprobe_limit_state state;
    cprobe_limit_reason reason; // NONE exactly where the limit is complete.
    cprobe_failure failure;     // Where the reason has one.
    bool in_group;              // LIMITED by a group: the two numbers below say which.
    uint32_t hierarchy;
    uint32_t path_length;
    const char *file;           // LIMITED: "cpu.max" in that group, or "/proc/meminfo". Constant.
} cprobe_limit;

// Where a hierarchy is, as far as it is known.
typedef struct cprobe_hierarchy {
    uint32_t version;      // 1 or 2.
    uint32_t controllers;  // Bits: 1 << CPROBE_CONTROLLER_CPU and so on.
    cprobe_limit_reason reason; // NONE where every level up to the true root can be named.
    cprobe_failure failure;
    bool mounted;          // A mount that contains the own group was found.
    uint32_t mount_offset, mount_length; // The mount point, decoded, in cprobe_quota.text.
    uint32_t path_offset, path_length;   // The own group's path, as /proc/self/cgroup has it.
    uint32_t root_length;  // The mount's root is so much of the own group's path; 0 is "/".
    uint32_t device_major, device_minor; // Of the mount, as mountinfo has them.
} cprobe_hierarchy;

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
    CPROBE_CPU_QUOTA_EFFECTIVE // effective_cores and bound together.
} cprobe_cpu_quota_field;

typedef struct cprobe_cpu_quota {
    uint64_t present_fields; // Bits by cprobe_cpu_quota_field.
    cprobe_limit limit;
    uint64_t quota_us;       // CPU time in microseconds that may be used in each period.
    uint64_t period_us;      // Microseconds of wall time.
    double limit_cores;      // quota_us / period_us: the quota alone.
    uint32_t affinity;       // CPUs of sched_getaffinity. Absent in a captured root.
    uint32_t cpuset;         // CPUs of the nearest group's effective cpuset.
    uint32_t online;         // CPUs that are online.
    double effective_cores;  // The least of those that are known.
    cprobe_cpu_bound bound;  // Which one that is.
} cprobe_cpu_quota;

typedef enum CPROBE_CLOSED cprobe_memory_quota_field {
    CPROBE_MEMORY_QUOTA_LIMIT = 0,
    CPROBE_MEMORY_QUOTA_PHYSICAL,
    CPROBE_MEMORY_QUOTA_EFFECTIVE,
    CPROBE_MEMORY_QUOTA_CURRENT
} cprobe_memory_quota_field;

typedef struct cprobe_memory_quota {
    uint64_t present_fields;  // Bits by cprobe_memory_quota_field.
    cprobe_limit limit;       // A group's limit above physical memory is LIMITED by /proc/meminfo.
    uint64_t limit_bytes;     // Where the limit is LIMITED.
    uint64_t physical_bytes;  // MemTotal.
    uint64_t effective_bytes; // The least of those that are known.
    uint64_t current_bytes;   // What the own group uses, file cache included.
} cprobe_memory_quota;

typedef enum CPROBE_CLOSED cprobe_pids_quota_field {
    CPROBE_PIDS_QUOTA_LIMIT = 0,
    CPROBE_PIDS_QUOTA_CURRENT
} cprobe_pids_quota_field;

typedef struct cprobe_pids_quota {
    uint64_t present_fields; // Bits by cprobe_pids_quota_field.
    cprobe_limit limit;      // Of tasks: processes and their threads.
    uint64_t limit_tasks;
    uint64_t current_tasks;  // In the own group.
} cprobe_pids_quota;

// The whole answer, about 34 KiB. The texts of its hierarchies are inside.
typedef struct cprobe_quota {
    cprobe_cpu_quota cpu;
    cprobe_memory_quota memory;
    cprobe_pids_quota pids;
    uint32_t hierarchy_count;
    cprobe_hierarchy hierarchies[CPROBE_CONTROLLERS];
    cprobe_failures failures; // What cost single fields.
    uint32_t text_length;
    char text[CPROBE_QUOTA_TEXT_BYTES];
} cprobe_quota;

// Bytes of a name of the kernel: not NUL-terminated, need not be UTF-8. Lives as long as what it
// was taken from.
typedef struct cprobe_name {
    const char *bytes;
    size_t length;
} cprobe_name;

// Reads the quota of the calling process, and its levels into `levels`: each hierarchy's own group
// first, then upwards. `count` becomes the number of levels that exist, which may exceed
// `capacity`; the decision counts them all. `levels` may be NULL with capacity 0.
//
// A file that is missing or may not be read is a fact in the answer, not a failure of the call: OK;
// UNSUPPORTED (this build; or a live root other than "/", where this process has no group);
// INVALID (NULL). `quota` and `count` are untouched unless OK; `levels` may be written to.
cprobe_result cprobe_quota_read(cprobe_collector *collector, cprobe_quota *quota,
                                cprobe_quota_level *levels, size_t capacity, size_t *count,
                                cprobe_failure *failure);

// The path of the group at so much of a hierarchy's path, "/" for the root. Points into `quota`.
cprobe_name cprobe_quota_group(const cprobe_quota *quota, uint32_t hierarchy, uint32_t path_length);

// Writes the path of `file` in that group, as cat takes it, and returns its length; as snprintf,
// the length may exceed `capacity`, and then only so much was written. Not NUL-terminated. With
// `file` NULL it is the group's directory. 0 where the hierarchy has no mount.
size_t cprobe_quota_path(const cprobe_quota *quota, uint32_t hierarchy, uint32_t path_length,
                         const char *file, char *out, size_t capacity);

#ifdef __cplusplus
}
#endif

#endif

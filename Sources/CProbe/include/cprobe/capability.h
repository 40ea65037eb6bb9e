// What this build can read at all, and the kernel on which it runs. Whether this machine provides a
// value is reported by the call that reads it.

#ifndef CPROBE_CAPABILITY_H
#define CPROBE_CAPABILITY_H

#include "collector.h"
#include "field.h"

#ifdef __cplusplus
extern "C" {
#endif

// The sections. The numbers are fixed; cprobe_capabilities() uses them as bit positions.
typedef enum CPROBE_CLOSED cprobe_section {
    CPROBE_SECTION_CPU = 0,
    CPROBE_SECTION_LOAD,
    CPROBE_SECTION_MEMORY,
    CPROBE_SECTION_DISK,
    CPROBE_SECTION_FILESYSTEM,
    CPROBE_SECTION_NETWORK,
    CPROBE_SECTION_IO,
    CPROBE_SECTION_PRESSURE,
    CPROBE_SECTION_QUOTA,
    CPROBE_SECTION_PROCESS,
    CPROBE_SECTION_SENSORS,
    CPROBE_SECTION_CGROUPS,
    CPROBE_SECTION_SWAP,
    CPROBE_SECTION_INTERRUPTS,
    CPROBE_SECTION_HOST,
    CPROBE_SECTION_TOPOLOGY,
    CPROBE_SECTION_STORAGE,
    CPROBE_SECTION_PROTOCOLS,
    CPROBE_SECTION_CONNECTIONS,
    CPROBE_SECTION_POWER,
    CPROBE_SECTION_GPU,
    CPROBE_SECTION_MEMORY_DETAILS,
    CPROBE_SECTION_ROUTING
} cprobe_section;

// One bit for each section (1 << CPROBE_SECTION_CPU and so on), set if this build can read it. A
// bit is clear exactly if the section's call returns CPROBE_UNSUPPORTED for the root "/". Never
// fails; any thread.
uint64_t cprobe_capabilities(void);

// Fields that are present or absent together, because they share a source or a first kernel.
typedef enum CPROBE_CLOSED cprobe_field_set {
    CPROBE_FIELD_SET_CPU_TIMES = 0,
    CPROBE_FIELD_SET_CPU_COUNTERS,
    CPROBE_FIELD_SET_CPU_COUNTS,
    CPROBE_FIELD_SET_CPU_TOPOLOGY,
    CPROBE_FIELD_SET_CPU_FREQUENCY,
    CPROBE_FIELD_SET_LOAD_AVERAGES,
    CPROBE_FIELD_SET_LOAD_UPTIME,
    CPROBE_FIELD_SET_MEMORY_USAGE,
    CPROBE_FIELD_SET_MEMORY_AVAILABLE,
    CPROBE_FIELD_SET_MEMORY_HUGE_PAGES,
    CPROBE_FIELD_SET_MEMORY_SWAP,
    CPROBE_FIELD_SET_MEMORY_ZSWAP,
    CPROBE_FIELD_SET_MEMORY_EVENTS,
    CPROBE_FIELD_SET_MEMORY_OOM_KILLS,
    CPROBE_FIELD_SET_MEMORY_PRESSURE_LEVEL,
    CPROBE_FIELD_SET_DISK_COUNTERS,
    CPROBE_FIELD_SET_DISK_DISCARDS,
    CPROBE_FIELD_SET_DISK_FLUSHES,
    CPROBE_FIELD_SET_FILESYSTEM_MOUNTS,
    CPROBE_FIELD_SET_FILESYSTEM_USAGE,
    CPROBE_FIELD_SET_NETWORK_COUNTERS,
    CPROBE_FIELD_SET_NETWORK_DETAILS,
    CPROBE_FIELD_SET_NETWORK_SPEED,
    CPROBE_FIELD_SET_NETWORK_SOCKETS,
    CPROBE_FIELD_SET_NETWORK_TCP,
    CPROBE_FIELD_SET_NETWORK_CARRIER,
    CPROBE_FIELD_SET_NETWORK_PROTOCOLS,
    CPROBE_FIELD_SET_NETWORK_ADDRESSES,
    CPROBE_FIELD_SET_IO_TOTAL,
    CPROBE_FIELD_SET_PRESSURE_CPU,
    CPROBE_FIELD_SET_PRESSURE_CPU_FULL,
    CPROBE_FIELD_SET_PRESSURE_MEMORY,
    CPROBE_FIELD_SET_PRESSURE_IO,
    CPROBE_FIELD_SET_PRESSURE_IRQ,
    CPROBE_FIELD_SET_QUOTA_CPU,
    CPROBE_FIELD_SET_QUOTA_CPUSET,
    CPROBE_FIELD_SET_QUOTA_MEMORY,
    CPROBE_FIELD_SET_QUOTA_PIDS,
    CPROBE_FIELD_SET_QUOTA_IO,
    CPROBE_FIELD_SET_QUOTA_HUGETLB,
    CPROBE_FIELD_SET_QUOTA_AFFINITY,
    CPROBE_FIELD_SET_QUOTA_RLIMITS,
    CPROBE_FIELD_SET_PROCESS_STAT,
    CPROBE_FIELD_SET_PROCESS_STATUS,
    CPROBE_FIELD_SET_PROCESS_IO,
    CPROBE_FIELD_SET_PROCESS_DESCRIPTORS,
    CPROBE_FIELD_SET_PROCESS_COMMAND_LINE,
    CPROBE_FIELD_SET_PROCESS_CGROUP,
    CPROBE_FIELD_SET_PROCESS_PROPORTIONAL,
    CPROBE_FIELD_SET_SENSORS_TEMPERATURES,
    CPROBE_FIELD_SET_SENSORS_ZONES,
    CPROBE_FIELD_SET_SENSORS_FANS,
    CPROBE_FIELD_SET_SENSORS_ELECTRICAL, // Voltages, currents, powers and energies.
    CPROBE_FIELD_SET_SENSORS_HUMIDITIES,
    CPROBE_FIELD_SET_SENSORS_THROTTLING,
    CPROBE_FIELD_SET_CGROUPS_CPU,
    CPROBE_FIELD_SET_CGROUPS_MEMORY,
    CPROBE_FIELD_SET_CGROUPS_PIDS,
    CPROBE_FIELD_SET_CGROUPS_IO,
    CPROBE_FIELD_SET_CGROUPS_PRESSURE,
    CPROBE_FIELD_SET_SWAP_DEVICES,
    CPROBE_FIELD_SET_SWAP_ZRAM,
    CPROBE_FIELD_SET_INTERRUPTS_LINES,
    CPROBE_FIELD_SET_INTERRUPTS_SCHEDULER,
    CPROBE_FIELD_SET_INTERRUPTS_PACKETS,
    CPROBE_FIELD_SET_INTERRUPTS_SOFT,
    CPROBE_FIELD_SET_HOST_FILES,
    CPROBE_FIELD_SET_HOST_SETTINGS,
    CPROBE_FIELD_SET_HOST_NAMES,
    CPROBE_FIELD_SET_HOST_HARDWARE,
    CPROBE_FIELD_SET_HOST_CLOCK,
    CPROBE_FIELD_SET_HOST_SESSIONS,
    CPROBE_FIELD_SET_TOPOLOGY_MODEL,
    CPROBE_FIELD_SET_TOPOLOGY_CPUS,
    CPROBE_FIELD_SET_TOPOLOGY_CACHES,
    CPROBE_FIELD_SET_TOPOLOGY_NODES,
    CPROBE_FIELD_SET_TOPOLOGY_VULNERABILITIES,
    CPROBE_FIELD_SET_STORAGE_DEVICES,
    CPROBE_FIELD_SET_STORAGE_ARRAYS,
    CPROBE_FIELD_SET_STORAGE_ARC,
    CPROBE_FIELD_SET_STORAGE_HEALTH,
    CPROBE_FIELD_SET_STORAGE_BTRFS,
    CPROBE_FIELD_SET_PROTOCOLS_TCP,
    CPROBE_FIELD_SET_PROTOCOLS_IPV6,
    CPROBE_FIELD_SET_PROTOCOLS_SOCKETS,
    CPROBE_FIELD_SET_PROTOCOLS_CONNTRACK,
    CPROBE_FIELD_SET_CONNECTIONS_STATES,
    CPROBE_FIELD_SET_CONNECTIONS_ACCEPT_QUEUES,
    CPROBE_FIELD_SET_POWER_SUPPLIES,
    CPROBE_FIELD_SET_POWER_ZONES,
    CPROBE_FIELD_SET_POWER_COOLING,
    CPROBE_FIELD_SET_GPU_DEVICES,
    CPROBE_FIELD_SET_GPU_USAGE,
    CPROBE_FIELD_SET_MEMORY_DETAILS_ZONES,
    CPROBE_FIELD_SET_MEMORY_DETAILS_BLOCKS,
    CPROBE_FIELD_SET_MEMORY_DETAILS_SLABS,
    CPROBE_FIELD_SET_MEMORY_DETAILS_COUNTERS,
    CPROBE_FIELD_SET_ROUTING_ROUTES,
    CPROBE_FIELD_SET_ROUTING_NEIGHBOURS,
    CPROBE_FIELD_SET_ROUTING_QDISCS,
    CPROBE_FIELD_SET_ROUTING_WIRELESS,
    CPROBE_FIELD_SET_ROUTING_DRIVERS,
    CPROBE_FIELD_SET_ROUTING_XFRM
} cprobe_field_set;

enum { CPROBE_FIELD_SETS = CPROBE_FIELD_SET_ROUTING_XFRM + 1 };

// Describes a field set, and whether this build supports it.
typedef struct cprobe_field_set_description {
    cprobe_section section;
    bool supported;            // This build reads it.
    const char *name;          // Within its section: "times". Constant text.
    const char *source;        // "/proc/stat"; "" if not supported. Constant text.
    uint32_t since_major, since_minor; // First kernel that provides it; 0.0 if every supported
                                       // kernel does.
} cprobe_field_set_description;

// Describes one field set. Never fails; any thread.
cprobe_field_set_description cprobe_field_set_describe(cprobe_field_set set);

// Where this build reads the field of a record: the kernel's file, the call, or what it is computed
// from. NULL if it never reads the field, or the record has no such field. Constant text; any
// thread.
const char *cprobe_field_support(cprobe_record record, unsigned field);

// The port of this build: "linux", "freebsd", "macos", "openbsd", "netbsd" or "unsupported".
// Constant text.
const char *cprobe_port_name(void);

// The kernel of a root, and whether procfs and sysfs are mounted there.
typedef struct cprobe_kernel {
    bool has_release;
    uint32_t release_length;
    char release[65];       // "6.1.0-13-amd64", as uname -r prints it; not NUL-terminated.
    bool has_version;
    uint32_t major, minor;  // The two numbers with which the release begins.
    bool has_proc;          // procfs is mounted at /proc, or /proc could not be examined. In a
                            // captured root: the directory exists.
    bool has_sys;           // sysfs at /sys, likewise.
} cprobe_kernel;

// Reads the release from /proc/sys/kernel/osrelease, else /proc/version, else (live root) uname(2).
// What cannot be read is absent. OK, UNSUPPORTED, INVALID.
cprobe_result cprobe_kernel_read(cprobe_collector *collector, cprobe_kernel *kernel,
                                 cprobe_failure *failure);

#ifdef __cplusplus
}
#endif

#endif

// The hardware of the machine: CPUs, caches, NUMA nodes and known vulnerabilities.

#ifndef CPROBE_TOPOLOGY_H
#define CPROBE_TOPOLOGY_H

#include "collector.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
    CPROBE_TOPOLOGY_TEXT_BYTES = 252,     // A longer text is truncated; a longer list of CPUs is
                                          // absent, and a failure.
    CPROBE_TOPOLOGY_FLAGS_BYTES = 4092,   // Longer flags are truncated.
    CPROBE_TOPOLOGY_NODES_LISTED = 1024,  // The most nodes of Linux. Further ones are skipped.
    CPROBE_TOPOLOGY_DISTANCES = 64,       // The distances to further nodes are not reported.
    CPROBE_TOPOLOGY_VULNERABILITIES = 128, // Further ones are skipped.
    CPROBE_TOPOLOGY_CACHES_OF_CPU = 16    // Likewise.
};

// A text of the machine. Absent if the length is 0.
typedef struct cprobe_topology_text {
    uint32_t length;
    char bytes[CPROBE_TOPOLOGY_TEXT_BYTES]; // Not NUL-terminated; without its final newline.
} cprobe_topology_text;

// The section, beside the lists.
typedef struct cprobe_topology {
    bool has_monotonic, has_online, has_offline, has_isolated, has_nohz_full;
    uint64_t monotonic_ns;           // When this was read, CLOCK_MONOTONIC; absent in a captured
                                     // root.
    cprobe_topology_text vendor;     // "AuthenticAMD" [/proc/cpuinfo, of the first CPU].
    cprobe_topology_text model;      // "AMD EPYC" [likewise]; absent on most arm64 machines.
    cprobe_topology_text microcode;  // "0x1000065" [likewise].
    cprobe_topology_text online;     // Lists of CPUs, "0-3,8" [/sys/devices/system/cpu/online],
    cprobe_topology_text offline;    // plugged in or possible, but not online,
    cprobe_topology_text isolated;   // without load balancing (isolcpus=),
    cprobe_topology_text nohz_full;  // without a periodic tick (nohz_full=). A list may be known
                                     // and empty.
    uint32_t flags_length;
    char flags[CPROBE_TOPOLOGY_FLAGS_BYTES]; // "fpu vme …" [/proc/cpuinfo, of the first CPU].
    cprobe_failures failures;        // Failures that made single fields absent. A file that is
                                     // missing is none.
} cprobe_topology;

// The flags, for languages that cannot name so large an array.
static inline const char *cprobe_topology_flags(const cprobe_topology *topology) {
    return topology->flags;
}

// Field numbers of cprobe_topology_cpu, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_topology_cpu_field {
    CPROBE_TOPOLOGY_CPU_CORE = 0,
    CPROBE_TOPOLOGY_CPU_PACKAGE,
    CPROBE_TOPOLOGY_CPU_NODE,
    CPROBE_TOPOLOGY_CPU_CAPACITY
} cprobe_topology_cpu_field;

// The kind of a core, on machines with several.
typedef enum CPROBE_CLOSED cprobe_core_type {
    CPROBE_CORE_UNKNOWN = 0, // All cores are equal, or the kernel does not say.
    CPROBE_CORE_PERFORMANCE, // [/sys/devices/cpu_core/cpus].
    CPROBE_CORE_EFFICIENCY   // [/sys/devices/cpu_atom/cpus].
} cprobe_core_type;

// One CPU that is online. Source: /sys/devices/system/cpu/cpuN.
typedef struct cprobe_topology_cpu {
    cprobe_presence present_fields; // Bits by cprobe_topology_cpu_field.
    uint32_t core_id;               // The hardware's number of the core, within the package.
    uint32_t package_id;            // Of the socket.
    uint32_t node;                  // NUMA node.
    uint32_t capacity;              // Of computing, compared with the fastest CPU, which has 1,024.
    uint32_t id;
    cprobe_core_type type;
    cprobe_topology_text siblings;  // The CPUs of the same core, this one included: "0,4".
} cprobe_topology_cpu;

// Field numbers of cprobe_cache, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_cache_field {
    CPROBE_CACHE_LEVEL = 0,
    CPROBE_CACHE_SIZE,
    CPROBE_CACHE_LINE
} cprobe_cache_field;

// One cache. Source: /sys/devices/system/cpu/cpuN/cache/indexM of the first CPU that shares it.
typedef struct cprobe_cache {
    cprobe_presence present_fields; // Bits by cprobe_cache_field.
    uint32_t level;
    uint64_t size_bytes;
    uint32_t line_bytes;            // One line of the cache.
    cprobe_topology_text type;      // "Data", "Instruction", "Unified".
    cprobe_topology_text cpus;      // The CPUs that share it: "0-7".
} cprobe_cache;

// Field numbers of cprobe_node, for cprobe_has().
typedef enum CPROBE_CLOSED cprobe_node_field {
    CPROBE_NODE_TOTAL = 0,
    CPROBE_NODE_FREE,
    CPROBE_NODE_USED,
    CPROBE_NODE_HITS,
    CPROBE_NODE_MISSES,
    CPROBE_NODE_FOREIGN,
    CPROBE_NODE_LOCAL,
    CPROBE_NODE_OTHER
} cprobe_node_field;

// One NUMA node. Source: /sys/devices/system/node/nodeN.
typedef struct cprobe_node {
    cprobe_presence present_fields; // Bits by cprobe_node_field.
    uint64_t total_bytes;           // [meminfo].
    uint64_t free_bytes;            // [meminfo].
    uint64_t used_bytes;            // [meminfo]: total minus free; contains caches.
    uint64_t numa_hit;              // Pages allocated here as intended, since boot [numastat];
    uint64_t numa_miss;             // here although another node was intended;
    uint64_t numa_foreign;          // elsewhere although this node was intended;
    uint64_t local_node;            // here for a process that ran here;
    uint64_t other_node;            // here for a process that ran elsewhere.
    uint32_t id;
    uint32_t distance_count;
    uint32_t distances[CPROBE_TOPOLOGY_DISTANCES]; // To each node online, in order; 10 is local.
    bool has_cpus;
    cprobe_topology_text cpus;      // CPUs of the node: "0-7"; of length 0 if the node has none.
} cprobe_node;

// One known vulnerability. Source: /sys/devices/system/cpu/vulnerabilities.
typedef struct cprobe_vulnerability {
    cprobe_topology_text name;      // "spectre_v2".
    cprobe_topology_text state;     // "Mitigation: Retpolines", "Vulnerable", "Not affected".
} cprobe_vulnerability;

// The caller's lists. At most `capacity` items are written; `count` is the number that exist.
typedef struct cprobe_topology_lists {
    cprobe_topology_cpu *cpus;
    size_t cpu_capacity;
    size_t cpu_count;
    cprobe_cache *caches;
    size_t cache_capacity;
    size_t cache_count;
    cprobe_node *nodes;
    size_t node_capacity;
    size_t node_count;
    cprobe_vulnerability *vulnerabilities;
    size_t vulnerability_capacity;
    size_t vulnerability_count;
} cprobe_topology_lists;

// Reads the hardware: a dozen files for each CPU. Keeps nothing open. The CPUs are those that are
// online, by number; a machine without NUMA has no nodes; vulnerabilities are in the order of the
// directory.
//
// If neither CPUs nor a node nor /proc/cpuinfo could be read, the call fails as the list of CPUs
// did. NOT_FOUND, DENIED, EXHAUSTED, IO, MALFORMED, TOO_LARGE (more than 8,192 CPUs). Also
// UNSUPPORTED, INVALID. `topology` is untouched unless OK; the lists may be written to.
cprobe_result cprobe_topology_read(cprobe_collector *collector, cprobe_topology *topology,
                                   cprobe_topology_lists *lists, cprobe_failure *failure);

// Parses the first CPU of /proc/cpuinfo: vendor, model, microcode and flags. Pure: any thread, any
// system. OK, MALFORMED (no known line), INVALID; `topology` is untouched unless OK.
cprobe_result cprobe_cpuinfo_parse(const char *bytes, size_t length, cprobe_topology *topology,
                                   cprobe_failure *failure);

// Parses meminfo of a node. Pure. OK, MALFORMED (no wanted line is good), INVALID.
cprobe_result cprobe_node_meminfo_parse(const char *bytes, size_t length, cprobe_node *node,
                                        cprobe_failure *failure);

// Parses numastat of a node. Pure. OK, MALFORMED (no wanted line is good), INVALID.
cprobe_result cprobe_numastat_parse(const char *bytes, size_t length, cprobe_node *node,
                                    cprobe_failure *failure);

// Parses distance of a node. Pure. OK, MALFORMED, INVALID.
cprobe_result cprobe_node_distance_parse(const char *bytes, size_t length, cprobe_node *node,
                                         cprobe_failure *failure);

// Parses the size of a cache: "512K". Pure. OK, MALFORMED, INVALID.
cprobe_result cprobe_cache_size_parse(const char *bytes, size_t length, uint64_t *size_bytes,
                                      cprobe_failure *failure);

#ifdef __cplusplus
}
#endif

#endif

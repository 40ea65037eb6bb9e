// The fields of cprobe_topology_cpu, cprobe_cache and cprobe_node.

#include "../include/cprobe/topology.h"

#include "fields.h"

const cprobe_field cp_topology_cpu_fields[] = {
    {CP_KEY(""), CPROBE_TOPOLOGY_CPU_CORE, offsetof(cprobe_topology_cpu, core_id),
     CPROBE_PRINTED_PLAIN, "core_id", CPROBE_TYPE_U32, CPROBE_UNIT_NONE, CPROBE_KIND_LABEL,
     "/sys/devices/system/cpu/cpuN/topology/core_id", 0, 0,
     "The hardware's number of the core, within the package."},
    {CP_KEY(""), CPROBE_TOPOLOGY_CPU_PACKAGE, offsetof(cprobe_topology_cpu, package_id),
     CPROBE_PRINTED_PLAIN, "package_id", CPROBE_TYPE_U32, CPROBE_UNIT_NONE, CPROBE_KIND_LABEL,
     "/sys/devices/system/cpu/cpuN/topology/physical_package_id", 0, 0,
     "The number of the package, or socket."},
    {CP_KEY(""), CPROBE_TOPOLOGY_CPU_NODE, offsetof(cprobe_topology_cpu, node),
     CPROBE_PRINTED_PLAIN, "node", CPROBE_TYPE_U32, CPROBE_UNIT_NONE, CPROBE_KIND_LABEL,
     "/sys/devices/system/node/nodeN/cpulist", 0, 0,
     "The NUMA node; null without NUMA."},
    {CP_KEY(""), CPROBE_TOPOLOGY_CPU_CAPACITY, offsetof(cprobe_topology_cpu, capacity),
     CPROBE_PRINTED_PLAIN, "capacity", CPROBE_TYPE_U32, CPROBE_UNIT_COUNT, CPROBE_KIND_GAUGE,
     "/sys/devices/system/cpu/cpuN/cpu_capacity", 0, 0,
     "Computing capacity, compared with the fastest CPU, which has 1024."},
};

const size_t cp_topology_cpu_fields_count =
    sizeof cp_topology_cpu_fields / sizeof cp_topology_cpu_fields[0];

const cprobe_field cp_cache_fields[] = {
    {CP_KEY(""), CPROBE_CACHE_LEVEL, offsetof(cprobe_cache, level),
     CPROBE_PRINTED_PLAIN, "level", CPROBE_TYPE_U32, CPROBE_UNIT_NONE, CPROBE_KIND_LABEL,
     "/sys/devices/system/cpu/cpuN/cache/indexM/level", 0, 0,
     "The level; 1 is nearest to the core."},
    {CP_KEY(""), CPROBE_CACHE_SIZE, offsetof(cprobe_cache, size_bytes),
     CPROBE_PRINTED_KIB, "size_bytes", CPROBE_TYPE_U64, CPROBE_UNIT_BYTES, CPROBE_KIND_GAUGE,
     "/sys/devices/system/cpu/cpuN/cache/indexM/size", 0, 0,
     "The size of the cache."},
    {CP_KEY(""), CPROBE_CACHE_LINE, offsetof(cprobe_cache, line_bytes),
     CPROBE_PRINTED_PLAIN, "line_bytes", CPROBE_TYPE_U32, CPROBE_UNIT_BYTES, CPROBE_KIND_GAUGE,
     "/sys/devices/system/cpu/cpuN/cache/indexM/coherency_line_size", 0, 0,
     "The size of one line of the cache."},
};

const size_t cp_cache_fields_count = sizeof cp_cache_fields / sizeof cp_cache_fields[0];

static const char meminfo[] = "/sys/devices/system/node/nodeN/meminfo";
static const char numastat[] = "/sys/devices/system/node/nodeN/numastat";

const cprobe_field cp_node_fields[] = {
    {CP_KEY("MemTotal"), CPROBE_NODE_TOTAL, offsetof(cprobe_node, total_bytes),
     CPROBE_PRINTED_KB, "total_bytes", CPROBE_TYPE_U64, CPROBE_UNIT_BYTES, CPROBE_KIND_GAUGE,
     meminfo, 0, 0,
     "Memory of the node."},
    {CP_KEY("MemFree"), CPROBE_NODE_FREE, offsetof(cprobe_node, free_bytes),
     CPROBE_PRINTED_KB, "free_bytes", CPROBE_TYPE_U64, CPROBE_UNIT_BYTES, CPROBE_KIND_GAUGE,
     meminfo, 0, 0,
     "The free part of total_bytes."},
    {CP_KEY("MemUsed"), CPROBE_NODE_USED, offsetof(cprobe_node, used_bytes),
     CPROBE_PRINTED_KB, "used_bytes", CPROBE_TYPE_U64, CPROBE_UNIT_BYTES, CPROBE_KIND_GAUGE,
     meminfo, 0, 0,
     "total_bytes less free_bytes: caches included."},
    {CP_KEY("numa_hit"), CPROBE_NODE_HITS, offsetof(cprobe_node, numa_hit),
     CPROBE_PRINTED_PLAIN, "numa_hit", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_COUNTER,
     numastat, 0, 0,
     "Pages allocated on this node as intended, since boot."},
    {CP_KEY("numa_miss"), CPROBE_NODE_MISSES, offsetof(cprobe_node, numa_miss),
     CPROBE_PRINTED_PLAIN, "numa_miss", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_COUNTER,
     numastat, 0, 0,
     "Pages allocated on this node although another node was intended, since boot."},
    {CP_KEY("numa_foreign"), CPROBE_NODE_FOREIGN, offsetof(cprobe_node, numa_foreign),
     CPROBE_PRINTED_PLAIN, "numa_foreign", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT,
     CPROBE_KIND_COUNTER, numastat, 0, 0,
     "Pages allocated on another node although this node was intended, since boot."},
    {CP_KEY("local_node"), CPROBE_NODE_LOCAL, offsetof(cprobe_node, local_node),
     CPROBE_PRINTED_PLAIN, "local_node", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_COUNTER,
     numastat, 0, 0,
     "Pages of this node allocated by processes running on this node, since boot."},
    {CP_KEY("other_node"), CPROBE_NODE_OTHER, offsetof(cprobe_node, other_node),
     CPROBE_PRINTED_PLAIN, "other_node", CPROBE_TYPE_U64, CPROBE_UNIT_COUNT, CPROBE_KIND_COUNTER,
     numastat, 0, 0,
     "Pages of this node allocated by processes running on another node, since boot."},
};

const size_t cp_node_fields_count = sizeof cp_node_fields / sizeof cp_node_fields[0];

// The groups of fields by name. What a port can read of them stands in its own capability.c.

#include "capability.h"

static const struct {
    cprobe_section section;
    const char *name;
} groups[CPROBE_GROUPS] = {
    [CPROBE_GROUP_CPU_TIMES] = {CPROBE_SECTION_CPU, "times"},
    [CPROBE_GROUP_CPU_COUNTERS] = {CPROBE_SECTION_CPU, "counters"},
    [CPROBE_GROUP_CPU_COUNTS] = {CPROBE_SECTION_CPU, "counts"},
    [CPROBE_GROUP_CPU_TOPOLOGY] = {CPROBE_SECTION_CPU, "topology"},
    [CPROBE_GROUP_CPU_FREQUENCY] = {CPROBE_SECTION_CPU, "frequency"},
    [CPROBE_GROUP_LOAD_AVERAGES] = {CPROBE_SECTION_LOAD, "averages"},
    [CPROBE_GROUP_LOAD_UPTIME] = {CPROBE_SECTION_LOAD, "uptime"},
    [CPROBE_GROUP_MEMORY_USAGE] = {CPROBE_SECTION_MEMORY, "usage"},
    [CPROBE_GROUP_MEMORY_AVAILABLE] = {CPROBE_SECTION_MEMORY, "available"},
    [CPROBE_GROUP_MEMORY_HUGE_PAGES] = {CPROBE_SECTION_MEMORY, "huge_pages"},
    [CPROBE_GROUP_MEMORY_SWAP] = {CPROBE_SECTION_MEMORY, "swap"},
    [CPROBE_GROUP_MEMORY_ZSWAP] = {CPROBE_SECTION_MEMORY, "zswap"},
    [CPROBE_GROUP_MEMORY_EVENTS] = {CPROBE_SECTION_MEMORY, "events"},
    [CPROBE_GROUP_MEMORY_OOM_KILLS] = {CPROBE_SECTION_MEMORY, "oom_kills"},
    [CPROBE_GROUP_DISK_COUNTERS] = {CPROBE_SECTION_DISK, "counters"},
    [CPROBE_GROUP_DISK_DISCARDS] = {CPROBE_SECTION_DISK, "discards"},
    [CPROBE_GROUP_DISK_FLUSHES] = {CPROBE_SECTION_DISK, "flushes"},
    [CPROBE_GROUP_FILESYSTEM_MOUNTS] = {CPROBE_SECTION_FILESYSTEM, "mounts"},
    [CPROBE_GROUP_FILESYSTEM_USAGE] = {CPROBE_SECTION_FILESYSTEM, "usage"},
    [CPROBE_GROUP_NETWORK_COUNTERS] = {CPROBE_SECTION_NETWORK, "counters"},
    [CPROBE_GROUP_NETWORK_DETAILS] = {CPROBE_SECTION_NETWORK, "details"},
    [CPROBE_GROUP_NETWORK_SPEED] = {CPROBE_SECTION_NETWORK, "speed"},
    [CPROBE_GROUP_NETWORK_SOCKETS] = {CPROBE_SECTION_NETWORK, "sockets"},
    [CPROBE_GROUP_NETWORK_TCP] = {CPROBE_SECTION_NETWORK, "tcp"},
    [CPROBE_GROUP_NETWORK_ADDRESSES] = {CPROBE_SECTION_NETWORK, "addresses"},
    [CPROBE_GROUP_IO_TOTAL] = {CPROBE_SECTION_IO, "total"},
    [CPROBE_GROUP_PRESSURE_CPU] = {CPROBE_SECTION_PRESSURE, "cpu"},
    [CPROBE_GROUP_PRESSURE_CPU_FULL] = {CPROBE_SECTION_PRESSURE, "cpu_full"},
    [CPROBE_GROUP_PRESSURE_MEMORY] = {CPROBE_SECTION_PRESSURE, "memory"},
    [CPROBE_GROUP_PRESSURE_IO] = {CPROBE_SECTION_PRESSURE, "io"},
    [CPROBE_GROUP_PRESSURE_IRQ] = {CPROBE_SECTION_PRESSURE, "irq"},
    [CPROBE_GROUP_QUOTA_CPU] = {CPROBE_SECTION_QUOTA, "cpu"},
    [CPROBE_GROUP_QUOTA_CPUSET] = {CPROBE_SECTION_QUOTA, "cpuset"},
    [CPROBE_GROUP_QUOTA_MEMORY] = {CPROBE_SECTION_QUOTA, "memory"},
    [CPROBE_GROUP_QUOTA_PIDS] = {CPROBE_SECTION_QUOTA, "pids"},
    [CPROBE_GROUP_QUOTA_IO] = {CPROBE_SECTION_QUOTA, "io"},
    [CPROBE_GROUP_QUOTA_HUGETLB] = {CPROBE_SECTION_QUOTA, "hugetlb"},
    [CPROBE_GROUP_QUOTA_RLIMITS] = {CPROBE_SECTION_QUOTA, "rlimits"},
    [CPROBE_GROUP_QUOTA_AFFINITY] = {CPROBE_SECTION_QUOTA, "affinity"},
    [CPROBE_GROUP_PROCESS_STAT] = {CPROBE_SECTION_PROCESS, "stat"},
    [CPROBE_GROUP_PROCESS_STATUS] = {CPROBE_SECTION_PROCESS, "status"},
    [CPROBE_GROUP_PROCESS_IO] = {CPROBE_SECTION_PROCESS, "io"},
    [CPROBE_GROUP_PROCESS_DESCRIPTORS] = {CPROBE_SECTION_PROCESS, "descriptors"},
    [CPROBE_GROUP_PROCESS_COMMAND_LINE] = {CPROBE_SECTION_PROCESS, "command_line"},
    [CPROBE_GROUP_PROCESS_CGROUP] = {CPROBE_SECTION_PROCESS, "cgroup"},
    [CPROBE_GROUP_PROCESS_PROPORTIONAL] = {CPROBE_SECTION_PROCESS, "proportional"},
    [CPROBE_GROUP_SENSORS_TEMPERATURES] = {CPROBE_SECTION_SENSORS, "temperatures"},
    [CPROBE_GROUP_SENSORS_ZONES] = {CPROBE_SECTION_SENSORS, "zones"},
    [CPROBE_GROUP_SENSORS_FANS] = {CPROBE_SECTION_SENSORS, "fans"},
    [CPROBE_GROUP_SENSORS_THROTTLING] = {CPROBE_SECTION_SENSORS, "throttling"},
};

cprobe_group_facts cprobe_group_describe(cprobe_group group) {
    const cp_group_support support = cp_group_support_of(group);
    return (cprobe_group_facts){
        .section = groups[group].section,
        .supported = support.source != NULL,
        .name = groups[group].name,
        .source = support.source != NULL ? support.source : "",
        .since_major = support.since_major,
        .since_minor = support.since_minor,
    };
}

uint64_t cprobe_capabilities(void) {
    uint64_t sections = 0;
    for (unsigned group = 0; group < CPROBE_GROUPS; group += 1) {
        const cprobe_group_facts facts = cprobe_group_describe((cprobe_group)group);
        sections |= facts.supported ? (uint64_t)1 << facts.section : 0;
    }
    return sections;
}

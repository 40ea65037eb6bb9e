// Names of the field sets. What a port reads of each is in the port's own capability.c.

#include "field_set.h"

static const struct {
    cprobe_section section;
    const char *name;
} field_sets[CPROBE_FIELD_SETS] = {
    [CPROBE_FIELD_SET_CPU_TIMES] = {CPROBE_SECTION_CPU, "times"},
    [CPROBE_FIELD_SET_CPU_COUNTERS] = {CPROBE_SECTION_CPU, "counters"},
    [CPROBE_FIELD_SET_CPU_COUNTS] = {CPROBE_SECTION_CPU, "counts"},
    [CPROBE_FIELD_SET_CPU_TOPOLOGY] = {CPROBE_SECTION_CPU, "topology"},
    [CPROBE_FIELD_SET_CPU_FREQUENCY] = {CPROBE_SECTION_CPU, "frequency"},
    [CPROBE_FIELD_SET_LOAD_AVERAGES] = {CPROBE_SECTION_LOAD, "averages"},
    [CPROBE_FIELD_SET_LOAD_UPTIME] = {CPROBE_SECTION_LOAD, "uptime"},
    [CPROBE_FIELD_SET_MEMORY_USAGE] = {CPROBE_SECTION_MEMORY, "usage"},
    [CPROBE_FIELD_SET_MEMORY_AVAILABLE] = {CPROBE_SECTION_MEMORY, "available"},
    [CPROBE_FIELD_SET_MEMORY_HUGE_PAGES] = {CPROBE_SECTION_MEMORY, "huge_pages"},
    [CPROBE_FIELD_SET_MEMORY_SWAP] = {CPROBE_SECTION_MEMORY, "swap"},
    [CPROBE_FIELD_SET_MEMORY_ZSWAP] = {CPROBE_SECTION_MEMORY, "zswap"},
    [CPROBE_FIELD_SET_MEMORY_EVENTS] = {CPROBE_SECTION_MEMORY, "events"},
    [CPROBE_FIELD_SET_MEMORY_OOM_KILLS] = {CPROBE_SECTION_MEMORY, "oom_kills"},
    [CPROBE_FIELD_SET_DISK_COUNTERS] = {CPROBE_SECTION_DISK, "counters"},
    [CPROBE_FIELD_SET_DISK_DISCARDS] = {CPROBE_SECTION_DISK, "discards"},
    [CPROBE_FIELD_SET_DISK_FLUSHES] = {CPROBE_SECTION_DISK, "flushes"},
    [CPROBE_FIELD_SET_FILESYSTEM_MOUNTS] = {CPROBE_SECTION_FILESYSTEM, "mounts"},
    [CPROBE_FIELD_SET_FILESYSTEM_USAGE] = {CPROBE_SECTION_FILESYSTEM, "usage"},
    [CPROBE_FIELD_SET_NETWORK_COUNTERS] = {CPROBE_SECTION_NETWORK, "counters"},
    [CPROBE_FIELD_SET_NETWORK_DETAILS] = {CPROBE_SECTION_NETWORK, "details"},
    [CPROBE_FIELD_SET_NETWORK_SPEED] = {CPROBE_SECTION_NETWORK, "speed"},
    [CPROBE_FIELD_SET_NETWORK_SOCKETS] = {CPROBE_SECTION_NETWORK, "sockets"},
    [CPROBE_FIELD_SET_NETWORK_TCP] = {CPROBE_SECTION_NETWORK, "tcp"},
    [CPROBE_FIELD_SET_NETWORK_CARRIER] = {CPROBE_SECTION_NETWORK, "carrier"},
    [CPROBE_FIELD_SET_NETWORK_PROTOCOLS] = {CPROBE_SECTION_NETWORK, "protocols"},
    [CPROBE_FIELD_SET_NETWORK_ADDRESSES] = {CPROBE_SECTION_NETWORK, "addresses"},
    [CPROBE_FIELD_SET_IO_TOTAL] = {CPROBE_SECTION_IO, "total"},
    [CPROBE_FIELD_SET_PRESSURE_CPU] = {CPROBE_SECTION_PRESSURE, "cpu"},
    [CPROBE_FIELD_SET_PRESSURE_CPU_FULL] = {CPROBE_SECTION_PRESSURE, "cpu_full"},
    [CPROBE_FIELD_SET_PRESSURE_MEMORY] = {CPROBE_SECTION_PRESSURE, "memory"},
    [CPROBE_FIELD_SET_PRESSURE_IO] = {CPROBE_SECTION_PRESSURE, "io"},
    [CPROBE_FIELD_SET_PRESSURE_IRQ] = {CPROBE_SECTION_PRESSURE, "irq"},
    [CPROBE_FIELD_SET_QUOTA_CPU] = {CPROBE_SECTION_QUOTA, "cpu"},
    [CPROBE_FIELD_SET_QUOTA_CPUSET] = {CPROBE_SECTION_QUOTA, "cpuset"},
    [CPROBE_FIELD_SET_QUOTA_MEMORY] = {CPROBE_SECTION_QUOTA, "memory"},
    [CPROBE_FIELD_SET_QUOTA_PIDS] = {CPROBE_SECTION_QUOTA, "pids"},
    [CPROBE_FIELD_SET_QUOTA_IO] = {CPROBE_SECTION_QUOTA, "io"},
    [CPROBE_FIELD_SET_QUOTA_HUGETLB] = {CPROBE_SECTION_QUOTA, "hugetlb"},
    [CPROBE_FIELD_SET_QUOTA_RLIMITS] = {CPROBE_SECTION_QUOTA, "rlimits"},
    [CPROBE_FIELD_SET_QUOTA_AFFINITY] = {CPROBE_SECTION_QUOTA, "affinity"},
    [CPROBE_FIELD_SET_PROCESS_STAT] = {CPROBE_SECTION_PROCESS, "stat"},
    [CPROBE_FIELD_SET_PROCESS_STATUS] = {CPROBE_SECTION_PROCESS, "status"},
    [CPROBE_FIELD_SET_PROCESS_IO] = {CPROBE_SECTION_PROCESS, "io"},
    [CPROBE_FIELD_SET_PROCESS_DESCRIPTORS] = {CPROBE_SECTION_PROCESS, "descriptors"},
    [CPROBE_FIELD_SET_PROCESS_COMMAND_LINE] = {CPROBE_SECTION_PROCESS, "command_line"},
    [CPROBE_FIELD_SET_PROCESS_CGROUP] = {CPROBE_SECTION_PROCESS, "cgroup"},
    [CPROBE_FIELD_SET_PROCESS_PROPORTIONAL] = {CPROBE_SECTION_PROCESS, "proportional"},
    [CPROBE_FIELD_SET_SENSORS_TEMPERATURES] = {CPROBE_SECTION_SENSORS, "temperatures"},
    [CPROBE_FIELD_SET_SENSORS_ZONES] = {CPROBE_SECTION_SENSORS, "zones"},
    [CPROBE_FIELD_SET_SENSORS_FANS] = {CPROBE_SECTION_SENSORS, "fans"},
    [CPROBE_FIELD_SET_SENSORS_THROTTLING] = {CPROBE_SECTION_SENSORS, "throttling"},
    [CPROBE_FIELD_SET_CGROUPS_CPU] = {CPROBE_SECTION_CGROUPS, "cpu"},
    [CPROBE_FIELD_SET_CGROUPS_MEMORY] = {CPROBE_SECTION_CGROUPS, "memory"},
    [CPROBE_FIELD_SET_CGROUPS_PIDS] = {CPROBE_SECTION_CGROUPS, "pids"},
    [CPROBE_FIELD_SET_CGROUPS_IO] = {CPROBE_SECTION_CGROUPS, "io"},
    [CPROBE_FIELD_SET_CGROUPS_PRESSURE] = {CPROBE_SECTION_CGROUPS, "pressure"},
};

cprobe_field_set_facts cprobe_field_set_describe(cprobe_field_set set) {
    const cp_field_set_support support = cp_field_set_support_of(set);
    return (cprobe_field_set_facts){
        .section = field_sets[set].section,
        .supported = support.source != NULL,
        .name = field_sets[set].name,
        .source = support.source != NULL ? support.source : "",
        .since_major = support.since_major,
        .since_minor = support.since_minor,
    };
}

uint64_t cprobe_capabilities(void) {
    uint64_t sections = 0;
    for (unsigned set = 0; set < CPROBE_FIELD_SETS; set += 1) {
        const cprobe_field_set_facts facts = cprobe_field_set_describe((cprobe_field_set)set);
        sections |= facts.supported ? (uint64_t)1 << facts.section : 0;
    }
    return sections;
}

// What this port reads. NOTES.md says what it lacks, and why.

#include "../platform.h"
#if CP_PLATFORM_NETBSD

#include "../field_set.h"

#include "../bsd/field_source.h"
#include "../include/CProbe.h"

static const cp_field_set_support field_sets[CPROBE_FIELD_SETS] = {
    [CPROBE_FIELD_SET_CPU_TIMES] = {"sysctl kern.cp_time", 0, 0},
    [CPROBE_FIELD_SET_CPU_COUNTERS] = {"sysctl vm.uvmexp2", 0, 0},
    [CPROBE_FIELD_SET_CPU_COUNTS] = {"sysctl hw.ncpuonline", 0, 0},
    [CPROBE_FIELD_SET_LOAD_AVERAGES] = {"sysctl vm.loadavg", 0, 0},
    [CPROBE_FIELD_SET_LOAD_UPTIME] = {"clock_gettime", 0, 0},
    [CPROBE_FIELD_SET_MEMORY_USAGE] = {"sysctl vm.uvmexp2", 0, 0},
    [CPROBE_FIELD_SET_MEMORY_SWAP] = {"sysctl vm.uvmexp2", 0, 0},
    [CPROBE_FIELD_SET_MEMORY_EVENTS] = {"sysctl vm.uvmexp2", 0, 0},
    [CPROBE_FIELD_SET_DISK_COUNTERS] = {"sysctl hw.iostats", 0, 0},
    [CPROBE_FIELD_SET_IO_TOTAL] = {"sysctl hw.iostats", 0, 0},
    [CPROBE_FIELD_SET_FILESYSTEM_MOUNTS] = {"getvfsstat", 0, 0},
    [CPROBE_FIELD_SET_FILESYSTEM_USAGE] = {"statvfs", 0, 0},
    [CPROBE_FIELD_SET_NETWORK_COUNTERS] = {"sysctl net.route.iflist", 0, 0},
    [CPROBE_FIELD_SET_NETWORK_DETAILS] = {"sysctl net.route.iflist", 0, 0},
    [CPROBE_FIELD_SET_NETWORK_SPEED] = {"sysctl net.route.iflist", 0, 0},
    [CPROBE_FIELD_SET_NETWORK_ADDRESSES] = {"sysctl net.route.iflist", 0, 0},
    [CPROBE_FIELD_SET_QUOTA_CPU] = {"sysctl hw.ncpuonline", 0, 0},
    [CPROBE_FIELD_SET_QUOTA_MEMORY] = {"sysctl hw.physmem64", 0, 0},
    [CPROBE_FIELD_SET_QUOTA_RLIMITS] = {"getrlimit", 0, 0},
    [CPROBE_FIELD_SET_QUOTA_AFFINITY] = {"sched_getaffinity_np", 0, 0},
};

static const cp_field_source fields[] = {
    {CPROBE_RECORD_CPU, CPROBE_CPU_USER, "sysctl kern.cp_time"},
    {CPROBE_RECORD_CPU, CPROBE_CPU_NICE, "sysctl kern.cp_time"},
    {CPROBE_RECORD_CPU, CPROBE_CPU_SYSTEM, "sysctl kern.cp_time"},
    {CPROBE_RECORD_CPU, CPROBE_CPU_IDLE, "sysctl kern.cp_time"},
    {CPROBE_RECORD_CPU, CPROBE_CPU_IRQ, "sysctl kern.cp_time"},
    {CPROBE_RECORD_CPU, CPROBE_CPU_CONTEXT_SWITCHES, "sysctl vm.uvmexp2"},
    {CPROBE_RECORD_CPU, CPROBE_CPU_INTERRUPTS, "sysctl vm.uvmexp2"},
    {CPROBE_RECORD_CPU, CPROBE_CPU_SOFT_INTERRUPTS, "sysctl vm.uvmexp2"},
    {CPROBE_RECORD_CPU, CPROBE_CPU_PRESENT, "sysctl hw.ncpu"},
    {CPROBE_RECORD_CPU, CPROBE_CPU_ONLINE, "sysctl hw.ncpuonline"},
    {CPROBE_RECORD_CPU, CPROBE_CPU_MONOTONIC, "clock_gettime"},
    {CPROBE_RECORD_LOGICAL_CPU, CPROBE_CPU_USER, "sysctl kern.cp_time"},
    {CPROBE_RECORD_LOGICAL_CPU, CPROBE_CPU_NICE, "sysctl kern.cp_time"},
    {CPROBE_RECORD_LOGICAL_CPU, CPROBE_CPU_SYSTEM, "sysctl kern.cp_time"},
    {CPROBE_RECORD_LOGICAL_CPU, CPROBE_CPU_IDLE, "sysctl kern.cp_time"},
    {CPROBE_RECORD_LOGICAL_CPU, CPROBE_CPU_IRQ, "sysctl kern.cp_time"},
    {CPROBE_RECORD_LOAD, CPROBE_LOAD_1, "sysctl vm.loadavg"},
    {CPROBE_RECORD_LOAD, CPROBE_LOAD_5, "sysctl vm.loadavg"},
    {CPROBE_RECORD_LOAD, CPROBE_LOAD_15, "sysctl vm.loadavg"},
    {CPROBE_RECORD_LOAD, CPROBE_LOAD_UPTIME, "clock_gettime"},
    {CPROBE_RECORD_LOAD, CPROBE_LOAD_BOOT_TIME, "sysctl kern.boottime"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_TOTAL, "sysctl hw.physmem64"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_FREE, "sysctl vm.uvmexp2"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_CACHED, "sysctl vm.uvmexp2"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_ACTIVE, "sysctl vm.uvmexp2"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_INACTIVE, "sysctl vm.uvmexp2"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_ANONYMOUS, "sysctl vm.uvmexp2"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_SWAP_TOTAL, "sysctl vm.uvmexp2"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_SWAP_FREE, "sysctl vm.uvmexp2"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_SWAP_USED, "sysctl vm.uvmexp2"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_SWAP_USAGE_PERCENT, "sysctl vm.uvmexp2"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_PAGE_FAULTS, "sysctl vm.uvmexp2"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_SWAPPED_OUT, "sysctl vm.uvmexp2"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_MONOTONIC, "clock_gettime"},
    {CPROBE_RECORD_DISK, CPROBE_DISK_READS, "sysctl hw.iostats"},
    {CPROBE_RECORD_DISK, CPROBE_DISK_READ_BYTES, "sysctl hw.iostats"},
    {CPROBE_RECORD_DISK, CPROBE_DISK_WRITES, "sysctl hw.iostats"},
    {CPROBE_RECORD_DISK, CPROBE_DISK_WRITE_BYTES, "sysctl hw.iostats"},
    {CPROBE_RECORD_DISK, CPROBE_DISK_IN_FLIGHT, "sysctl hw.iostats"},
    {CPROBE_RECORD_DISK, CPROBE_DISK_BUSY_NS, "sysctl hw.iostats"},
    {CPROBE_RECORD_DISK, CPROBE_DISK_WEIGHTED_NS, "sysctl hw.iostats"},
    {CPROBE_RECORD_MOUNT, CPROBE_MOUNT_TOTAL, "statvfs"},
    {CPROBE_RECORD_MOUNT, CPROBE_MOUNT_FREE, "statvfs"},
    {CPROBE_RECORD_MOUNT, CPROBE_MOUNT_AVAILABLE, "statvfs"},
    {CPROBE_RECORD_MOUNT, CPROBE_MOUNT_USED, "statvfs"},
    {CPROBE_RECORD_MOUNT, CPROBE_MOUNT_USAGE, "statvfs"},
    {CPROBE_RECORD_MOUNT, CPROBE_MOUNT_INODES_TOTAL, "statvfs"},
    {CPROBE_RECORD_MOUNT, CPROBE_MOUNT_INODES_FREE, "statvfs"},
    {CPROBE_RECORD_MOUNT, CPROBE_MOUNT_INODES_USED, "statvfs"},
    {CPROBE_RECORD_TRAFFIC, CPROBE_TRAFFIC_RX_BYTES, "sysctl net.route.iflist"},
    {CPROBE_RECORD_TRAFFIC, CPROBE_TRAFFIC_RX_PACKETS, "sysctl net.route.iflist"},
    {CPROBE_RECORD_TRAFFIC, CPROBE_TRAFFIC_RX_ERRORS, "sysctl net.route.iflist"},
    {CPROBE_RECORD_TRAFFIC, CPROBE_TRAFFIC_RX_DROPPED, "sysctl net.route.iflist"},
    {CPROBE_RECORD_TRAFFIC, CPROBE_TRAFFIC_RX_MULTICAST, "sysctl net.route.iflist"},
    {CPROBE_RECORD_TRAFFIC, CPROBE_TRAFFIC_TX_BYTES, "sysctl net.route.iflist"},
    {CPROBE_RECORD_TRAFFIC, CPROBE_TRAFFIC_TX_PACKETS, "sysctl net.route.iflist"},
    {CPROBE_RECORD_TRAFFIC, CPROBE_TRAFFIC_TX_ERRORS, "sysctl net.route.iflist"},
    {CPROBE_RECORD_TRAFFIC, CPROBE_TRAFFIC_TX_COLLISIONS, "sysctl net.route.iflist"},
    {CPROBE_RECORD_INTERFACE, CPROBE_INTERFACE_INDEX, "sysctl net.route.iflist"},
    {CPROBE_RECORD_INTERFACE, CPROBE_INTERFACE_FLAGS, "sysctl net.route.iflist"},
    {CPROBE_RECORD_INTERFACE, CPROBE_INTERFACE_MTU, "sysctl net.route.iflist"},
    {CPROBE_RECORD_INTERFACE, CPROBE_INTERFACE_SPEED, "sysctl net.route.iflist"},
    {CPROBE_RECORD_INTERFACE, CPROBE_INTERFACE_STATE, "sysctl net.route.iflist"},
    {CPROBE_RECORD_NETWORK, CPROBE_NETWORK_MONOTONIC, "clock_gettime"},
};

cp_field_set_support cp_field_set_support_of(cprobe_field_set set) {
    return field_sets[set];
}

const char *cprobe_field_support(cprobe_record record, unsigned field) {
    return cp_field_source_find(fields, sizeof fields / sizeof fields[0], record, field);
}

const char *cprobe_port_name(void) {
    return "netbsd";
}

#endif

// What this port reads. NOTES.md says what it lacks, and why.

#include "../platform.h"
#if CP_PLATFORM_MACOS

#include "../field_set.h"

#include "../bsd/field_source.h"
#include "../include/CProbe.h"

// All supported versions, 13 and later, have what is here.
static const cp_field_set_support field_sets[CPROBE_FIELD_SETS] = {
    [CPROBE_FIELD_SET_CPU_TIMES] = {"host_processor_info", 0, 0},
    [CPROBE_FIELD_SET_CPU_COUNTS] = {"sysctl hw.logicalcpu", 0, 0},
    [CPROBE_FIELD_SET_CPU_TOPOLOGY] = {"sysctl hw.physicalcpu", 0, 0},
    [CPROBE_FIELD_SET_LOAD_AVERAGES] = {"sysctl vm.loadavg", 0, 0},
    [CPROBE_FIELD_SET_LOAD_UPTIME] = {"clock_gettime", 0, 0},
    [CPROBE_FIELD_SET_MEMORY_USAGE] = {"host_statistics64", 0, 0},
    [CPROBE_FIELD_SET_MEMORY_SWAP] = {"sysctl vm.swapusage", 0, 0},
    [CPROBE_FIELD_SET_MEMORY_ZSWAP] = {"host_statistics64", 0, 0},
    [CPROBE_FIELD_SET_MEMORY_EVENTS] = {"host_statistics64", 0, 0},
    [CPROBE_FIELD_SET_MEMORY_PRESSURE_LEVEL] =
        {"sysctl kern.memorystatus_vm_pressure_level", 0, 0},
    [CPROBE_FIELD_SET_FILESYSTEM_MOUNTS] = {"getfsstat", 0, 0},
    [CPROBE_FIELD_SET_FILESYSTEM_USAGE] = {"statfs", 0, 0},
    [CPROBE_FIELD_SET_NETWORK_COUNTERS] = {"sysctl net.route.iflist2", 0, 0},
    [CPROBE_FIELD_SET_NETWORK_DETAILS] = {"sysctl net.route.iflist2", 0, 0},
    [CPROBE_FIELD_SET_NETWORK_SPEED] = {"sysctl net.route.iflist2", 0, 0},
    [CPROBE_FIELD_SET_NETWORK_ADDRESSES] = {"sysctl net.route.iflist2", 0, 0},
    [CPROBE_FIELD_SET_PROCESS_STAT] = {"proc_pidinfo", 0, 0},
    [CPROBE_FIELD_SET_PROCESS_STATUS] = {"proc_pidinfo", 0, 0},
    [CPROBE_FIELD_SET_PROCESS_IO] = {"proc_pid_rusage", 0, 0},
    [CPROBE_FIELD_SET_PROCESS_COMMAND_LINE] = {"sysctl kern.procargs2", 0, 0},
    [CPROBE_FIELD_SET_HOST_FILES] = {"sysctl kern.maxfiles", 0, 0},
    [CPROBE_FIELD_SET_HOST_SETTINGS] = {"sysctl kern", 0, 0},
    [CPROBE_FIELD_SET_HOST_NAMES] = {"sysctl kern", 0, 0},
    [CPROBE_FIELD_SET_HOST_HARDWARE] = {"sysctl hw.model", 0, 0},
    [CPROBE_FIELD_SET_QUOTA_RLIMITS] = {"getrlimit", 0, 0},
};

static const cp_field_source fields[] = {
    {CPROBE_RECORD_CPU, CPROBE_CPU_USER, "host_processor_info"},
    {CPROBE_RECORD_CPU, CPROBE_CPU_NICE, "host_processor_info"},
    {CPROBE_RECORD_CPU, CPROBE_CPU_SYSTEM, "host_processor_info"},
    {CPROBE_RECORD_CPU, CPROBE_CPU_IDLE, "host_processor_info"},
    {CPROBE_RECORD_CPU, CPROBE_CPU_POSSIBLE, "sysctl hw.logicalcpu_max"},
    {CPROBE_RECORD_CPU, CPROBE_CPU_ONLINE, "sysctl hw.logicalcpu"},
    {CPROBE_RECORD_CPU, CPROBE_CPU_PHYSICAL_CORES, "sysctl hw.physicalcpu"},
    {CPROBE_RECORD_CPU, CPROBE_CPU_PACKAGES, "sysctl hw.packages"},
    {CPROBE_RECORD_CPU, CPROBE_CPU_MONOTONIC, "clock_gettime"},
    {CPROBE_RECORD_LOGICAL_CPU, CPROBE_CPU_USER, "host_processor_info"},
    {CPROBE_RECORD_LOGICAL_CPU, CPROBE_CPU_NICE, "host_processor_info"},
    {CPROBE_RECORD_LOGICAL_CPU, CPROBE_CPU_SYSTEM, "host_processor_info"},
    {CPROBE_RECORD_LOGICAL_CPU, CPROBE_CPU_IDLE, "host_processor_info"},
    {CPROBE_RECORD_LOAD, CPROBE_LOAD_1, "sysctl vm.loadavg"},
    {CPROBE_RECORD_LOAD, CPROBE_LOAD_5, "sysctl vm.loadavg"},
    {CPROBE_RECORD_LOAD, CPROBE_LOAD_15, "sysctl vm.loadavg"},
    {CPROBE_RECORD_LOAD, CPROBE_LOAD_UPTIME, "clock_gettime"},
    {CPROBE_RECORD_LOAD, CPROBE_LOAD_BOOT_TIME, "sysctl kern.boottime"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_TOTAL, "sysctl hw.memsize"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_FREE, "host_statistics64"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_CACHED, "host_statistics64"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_ACTIVE, "host_statistics64"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_INACTIVE, "host_statistics64"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_ANONYMOUS, "host_statistics64"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_SWAP_TOTAL, "sysctl vm.swapusage"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_SWAP_FREE, "sysctl vm.swapusage"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_SWAP_USED, "sysctl vm.swapusage"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_SWAP_USAGE_PERCENT, "sysctl vm.swapusage"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_ZSWAP, "host_statistics64"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_ZSWAPPED, "host_statistics64"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_PAGE_FAULTS, "host_statistics64"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_SWAPPED_IN, "host_statistics64"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_SWAPPED_OUT, "host_statistics64"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_PAGED_IN, "host_statistics64"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_PAGED_OUT, "host_statistics64"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_PRESSURE_LEVEL,
     "sysctl kern.memorystatus_vm_pressure_level"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_MONOTONIC, "clock_gettime"},
    {CPROBE_RECORD_MOUNT, CPROBE_MOUNT_TOTAL, "statfs"},
    {CPROBE_RECORD_MOUNT, CPROBE_MOUNT_FREE, "statfs"},
    {CPROBE_RECORD_MOUNT, CPROBE_MOUNT_AVAILABLE, "statfs"},
    {CPROBE_RECORD_MOUNT, CPROBE_MOUNT_USED, "statfs"},
    {CPROBE_RECORD_MOUNT, CPROBE_MOUNT_USAGE, "statfs"},
    {CPROBE_RECORD_MOUNT, CPROBE_MOUNT_INODES_TOTAL, "statfs"},
    {CPROBE_RECORD_MOUNT, CPROBE_MOUNT_INODES_FREE, "statfs"},
    {CPROBE_RECORD_MOUNT, CPROBE_MOUNT_INODES_USED, "statfs"},
    {CPROBE_RECORD_TRAFFIC, CPROBE_TRAFFIC_RX_BYTES, "sysctl net.link.generic.ifdata"},
    {CPROBE_RECORD_TRAFFIC, CPROBE_TRAFFIC_RX_PACKETS, "sysctl net.route.iflist2"},
    {CPROBE_RECORD_TRAFFIC, CPROBE_TRAFFIC_RX_ERRORS, "sysctl net.route.iflist2"},
    {CPROBE_RECORD_TRAFFIC, CPROBE_TRAFFIC_RX_DROPPED, "sysctl net.route.iflist2"},
    {CPROBE_RECORD_TRAFFIC, CPROBE_TRAFFIC_RX_MULTICAST, "sysctl net.route.iflist2"},
    {CPROBE_RECORD_TRAFFIC, CPROBE_TRAFFIC_TX_BYTES, "sysctl net.link.generic.ifdata"},
    {CPROBE_RECORD_TRAFFIC, CPROBE_TRAFFIC_TX_PACKETS, "sysctl net.route.iflist2"},
    {CPROBE_RECORD_TRAFFIC, CPROBE_TRAFFIC_TX_ERRORS, "sysctl net.route.iflist2"},
    {CPROBE_RECORD_TRAFFIC, CPROBE_TRAFFIC_TX_COLLISIONS, "sysctl net.route.iflist2"},
    {CPROBE_RECORD_INTERFACE, CPROBE_INTERFACE_INDEX, "sysctl net.route.iflist2"},
    {CPROBE_RECORD_INTERFACE, CPROBE_INTERFACE_FLAGS, "sysctl net.route.iflist2"},
    {CPROBE_RECORD_INTERFACE, CPROBE_INTERFACE_MTU, "sysctl net.route.iflist2"},
    {CPROBE_RECORD_INTERFACE, CPROBE_INTERFACE_SPEED, "sysctl net.route.iflist2"},
    {CPROBE_RECORD_NETWORK, CPROBE_NETWORK_MONOTONIC, "clock_gettime"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_PARENT_PID, "proc_pidinfo"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_NAME, "proc_pidinfo"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_STATE, "proc_pidinfo"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_KERNEL_THREAD, "proc_pidinfo"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_GROUP, "proc_pidinfo"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_UID, "proc_pidinfo"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_EFFECTIVE_UID, "proc_pidinfo"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_SAVED_UID, "proc_pidinfo"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_GID, "proc_pidinfo"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_EFFECTIVE_GID, "proc_pidinfo"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_SAVED_GID, "proc_pidinfo"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_START_TIME, "proc_pidinfo"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_THREADS, "proc_pidinfo"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_FOREGROUND_GROUP, "proc_pidinfo"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_NICE, "proc_pidinfo"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_USER_TIME, "proc_pidinfo"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_SYSTEM_TIME, "proc_pidinfo"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_TOTAL_TIME, "proc_pidinfo"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_MINOR_FAULTS, "proc_pidinfo"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_MAJOR_FAULTS, "proc_pidinfo"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_VMS, "proc_pidinfo"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_RSS, "proc_pidinfo"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_MEMORY_PERCENT, "proc_pidinfo"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_READ, "proc_pid_rusage"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_WRITE, "proc_pid_rusage"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_COMMAND_LINE, "sysctl kern.procargs2"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_EXECUTABLE, "proc_pidpath"},
    {CPROBE_RECORD_HOST, CPROBE_HOST_OPEN_FILES, "sysctl kern.num_files"},
    {CPROBE_RECORD_HOST, CPROBE_HOST_OPEN_FILES_MAX, "sysctl kern.maxfiles"},
    {CPROBE_RECORD_HOST, CPROBE_HOST_NR_OPEN, "sysctl kern.maxfilesperproc"},
    {CPROBE_RECORD_HOST, CPROBE_HOST_MONOTONIC, "clock_gettime"},
};

cp_field_set_support cp_field_set_support_of(cprobe_field_set set) {
    return field_sets[set];
}

const char *cprobe_field_support(cprobe_record record, unsigned field) {
    return cp_field_source_find(fields, sizeof fields / sizeof fields[0], record, field);
}

const char *cprobe_port_name(void) {
    return "macos";
}

#endif

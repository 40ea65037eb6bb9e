// What this port reads. NOTES.md says what it lacks, and why.

#include "../platform.h"
#if CP_PLATFORM_OPENBSD

#include "../field_set.h"

#include "../bsd/field_source.h"
#include "../include/CProbe.h"

static const cp_field_set_support field_sets[CPROBE_FIELD_SETS] = {
    [CPROBE_FIELD_SET_CPU_TIMES] = {"sysctl kern.cpustats", 0, 0},
    [CPROBE_FIELD_SET_CPU_COUNTERS] = {"sysctl vm.uvmexp", 0, 0},
    [CPROBE_FIELD_SET_CPU_COUNTS] = {"sysctl hw.ncpuonline", 0, 0},
    [CPROBE_FIELD_SET_LOAD_AVERAGES] = {"sysctl vm.loadavg", 0, 0},
    [CPROBE_FIELD_SET_LOAD_UPTIME] = {"clock_gettime", 0, 0},
    [CPROBE_FIELD_SET_MEMORY_USAGE] = {"sysctl vm.uvmexp", 0, 0},
    [CPROBE_FIELD_SET_MEMORY_SWAP] = {"sysctl vm.uvmexp", 0, 0},
    [CPROBE_FIELD_SET_MEMORY_EVENTS] = {"sysctl vm.uvmexp", 0, 0},
    [CPROBE_FIELD_SET_DISK_COUNTERS] = {"sysctl hw.diskstats", 0, 0},
    [CPROBE_FIELD_SET_IO_TOTAL] = {"sysctl hw.diskstats", 0, 0},
    [CPROBE_FIELD_SET_FILESYSTEM_MOUNTS] = {"getfsstat", 0, 0},
    [CPROBE_FIELD_SET_FILESYSTEM_USAGE] = {"statfs", 0, 0},
    [CPROBE_FIELD_SET_NETWORK_COUNTERS] = {"sysctl net.route.iflist", 0, 0},
    [CPROBE_FIELD_SET_NETWORK_DETAILS] = {"sysctl net.route.iflist", 0, 0},
    [CPROBE_FIELD_SET_NETWORK_SPEED] = {"sysctl net.route.iflist", 0, 0},
    [CPROBE_FIELD_SET_NETWORK_ADDRESSES] = {"sysctl net.route.iflist", 0, 0},
    [CPROBE_FIELD_SET_QUOTA_CPU] = {"sysctl hw.ncpuonline", 0, 0},
    [CPROBE_FIELD_SET_QUOTA_MEMORY] = {"sysctl hw.physmem", 0, 0},
    [CPROBE_FIELD_SET_QUOTA_RLIMITS] = {"getrlimit", 0, 0},
    [CPROBE_FIELD_SET_PROCESS_STAT] = {"sysctl kern.proc", 0, 0},
    [CPROBE_FIELD_SET_PROCESS_STATUS] = {"sysctl kern.proc", 0, 0},
    [CPROBE_FIELD_SET_PROCESS_COMMAND_LINE] = {"sysctl kern.procargs", 0, 0},
    [CPROBE_FIELD_SET_SWAP_DEVICES] = {"swapctl", 0, 0},
};

static const cp_field_source fields[] = {
    {CPROBE_RECORD_CPU, CPROBE_CPU_USER, "sysctl kern.cpustats"},
    {CPROBE_RECORD_CPU, CPROBE_CPU_NICE, "sysctl kern.cpustats"},
    {CPROBE_RECORD_CPU, CPROBE_CPU_SYSTEM, "sysctl kern.cpustats"},
    {CPROBE_RECORD_CPU, CPROBE_CPU_IDLE, "sysctl kern.cpustats"},
    {CPROBE_RECORD_CPU, CPROBE_CPU_IRQ, "sysctl kern.cpustats"},
    {CPROBE_RECORD_CPU, CPROBE_CPU_CONTEXT_SWITCHES, "sysctl vm.uvmexp"},
    {CPROBE_RECORD_CPU, CPROBE_CPU_INTERRUPTS, "sysctl vm.uvmexp"},
    {CPROBE_RECORD_CPU, CPROBE_CPU_SOFT_INTERRUPTS, "sysctl vm.uvmexp"},
    {CPROBE_RECORD_CPU, CPROBE_CPU_FORKS, "sysctl vm.uvmexp"},
    {CPROBE_RECORD_CPU, CPROBE_CPU_PRESENT, "sysctl hw.ncpufound"},
    {CPROBE_RECORD_CPU, CPROBE_CPU_ONLINE, "sysctl hw.ncpuonline"},
    {CPROBE_RECORD_CPU, CPROBE_CPU_MONOTONIC, "clock_gettime"},
    {CPROBE_RECORD_LOGICAL_CPU, CPROBE_CPU_USER, "sysctl kern.cpustats"},
    {CPROBE_RECORD_LOGICAL_CPU, CPROBE_CPU_NICE, "sysctl kern.cpustats"},
    {CPROBE_RECORD_LOGICAL_CPU, CPROBE_CPU_SYSTEM, "sysctl kern.cpustats"},
    {CPROBE_RECORD_LOGICAL_CPU, CPROBE_CPU_IDLE, "sysctl kern.cpustats"},
    {CPROBE_RECORD_LOGICAL_CPU, CPROBE_CPU_IRQ, "sysctl kern.cpustats"},
    {CPROBE_RECORD_LOAD, CPROBE_LOAD_1, "sysctl vm.loadavg"},
    {CPROBE_RECORD_LOAD, CPROBE_LOAD_5, "sysctl vm.loadavg"},
    {CPROBE_RECORD_LOAD, CPROBE_LOAD_15, "sysctl vm.loadavg"},
    {CPROBE_RECORD_LOAD, CPROBE_LOAD_UPTIME, "clock_gettime"},
    {CPROBE_RECORD_LOAD, CPROBE_LOAD_BOOT_TIME, "sysctl kern.boottime"},
    {CPROBE_RECORD_LOAD, CPROBE_LOAD_ALL, "sysctl kern.nthreads"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_TOTAL, "sysctl hw.physmem"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_FREE, "sysctl vm.uvmexp"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_BUFFERS, "sysctl vfs.generic.bcachestat"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_ACTIVE, "sysctl vm.uvmexp"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_INACTIVE, "sysctl vm.uvmexp"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_SWAP_TOTAL, "sysctl vm.uvmexp"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_SWAP_FREE, "sysctl vm.uvmexp"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_SWAP_USED, "sysctl vm.uvmexp"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_SWAP_USAGE_PERCENT, "sysctl vm.uvmexp"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_PAGE_FAULTS, "sysctl vm.uvmexp"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_MONOTONIC, "clock_gettime"},
    {CPROBE_RECORD_DISK, CPROBE_DISK_READS, "sysctl hw.diskstats"},
    {CPROBE_RECORD_DISK, CPROBE_DISK_READ_BYTES, "sysctl hw.diskstats"},
    {CPROBE_RECORD_DISK, CPROBE_DISK_WRITES, "sysctl hw.diskstats"},
    {CPROBE_RECORD_DISK, CPROBE_DISK_WRITE_BYTES, "sysctl hw.diskstats"},
    {CPROBE_RECORD_DISK, CPROBE_DISK_IN_FLIGHT, "sysctl hw.diskstats"},
    {CPROBE_RECORD_DISK, CPROBE_DISK_BUSY_NS, "sysctl hw.diskstats"},
    {CPROBE_RECORD_MOUNT, CPROBE_MOUNT_TOTAL, "statfs"},
    {CPROBE_RECORD_MOUNT, CPROBE_MOUNT_FREE, "statfs"},
    {CPROBE_RECORD_MOUNT, CPROBE_MOUNT_AVAILABLE, "statfs"},
    {CPROBE_RECORD_MOUNT, CPROBE_MOUNT_USED, "statfs"},
    {CPROBE_RECORD_MOUNT, CPROBE_MOUNT_USAGE, "statfs"},
    {CPROBE_RECORD_MOUNT, CPROBE_MOUNT_INODES_TOTAL, "statfs"},
    {CPROBE_RECORD_MOUNT, CPROBE_MOUNT_INODES_FREE, "statfs"},
    {CPROBE_RECORD_MOUNT, CPROBE_MOUNT_INODES_USED, "statfs"},
    {CPROBE_RECORD_TRAFFIC, CPROBE_TRAFFIC_RX_BYTES, "sysctl net.route.iflist"},
    {CPROBE_RECORD_TRAFFIC, CPROBE_TRAFFIC_RX_PACKETS, "sysctl net.route.iflist"},
    {CPROBE_RECORD_TRAFFIC, CPROBE_TRAFFIC_RX_ERRORS, "sysctl net.route.iflist"},
    {CPROBE_RECORD_TRAFFIC, CPROBE_TRAFFIC_RX_DROPPED, "sysctl net.route.iflist"},
    {CPROBE_RECORD_TRAFFIC, CPROBE_TRAFFIC_RX_MULTICAST, "sysctl net.route.iflist"},
    {CPROBE_RECORD_TRAFFIC, CPROBE_TRAFFIC_TX_BYTES, "sysctl net.route.iflist"},
    {CPROBE_RECORD_TRAFFIC, CPROBE_TRAFFIC_TX_PACKETS, "sysctl net.route.iflist"},
    {CPROBE_RECORD_TRAFFIC, CPROBE_TRAFFIC_TX_ERRORS, "sysctl net.route.iflist"},
    {CPROBE_RECORD_TRAFFIC, CPROBE_TRAFFIC_TX_DROPPED, "sysctl net.route.iflist"},
    {CPROBE_RECORD_TRAFFIC, CPROBE_TRAFFIC_TX_COLLISIONS, "sysctl net.route.iflist"},
    {CPROBE_RECORD_INTERFACE, CPROBE_INTERFACE_INDEX, "sysctl net.route.iflist"},
    {CPROBE_RECORD_INTERFACE, CPROBE_INTERFACE_FLAGS, "sysctl net.route.iflist"},
    {CPROBE_RECORD_INTERFACE, CPROBE_INTERFACE_MTU, "sysctl net.route.iflist"},
    {CPROBE_RECORD_INTERFACE, CPROBE_INTERFACE_SPEED, "sysctl net.route.iflist"},
    {CPROBE_RECORD_INTERFACE, CPROBE_INTERFACE_STATE, "sysctl net.route.iflist"},
    {CPROBE_RECORD_NETWORK, CPROBE_NETWORK_MONOTONIC, "clock_gettime"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_PARENT_PID, "sysctl kern.proc"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_START_TIME, "sysctl kern.proc"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_NAME, "sysctl kern.proc"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_STATE, "sysctl kern.proc"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_KERNEL_THREAD, "sysctl kern.proc"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_GROUP, "sysctl kern.proc"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_SESSION, "sysctl kern.proc"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_FOREGROUND_GROUP, "sysctl kern.proc"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_NICE, "sysctl kern.proc"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_LAST_CPU, "sysctl kern.proc"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_USER_TIME, "sysctl kern.proc"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_SYSTEM_TIME, "sysctl kern.proc"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_TOTAL_TIME, "sysctl kern.proc"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_VMS, "sysctl kern.proc"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_RSS, "sysctl kern.proc"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_MEMORY_PERCENT, "sysctl kern.proc"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_UID, "sysctl kern.proc"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_EFFECTIVE_UID, "sysctl kern.proc"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_SAVED_UID, "sysctl kern.proc"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_GID, "sysctl kern.proc"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_EFFECTIVE_GID, "sysctl kern.proc"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_SAVED_GID, "sysctl kern.proc"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_DATA, "sysctl kern.proc"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_STACK, "sysctl kern.proc"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_TEXT, "sysctl kern.proc"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_COMMAND_LINE, "sysctl kern.procargs"},
    {CPROBE_RECORD_PROCESS, CPROBE_PROCESS_WORKING_DIRECTORY, "sysctl kern.proc_cwd"},
    {CPROBE_RECORD_SWAP_DEVICE, CPROBE_SWAP_DEVICE_SIZE, "swapctl"},
    {CPROBE_RECORD_SWAP_DEVICE, CPROBE_SWAP_DEVICE_USED, "swapctl"},
    {CPROBE_RECORD_SWAP_DEVICE, CPROBE_SWAP_DEVICE_PRIORITY, "swapctl"},
};

cp_field_set_support cp_field_set_support_of(cprobe_field_set set) {
    return field_sets[set];
}

const char *cprobe_field_support(cprobe_record record, unsigned field) {
    return cp_field_source_find(fields, sizeof fields / sizeof fields[0], record, field);
}

const char *cprobe_port_name(void) {
    return "openbsd";
}

#endif

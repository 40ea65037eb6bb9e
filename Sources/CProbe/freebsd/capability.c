// What this port reads. NOTES.md says what it lacks, and why.

#include "../platform.h"
#if CP_PLATFORM_FREEBSD

#include "../field_set.h"

#include "../bsd/field_source.h"
#include "../include/CProbe.h"

// All supported versions, 12 and later, have what is here.
static const cp_field_set_support field_sets[CPROBE_FIELD_SETS] = {
    [CPROBE_FIELD_SET_CPU_TIMES] = {"sysctl kern.cp_time", 0, 0},
    [CPROBE_FIELD_SET_CPU_COUNTERS] = {"sysctl vm.stats.sys", 0, 0},
    [CPROBE_FIELD_SET_CPU_COUNTS] = {"sysctl hw.ncpu", 0, 0},
    [CPROBE_FIELD_SET_CPU_TOPOLOGY] = {"sysctl kern.smp.cores", 0, 0},
    [CPROBE_FIELD_SET_LOAD_AVERAGES] = {"sysctl vm.loadavg", 0, 0},
    [CPROBE_FIELD_SET_LOAD_UPTIME] = {"clock_gettime", 0, 0},
    [CPROBE_FIELD_SET_MEMORY_USAGE] = {"sysctl vm.stats.vm", 0, 0},
    [CPROBE_FIELD_SET_MEMORY_SWAP] = {"sysctl vm.swap_info", 0, 0},
    [CPROBE_FIELD_SET_MEMORY_EVENTS] = {"sysctl vm.stats.vm", 0, 0},
    [CPROBE_FIELD_SET_QUOTA_CPU] = {"rctl_get_limits", 0, 0},
    [CPROBE_FIELD_SET_QUOTA_MEMORY] = {"rctl_get_limits", 0, 0},
    [CPROBE_FIELD_SET_QUOTA_PIDS] = {"rctl_get_limits", 0, 0},
    [CPROBE_FIELD_SET_QUOTA_RLIMITS] = {"getrlimit", 0, 0},
    [CPROBE_FIELD_SET_QUOTA_AFFINITY] = {"cpuset_getaffinity", 0, 0},
};

static const cp_field_source fields[] = {
    {CPROBE_RECORD_CPU, CPROBE_CPU_USER, "sysctl kern.cp_time"},
    {CPROBE_RECORD_CPU, CPROBE_CPU_NICE, "sysctl kern.cp_time"},
    {CPROBE_RECORD_CPU, CPROBE_CPU_SYSTEM, "sysctl kern.cp_time"},
    {CPROBE_RECORD_CPU, CPROBE_CPU_IDLE, "sysctl kern.cp_time"},
    {CPROBE_RECORD_CPU, CPROBE_CPU_IRQ, "sysctl kern.cp_time"},
    {CPROBE_RECORD_CPU, CPROBE_CPU_CONTEXT_SWITCHES, "sysctl vm.stats.sys.v_swtch"},
    {CPROBE_RECORD_CPU, CPROBE_CPU_INTERRUPTS, "sysctl vm.stats.sys.v_intr"},
    {CPROBE_RECORD_CPU, CPROBE_CPU_SOFT_INTERRUPTS, "sysctl vm.stats.sys.v_soft"},
    {CPROBE_RECORD_CPU, CPROBE_CPU_ONLINE, "sysctl hw.ncpu"},
    {CPROBE_RECORD_CPU, CPROBE_CPU_PHYSICAL_CORES, "sysctl kern.smp.cores"},
    {CPROBE_RECORD_CPU, CPROBE_CPU_MONOTONIC, "clock_gettime"},
    {CPROBE_RECORD_LOGICAL_CPU, CPROBE_CPU_USER, "sysctl kern.cp_times"},
    {CPROBE_RECORD_LOGICAL_CPU, CPROBE_CPU_NICE, "sysctl kern.cp_times"},
    {CPROBE_RECORD_LOGICAL_CPU, CPROBE_CPU_SYSTEM, "sysctl kern.cp_times"},
    {CPROBE_RECORD_LOGICAL_CPU, CPROBE_CPU_IDLE, "sysctl kern.cp_times"},
    {CPROBE_RECORD_LOGICAL_CPU, CPROBE_CPU_IRQ, "sysctl kern.cp_times"},
    {CPROBE_RECORD_LOAD, CPROBE_LOAD_1, "sysctl vm.loadavg"},
    {CPROBE_RECORD_LOAD, CPROBE_LOAD_5, "sysctl vm.loadavg"},
    {CPROBE_RECORD_LOAD, CPROBE_LOAD_15, "sysctl vm.loadavg"},
    {CPROBE_RECORD_LOAD, CPROBE_LOAD_UPTIME, "clock_gettime"},
    {CPROBE_RECORD_LOAD, CPROBE_LOAD_BOOT_TIME, "sysctl kern.boottime"},
    {CPROBE_RECORD_LOAD, CPROBE_LOAD_LAST_PID, "sysctl kern.lastpid"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_TOTAL, "sysctl hw.physmem"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_FREE, "sysctl vm.stats.vm.v_free_count"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_BUFFERS, "sysctl vfs.bufspace"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_ACTIVE, "sysctl vm.stats.vm.v_active_count"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_INACTIVE, "sysctl vm.stats.vm.v_inactive_count"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_LOCKED, "sysctl vm.stats.vm.v_user_wire_count"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_COMMITTED, "sysctl vm.swap_reserved"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_SWAP_TOTAL, "sysctl vm.swap_info"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_SWAP_FREE, "sysctl vm.swap_info"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_SWAP_USED, "sysctl vm.swap_info"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_SWAP_USAGE_PERCENT, "sysctl vm.swap_info"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_PAGE_FAULTS, "sysctl vm.stats.vm.v_vm_faults"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_MAJOR_PAGE_FAULTS, "sysctl vm.stats.vm.v_io_faults"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_SWAPPED_IN, "sysctl vm.stats.vm.v_swappgsin"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_SWAPPED_OUT, "sysctl vm.stats.vm.v_swappgsout"},
    {CPROBE_RECORD_MEMORY, CPROBE_MEMORY_MONOTONIC, "clock_gettime"},
};

cp_field_set_support cp_field_set_support_of(cprobe_field_set set) {
    return field_sets[set];
}

const char *cprobe_field_support(cprobe_record record, unsigned field) {
    return cp_field_source_find(fields, sizeof fields / sizeof fields[0], record, field);
}

const char *cprobe_port_name(void) {
    return "freebsd";
}

#endif

#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "../field_set.h"

#include <sys/utsname.h>

#include "../failure.h"
#include "../format/osrelease.h"
#include "../source/descriptor.h"
#include "../text/build.h"
#include "collector_state.h"

// Each kernel version is the first that printed the fields, by the history of the files named in
// format/.
static const cp_field_set_support field_sets[CPROBE_FIELD_SETS] = {
    [CPROBE_FIELD_SET_CPU_TIMES] = {"/proc/stat", 0, 0},
    [CPROBE_FIELD_SET_CPU_COUNTERS] = {"/proc/stat", 0, 0},
    [CPROBE_FIELD_SET_CPU_COUNTS] = {"/sys/devices/system/cpu", 2, 6},
    [CPROBE_FIELD_SET_CPU_TOPOLOGY] = {"/sys/devices/system/cpu/cpuN/topology", 2, 6},
    [CPROBE_FIELD_SET_CPU_FREQUENCY] = {"/sys/devices/system/cpu/cpuN/cpufreq", 2, 6},
    [CPROBE_FIELD_SET_LOAD_AVERAGES] = {"/proc/loadavg", 0, 0},
    [CPROBE_FIELD_SET_LOAD_UPTIME] = {"/proc/uptime", 0, 0},
    [CPROBE_FIELD_SET_MEMORY_USAGE] = {"/proc/meminfo", 0, 0},
    [CPROBE_FIELD_SET_MEMORY_AVAILABLE] = {"/proc/meminfo", 3, 14},
    [CPROBE_FIELD_SET_MEMORY_HUGE_PAGES] = {"/proc/meminfo", 0, 0},
    [CPROBE_FIELD_SET_MEMORY_SWAP] = {"/proc/meminfo", 0, 0},
    [CPROBE_FIELD_SET_MEMORY_ZSWAP] = {"/proc/meminfo", 5, 19},
    [CPROBE_FIELD_SET_MEMORY_EVENTS] = {"/proc/vmstat", 2, 6},
    [CPROBE_FIELD_SET_MEMORY_OOM_KILLS] = {"/proc/vmstat", 4, 13},
    [CPROBE_FIELD_SET_DISK_COUNTERS] = {"/proc/diskstats", 2, 6},
    [CPROBE_FIELD_SET_DISK_DISCARDS] = {"/proc/diskstats", 4, 18},
    [CPROBE_FIELD_SET_DISK_FLUSHES] = {"/proc/diskstats", 5, 5},
    [CPROBE_FIELD_SET_FILESYSTEM_MOUNTS] = {"/proc/self/mountinfo", 2, 6},
    [CPROBE_FIELD_SET_FILESYSTEM_USAGE] = {"statfs", 0, 0},
    [CPROBE_FIELD_SET_NETWORK_COUNTERS] = {"rtnetlink or /proc/net/dev", 0, 0},
    [CPROBE_FIELD_SET_NETWORK_DETAILS] = {"rtnetlink or /sys/class/net", 0, 0},
    [CPROBE_FIELD_SET_NETWORK_SPEED] = {"SIOCETHTOOL or /sys/class/net", 0, 0},
    [CPROBE_FIELD_SET_NETWORK_SOCKETS] = {"/proc/net/sockstat", 0, 0},
    [CPROBE_FIELD_SET_NETWORK_TCP] = {"/proc/net/snmp", 0, 0},
    [CPROBE_FIELD_SET_NETWORK_CARRIER] = {"rtnetlink or /sys/class/net", 3, 15},
    [CPROBE_FIELD_SET_NETWORK_PROTOCOLS] = {"/proc/net/snmp", 0, 0},
    [CPROBE_FIELD_SET_NETWORK_ADDRESSES] = {"getifaddrs", 0, 0},
    [CPROBE_FIELD_SET_IO_TOTAL] = {"/proc/diskstats", 2, 6},
    [CPROBE_FIELD_SET_PRESSURE_CPU] = {"/proc/pressure/cpu", 4, 20},
    [CPROBE_FIELD_SET_PRESSURE_CPU_FULL] = {"/proc/pressure/cpu", 5, 13},
    [CPROBE_FIELD_SET_PRESSURE_MEMORY] = {"/proc/pressure/memory", 4, 20},
    [CPROBE_FIELD_SET_PRESSURE_IO] = {"/proc/pressure/io", 4, 20},
    [CPROBE_FIELD_SET_PRESSURE_IRQ] = {"/proc/pressure/irq", 6, 1},
    [CPROBE_FIELD_SET_QUOTA_CPU] = {"cgroup", 2, 6},
    [CPROBE_FIELD_SET_QUOTA_CPUSET] = {"cgroup", 2, 6},
    [CPROBE_FIELD_SET_QUOTA_MEMORY] = {"cgroup", 2, 6},
    [CPROBE_FIELD_SET_QUOTA_PIDS] = {"cgroup", 4, 3},
    [CPROBE_FIELD_SET_QUOTA_IO] = {"cgroup", 2, 6},
    [CPROBE_FIELD_SET_QUOTA_HUGETLB] = {"cgroup", 3, 6},
    [CPROBE_FIELD_SET_QUOTA_RLIMITS] = {"getrlimit", 2, 6},
    [CPROBE_FIELD_SET_QUOTA_AFFINITY] = {"sched_getaffinity", 2, 6},
    [CPROBE_FIELD_SET_PROCESS_STAT] = {"/proc/PID/stat", 0, 0},
    [CPROBE_FIELD_SET_PROCESS_STATUS] = {"/proc/PID/status", 0, 0},
    [CPROBE_FIELD_SET_PROCESS_IO] = {"/proc/PID/io", 2, 6},
    [CPROBE_FIELD_SET_PROCESS_DESCRIPTORS] = {"/proc/PID/fd", 2, 2},
    [CPROBE_FIELD_SET_PROCESS_COMMAND_LINE] = {"/proc/PID/cmdline", 0, 0},
    [CPROBE_FIELD_SET_PROCESS_CGROUP] = {"/proc/PID/cgroup", 2, 6},
    [CPROBE_FIELD_SET_PROCESS_PROPORTIONAL] = {"/proc/PID/smaps_rollup", 4, 14},
    [CPROBE_FIELD_SET_SENSORS_TEMPERATURES] = {"/sys/class/hwmon", 2, 6},
    [CPROBE_FIELD_SET_SENSORS_ZONES] = {"/sys/class/thermal", 2, 6},
    [CPROBE_FIELD_SET_SENSORS_FANS] = {"/sys/class/hwmon", 2, 6},
    [CPROBE_FIELD_SET_SENSORS_ELECTRICAL] = {"/sys/class/hwmon", 2, 6},
    [CPROBE_FIELD_SET_SENSORS_HUMIDITIES] = {"/sys/class/hwmon", 2, 6},
    [CPROBE_FIELD_SET_SENSORS_THROTTLING] = {"/sys/devices/system/cpu/cpuN/thermal_throttle", 2, 6},
    [CPROBE_FIELD_SET_CGROUPS_CPU] = {"cgroup", 2, 6},
    [CPROBE_FIELD_SET_CGROUPS_MEMORY] = {"cgroup", 2, 6},
    [CPROBE_FIELD_SET_CGROUPS_PIDS] = {"cgroup", 4, 3},
    [CPROBE_FIELD_SET_CGROUPS_IO] = {"cgroup", 2, 6},
    [CPROBE_FIELD_SET_CGROUPS_PRESSURE] = {"cgroup", 4, 20},
    [CPROBE_FIELD_SET_SWAP_DEVICES] = {"/proc/swaps", 2, 6},
    [CPROBE_FIELD_SET_SWAP_ZRAM] = {"/sys/block/zramN", 4, 1},
    [CPROBE_FIELD_SET_INTERRUPTS_LINES] = {"/proc/interrupts", 0, 0},
    [CPROBE_FIELD_SET_INTERRUPTS_SCHEDULER] = {"/proc/schedstat", 2, 6},
    [CPROBE_FIELD_SET_INTERRUPTS_PACKETS] = {"/proc/net/softnet_stat", 5, 10},
    [CPROBE_FIELD_SET_INTERRUPTS_SOFT] = {"/proc/softirqs", 2, 6},
    [CPROBE_FIELD_SET_HOST_FILES] = {"/proc/sys/fs/file-nr", 0, 0},
    [CPROBE_FIELD_SET_HOST_SETTINGS] = {"/proc/sys", 0, 0},
    [CPROBE_FIELD_SET_HOST_NAMES] = {"/proc/sys/kernel", 0, 0},
    [CPROBE_FIELD_SET_HOST_HARDWARE] = {"/sys/class/dmi/id", 2, 6},
    [CPROBE_FIELD_SET_HOST_CLOCK] = {"adjtimex", 2, 6},
    [CPROBE_FIELD_SET_HOST_SESSIONS] = {"/run/systemd/sessions", 0, 0},
    [CPROBE_FIELD_SET_TOPOLOGY_MODEL] = {"/proc/cpuinfo", 0, 0},
    [CPROBE_FIELD_SET_TOPOLOGY_CPUS] = {"/sys/devices/system/cpu/cpuN", 2, 6},
    [CPROBE_FIELD_SET_TOPOLOGY_CACHES] = {"/sys/devices/system/cpu/cpuN/cache", 2, 6},
    [CPROBE_FIELD_SET_TOPOLOGY_NODES] = {"/sys/devices/system/node/nodeN", 2, 6},
    [CPROBE_FIELD_SET_TOPOLOGY_VULNERABILITIES] = {"/sys/devices/system/cpu/vulnerabilities",
                                                   4, 15},
    [CPROBE_FIELD_SET_PROTOCOLS_TCP] = {"/proc/net/netstat", 0, 0},
    [CPROBE_FIELD_SET_PROTOCOLS_IPV6] = {"/proc/net/snmp6", 2, 6},
    [CPROBE_FIELD_SET_PROTOCOLS_SOCKETS] = {"/proc/net/sockstat6", 2, 6},
    [CPROBE_FIELD_SET_PROTOCOLS_CONNTRACK] = {"/proc/sys/net/netfilter/nf_conntrack_count", 2, 6},
    [CPROBE_FIELD_SET_STORAGE_DEVICES] = {"/sys/block/NAME", 2, 6},
    [CPROBE_FIELD_SET_STORAGE_ARRAYS] = {"/sys/block/mdN/md", 2, 6},
    [CPROBE_FIELD_SET_STORAGE_ARC] = {"/proc/spl/kstat/zfs/arcstats", 0, 0},
    [CPROBE_FIELD_SET_STORAGE_HEALTH] = {"/dev/nvmeN, log page 2; /dev/sdX, SMART", 3, 3},
    [CPROBE_FIELD_SET_STORAGE_BTRFS] = {"/sys/fs/btrfs/UUID", 3, 14},
    [CPROBE_FIELD_SET_CONNECTIONS_STATES] = {"/proc/net/tcp", 0, 0},
    [CPROBE_FIELD_SET_CONNECTIONS_ACCEPT_QUEUES] = {"sock_diag", 2, 6},
    [CPROBE_FIELD_SET_POWER_SUPPLIES] = {"/sys/class/power_supply", 2, 6},
    [CPROBE_FIELD_SET_POWER_ZONES] = {"/sys/class/powercap", 3, 13},
    [CPROBE_FIELD_SET_POWER_COOLING] = {"/sys/class/thermal", 2, 6},
    [CPROBE_FIELD_SET_GPU_DEVICES] = {"/sys/class/drm", 2, 6},
    [CPROBE_FIELD_SET_GPU_USAGE] = {"/sys/class/drm/cardN/device", 4, 19},
    [CPROBE_FIELD_SET_MEMORY_DETAILS_ZONES] = {"/proc/zoneinfo", 2, 6},
    [CPROBE_FIELD_SET_MEMORY_DETAILS_BLOCKS] = {"/proc/buddyinfo", 2, 6},
    [CPROBE_FIELD_SET_MEMORY_DETAILS_SLABS] = {"/proc/slabinfo", 2, 6},
    [CPROBE_FIELD_SET_MEMORY_DETAILS_COUNTERS] = {"/proc/vmstat", 2, 6},
    [CPROBE_FIELD_SET_ROUTING_ROUTES] = {"rtnetlink or /proc/net/route", 0, 0},
    [CPROBE_FIELD_SET_ROUTING_NEIGHBOURS] = {"rtnetlink or /proc/net/arp", 0, 0},
    [CPROBE_FIELD_SET_ROUTING_QDISCS] = {"rtnetlink", 2, 6},
    [CPROBE_FIELD_SET_ROUTING_WIRELESS] = {"/proc/net/wireless", 0, 0},
    [CPROBE_FIELD_SET_ROUTING_DRIVERS] = {"SIOCETHTOOL", 2, 6},
    [CPROBE_FIELD_SET_ROUTING_XFRM] = {"/proc/net/xfrm_stat", 2, 6},
};

cp_field_set_support cp_field_set_support_of(cprobe_field_set set) {
    return field_sets[set];
}

const char *cprobe_field_support(cprobe_record record, unsigned field) {
    size_t count = 0;
    const cprobe_field *rows = cprobe_fields(record, &count);
    // The one row of another system alone.
    const bool is_foreign =
        record == CPROBE_RECORD_MEMORY && field == CPROBE_MEMORY_PRESSURE_LEVEL;
    return field < count && !is_foreign ? rows[field].source : NULL;
}

const char *cprobe_port_name(void) {
    return "linux";
}

// Whether procfs or sysfs may be mounted at this path: false only if another file system, or
// nothing, is there.
static bool may_have(cp_reader *reader, const char *path) {
    int found = -1;
    const cprobe_result result =
        cp_root_open_directory(&reader->root, path, path, &found, NULL);
    if (result != CPROBE_OK) {
        return result != CPROBE_NOT_FOUND;
    }
    const bool has = reader->root.kind == CPROBE_ROOT_CAPTURED || cp_is_genuine(found);
    cp_close(found);
    return has;
}

cprobe_result cprobe_kernel_read(cprobe_collector *collector, cprobe_kernel *kernel,
                                 cprobe_failure *failure) {
    if (collector == NULL || kernel == NULL) {
        return cp_fail(failure, CPROBE_INVALID, "kernel", 0, 0);
    }
    cp_reader *reader = &cp_collector_of(collector)->reader;
    static const char osrelease[] = "/proc/sys/kernel/osrelease";
    static const char version[] = "/proc/version";
    cp_span text;
    *kernel = (cprobe_kernel){.has_proc = may_have(reader, "/proc"),
                              .has_sys = may_have(reader, "/sys")};
    if (cp_read_once(reader, osrelease, osrelease, &text, NULL) == CPROBE_OK) {
        cp_osrelease_parse(text, kernel);
    }
    if (!kernel->has_release &&
        cp_read_once(reader, version, version, &text, NULL) == CPROBE_OK) {
        cp_version_parse(text, kernel);
    }
    struct utsname names;
    if (!kernel->has_release && reader->root.kind != CPROBE_ROOT_CAPTURED && uname(&names) == 0) {
        char release[sizeof names.release + 2];
        cp_build build = {release, sizeof release, 0, false};
        cp_build_add(&build, cp_span_of(names.release));
        cp_build_add(&build, cp_span_of("\n"));
        cp_osrelease_parse(cp_span_make(release, build.length), kernel);
    }
    return CPROBE_OK;
}

#endif

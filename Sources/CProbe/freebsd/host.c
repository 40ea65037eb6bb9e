#include "../platform.h"
#if CP_PLATFORM_FREEBSD

#include "../bsd/host.h"

static const cp_host_number numbers[] = {
    {CPROBE_HOST_OPEN_FILES, "sysctl kern.openfiles"},
    {CPROBE_HOST_OPEN_FILES_MAX, "sysctl kern.maxfiles"},
    {CPROBE_HOST_NR_OPEN, "sysctl kern.maxfilesperproc"},
    {CPROBE_HOST_PID_MAX, "sysctl kern.pid_max"},
    {CPROBE_HOST_MONOTONIC, NULL},
};
static const cp_host_name names[] = {
    {offsetof(cprobe_host, hostname), "sysctl kern.hostname"},
    {offsetof(cprobe_host, kernel_release), "sysctl kern.osrelease"},
    {offsetof(cprobe_host, kernel_version), "sysctl kern.version"},
    {offsetof(cprobe_host, os_name), "sysctl kern.ostype"},
    {offsetof(cprobe_host, machine_id), "sysctl kern.hostuuid"},
    {0, NULL},
};
static const cp_host_sources sources = {numbers, names};

cprobe_result cprobe_host_read(cprobe_collector *collector, cprobe_host *host,
                               cprobe_session *sessions, size_t capacity, size_t *count,
                               bool *has_sessions, cprobe_failure *failure) {
    (void)sessions, (void)capacity;
    return cp_host_read(&sources, collector, host, count, has_sessions, failure);
}

#endif

#include "../platform.h"
#if CP_PLATFORM_FREEBSD

#include "../bsd/host.h"

#include <string.h>

static const cp_host_number numbers[] = {
    {CPROBE_HOST_OPEN_FILES, "sysctl kern.openfiles", {0}},
    {CPROBE_HOST_OPEN_FILES_MAX, "sysctl kern.maxfiles", {0}},
    {CPROBE_HOST_NR_OPEN, "sysctl kern.maxfilesperproc", {0}},
    {CPROBE_HOST_PID_MAX, "sysctl kern.pid_max", {0}},
    {CPROBE_HOST_MONOTONIC, NULL, {0}},
};
static const cp_host_name names[] = {
    {offsetof(cprobe_host, hostname), "sysctl kern.hostname", {0}},
    {offsetof(cprobe_host, kernel_release), "sysctl kern.osrelease", {0}},
    {offsetof(cprobe_host, kernel_version), "sysctl kern.version", {0}},
    {offsetof(cprobe_host, os_name), "sysctl kern.ostype", {0}},
    {offsetof(cprobe_host, machine_id), "sysctl kern.hostuuid", {0}},
    {0, NULL, {0}},
};
static const cp_host_sources sources = {numbers, names};

cprobe_result cprobe_host_read(cprobe_collector *collector, cprobe_host *host,
                               cprobe_session *sessions, size_t capacity, size_t *count,
                               bool *has_sessions, cprobe_failure *failure) {
    (void)sessions, (void)capacity;
    const cprobe_result result =
        cp_host_read(&sources, collector, host, count, has_sessions, failure);
    // DEFAULT_HOSTUUID: none was set.
    static const char unset[] = "00000000-0000-0000-0000-000000000000";
    if (result == CPROBE_OK && host->machine_id.length == sizeof unset - 1 &&
        memcmp(host->machine_id.bytes, unset, sizeof unset - 1) == 0) {
        host->machine_id.length = 0;
    }
    return result;
}

#endif

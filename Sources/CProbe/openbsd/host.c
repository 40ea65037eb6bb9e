#include "../platform.h"
#if CP_PLATFORM_OPENBSD

#include "../bsd/host.h"
#include "layout.h"

static const cp_host_number numbers[] = {
    {CPROBE_HOST_OPEN_FILES, "sysctl kern.nfiles", {CP_CTL_KERN, CP_KERN_NFILES}},
    {CPROBE_HOST_OPEN_FILES_MAX, "sysctl kern.maxfiles", {CP_CTL_KERN, CP_KERN_MAXFILES}},
    {CPROBE_HOST_THREADS_MAX, "sysctl kern.maxthread", {CP_CTL_KERN, CP_KERN_MAXTHREAD}},
    {CPROBE_HOST_MONOTONIC, NULL, {0}},
};
static const cp_host_name names[] = {
    {offsetof(cprobe_host, hostname), "sysctl kern.hostname", {CP_CTL_KERN, CP_KERN_HOSTNAME}},
    {offsetof(cprobe_host, kernel_release), "sysctl kern.osrelease",
     {CP_CTL_KERN, CP_KERN_OSRELEASE}},
    {offsetof(cprobe_host, kernel_version), "sysctl kern.version", {CP_CTL_KERN, CP_KERN_VERSION}},
    {offsetof(cprobe_host, os_name), "sysctl kern.ostype", {CP_CTL_KERN, CP_KERN_OSTYPE}},
    {0, NULL, {0}},
};
static const cp_host_sources sources = {numbers, names};

cprobe_result cprobe_host_read(cprobe_collector *collector, cprobe_host *host,
                               cprobe_session *sessions, size_t capacity, size_t *count,
                               bool *has_sessions, cprobe_failure *failure) {
    (void)sessions, (void)capacity;
    return cp_host_read(&sources, collector, host, count, has_sessions, failure);
}

#endif

// The system calls of this port: the only file with FreeBSD's headers, which also holds layout.h to
// them.

#include "../platform.h"
#if CP_PLATFORM_FREEBSD && CP_PLATFORM_HAS_CALLS

#include <sys/param.h>
#include <sys/resource.h>
#include <sys/sysctl.h>
#include <sys/time.h>
#include <vm/vm_param.h>

#include <errno.h>
#include <stddef.h>
#include <time.h>
#include <unistd.h>

#define CP_PIN_LAYOUT 1
#include "layout.h"
#include "port_calls.h"

int cp_port_sysctl(const int *numbers, unsigned count, void *out, size_t *length) {
    return sysctl(numbers, count, out, length, NULL, 0) != 0 ? errno : 0;
}

int cp_port_sysctl_by_name(const char *name, void *out, size_t *length) {
    return sysctlbyname(name, out, length, NULL, 0) != 0 ? errno : 0;
}

int cp_port_sysctl_numbers(const char *name, int *numbers, size_t *count) {
    return sysctlnametomib(name, numbers, count) != 0 ? errno : 0;
}

int cp_port_clock_ns(cp_port_clock clock, uint64_t *time_ns) {
    static const clockid_t clocks[] = {
        [CP_PORT_CLOCK_MONOTONIC] = CLOCK_MONOTONIC,
        [CP_PORT_CLOCK_WALL] = CLOCK_REALTIME,
        [CP_PORT_CLOCK_UPTIME] = CLOCK_UPTIME,
    };
    struct timespec now;
    if (clock_gettime(clocks[clock], &now) != 0) {
        return errno;
    }
    *time_ns = (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
    return 0;
}

uint64_t cp_port_page_bytes(void) {
    const int bytes = getpagesize();
    return bytes > 0 ? (uint64_t)bytes : 0;
}

#endif

// The system calls of this port: the only file with OpenBSD's headers, which also holds layout.h to
// them.

#include "../platform.h"
#if CP_PLATFORM_OPENBSD && CP_PLATFORM_HAS_CALLS

#include <sys/param.h>
#include <sys/disk.h>
#include <sys/mount.h>
#include <sys/proc.h>
#include <sys/resource.h>
#include <sys/sched.h>
#include <sys/socket.h>
#include <sys/swap.h>
#include <sys/sysctl.h>
#include <sys/time.h>
#include <sys/sensors.h>
#include <net/if.h>
#include <net/if_dl.h>
#include <net/if_types.h>
#include <net/route.h>
#include <uvm/uvmexp.h>

#include <errno.h>
#include <stddef.h>
#include <time.h>
#include <unistd.h>

#define CP_PIN_LAYOUT 1
#include "layout.h"
#include "../include/cprobe/quota.h"
#include "port_calls.h"

// The numbers in bsd/kinfo.c.
_Static_assert(P_SINTR == 0x80 && P_SYSTEM == 0x200 && NZERO == 20, "flags, nice");
_Static_assert(SIDL == 1 && SRUN == 2 && SSLEEP == 3 && SSTOP == 4 && SDEAD == 6 && SONPROC == 7,
               "states");

int cp_port_sysctl(const int *numbers, unsigned count, void *out, size_t *length) {
    return sysctl(numbers, count, out, length, NULL, 0) != 0 ? errno : 0;
}

int cp_port_clock_ns(cp_port_clock clock, uint64_t *time_ns) {
    static const clockid_t clocks[] = {
        [CP_PORT_CLOCK_MONOTONIC] = CLOCK_MONOTONIC,
        [CP_PORT_CLOCK_WALL] = CLOCK_REALTIME,
        [CP_PORT_CLOCK_UPTIME] = CLOCK_BOOTTIME,
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

int cp_port_mounts(void *out, size_t bytes, size_t *count) {
    const int found = getfsstat(out, bytes, MNT_NOWAIT);
    if (found < 0) {
        return errno;
    }
    *count = (size_t)found;
    return 0;
}

int cp_port_mount(const char *path, void *out) {
    return statfs(path, out) != 0 ? errno : 0;
}

int cp_port_swap(void *out, size_t most, size_t *count) {
    const int found = swapctl(SWAP_STATS, out, (int)most);
    if (found < 0) {
        return errno;
    }
    *count = (size_t)found;
    return 0;
}

int32_t cp_port_pid(void) {
    return getpid();
}

int cp_port_rlimit(unsigned name, uint64_t *soft, uint64_t *hard) {
    static const int names[CPROBE_RLIMITS] = {
        [CPROBE_RLIMIT_CPU] = RLIMIT_CPU,         [CPROBE_RLIMIT_FSIZE] = RLIMIT_FSIZE,
        [CPROBE_RLIMIT_DATA] = RLIMIT_DATA,       [CPROBE_RLIMIT_STACK] = RLIMIT_STACK,
        [CPROBE_RLIMIT_CORE] = RLIMIT_CORE,       [CPROBE_RLIMIT_RSS] = RLIMIT_RSS,
        [CPROBE_RLIMIT_NPROC] = RLIMIT_NPROC,     [CPROBE_RLIMIT_NOFILE] = RLIMIT_NOFILE,
        [CPROBE_RLIMIT_MEMLOCK] = RLIMIT_MEMLOCK, [CPROBE_RLIMIT_AS] = -1,
        [CPROBE_RLIMIT_LOCKS] = -1,               [CPROBE_RLIMIT_SIGPENDING] = -1,
        [CPROBE_RLIMIT_MSGQUEUE] = -1,            [CPROBE_RLIMIT_NICE] = -1,
        [CPROBE_RLIMIT_RTPRIO] = -1,              [CPROBE_RLIMIT_RTTIME] = -1,
    };
    struct rlimit limit;
    if (names[name] < 0) {
        return CP_PORT_NO_LIMIT;
    }
    if (getrlimit(names[name], &limit) != 0) {
        return errno;
    }
    *soft = limit.rlim_cur == RLIM_INFINITY ? UINT64_MAX : (uint64_t)limit.rlim_cur;
    *hard = limit.rlim_max == RLIM_INFINITY ? UINT64_MAX : (uint64_t)limit.rlim_max;
    return 0;
}

#endif

// The system calls of this port: the only file with NetBSD's headers, which also holds layout.h to
// them.

#include "../platform.h"
#if CP_PLATFORM_NETBSD && CP_PLATFORM_HAS_CALLS

#include <sys/param.h>
#include <sys/envsys.h>
#include <sys/ioctl.h>
#include <sys/iostat.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/proc.h>
#include <sys/resource.h>
#include <sys/sched.h>
#include <sys/socket.h>
#include <sys/statvfs.h>
#include <sys/swap.h>
#include <sys/sysctl.h>
#include <sys/time.h>
#include <net/if.h>
#include <net/if_dl.h>
#include <net/if_types.h>
#include <net/route.h>
#include <prop/plistref.h>
#include <uvm/uvm_extern.h>

#include <errno.h>
#include <fcntl.h>
#include <paths.h>
#include <sched.h>
#include <stddef.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define CP_PIN_LAYOUT 1
#include "layout.h"
#include "../include/cprobe/quota.h"
#include "port_calls.h"

// The numbers in bsd/kinfo.c.
_Static_assert(L_SINTR == 0x80 && L_SYSTEM == 0x200 && NZERO == 20, "flags, nice");
_Static_assert(SZOMB == 5 && SDEAD == 6, "states of a process");

int cp_port_sysctl(const int *numbers, unsigned count, void *out, size_t *length) {
    return sysctl(numbers, count, out, length, NULL, 0) != 0 ? errno : 0;
}

int cp_port_clock_ns(cp_port_clock clock, uint64_t *time_ns) {
    static const clockid_t clocks[] = {
        [CP_PORT_CLOCK_MONOTONIC] = CLOCK_MONOTONIC,
        [CP_PORT_CLOCK_WALL] = CLOCK_REALTIME,
        [CP_PORT_CLOCK_UPTIME] = CLOCK_MONOTONIC,
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
    const int found = getvfsstat(out, bytes, MNT_NOWAIT);
    if (found < 0) {
        return errno;
    }
    *count = (size_t)found;
    return 0;
}

int cp_port_mount(const char *path, void *out) {
    return statvfs(path, out) != 0 ? errno : 0;
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
        [CPROBE_RLIMIT_MEMLOCK] = RLIMIT_MEMLOCK, [CPROBE_RLIMIT_AS] = RLIMIT_AS,
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

int cp_port_affinity(void *mask, size_t bytes) {
    // A cpuset_t is opaque to programs, because its size is the kernel's: 32 bits for each 32 CPUs.
    return sched_getaffinity_np(0, bytes, mask) != 0 ? errno : 0;
}

int cp_port_sensors(void *out, size_t *length) {
    const int descriptor = open(_PATH_SYSMON, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return errno;
    }
    struct plistref list = {NULL, 0};
    int error = ioctl(descriptor, ENVSYS_GETDICTIONARY, &list) != 0 ? errno : 0;
    (void)close(descriptor);
    if (error != 0) {
        return error;
    }
    // The kernel maps the list into this process: it has to be unmapped again.
    if (list.pref_plist == NULL || list.pref_len > *length) {
        error = list.pref_plist == NULL ? EIO : ENOMEM;
    } else {
        memcpy(out, list.pref_plist, list.pref_len);
        *length = list.pref_len;
    }
    if (list.pref_plist != NULL && list.pref_len != 0) {
        (void)munmap(list.pref_plist, list.pref_len);
    }
    return error;
}

#endif

// The system calls of this port: the only file with the headers of macOS, which also holds layout.h
// to them.

#include "../platform.h"
#if CP_PLATFORM_MACOS && CP_PLATFORM_HAS_CALLS

#include <mach/mach.h>
#include <libproc.h>
#include <mach/mach_host.h>
#include <mach/mach_time.h>
#include <net/if.h>
#include <net/if_dl.h>
#include <net/if_mib.h>
#include <net/if_types.h>
#include <net/route.h>
#include <netinet/in.h>
#include <sys/mount.h>
#include <sys/param.h>
#include <sys/proc.h>
#include <sys/proc_info.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/sysctl.h>
#include <sys/time.h>

#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define CP_PIN_LAYOUT 1
#include "layout.h"
#include "../include/cprobe/quota.h"
#include "port_calls.h"

int cp_port_sysctl(const int *numbers, unsigned count, void *out, size_t *length) {
    return sysctl((int *)(uintptr_t)numbers, count, out, length, NULL, 0) != 0 ? errno : 0;
}

int cp_port_sysctl_by_name(const char *name, void *out, size_t *length) {
    return sysctlbyname(name, out, length, NULL, 0) != 0 ? errno : 0;
}

int cp_port_sysctl_numbers(const char *name, int *numbers, size_t *count) {
    return sysctlnametomib(name, numbers, count) != 0 ? errno : 0;
}

int cp_port_clock_ns(cp_port_clock clock, uint64_t *time_ns) {
    // CLOCK_MONOTONIC_RAW counts sleep, CLOCK_UPTIME_RAW does not.
    static const clockid_t clocks[] = {
        [CP_PORT_CLOCK_MONOTONIC] = CLOCK_UPTIME_RAW,
        [CP_PORT_CLOCK_WALL] = CLOCK_REALTIME,
        [CP_PORT_CLOCK_UPTIME] = CLOCK_MONOTONIC_RAW,
    };
    struct timespec now;
    if (clock_gettime(clocks[clock], &now) != 0) {
        return errno;
    }
    *time_ns = (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
    return 0;
}

static int error_of(kern_return_t result) {
    switch (result) {
    case KERN_SUCCESS: return 0;
    case KERN_INVALID_ARGUMENT: return EINVAL;
    case KERN_NO_ACCESS:
    case KERN_PROTECTION_FAILURE: return EPERM;
    case KERN_RESOURCE_SHORTAGE:
    case KERN_NO_SPACE: return EAGAIN;
    default: return EIO;
    }
}

// Each call of mach_host_self() adds a reference to the port, which has to be dropped again.
static void release(mach_port_t host) {
    (void)mach_port_deallocate(mach_task_self(), host);
}

// The unit of the kernel's counts, which a translated program does not share.
uint64_t cp_port_page_bytes(void) {
    vm_size_t bytes = 0;
    const mach_port_t host = mach_host_self();
    const kern_return_t result = host_page_size(host, &bytes);
    release(host);
    return result == KERN_SUCCESS ? bytes : 0;
}

int cp_port_mounts(void *out, size_t bytes, size_t *count) {
    const int found = getfsstat(out, (int)bytes, MNT_NOWAIT);
    if (found < 0) {
        return errno;
    }
    *count = (size_t)found;
    return 0;
}

int cp_port_mount(const char *path, void *out) {
    return statfs(path, out) != 0 ? errno : 0;
}

int32_t cp_port_pid(void) {
    return getpid();
}

int cp_port_rlimit(unsigned name, uint64_t *soft, uint64_t *hard) {
    // RLIMIT_RSS is another name of RLIMIT_AS.
    static const int names[CPROBE_RLIMITS] = {
        [CPROBE_RLIMIT_CPU] = RLIMIT_CPU,         [CPROBE_RLIMIT_FSIZE] = RLIMIT_FSIZE,
        [CPROBE_RLIMIT_DATA] = RLIMIT_DATA,       [CPROBE_RLIMIT_STACK] = RLIMIT_STACK,
        [CPROBE_RLIMIT_CORE] = RLIMIT_CORE,       [CPROBE_RLIMIT_RSS] = -1,
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

int cp_port_cpu_ticks(void *out, size_t *length) {
    natural_t count = 0;
    processor_info_array_t info = NULL;
    mach_msg_type_number_t words = 0;
    const mach_port_t host = mach_host_self();
    const kern_return_t result =
        host_processor_info(host, PROCESSOR_CPU_LOAD_INFO, &count, &info, &words);
    release(host);
    if (result != KERN_SUCCESS) {
        return error_of(result);
    }
    // The kernel maps the answer into this process: it has to be unmapped again.
    const size_t bytes = (size_t)words * sizeof info[0];
    const int error = bytes > *length ? ENOMEM : 0;
    if (error == 0) {
        memcpy(out, info, bytes);
        *length = bytes;
    }
    (void)vm_deallocate(mach_task_self(), (vm_address_t)info, bytes);
    return error;
}

uint64_t cp_port_ticks_per_second(void) {
    const long ticks = sysconf(_SC_CLK_TCK);
    return ticks > 0 ? (uint64_t)ticks : 0;
}

int cp_port_vm_statistics(void *out, size_t *length) {
    mach_msg_type_number_t words = (mach_msg_type_number_t)(*length / sizeof(integer_t));
    const mach_port_t host = mach_host_self();
    const kern_return_t result = host_statistics64(host, HOST_VM_INFO64, out, &words);
    release(host);
    *length = (size_t)words * sizeof(integer_t);
    return error_of(result);
}

// The calls of libproc return the number of bytes, or 0 with an errno.
static int bytes_of(int result, size_t *length) {
    if (result <= 0) {
        return errno != 0 ? errno : ESRCH;
    }
    *length = (size_t)result;
    return 0;
}

int cp_port_pids(void *out, size_t *length) {
    const size_t capacity = *length;
    errno = 0;
    const int error = bytes_of(proc_listpids(PROC_ALL_PIDS, 0, out, (int)capacity), length);
    // A full list may have been cut.
    return error == 0 && *length + sizeof(int32_t) > capacity ? ENOMEM : error;
}

int cp_port_process_info(int32_t pid, int flavor, void *out, size_t *length) {
    // With an argument of 1, the kernel looks among the zombies, too.
    const uint64_t argument = flavor == PROC_PIDT_SHORTBSDINFO ? 1 : 0;
    errno = 0;
    const int result = flavor == PROC_PIDPATHINFO
                           ? proc_pidpath(pid, out, (uint32_t)*length)
                           : proc_pidinfo(pid, flavor, argument, out, (int)*length);
    return bytes_of(result, length);
}

int cp_port_process_usage(int32_t pid, void *out, size_t *length) {
    struct rusage_info_v4 usage;
    if (proc_pid_rusage(pid, RUSAGE_INFO_V4, (rusage_info_t *)&usage) != 0) {
        return errno;
    }
    if (*length < sizeof usage) {
        return ENOMEM;
    }
    memcpy(out, &usage, sizeof usage);
    *length = sizeof usage;
    return 0;
}

int cp_port_timebase(uint32_t *numerator, uint32_t *denominator) {
    mach_timebase_info_data_t base;
    const kern_return_t result = mach_timebase_info(&base);
    if (result != KERN_SUCCESS) {
        return error_of(result);
    }
    *numerator = base.numer;
    *denominator = base.denom;
    return 0;
}

#endif

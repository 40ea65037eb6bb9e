#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "rlimits.h"

#include <errno.h>
#include <sys/resource.h>

static const uint64_t ns_per_second = 1000000000;
static const uint64_t ns_per_us = 1000;

// A limit that overflows 64 bits in nanoseconds (584 years) is unlimited.
static void set(rlim_t limit, uint64_t unit, bool *is_unlimited, uint64_t *value) {
    *is_unlimited = limit == RLIM_INFINITY || __builtin_mul_overflow((uint64_t)limit, unit, value);
    *value = *is_unlimited ? 0 : *value;
}

int cp_rlimits_read(cprobe_rlimit limits[CPROBE_RLIMITS]) {
    int error = 0;
    static const unsigned names[CPROBE_RLIMITS] = {
        [CPROBE_RLIMIT_CPU] = RLIMIT_CPU,           [CPROBE_RLIMIT_FSIZE] = RLIMIT_FSIZE,
        [CPROBE_RLIMIT_DATA] = RLIMIT_DATA,         [CPROBE_RLIMIT_STACK] = RLIMIT_STACK,
        [CPROBE_RLIMIT_CORE] = RLIMIT_CORE,         [CPROBE_RLIMIT_RSS] = RLIMIT_RSS,
        [CPROBE_RLIMIT_NPROC] = RLIMIT_NPROC,       [CPROBE_RLIMIT_NOFILE] = RLIMIT_NOFILE,
        [CPROBE_RLIMIT_MEMLOCK] = RLIMIT_MEMLOCK,   [CPROBE_RLIMIT_AS] = RLIMIT_AS,
        [CPROBE_RLIMIT_LOCKS] = RLIMIT_LOCKS,       [CPROBE_RLIMIT_SIGPENDING] = RLIMIT_SIGPENDING,
        [CPROBE_RLIMIT_MSGQUEUE] = RLIMIT_MSGQUEUE, [CPROBE_RLIMIT_NICE] = RLIMIT_NICE,
        [CPROBE_RLIMIT_RTPRIO] = RLIMIT_RTPRIO,     [CPROBE_RLIMIT_RTTIME] = RLIMIT_RTTIME,
    };
    for (unsigned index = 0; index < CPROBE_RLIMITS; index += 1) {
        struct rlimit limit;
        if (getrlimit(names[index], &limit) != 0) {
            error = errno;
            continue;
        }
        const uint64_t unit = index == CPROBE_RLIMIT_CPU      ? ns_per_second
                              : index == CPROBE_RLIMIT_RTTIME ? ns_per_us
                                                              : 1;
        limits[index].is_known = true;
        set(limit.rlim_cur, unit, &limits[index].soft_unlimited, &limits[index].soft);
        set(limit.rlim_max, unit, &limits[index].hard_unlimited, &limits[index].hard);
    }
    return error;
}

#endif

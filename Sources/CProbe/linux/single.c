#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include <errno.h>
#include <sys/resource.h>
#include <sys/sysinfo.h>

#include "../failure.h"
#include "../posix/affinity.h"
#include "../posix/usage.h"
#include "linux.h"

enum { NS_PER_SECOND = 1000000000, NS_PER_US = 1000, BYTES_PER_KIB = 1024 };

// The kernel has at most 8,192 CPUs: NR_CPUS.
enum { MASK_WORDS = 8192 / 64 };

static cprobe_result elsewhere(cprobe_failure *failure) {
    return cp_fail(failure, CPROBE_UNSUPPORTED, "another root than /", 0, 0);
}

cprobe_result cprobe_load_averages_read(cprobe_collector *collector,
                                        cprobe_load_averages *averages, cprobe_failure *failure) {
    if (collector == NULL || averages == NULL) {
        return cp_fail(failure, CPROBE_INVALID, "load", 0, 0);
    }
    if (collector->root.kind != CPROBE_ROOT_OWN) {
        return elsewhere(failure);
    }
    struct sysinfo info;
    if (cp_kept_open(collector, CP_KEPT_LOADAVG, NULL) == CPROBE_OK &&
        collector->kept[CP_KEPT_LOADAVG].genuine && sysinfo(&info) == 0) {
        const double one = 1 << SI_LOAD_SHIFT;
        *averages = (cprobe_load_averages){(double)info.loads[0] / one, (double)info.loads[1] / one,
                                           (double)info.loads[2] / one};
        return CPROBE_OK;
    }
    cprobe_load load;
    cprobe_collector_begin(collector);
    const cprobe_result result = cprobe_load_read(collector, &load, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    const uint64_t needed = (uint64_t)1 << CPROBE_LOAD_1 | (uint64_t)1 << CPROBE_LOAD_5 |
                            (uint64_t)1 << CPROBE_LOAD_15;
    if ((load.present_fields & needed) != needed) {
        return cp_fail_as(failure, &load.failures.items[0]); // That of /proc/loadavg.
    }
    *averages = (cprobe_load_averages){load.load1, load.load5, load.load15};
    return CPROBE_OK;
}

cprobe_result cprobe_affinity_read(const cprobe_collector *collector, uint32_t *count,
                                   cprobe_failure *failure) {
    if (collector == NULL || count == NULL) {
        return cp_fail(failure, CPROBE_INVALID, "sched_getaffinity", 0, 0);
    }
    if (collector->root.kind != CPROBE_ROOT_OWN) {
        return elsewhere(failure);
    }
    uint64_t mask[MASK_WORDS];
    const int error = cp_affinity_count(mask, sizeof mask, count);
    return error == 0 ? CPROBE_OK
                      : cp_fail(failure, cp_result_of_errno(error), "sched_getaffinity", 0, error);
}

static uint64_t ns_of(struct timeval time) {
    return (uint64_t)time.tv_sec * NS_PER_SECOND + (uint64_t)time.tv_usec * NS_PER_US;
}

// The resident memory of this process as it is now; 0 where it cannot be read.
static uint64_t read_resident(cprobe_collector *collector) {
    static const char path[] = "/proc/self/statm";
    cprobe_process process = {0};
    cp_span text;
    if (collector->page_bytes != 0 &&
        cp_read_once(collector, path, path, &text, NULL) == CPROBE_OK) {
        (void)cprobe_process_statm_parse(text.bytes, text.length, collector->page_bytes, &process,
                                         NULL);
    }
    return process.rss_bytes;
}

cprobe_result cprobe_own_usage_read(cprobe_collector *collector, cprobe_own_usage *usage,
                                    cprobe_failure *failure) {
    if (collector == NULL || usage == NULL) {
        return cp_fail(failure, CPROBE_INVALID, "getrusage", 0, 0);
    }
    if (collector->root.kind != CPROBE_ROOT_OWN) {
        return elsewhere(failure);
    }
    struct rusage used;
    if (getrusage(RUSAGE_SELF, &used) != 0) {
        return cp_fail(failure, cp_result_of_errno(errno), "getrusage", 0, errno);
    }
    const uint64_t resident = read_resident(collector);
    const uint64_t peak = (uint64_t)used.ru_maxrss * BYTES_PER_KIB;
    *usage = (cprobe_own_usage){
        .user_ns = ns_of(used.ru_utime),
        .system_ns = ns_of(used.ru_stime),
        .peak_resident_bytes = peak > resident ? peak : resident,
        .page_faults = (uint64_t)used.ru_minflt,
        .major_page_faults = (uint64_t)used.ru_majflt,
        .voluntary_switches = (uint64_t)used.ru_nvcsw,
        .involuntary_switches = (uint64_t)used.ru_nivcsw,
    };
    return CPROBE_OK;
}

cprobe_result cprobe_usage_read(const cprobe_collector *collector, const char *path,
                                cprobe_mount *mount, cprobe_failure *failure) {
    if (collector == NULL || path == NULL || mount == NULL) {
        return cp_fail(failure, CPROBE_INVALID, "statfs", 0, 0);
    }
    if (collector->root.kind != CPROBE_ROOT_OWN) {
        return elsewhere(failure);
    }
    cprobe_mount read = {0};
    const int error = cp_usage_of_any_path(path, &read);
    if (error != 0) {
        return cp_fail(failure, cp_result_of_errno(error), "statfs", 0, error);
    }
    *mount = read;
    return CPROBE_OK;
}

#endif

// Figures that one system call answers, for who wants nothing else. They are of this machine and this
// process: for another root than "/" they are UNSUPPORTED.

#ifndef CPROBE_SINGLE_H
#define CPROBE_SINGLE_H

#include "filesystem.h"

#ifdef __cplusplus
extern "C" {
#endif

// As cprobe_load has them. Source: sysinfo(2), or /proc/loadavg.
typedef struct cprobe_load_averages {
    double load1, load5, load15;
} cprobe_load_averages;

// What this process used. Source: getrusage(2), and for the peak /proc/self/statm.
typedef struct cprobe_own_usage {
    uint64_t user_ns, system_ns;         // CPU time of all its threads.
    uint64_t peak_resident_bytes;        // The most memory that it had at once. The kernel's mark can
                                         // lack pages that it has not counted yet: it is at least what
                                         // is resident now, as cprobe_process.rss_bytes has it.
    uint64_t page_faults;                // Those that were served without a disk,
    uint64_t major_page_faults;          // and those that waited for one.
    uint64_t voluntary_switches;         // How often it waited,
    uint64_t involuntary_switches;       // and how often its time was up.
} cprobe_own_usage;

// Reads the load averages alone. Where something stands in the place of /proc/loadavg (lxcfs), it is
// what that says. OK; DENIED, EXHAUSTED, IO, MALFORMED, UNSUPPORTED, INVALID. `averages` is untouched
// unless OK.
cprobe_result cprobe_load_averages_read(cprobe_collector *collector,
                                        cprobe_load_averages *averages, cprobe_failure *failure);

// Counts the CPUs that the calling thread may run on: sched_getaffinity(2). OK; IO, UNSUPPORTED,
// INVALID. `count` is untouched unless OK.
cprobe_result cprobe_affinity_read(const cprobe_collector *collector, uint32_t *count,
                                   cprobe_failure *failure);

// Reads what this process used. Where /proc/self/statm cannot be read the peak is getrusage's. OK; IO,
// UNSUPPORTED, INVALID. `usage` is untouched unless OK.
cprobe_result cprobe_own_usage_read(cprobe_collector *collector, cprobe_own_usage *usage,
                                    cprobe_failure *failure);

// Asks the file system that `path` leads to how full it is: statfs(2). Of `mount` the figures of usage,
// `read_only` and `pseudo` are written; the rest is zero.
//
// Whatever file system it is, it is asked, where cprobe_filesystem_read asks none that could hang: on one
// whose server is dead this does not come back. OK; NOT_FOUND, DENIED, IO, UNSUPPORTED, INVALID. `mount`
// is untouched unless OK.
cprobe_result cprobe_usage_read(const cprobe_collector *collector, const char *path,
                                cprobe_mount *mount, cprobe_failure *failure);

#ifdef __cplusplus
}
#endif

#endif

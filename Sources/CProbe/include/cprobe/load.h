// How much there is to do: load averages, tasks, uptime.

#ifndef CPROBE_LOAD_H
#define CPROBE_LOAD_H

#include "collector.h"

#ifdef __cplusplus
extern "C" {
#endif

// Numbers of the fields of cprobe_load, for cprobe_has.
typedef enum CPROBE_CLOSED cprobe_load_field {
    CPROBE_LOAD_1 = 0,
    CPROBE_LOAD_5,
    CPROBE_LOAD_15,
    CPROBE_LOAD_UPTIME,
    CPROBE_LOAD_BOOT_TIME,
    CPROBE_LOAD_RUNNABLE,
    CPROBE_LOAD_ALL,
    CPROBE_LOAD_LAST_PID
} cprobe_load_field;

// The tasks (processes and their threads) of the machine. Source: /proc/loadavg.
typedef struct cprobe_tasks {
    uint64_t runnable; // Running or ready to run now.
    uint64_t all;      // All that exist.
    uint64_t last_pid; // The pid given out last, in the reader's pid namespace.
} cprobe_tasks;

typedef struct cprobe_load {
    cprobe_presence present_fields; // Bits by cprobe_load_field.
    double load1;            // Tasks that run, could run or wait for a disk, averaged over 1 minute,
    double load5;            // 5 minutes,
    double load15;           // 15 minutes: exponentially damped, as uptime(1) prints them.
    uint64_t uptime_ns;      // Since boot, suspend included. CLOCK_BOOTTIME, or /proc/uptime.
    uint64_t boot_time_ns;   // Since 1970, whole seconds: moves when the wall clock is set. Absent, with a
                             // failure, where that would be before 1970.
    cprobe_tasks tasks;
    cprobe_failures failures; // What cost single fields.
} cprobe_load;

// Reads the load. Where /proc/uptime is the kernel's own, or missing, its figures come from the clocks, which
// are the same and finer; where something stands in its place (lxcfs) or the root is captured, from
// the files (boot time from btime of /proc/stat).
//
// A failure of one source takes only its fields away and joins load->failures. Where nothing could be read
// the call fails as /proc/loadavg did: NOT_FOUND, DENIED, EXHAUSTED, IO, MALFORMED. UNSUPPORTED, INVALID.
// `load` is untouched unless OK.
cprobe_result cprobe_load_read(cprobe_collector *collector, cprobe_load *load,
                               cprobe_failure *failure);

// Parses the text of /proc/loadavg: of the fields, the six that it holds are present then. One that is
// not of its format is absent, and a failure in load->failures. Pure: any thread, any system.
// OK or MALFORMED (none of the six could be read) or INVALID; `load` is untouched unless OK.
cprobe_result cprobe_loadavg_parse(const char *bytes, size_t length, cprobe_load *load,
                                   cprobe_failure *failure);

// Parses the text of /proc/uptime: the time since boot. Pure.
// OK or MALFORMED or INVALID; `uptime_ns` is untouched unless OK.
cprobe_result cprobe_uptime_parse(const char *bytes, size_t length, uint64_t *uptime_ns,
                                  cprobe_failure *failure);

#ifdef __cplusplus
}
#endif

#endif

// Load averages, tasks and uptime.

#ifndef CPROBE_LOAD_H
#define CPROBE_LOAD_H

#include "collector.h"

#ifdef __cplusplus
extern "C" {
#endif

// Field numbers of cprobe_load, for cprobe_has().
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

// The tasks (processes and threads) of the machine. Source: /proc/loadavg.
typedef struct cprobe_tasks {
    uint64_t runnable; // Running or runnable now.
    uint64_t all;      // Existing now.
    uint64_t last_pid; // The last pid that was allocated, in the reader's pid namespace.
} cprobe_tasks;

typedef struct cprobe_load {
    cprobe_presence present_fields; // Bits by cprobe_load_field.
    double load1;            // Tasks that run, are runnable or wait for a disk, averaged
    double load5;            // over 1, 5 and 15 minutes (exponentially damped), as
    double load15;           // uptime(1) prints them.
    uint64_t uptime_ns;      // Since boot, including suspend. CLOCK_BOOTTIME or /proc/uptime.
    uint64_t boot_time_ns;   // Since 1970, in whole seconds; changes when the wall clock is set.
                             // Absent, with a failure, if before 1970.
    cprobe_tasks tasks;
    cprobe_failures failures; // Failures that made single fields absent.
} cprobe_load;

// Reads the load. If /proc/uptime is the kernel's own or missing, uptime and boot time come from
// the clocks, which have the same values with more precision. If another file system covers it
// (lxcfs), or the root is captured, they come from the files (boot time: btime of /proc/stat).
//
// A failed source makes only its own fields absent and is added to load->failures. If nothing could
// be read, the call fails as /proc/loadavg did: NOT_FOUND, DENIED, EXHAUSTED, IO, MALFORMED. Also
// UNSUPPORTED, INVALID. `load` is untouched unless OK.
cprobe_result cprobe_load_read(cprobe_collector *collector, cprobe_load *load,
                               cprobe_failure *failure);

// Parses /proc/loadavg into its six fields. A malformed field is absent and adds a failure to
// load->failures. Pure: any thread, any system. OK, MALFORMED (none of the six could be read) or
// INVALID; `load` is untouched unless OK.
cprobe_result cprobe_loadavg_parse(const char *bytes, size_t length, cprobe_load *load,
                                   cprobe_failure *failure);

// Parses /proc/uptime: the time since boot. Pure. OK, MALFORMED or INVALID; `uptime_ns` is
// untouched unless OK.
cprobe_result cprobe_uptime_parse(const char *bytes, size_t length, uint64_t *uptime_ns,
                                  cprobe_failure *failure);

#ifdef __cplusplus
}
#endif

#endif

// Pressure stall information (PSI): time lost waiting for CPU, memory, disks and interrupts.

#ifndef CPROBE_PRESSURE_H
#define CPROBE_PRESSURE_H

#include "collector.h"

#ifdef __cplusplus
extern "C" {
#endif

// Field numbers of cprobe_pressure, for cprobe_has(). Each number covers a whole cprobe_stall.
typedef enum CPROBE_CLOSED cprobe_pressure_field {
    CPROBE_PRESSURE_CPU_SOME = 0,
    CPROBE_PRESSURE_CPU_FULL,
    CPROBE_PRESSURE_MEMORY_SOME,
    CPROBE_PRESSURE_MEMORY_FULL,
    CPROBE_PRESSURE_IO_SOME,
    CPROBE_PRESSURE_IO_FULL,
    CPROBE_PRESSURE_IRQ_SOME, // Not printed by any kernel yet.
    CPROBE_PRESSURE_IRQ_FULL,
    CPROBE_PRESSURE_MONOTONIC
} cprobe_pressure_field;

// One line: the share of time, exponentially damped over 10, 60 and 300 seconds, and the total
// time.
typedef struct cprobe_stall {
    double avg10_percent; // 0 to 100.
    double avg60_percent;
    double avg300_percent;
    uint64_t total_ns;    // Since boot, or since the cgroup was created.
} cprobe_stall;

// One resource.
typedef struct cprobe_stalls {
    cprobe_stall some; // At least one task waited.
    cprobe_stall full; // All non-idle tasks waited: no progress.
} cprobe_stalls;

// The four resources, of the machine or of a cgroup.
typedef struct cprobe_pressure {
    cprobe_presence present_fields;  // Bits by cprobe_pressure_field.
    cprobe_stalls cpu;        // "full" is 0 for the machine, and absent before Linux 5.13.
    cprobe_stalls memory;
    cprobe_stalls io;
    cprobe_stalls irq;        // Since Linux 6.1 with interrupt time accounting; otherwise absent.
    uint64_t monotonic_ns;    // When this was read, CLOCK_MONOTONIC; absent in a captured root.
    cprobe_failures failures; // Failures that made single resources absent.
} cprobe_pressure;

// Reads the machine's pressure from /proc/pressure.
//
// A failure of one of the four files makes only its own fields absent and is added to
// pressure->failures, except for irq, which most kernels lack. If none of the four can be read, the
// call fails as the first file that exists did, or otherwise as the first: NOT_FOUND (before Linux
// 4.20, compiled out, or disabled by psi=0), DENIED, EXHAUSTED, IO, MALFORMED. Also UNSUPPORTED,
// INVALID. `pressure` is untouched unless OK.
cprobe_result cprobe_pressure_read(cprobe_collector *collector, cprobe_pressure *pressure,
                                   cprobe_failure *failure);

// Reads the pressure of a v2 cgroup. `cgroup` is its directory below the root, such as
// "/sys/fs/cgroup/app.slice". Keeps nothing open. Results as cprobe_pressure_read(), plus TOO_LARGE
// for a path of 4,096 bytes or more, and GONE if the cgroup was removed meanwhile.
cprobe_result cprobe_pressure_read_cgroup(cprobe_collector *collector, const char *cgroup,
                                         cprobe_pressure *pressure, cprobe_failure *failure);

// Parses one pressure file. Pure: any thread, any system. `has_some` and `has_full` report which of
// the two lines were present and valid, and are set whatever the result. OK, MALFORMED (neither
// line is present, or one is malformed), INVALID.
cprobe_result cprobe_pressure_parse(const char *bytes, size_t length, cprobe_stalls *stalls,
                                    bool *has_some, bool *has_full, cprobe_failure *failure);

#ifdef __cplusplus
}
#endif

#endif

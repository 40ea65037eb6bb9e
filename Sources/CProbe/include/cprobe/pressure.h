// Pressure stall information: how much time was lost waiting for CPU, memory, disks, interrupts.

#ifndef CPROBE_PRESSURE_H
#define CPROBE_PRESSURE_H

#include "collector.h"

#ifdef __cplusplus
extern "C" {
#endif

// Numbers of the fields of cprobe_pressure, for cprobe_has. Each stands for a whole cprobe_stall.
typedef enum CPROBE_CLOSED cprobe_pressure_field {
    CPROBE_PRESSURE_CPU_SOME = 0,
    CPROBE_PRESSURE_CPU_FULL,
    CPROBE_PRESSURE_MEMORY_SOME,
    CPROBE_PRESSURE_MEMORY_FULL,
    CPROBE_PRESSURE_IO_SOME,
    CPROBE_PRESSURE_IO_FULL,
    CPROBE_PRESSURE_IRQ_SOME, // No kernel prints it yet.
    CPROBE_PRESSURE_IRQ_FULL,
    CPROBE_PRESSURE_MONOTONIC
} cprobe_pressure_field;

// One line: the share of time, exponentially damped over 10, 60 and 300 seconds, and the time itself.
typedef struct cprobe_stall {
    double avg10_percent; // 0 to 100.
    double avg60_percent;
    double avg300_percent;
    uint64_t total_ns;    // Since boot, or since the group was made.
} cprobe_stall;

// One resource.
typedef struct cprobe_stalls {
    cprobe_stall some; // At least one task waited.
    cprobe_stall full; // All tasks that were not idle waited: nothing got done.
} cprobe_stalls;

// The four resources, of the machine or of one cgroup.
typedef struct cprobe_pressure {
    cprobe_presence present_fields;  // Bits by cprobe_pressure_field.
    cprobe_stalls cpu;        // Its "full" is 0 for the machine, and absent before Linux 5.13.
    cprobe_stalls memory;
    cprobe_stalls io;
    cprobe_stalls irq;        // Since Linux 6.1, where interrupt time is accounted; else absent.
    uint64_t monotonic_ns;    // When this was read, CLOCK_MONOTONIC; absent in a captured root.
    cprobe_failures failures; // What cost single resources.
} cprobe_pressure;

// Reads the machine's pressure from /proc/pressure.
//
// Each of the four files costs only its own fields: a failure of one joins pressure->failures, but
// for irq, which most kernels do not have. Where none of the four can be read, the call answers what
// the first did that was there, or else: NOT_FOUND (before Linux 4.20, compiled out, or switched off by psi=0), DENIED,
// EXHAUSTED, IO, MALFORMED. UNSUPPORTED, INVALID. `pressure` is untouched unless OK.
cprobe_result cprobe_pressure_read(cprobe_collector *collector, cprobe_pressure *pressure,
                                   cprobe_failure *failure);

// Reads the pressure of one cgroup of version 2: `group` is its directory, such as
// "/sys/fs/cgroup/app.slice", beneath the root. Nothing is kept open. As cprobe_pressure_read, with
// TOO_LARGE for a path of 4,096 bytes or more, and GONE where the group went away meanwhile.
cprobe_result cprobe_pressure_read_cgroup(cprobe_collector *collector, const char *group,
                                         cprobe_pressure *pressure, cprobe_failure *failure);

// Parses the text of one pressure file. Pure: any thread, any system. `has_some` and `has_full` say
// which of the two lines were there and good; those are given whatever the result. OK, or MALFORMED
// (neither was there, or one is not of its format), INVALID.
cprobe_result cprobe_pressure_parse(const char *bytes, size_t length, cprobe_stalls *stalls,
                                    bool *has_some, bool *has_full, cprobe_failure *failure);

#ifdef __cplusplus
}
#endif

#endif

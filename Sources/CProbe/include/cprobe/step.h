// What a collector keeps of a file of keys and numbers. Members are its own.

#ifndef CPROBE_STEP_H
#define CPROBE_STEP_H

#include <stdint.h>

// What stood between a wanted line and the one before it, last time.
typedef struct cprobe_step {
    uint16_t bytes;
    uint16_t lines;
} cprobe_step;

// The wanted lines of each file.
enum { CPROBE_MEMINFO_STEPS = 28, CPROBE_VMSTAT_STEPS = 11, CPROBE_MEMORY_STAT_STEPS = 4 };

typedef struct cprobe_kept_steps {
    cprobe_step meminfo[CPROBE_MEMINFO_STEPS];
    cprobe_step vmstat[CPROBE_VMSTAT_STEPS];
    cprobe_step memory_stat[CPROBE_MEMORY_STAT_STEPS]; // Of all groups.
} cprobe_kept_steps;

#endif

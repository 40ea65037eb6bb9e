// Numbers of CPUs.

#ifndef CP_BSD_CPU_COUNT_H
#define CP_BSD_CPU_COUNT_H

#include "../include/cprobe/cpu.h"

// Reads the sysctl hw.N into `count`, a member of `cpu`, and marks its field as present. 0, or more
// than 2^31 - 1, is MALFORMED; failures are added to cpu->failures.
void cp_cpu_count_read(const char *source, int number, cprobe_cpu_field field, uint32_t *count,
                       cprobe_cpu *cpu);

// A count of CPUs that has a name ("sysctl hw.ncpu"), and its member of cprobe_cpu.
typedef struct cp_cpu_count {
    cprobe_cpu_field field;
    const char *source;
    uint32_t *number;
} cp_cpu_count;

// Reads counts by their names, likewise.
void cp_cpu_counts_read_named(const cp_cpu_count *counts, size_t length, cprobe_cpu *cpu);

#endif

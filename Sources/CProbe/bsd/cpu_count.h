// Numbers of CPUs.

#ifndef CP_BSD_CPU_COUNT_H
#define CP_BSD_CPU_COUNT_H

#include "../include/cprobe/cpu.h"

// Reads the sysctl hw.N into `count`, a member of `cpu`, and marks its field as present. 0, or more
// than 2^31 - 1, is MALFORMED; failures are added to cpu->failures.
void cp_cpu_count_read(const char *source, int number, cprobe_cpu_field field, uint32_t *count,
                       cprobe_cpu *cpu);

#endif

#include "../platform.h"
#ifndef CP_PORT_CPU

#include "unsupported.h"
#include "../include/cprobe/cpu.h"

cprobe_result cprobe_cpu_read(cprobe_collector *collector, cprobe_cpu *cpu,
                              cprobe_logical_cpu *items, size_t capacity, size_t *count,
                              cprobe_shared *shared, cprobe_failure *failure) {
    (void)collector, (void)cpu, (void)items, (void)capacity, (void)count, (void)shared;
    return cp_unsupported(failure);
}

#endif

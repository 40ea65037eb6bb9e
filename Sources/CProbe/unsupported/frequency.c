#include "../platform.h"
#ifndef CP_PORT_FREQUENCY

#include "unsupported.h"
#include "../include/cprobe/cpu.h"

cprobe_result cprobe_cpu_frequency_read(cprobe_collector *collector, cprobe_cpu_frequency *items,
                                        size_t capacity, size_t *count, cprobe_failure *failure) {
    (void)collector, (void)items, (void)capacity, (void)count;
    return cp_unsupported(failure);
}

#endif

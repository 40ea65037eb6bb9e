#include "../platform.h"
#ifndef CP_PORT_MEMORY

#include "unsupported.h"
#include "../include/cprobe/memory.h"

cprobe_result cprobe_memory_read(cprobe_collector *collector, cprobe_memory *memory,
                                 cprobe_shared *shared, cprobe_failure *failure) {
    (void)collector, (void)memory, (void)shared;
    return cp_unsupported(failure);
}

#endif

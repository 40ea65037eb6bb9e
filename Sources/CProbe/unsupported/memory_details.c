#include "../platform.h"
#ifndef CP_PORT_MEMORY_DETAILS

#include "unsupported.h"
#include "../include/cprobe/memory_details.h"

cprobe_result cprobe_memory_details_read(cprobe_collector *collector,
                                         cprobe_memory_details *details,
                                         cprobe_memory_lists *lists, cprobe_failure *failure) {
    (void)collector, (void)details, (void)lists;
    return cp_unsupported(failure);
}

#endif

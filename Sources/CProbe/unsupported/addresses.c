#include "../platform.h"
#ifndef CP_PORT_ADDRESSES

#include "unsupported.h"
#include "../include/cprobe/network.h"

cprobe_result cprobe_addresses_read(cprobe_collector *collector, cprobe_address *items,
                                    size_t capacity, size_t *count, cprobe_failure *failure) {
    (void)collector, (void)items, (void)capacity, (void)count;
    return cp_unsupported(failure);
}

#endif

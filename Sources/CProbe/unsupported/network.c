#include "../platform.h"
#ifndef CP_PORT_NETWORK

#include "unsupported.h"
#include "../include/cprobe/network.h"

cprobe_result cprobe_network_read(cprobe_collector *collector, cprobe_network *network,
                                  cprobe_interface *items, size_t capacity, size_t *count,
                                  cprobe_failure *failure) {
    (void)collector, (void)network, (void)items, (void)capacity, (void)count;
    return cp_unsupported(failure);
}

#endif

#include "../platform.h"
#ifndef CP_PORT_ROUTING

#include "unsupported.h"
#include "../include/cprobe/routing.h"

cprobe_result cprobe_routing_read(cprobe_collector *collector, cprobe_routing *routing,
                                  cprobe_routing_lists *lists, cprobe_failure *failure) {
    (void)collector, (void)routing, (void)lists;
    return cp_unsupported(failure);
}

#endif

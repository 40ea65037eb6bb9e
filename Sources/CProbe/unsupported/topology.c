#include "../platform.h"
#ifndef CP_PORT_TOPOLOGY

#include "unsupported.h"
#include "../include/cprobe/topology.h"

cprobe_result cprobe_topology_read(cprobe_collector *collector, cprobe_topology *topology,
                                   cprobe_topology_lists *lists, cprobe_failure *failure) {
    (void)collector, (void)topology, (void)lists;
    return cp_unsupported(failure);
}

#endif

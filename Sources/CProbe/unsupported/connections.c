#include "../platform.h"
#ifndef CP_PORT_CONNECTIONS

#include "unsupported.h"
#include "../include/cprobe/connections.h"

cprobe_result cprobe_connections_read(cprobe_collector *collector,
                                      cprobe_connections *connections, cprobe_failure *failure) {
    (void)collector, (void)connections;
    return cp_unsupported(failure);
}

#endif

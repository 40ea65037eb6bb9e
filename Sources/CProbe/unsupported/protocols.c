#include "../platform.h"
#ifndef CP_PORT_PROTOCOLS

#include "unsupported.h"
#include "../include/cprobe/protocols.h"

cprobe_result cprobe_protocols_read(cprobe_collector *collector, cprobe_protocols *protocols,
                                    cprobe_failure *failure) {
    (void)collector, (void)protocols;
    return cp_unsupported(failure);
}

#endif

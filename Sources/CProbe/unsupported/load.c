#include "../platform.h"
#ifndef CP_PORT_LOAD

#include "unsupported.h"
#include "../include/cprobe/load.h"

cprobe_result cprobe_load_read(cprobe_collector *collector, cprobe_load *load,
                               cprobe_failure *failure) {
    (void)collector, (void)load;
    return cp_unsupported(failure);
}

#endif

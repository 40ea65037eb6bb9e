#include "../platform.h"
#ifndef CP_PORT_POWER

#include "unsupported.h"
#include "../include/cprobe/power.h"

cprobe_result cprobe_power_read(cprobe_collector *collector, cprobe_power_parts parts,
                                cprobe_power *power, cprobe_power_lists *lists,
                                cprobe_failure *failure) {
    (void)collector, (void)parts, (void)power, (void)lists;
    return cp_unsupported(failure);
}

#endif

#include "../platform.h"
#ifndef CP_PORT_PRESSURE

#include "unsupported.h"
#include "../include/cprobe/pressure.h"

cprobe_result cprobe_pressure_read(cprobe_collector *collector, cprobe_pressure *pressure,
                                   cprobe_failure *failure) {
    (void)collector, (void)pressure;
    return cp_unsupported(failure);
}

cprobe_result cprobe_pressure_read_cgroup(cprobe_collector *collector, const char *cgroup,
                                         cprobe_pressure *pressure, cprobe_failure *failure) {
    (void)collector, (void)cgroup, (void)pressure;
    return cp_unsupported(failure);
}

#endif

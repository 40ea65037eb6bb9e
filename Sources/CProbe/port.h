// What each port defines beside the calls of the public headers.

#ifndef CP_PORT_H
#define CP_PORT_H

#include "include/cprobe/collector.h"

// cprobe_collector_open() without its comparison of the structs; `collector` is large enough.
cprobe_result cp_collector_open(cprobe_collector *collector, const char *root,
                                cprobe_collector_use use, cprobe_failure *failure);

#endif

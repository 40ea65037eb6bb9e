// What the collectors of this port share.

#ifndef CP_LINUX_H
#define CP_LINUX_H

#include "../include/CProbe.h"
#include "../source/reader.h"

// Reads a kept list of CPUs: how many it names.
cprobe_result cp_linux_read_cpulist(cprobe_collector *collector, cp_kept_file file,
                                    uint32_t *count, cprobe_failure *failure);

// Reads how many CPUs are online, and counts cores and packages into the collector where the set of
// them is not the one counted before; what failed of that stands in collector->topology_failure.
// `failure` is not NULL.
cprobe_result cp_linux_read_online(cprobe_collector *collector, uint32_t *count,
                                   cprobe_failure *failure);

#endif

// What the collectors of this port share.

#ifndef CP_LINUX_H
#define CP_LINUX_H

#include "../include/CProbe.h"
#include "../source/reader.h"

// Reads a kept list of CPUs: how many it names.
cprobe_result cp_linux_read_cpulist(cprobe_collector *collector, cp_kept_file file,
                                    uint32_t *count, cprobe_failure *failure);

// Counts cores and packages into the collector, if the set of online CPUs is not the one counted.
// The failure, if any, stands in collector->topology_failure.
void cp_linux_count_topology(cprobe_collector *collector);

#endif

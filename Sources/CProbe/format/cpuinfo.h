// The first CPU of /proc/cpuinfo.

#ifndef CP_FORMAT_CPUINFO_H
#define CP_FORMAT_CPUINFO_H

#include "../include/cprobe/topology.h"
#include "../text/lines.h"

// As cprobe_cpuinfo_parse(), but `topology` loses its texts of cpuinfo also if the parse fails.
cprobe_result cp_cpuinfo_parse(cp_lines *lines, cprobe_topology *topology,
                               cprobe_failure *failure);

#endif

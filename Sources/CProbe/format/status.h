// /proc/PID/status. The format stands in status.c.

#ifndef CP_FORMAT_STATUS_H
#define CP_FORMAT_STATUS_H

#include "../text/lines.h"

// Finds the list of the CPUs on which the process may run, without its newline. False where there
// is none.
bool cp_status_find_cpus(cp_lines *lines, cp_span *list);

#endif

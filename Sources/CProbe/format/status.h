// /proc/PID/status. The format stands in status.c.

#ifndef CP_FORMAT_STATUS_H
#define CP_FORMAT_STATUS_H

#include "../include/cprobe/process.h"
#include "../text/lines.h"

// Finds the list of the CPUs on which the process may run, without its newline. False where there
// is none.
bool cp_status_find_cpus(cp_lines *lines, cp_span *list);

// As cprobe_process_status_parse, of text that streams. `process` and `failure` are as there.
cprobe_result cp_status_parse(cp_lines *lines, cprobe_process *process, int32_t *thread_group,
                              cprobe_failure *failure);

#endif

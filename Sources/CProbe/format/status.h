// /proc/PID/status. status.c describes the format.

#ifndef CP_FORMAT_STATUS_H
#define CP_FORMAT_STATUS_H

#include "../include/cprobe/process.h"
#include "../text/lines.h"

// Finds the list of CPUs on which the process may run, without its newline. False if there is none.
bool cp_status_find_cpus(cp_lines *lines, cp_span *list);

// As cprobe_process_status_parse(), for streamed text, with the same `process` and `failure`. Adds
// the supplementary groups and the CPUs and nodes allowed to the text of `lists`, unless NULL.
cprobe_result cp_status_parse(cp_lines *lines, cprobe_process *process, int32_t *thread_group,
                              cprobe_process_list *lists, cprobe_failure *failure);

#endif

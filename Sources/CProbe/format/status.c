// /proc/PID/status: of which one line is wanted here.
//
//     Name:\tsh
//     Cpus_allowed:\tf
//     Cpus_allowed_list:\t0-3
//
//     file = (name ":\t" text "\n")*
//
// The list has the CPUs on which the process may run, also those that are not online. The line
// needs its newline. Streams. proc_pid_status(), fs/proc/array.c; cpuset_task_status_allowed().

#include "status.h"

bool cp_status_find_cpus(cp_lines *lines, cp_span *list) {
    const cp_span name = cp_span_of("Cpus_allowed_list:\t");
    cp_span line;
    cp_line_end end;
    while (cp_lines_next(lines, &line, &end)) {
        if (cp_span_starts(line, name) && end == CP_LINE_WHOLE) {
            cp_skip(&line, name.length);
            *list = line;
            return true;
        }
    }
    return false;
}

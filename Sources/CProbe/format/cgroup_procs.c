// cgroup.procs of a cgroup: the processes in it, without those of its descendants.
// Sample: captured, debian-6.12-x86_64-machine.txt: /sys/fs/cgroup/cgroup.procs
//
//     1
//     2
//
//     file = (pid "\n")*
//     pid  = digits; 0 is a process without a number in the reader's pid namespace
//
// The pids are in no order, and one may be listed twice while processes move. Any other line is
// malformed. Streams; a pid has at most 10 digits. cgroup_procs_show(), kernel/cgroup/cgroup.c;
// cgroups(7).

#include "cgroup_files.h"

#include "../text/number.h"

bool cp_cgroup_pid_parse(cp_span line, cp_line_end end, int32_t *pid) {
    uint64_t number = 0;
    if (end != CP_LINE_WHOLE || !cp_parse_u64(line, &number) || number > INT32_MAX) {
        return false;
    }
    *pid = (int32_t)number;
    return true;
}

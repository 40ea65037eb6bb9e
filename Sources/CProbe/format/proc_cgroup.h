// One line of /proc/PID/cgroup. The format stands in proc_cgroup.c.

#ifndef CP_FORMAT_PROC_CGROUP_H
#define CP_FORMAT_PROC_CGROUP_H

#include "../text/lines.h"

// The group of one hierarchy. The spans point into the line.
typedef struct cp_membership {
    bool is_v2;          // The unified hierarchy: "0::".
    cp_span controllers; // Of a v1 hierarchy, with commas between: "cpu,cpuacct".
    cp_span path;        // Begins with a slash.
} cp_membership;

// Parses a line. False where it is none.
bool cp_proc_cgroup_parse(cp_span line, cp_line_end end, cp_membership *membership);

// How well the group of a hierarchy tells what a process belongs to, 0 being best: that of version 2,
// of systemd, of cpu, memory or pids, of another; all that are not a root before those that are.
unsigned cp_proc_cgroup_rank(const cp_membership *membership);

#endif

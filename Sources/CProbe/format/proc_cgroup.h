// One line of /proc/PID/cgroup. proc_cgroup.c describes the format.

#ifndef CP_FORMAT_PROC_CGROUP_H
#define CP_FORMAT_PROC_CGROUP_H

#include "../text/lines.h"

// The cgroup of one hierarchy. The spans point into the line.
typedef struct cp_membership {
    bool is_v2;          // The v2 hierarchy: "0::".
    cp_span controllers; // Of a v1 hierarchy, separated by commas: "cpu,cpuacct".
    cp_span path;        // Begins with a slash.
} cp_membership;

// Parses a line. False if malformed.
bool cp_proc_cgroup_parse(cp_span line, cp_line_end end, cp_membership *membership);

// How well the cgroup of a hierarchy identifies the service of a process; 0 is best: v2; systemd;
// cpu, memory or pids; others. Within this order, paths other than the root come before roots.
unsigned cp_proc_cgroup_rank(const cp_membership *membership);

#endif

// The resource limits of this process, from getrlimit(2).

#ifndef CP_POSIX_RLIMITS_H
#define CP_POSIX_RLIMITS_H

#include "../include/cprobe/quota.h"

// Reads all limits that can be read. Returns 0, or an errno if one was refused (by seccomp, for
// example).
int cp_rlimits_read(cprobe_rlimit limits[CPROBE_RLIMITS]);

#endif

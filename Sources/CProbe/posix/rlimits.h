// The resource limits of this process, by getrlimit.

#ifndef CP_POSIX_RLIMITS_H
#define CP_POSIX_RLIMITS_H

#include "../include/cprobe/quota.h"

// What can be read of them. An errno where one was refused (by seccomp, say), or 0.
int cp_rlimits_read(cprobe_rlimit limits[CPROBE_RLIMITS]);

#endif

// The resource limits of this process, by getrlimit.

#ifndef CP_POSIX_RLIMITS_H
#define CP_POSIX_RLIMITS_H

#include "../include/cprobe/quota.h"

void cp_rlimits_read(cprobe_rlimit limits[CPROBE_RLIMITS]);

#endif

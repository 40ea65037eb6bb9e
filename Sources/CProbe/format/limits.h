// /proc/PID/limits. The format stands in limits.c.

#ifndef CP_FORMAT_LIMITS_H
#define CP_FORMAT_LIMITS_H

#include "../include/cprobe/quota.h"
#include "../text/lines.h"

// Parses the limits. What the text does not have is left as it is. False where it has none.
bool cp_limits_parse(cp_lines *lines, cprobe_rlimit limits[CPROBE_RLIMITS]);

#endif

// /proc/PID/limits. limits.c describes the format.

#ifndef CP_FORMAT_LIMITS_H
#define CP_FORMAT_LIMITS_H

#include "../include/cprobe/quota.h"
#include "../text/lines.h"

// Parses the limits. Limits that are not in the text are unchanged. False if it has none.
bool cp_limits_parse(cp_lines *lines, cprobe_rlimit limits[CPROBE_RLIMITS]);

#endif

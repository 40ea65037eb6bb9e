// The state of a decision between its first level and its last.

#ifndef CP_QUOTA_DECISION_H
#define CP_QUOTA_DECISION_H

#include "../include/cprobe/quota.h"

typedef struct cp_decision {
    cprobe_quota *quota;
    bool is_limits_only;           // The usage of cgroups was not requested.
    cprobe_limit memsw;            // v1: the least limit of memory and swap together.
    cprobe_quota_level own_memory; // The own level of the hierarchy with the memory controller.
    cprobe_completeness cpuset;    // Which part of the cpuset is not visible.
    cprobe_file_value left;        // The least limit minus usage, with unknown page cache.
    cprobe_failures failures;      // Failures of values that would have been a number of the
                                   // answer.
} cp_decision;

#endif

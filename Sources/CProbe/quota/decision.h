// A decision between its first level and its last.

#ifndef CP_QUOTA_DECISION_H
#define CP_QUOTA_DECISION_H

#include "../include/cprobe/quota.h"

typedef struct cp_decision {
    cprobe_quota *quota;
    bool is_limits_only;           // What groups use was not asked for.
    cprobe_limit memsw;            // v1: the least of memory and swap together.
    cprobe_quota_level own_memory; // The own level of the hierarchy that has memory.
    cprobe_completeness cpuset;    // What of the set of CPUs could not be seen.
    cprobe_fact left;              // The least limit less usage, of unknown file cache.
    cprobe_failures facts;         // Of the facts that would have been a number of the answer.
} cp_decision;

#endif

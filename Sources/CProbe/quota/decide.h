// The decision: the tightest limit over the levels. Pure; levels come one by one, so any number.

#ifndef CP_QUOTA_DECIDE_H
#define CP_QUOTA_DECIDE_H

#include "../include/cprobe/quota.h"

// Begins: every limit unlimited and complete. For controllers that cannot be reached (bits), the
// limit becomes unknown, for the reason and failure.
void cp_decide_begin(cprobe_quota *quota);
void cp_decide_unreachable(cprobe_quota *quota, uint32_t controllers, cprobe_limit_reason reason,
                           cprobe_failure failure);

// Marks the limits of these controllers (bits) as not complete, where they still are.
void cp_decide_incomplete(cprobe_quota *quota, uint32_t controllers, cprobe_limit_reason reason,
                          cprobe_failure failure);

// Counts one level in. `is_own` for the own group; levels of a hierarchy come from there upwards.
void cp_decide_add(cprobe_quota *quota, const cprobe_quota_level *level, bool is_own);

// After the last level of all hierarchies. `memory_is_whole`: the own group of v1 has said what the
// least over all its levels is, so that nothing unseen can bind below it.
void cp_decide_finish(cprobe_quota *quota, bool memory_is_whole);

// Whether a / b < c / d, exactly. b and d are not 0.
bool cp_ratio_less(uint64_t a, uint64_t b, uint64_t c, uint64_t d);

#endif

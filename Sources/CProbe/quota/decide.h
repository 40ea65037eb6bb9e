// The decision: the tightest limit over the levels. Pure; levels come one by one, so any number.

#ifndef CP_QUOTA_DECIDE_H
#define CP_QUOTA_DECIDE_H

#include "decision.h"

// Begins a decision about a quota, which is zero but for its hierarchies: every limit unlimited and
// complete, every number exact.
void cp_decide_begin(cp_decision *decision, cprobe_quota *quota);

// Marks the limits of these controllers (bits), in a hierarchy of this version (0 where none is
// known), as not complete, where they still are.
void cp_decide_incomplete(cp_decision *decision, uint32_t controllers, uint32_t version,
                          cprobe_limit_reason reason, cprobe_failure failure);

// Counts one level in. `is_own` for the own group; levels of a hierarchy come from there upwards.
void cp_decide_add(cp_decision *decision, const cprobe_quota_level *level, bool is_own);

// After the last level of all hierarchies. `available_bytes` is MemAvailable, NULL where unknown.
void cp_decide_finish(cp_decision *decision, const uint64_t *available_bytes);

// Whether a / b < c / d, exactly. b and d are not 0.
bool cp_ratio_less(uint64_t a, uint64_t b, uint64_t c, uint64_t d);

#endif

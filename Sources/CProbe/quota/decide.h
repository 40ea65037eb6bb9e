// The decision: the tightest limit over the levels, which are added one at a time. Pure.

#ifndef CP_QUOTA_DECIDE_H
#define CP_QUOTA_DECIDE_H

#include "decision.h"

// Starts a decision for a quota that is zero except for its hierarchies: all limits are unlimited
// and complete, all numbers exact.
void cp_decide_begin(cp_decision *decision, cprobe_quota *quota);

// Marks the limits of these controllers (bits), in a hierarchy of this version (0 if none is
// known), as incomplete, with this reason unless they have one.
void cp_decide_incomplete(cp_decision *decision, uint32_t controllers, uint32_t version,
                          cprobe_limit_reason reason, cprobe_failure failure);

// Adds one level. `is_own` for the own cgroup; the levels of a hierarchy follow from there upwards.
void cp_decide_add(cp_decision *decision, const cprobe_quota_level *level, bool is_own);

// Call after the last level of all hierarchies. `available_bytes` is MemAvailable, or NULL if
// unknown.
void cp_decide_finish(cp_decision *decision, const uint64_t *available_bytes);

// Whether a / b < c / d, exactly. b and d must not be 0.
bool cp_ratio_less(uint64_t a, uint64_t b, uint64_t c, uint64_t d);

#endif

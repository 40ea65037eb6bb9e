// The part of a decision about memory and swap.

#ifndef CP_QUOTA_DECIDE_MEMORY_H
#define CP_QUOTA_DECIDE_MEMORY_H

#include "decision.h"

// Adds one level; decides after the last one. `available_bytes` as in cp_decide_finish().
void cp_decide_add_memory(cp_decision *decision, const cprobe_quota_level *level, bool is_own);
void cp_decide_finish_memory(cp_decision *decision, const uint64_t *available_bytes);

#endif

// One number of the answer being computed: its sources, its bounds, and its completeness. Pure.

#ifndef CP_QUOTA_NUMBER_H
#define CP_QUOTA_NUMBER_H

#include "../failure.h"
#include "decision.h"
#include "limit.h"

static inline uint64_t cp_less(uint64_t a, uint64_t b) {
    return a > b ? a - b : 0;
}

// Adds the failure of a value that would have been a number of the answer. A directory that cannot
// be opened makes many values unknown, and is added once.
static inline void cp_keep_failure(cp_decision *decision, const cprobe_file_value *file_value) {
    cprobe_failures *failures = &decision->failures;
    const cprobe_failure *failure = &file_value->failure;
    if (file_value->state != CPROBE_FILE_UNKNOWN) {
        return;
    }
    for (uint32_t index = 0; index < failures->count && index < CPROBE_FAILURES_LISTED;
         index += 1) {
        if (failures->items[index].code == failure->code &&
            failures->items[index].source == failure->source) {
            return;
        }
    }
    cp_failures_add(failures, *failure);
}

// Stores the number of a value in a field, if it has one.
static inline void cp_take_file_value(cp_decision *decision,
                                      const cprobe_file_value *file_value, uint64_t *value,
                                      cprobe_presence *fields, unsigned field) {
    cp_keep_failure(decision, file_value);
    if (file_value->state == CPROBE_FILE_LIMITED) {
        *value = file_value->value;
        cprobe_set(fields, field);
    }
}

// Lowers the value to the least of the known ones.
static inline void cp_lower(uint64_t *least, cprobe_presence *fields, unsigned field,
                            uint64_t value) {
    if (!cprobe_has(*fields, field) || value < *least) {
        *least = value;
        cprobe_set(fields, field);
    }
}

// Completes a number: if its limit may be less, so may the number. Clears its bit in `fields` if it
// is unknown.
static inline void cp_finish_number(cprobe_completeness *of, const cprobe_limit *limit,
                                    cprobe_presence *fields, unsigned field) {
    if (limit->reason != CPROBE_REASON_NONE) {
        cp_doubt(of, CPROBE_NUMBER_AT_MOST, limit->reason, limit->failure);
    }
    if (!cprobe_has(*fields, field)) {
        cp_doubt_machine(of, (cprobe_failure){0}); // If nothing gave a reason.
        of->state = CPROBE_NUMBER_UNKNOWN;
    }
    if (of->state == CPROBE_NUMBER_UNKNOWN) {
        cprobe_clear(fields, field);
    }
}

#endif

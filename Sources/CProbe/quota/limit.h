// One limit being decided: what makes it tighter, and what makes it uncertain. Pure.

#ifndef CP_QUOTA_LIMIT_H
#define CP_QUOTA_LIMIT_H

#include "../include/cprobe/quota.h"

static const cprobe_limit cp_limit_none = {.state = CPROBE_LIMIT_UNLIMITED};

// Marks a limit as incomplete, with the first reason given.
static inline void cp_limit_doubt(cprobe_limit *limit, cprobe_limit_reason reason,
                                  cprobe_failure failure) {
    if (limit->reason == CPROBE_REASON_NONE) {
        limit->reason = reason;
        limit->failure = failure;
    }
}

// Records that a number may be less (AT_MOST) or greater (AT_LEAST), with the first reason given.
// Both together make it unknown.
static inline void cp_doubt(cprobe_completeness *of, cprobe_number_state side,
                            cprobe_limit_reason reason, cprobe_failure failure) {
    if (of->state == CPROBE_NUMBER_EXACT) {
        *of = (cprobe_completeness){side, reason, failure};
    } else if (of->state != side) {
        of->state = CPROBE_NUMBER_UNKNOWN;
    }
}

// Records that a number of the machine or process could not be read, which can only make this
// number less.
static inline void cp_doubt_machine(cprobe_completeness *of, cprobe_failure failure) {
    cp_doubt(of, CPROBE_NUMBER_AT_MOST, CPROBE_REASON_MACHINE, failure);
}

// Makes a file of a level the binding limit.
static inline void cp_limit_bind(cprobe_limit *limit, const cprobe_quota_level *level,
                                 const char *file, uint64_t value) {
    limit->state = CPROBE_LIMIT_LIMITED;
    limit->in_group = true;
    limit->hierarchy = level->hierarchy;
    limit->path_length = level->path_length;
    limit->file = file;
    limit->value = value;
}

// Adds a value: the least number binds.
static inline void cp_limit_add(cprobe_limit *limit, const cprobe_quota_level *level,
                                const cprobe_file_value *file_value) {
    if (file_value->state == CPROBE_FILE_UNKNOWN) {
        cp_limit_doubt(limit, CPROBE_REASON_LEVEL, file_value->failure);
    }
    if (file_value->state == CPROBE_FILE_LIMITED &&
        (limit->state != CPROBE_LIMIT_LIMITED || file_value->value < limit->value)) {
        cp_limit_bind(limit, level, file_value->file, file_value->value);
    }
}

// At the end: unknown if no level sets a limit but not all levels were read.
static inline void cp_limit_settle(cprobe_limit *limit) {
    if (limit->state == CPROBE_LIMIT_UNLIMITED && limit->reason != CPROBE_REASON_NONE) {
        limit->state = CPROBE_LIMIT_UNKNOWN;
    }
}

#endif

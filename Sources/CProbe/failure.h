// Creates failures and adds them to the list of a reading.

#ifndef CP_FAILURE_H
#define CP_FAILURE_H

#include "include/cprobe/result.h"

// Stores the failure, where `failure` is not NULL, and returns the code.
cprobe_result cp_fail(cprobe_failure *failure, cprobe_result code, const char *source,
                      uint32_t line, int system_error);

// Copies a failure, where `failure` is not NULL, and returns its code.
static inline cprobe_result cp_fail_as(cprobe_failure *failure, const cprobe_failure *other) {
    if (failure != NULL) {
        *failure = *other;
    }
    return other->code;
}

// Adds a failure to a reading's list; a full list only counts it.
void cp_failures_add(cprobe_failures *failures, cprobe_failure failure);

// The result code for an errno of open, read or stat.
cprobe_result cp_result_of_errno(int system_error);

#endif

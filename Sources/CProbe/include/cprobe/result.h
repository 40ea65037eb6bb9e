// Results and failures.
//
// No value has a second meaning: a call returns a result code, a missing value has its presence bit
// clear, a limit has a state. Zero is always a measured zero.

#ifndef CPROBE_RESULT_H
#define CPROBE_RESULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// A closed enum: a switch needs no default, and Swift fails to build until a new value is handled.
// Compilers without the attribute lose only that check.
#if defined(__clang__)
#define CPROBE_CLOSED __attribute__((enum_extensibility(closed)))
#else
#define CPROBE_CLOSED
#endif

// Each code suggests one action to the caller.
typedef enum CPROBE_CLOSED cprobe_result {
    CPROBE_OK = 0,
    CPROBE_UNSUPPORTED, // Never available in this build or this root: do not retry.
    CPROBE_NOT_FOUND,   // The kernel has no such file (old, compiled out, not mounted).
    CPROBE_GONE,        // It was removed while it was read.
    CPROBE_DENIED,      // Missing permission.
    CPROBE_MALFORMED,   // The text violates its format; the failure has the line.
    CPROBE_TOO_LARGE,   // A path or a value exceeds a documented limit.
    CPROBE_EXHAUSTED,   // Out of descriptors or memory: retry later.
    CPROBE_STALLED,     // The source did not respond before the deadline.
    CPROBE_INVALID,     // Invalid argument: NULL, an unusable root.
    CPROBE_IO           // Any other error; the failure has the errno.
} cprobe_result;

// The longest path that Linux opens, including its NUL.
enum { CPROBE_PATH_BYTES = 4096 };

// Where and why something failed. A value; nothing to free.
typedef struct cprobe_failure {
    cprobe_result code;
    uint32_t line;       // Line of the text, from 1; 0 if not related to a line.
    int32_t system_error; // errno of the failed call; 0 if no call failed.
    const char *source;  // Constant text that lives forever: "/proc/meminfo". Never NULL after a
                         // failure.
} cprobe_failure;

// The number of failures that one reading lists. Further failures are only counted.
enum { CPROBE_FAILURES_LISTED = 8 };

// The failures that made single fields of a reading absent; the other fields are valid.
typedef struct cprobe_failures {
    uint32_t count; // The number of failures; may exceed CPROBE_FAILURES_LISTED.
    cprobe_failure items[CPROBE_FAILURES_LISTED];
} cprobe_failures;

// The fields of a record that were read: one bit for each, by field number (an enumerator such as
// CPROBE_MEMORY_TOTAL).
typedef struct cprobe_presence {
    uint64_t words[2];
} cprobe_presence;

// The maximum number of fields of a record.
enum { CPROBE_FIELDS_MAX = 128 };

// Whether the field was read.
static inline bool cprobe_has(cprobe_presence present, unsigned field) {
    return field < CPROBE_FIELDS_MAX && ((present.words[field / 64] >> (field % 64)) & 1) != 0;
}

// Whether any field was read.
static inline bool cprobe_has_any(cprobe_presence present) {
    return (present.words[0] | present.words[1]) != 0;
}

// Marks a field as read. Ignores a number that is too large.
static inline void cprobe_set(cprobe_presence *present, unsigned field) {
    if (field < CPROBE_FIELDS_MAX) {
        present->words[field / 64] |= (uint64_t)1 << (field % 64);
    }
}

// Marks a field as absent. Ignores a number that is too large.
static inline void cprobe_clear(cprobe_presence *present, unsigned field) {
    if (field < CPROBE_FIELDS_MAX) {
        present->words[field / 64] &= ~((uint64_t)1 << (field % 64));
    }
}

// The name of a result code in lower case with underscores ("not_found"). Constant text.
const char *cprobe_result_name(cprobe_result result);

// The meaning of an errno in a few words ("not a directory") if that says more than the result
// code; otherwise NULL. Constant text.
const char *cprobe_system_error_words(int32_t system_error);

// Whether the kernel returns this errno for a disabled feature.
bool cprobe_is_switched_off(int32_t system_error);

#ifdef __cplusplus
}
#endif

#endif

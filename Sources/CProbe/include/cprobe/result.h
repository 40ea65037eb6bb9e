// What a call can answer, and where it went wrong.
//
// Nothing is said in-band: a call returns a result code; a value that could not be had has its
// presence bit clear; a limit has a state. Zero is always a measured zero.

#ifndef CPROBE_RESULT_H
#define CPROBE_RESULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// The set of values is complete: a switch needs no default, and Swift stops building when a value
// is added until it is handled. Compilers without the attribute lose only that check.
#if defined(__clang__)
#define CPROBE_CLOSED __attribute__((enum_extensibility(closed)))
#else
#define CPROBE_CLOSED
#endif

// Each code is one thing that the caller may do about it.
typedef enum CPROBE_CLOSED cprobe_result {
    CPROBE_OK = 0,
    CPROBE_UNSUPPORTED, // This build or this root can never answer: do not ask again.
    CPROBE_NOT_FOUND,   // The kernel has no such file here (old, compiled out, not mounted).
    CPROBE_GONE,        // It existed and went away while it was read.
    CPROBE_DENIED,      // Permission is missing.
    CPROBE_MALFORMED,   // The text is not of its format; the failure names the line.
    CPROBE_TOO_LARGE,   // A path or a value is beyond a stated bound.
    CPROBE_EXHAUSTED,   // No descriptor or memory was free: try again later.
    CPROBE_STALLED,     // The source did not answer before the deadline.
    CPROBE_INVALID,     // An argument is wrong: NULL, an unusable root.
    CPROBE_IO           // Any other error of the system; the failure has its number.
} cprobe_result;

// The longest path that Linux opens, its final NUL included.
enum { CPROBE_PATH_BYTES = 4096 };

// Where and why something failed. A value; nothing in it is to be freed.
typedef struct cprobe_failure {
    cprobe_result code;
    uint32_t line;       // Line of the text, from 1; 0 where no line is to blame.
    int32_t system_error; // errno of the failed call; 0 where no call failed.
    const char *source;  // Constant text, lives for ever: "/proc/meminfo". Never NULL after a failure.
} cprobe_failure;

// The number of failures that one reading keeps. More are counted, not kept.
enum { CPROBE_FAILURES_LISTED = 8 };

// The failures that cost a reading single fields, while the rest of it stands.
typedef struct cprobe_failures {
    uint32_t count; // How many there were; may exceed CPROBE_FAILURES_LISTED.
    cprobe_failure items[CPROBE_FAILURES_LISTED];
} cprobe_failures;

// Which fields of a record were read: a bit for each, by the number of the field (an enumerator such as
// CPROBE_MEMORY_TOTAL).
typedef struct cprobe_presence {
    uint64_t words[2];
} cprobe_presence;

// The number of fields that a record can have.
enum { CPROBE_FIELDS_MAX = 128 };

// Whether the field with this number was read.
static inline bool cprobe_has(cprobe_presence present, unsigned field) {
    return field < CPROBE_FIELDS_MAX && ((present.words[field / 64] >> (field % 64)) & 1) != 0;
}

// Whether any field was read.
static inline bool cprobe_has_any(cprobe_presence present) {
    return (present.words[0] | present.words[1]) != 0;
}

// Marks the field with this number as read. A number that is too large changes nothing.
static inline void cprobe_set(cprobe_presence *present, unsigned field) {
    if (field < CPROBE_FIELDS_MAX) {
        present->words[field / 64] |= (uint64_t)1 << (field % 64);
    }
}

// Marks the field with this number as absent.
static inline void cprobe_clear(cprobe_presence *present, unsigned field) {
    if (field < CPROBE_FIELDS_MAX) {
        present->words[field / 64] &= ~((uint64_t)1 << (field % 64));
    }
}

// The name of a code in lower case with underscores ("not_found"); constant text.
const char *cprobe_result_name(cprobe_result result);

// What an errno of a failure means, in a few words ("not a directory"), where that says more than the
// code; else NULL. Constant text.
const char *cprobe_system_error_words(int32_t system_error);

// Whether an errno of a failure is what the kernel answers for a feature that is switched off.
bool cprobe_is_switched_off(int32_t system_error);

#ifdef __cplusplus
}
#endif

#endif

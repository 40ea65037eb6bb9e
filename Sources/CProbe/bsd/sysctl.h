// Reads sysctls. A failure names the call by a source such as "sysctl kern.cp_time".

#ifndef CP_BSD_SYSCTL_H
#define CP_BSD_SYSCTL_H

#include "../include/cprobe/result.h"
#include "../text/span.h"

// A buffer, which the bytes of an answer fill from its front.
typedef struct cp_buffer {
    char *bytes;
    size_t capacity;
} cp_buffer;

// Checks the answer of a call that filled a buffer: `error` is its errno, `length` what it wrote.
// ENOMEM is TOO_LARGE: the kernel has more than the buffer holds.
cprobe_result cp_sysctl_check(const char *source, int error, size_t length, cp_buffer buffer,
                              cp_span *answer, cprobe_failure *failure);

// Reads a sysctl by its numbers.
cprobe_result cp_sysctl_read(const char *source, const int *numbers, unsigned count,
                             cp_buffer buffer, cp_span *answer, cprobe_failure *failure);

// Reads an unsigned number of 32 or 64 bits by its numbers.
cprobe_result cp_sysctl_number(const char *source, const int *numbers, unsigned count,
                               uint64_t *number, cprobe_failure *failure);

// An unsigned number of 32 or 64 bits: kernels widened some of them. MALFORMED for another length.
cprobe_result cp_sysctl_number_of(const char *source, cp_span answer, uint64_t *number,
                                  cprobe_failure *failure);

#endif

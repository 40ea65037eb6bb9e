// kern.clockrate: the frequency of the clock that counts the times of CPUs and processes. Not that
// of sysconf(_SC_CLK_TCK), which is a constant of the C library.

#ifndef CP_BSD_CLOCKRATE_H
#define CP_BSD_CLOCKRATE_H

#include <stddef.h>
#include <stdint.h>

#include "../include/cprobe/result.h"

// Reads it. struct clockinfo has `bytes` bytes, and its stathz at `stathz_at`. MALFORMED if the
// frequency is not positive.
cprobe_result cp_clockrate_read(size_t bytes, size_t stathz_at, uint64_t *ticks_per_second,
                                cprobe_failure *failure);

#endif

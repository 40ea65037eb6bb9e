// Reads sysctls by their names, on the systems whose C library does so without allocating memory.
//
// `source` is "sysctl " and the name: "sysctl kern.cp_time".

#ifndef CP_BSD_NAMED_SYSCTL_H
#define CP_BSD_NAMED_SYSCTL_H

#include "sysctl.h"

cprobe_result cp_named_sysctl_read(const char *source, cp_buffer buffer, cp_span *answer,
                                   cprobe_failure *failure);

// An unsigned number of 32 or 64 bits.
cprobe_result cp_named_sysctl_number(const char *source, uint64_t *number,
                                     cprobe_failure *failure);

// The numbers of a name, with space for `spare` more behind them.
cprobe_result cp_named_sysctl_numbers(const char *source, int *numbers, size_t spare,
                                      size_t *count, cprobe_failure *failure);

#endif

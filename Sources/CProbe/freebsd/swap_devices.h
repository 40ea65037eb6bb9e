// The swap devices, as vm.swap_info.N has them.

#ifndef CP_FREEBSD_SWAP_DEVICES_H
#define CP_FREEBSD_SWAP_DEVICES_H

#include "../include/cprobe/result.h"

// More than any machine has.
enum { CP_SWAP_DEVICES = 64 };

typedef struct cp_swap_record {
    uint64_t device; // dev_t
    uint64_t size_bytes, used_bytes;
} cp_swap_record;

typedef struct cp_swap_total {
    uint64_t size_bytes, used_bytes;
} cp_swap_total;

// Reads up to CP_SWAP_DEVICES devices; more are TOO_LARGE.
cprobe_result cp_swap_devices_read(uint64_t page_bytes, cp_swap_record *devices, size_t *count,
                                   cprobe_failure *failure);

// Sums them.
cprobe_result cp_swap_devices_total(uint64_t page_bytes, cp_swap_total *total,
                                    cprobe_failure *failure);

#endif

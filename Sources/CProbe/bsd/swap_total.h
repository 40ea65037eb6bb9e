// The totals of swap in the record of memory. Pure.

#ifndef CP_BSD_SWAP_TOTAL_H
#define CP_BSD_SWAP_TOTAL_H

#include "../include/cprobe/memory.h"

// Stores the totals and what follows from them. False if more is used than there is.
static inline bool cp_swap_total_store(uint64_t total_bytes, uint64_t used_bytes,
                                       cprobe_memory *memory) {
    if (used_bytes > total_bytes) {
        return false;
    }
    memory->swap_total_bytes = total_bytes;
    memory->swap_used_bytes = used_bytes;
    memory->swap_free_bytes = total_bytes - used_bytes;
    cprobe_set(&memory->present_fields, CPROBE_MEMORY_SWAP_TOTAL);
    cprobe_set(&memory->present_fields, CPROBE_MEMORY_SWAP_USED);
    cprobe_set(&memory->present_fields, CPROBE_MEMORY_SWAP_FREE);
    if (total_bytes != 0) {
        memory->swap_usage_percent = (double)used_bytes / (double)total_bytes * 100;
        cprobe_set(&memory->present_fields, CPROBE_MEMORY_SWAP_USAGE_PERCENT);
    }
    return true;
}

#endif

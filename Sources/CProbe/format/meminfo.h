// /proc/meminfo, as far as it is wanted.

#ifndef CP_FORMAT_MEMINFO_H
#define CP_FORMAT_MEMINFO_H

#include "../include/cprobe/memory.h"
#include "../presence.h"
#include "../text/span.h"

// The fields that follow from others,
static const cprobe_presence cp_meminfo_computed = {
    {(uint64_t)1 << CPROBE_MEMORY_USED | (uint64_t)1 << CPROBE_MEMORY_USAGE_PERCENT |
         (uint64_t)1 << CPROBE_MEMORY_SWAP_USED | (uint64_t)1 << CPROBE_MEMORY_SWAP_USAGE_PERCENT,
     0}};

// and those that the file has.
static inline cprobe_presence cp_meminfo_all(void) {
    return cp_presence_without(cp_presence_first(CPROBE_MEMORY_ZSWAPPED + 1), cp_meminfo_computed);
}

// As cprobe_meminfo_parse, but reads on only until `memory` has all fields that `wanted` has bits of.
cprobe_result cp_meminfo_parse(cp_span text, cprobe_presence wanted, cprobe_memory *memory,
                               cprobe_failure *failure);

#endif

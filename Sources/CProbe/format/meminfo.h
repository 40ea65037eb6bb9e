// The wanted part of /proc/meminfo.

#ifndef CP_FORMAT_MEMINFO_H
#define CP_FORMAT_MEMINFO_H

#include "../include/cprobe/memory.h"
#include "../presence.h"
#include "../text/span.h"

// The computed fields,
static const cprobe_presence cp_meminfo_computed = {
    {(uint64_t)1 << CPROBE_MEMORY_USED | (uint64_t)1 << CPROBE_MEMORY_USAGE_PERCENT |
         (uint64_t)1 << CPROBE_MEMORY_SWAP_USED | (uint64_t)1 << CPROBE_MEMORY_SWAP_USAGE_PERCENT,
     0}};

// and all fields, with those of the file.
static inline cprobe_presence cp_meminfo_all(void) {
    return cp_presence_without(cp_presence_first(CPROBE_MEMORY_ZSWAPPED + 1), cp_meminfo_computed);
}

// As cprobe_meminfo_parse(), but stops when `memory` has all fields of `wanted`.
cprobe_result cp_meminfo_parse(cp_span text, cprobe_presence wanted, cprobe_memory *memory,
                               cprobe_failure *failure);

#endif

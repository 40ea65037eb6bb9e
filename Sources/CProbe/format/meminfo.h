// /proc/meminfo, as far as it is wanted.

#ifndef CP_FORMAT_MEMINFO_H
#define CP_FORMAT_MEMINFO_H

#include "../include/cprobe/memory.h"
#include "../text/span.h"

// As cprobe_meminfo_parse, but reads on only until `memory` has all fields that `wanted` has bits of.
cprobe_result cp_meminfo_parse_until(cp_span text, uint64_t wanted, cprobe_memory *memory,
                                     cprobe_failure *failure);

#endif

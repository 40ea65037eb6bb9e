// The slab caches of /proc/slabinfo.

#ifndef CP_FORMAT_SLABINFO_H
#define CP_FORMAT_SLABINFO_H

#include "../include/cprobe/memory_details.h"
#include "../text/lines.h"

// As cprobe_slabinfo_parse().
cprobe_result cp_slabinfo_parse(cp_lines *lines, uint32_t page_bytes, cprobe_slab *items,
                                size_t capacity, size_t *count, cprobe_failure *failure);

#endif

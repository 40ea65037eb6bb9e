// The swap devices of /proc/swaps.

#ifndef CP_FORMAT_SWAPS_H
#define CP_FORMAT_SWAPS_H

#include "../include/cprobe/swap.h"
#include "../text/lines.h"

// As cprobe_swaps_parse().
cprobe_result cp_swaps_parse(cp_lines *lines, cprobe_swap_device *items, size_t capacity,
                             size_t *count, cprobe_failure *failure);

#endif

// Lists of CPUs, range by range. The format stands in cpulist.c.

#ifndef CP_FORMAT_CPULIST_H
#define CP_FORMAT_CPULIST_H

#include <stdint.h>

#include "../text/span.h"

// Takes "3" or "3-7" from the front and gives its ends; the last is at least the first.
bool cp_cpulist_take_range(cp_span *span, uint64_t *first, uint64_t *last);

// The number of CPUs that stand in both lists, which cprobe_cpulist_parse has taken.
uint32_t cp_cpulist_common(cp_span a, cp_span b);

#endif

// /proc/vmstat, as far as it is wanted.

#ifndef CP_FORMAT_VMSTAT_H
#define CP_FORMAT_VMSTAT_H

#include "../include/cprobe/memory.h"
#include "../text/lines.h"

// As cprobe_vmstat_parse, but takes no line behind the last that is wanted; then `has_all` is true.
cprobe_result cp_vmstat_parse(cp_lines *lines, uint32_t page_bytes, cprobe_memory *memory,
                              bool *has_all, cprobe_failure *failure);

#endif

// /proc/vmstat, as far as it is wanted.

#ifndef CP_FORMAT_VMSTAT_H
#define CP_FORMAT_VMSTAT_H

#include "../include/cprobe/memory.h"
#include "../include/cprobe/step.h"
#include "../text/lines.h"

// Linux 5.10 to 6.18 print what is wanted within so many bytes.
enum { CP_VMSTAT_BYTES_AT_FIRST = 3072 };

// As cprobe_vmstat_parse, but takes no line behind the last that is wanted; then `has_all` is true.
// `steps` (CPROBE_VMSTAT_STEPS, zeroed before the first time) may be NULL.
cprobe_result cp_vmstat_parse(cp_lines *lines, uint32_t page_bytes, cprobe_step *steps,
                              cprobe_memory *memory, bool *has_all, cprobe_failure *failure);

#endif

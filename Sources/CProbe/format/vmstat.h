// The wanted part of /proc/vmstat.

#ifndef CP_FORMAT_VMSTAT_H
#define CP_FORMAT_VMSTAT_H

#include "../include/cprobe/memory.h"
#include "../text/lines.h"

// Linux 5.10 to 6.18 print all wanted rows within this many bytes.
enum { CP_VMSTAT_BYTES_AT_FIRST = 3072 };

// As cprobe_vmstat_parse(), but stops after the last wanted line; `has_all` is then true.
cprobe_result cp_vmstat_parse(cp_lines *lines, uint32_t page_bytes,
                              cprobe_memory *memory, bool *has_all, cprobe_failure *failure);

#endif

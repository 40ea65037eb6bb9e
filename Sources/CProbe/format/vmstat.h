// The wanted part of /proc/vmstat, and all of its lines.

#ifndef CP_FORMAT_VMSTAT_H
#define CP_FORMAT_VMSTAT_H

#include "../include/cprobe/memory.h"
#include "../include/cprobe/memory_details.h"
#include "../text/lines.h"

// Linux 5.10 to 6.18 print all wanted rows within this many bytes.
enum { CP_VMSTAT_BYTES_AT_FIRST = 3072 };

// As cprobe_vmstat_parse(), but stops after the last wanted line; `has_all` is then true.
cprobe_result cp_vmstat_parse(cp_lines *lines, uint32_t page_bytes,
                              cprobe_memory *memory, bool *has_all, cprobe_failure *failure);

// The page size of a machine that has the sizes of `memory` (/proc/meminfo) in bytes and those of
// the text in pages. 0 if it does not follow from them.
uint32_t cp_vmstat_page_bytes(cp_lines *lines, const cprobe_memory *memory);

// As cprobe_vmstat_counters_parse().
cprobe_result cp_vmstat_counters_parse(cp_lines *lines, cprobe_memory_counter *items,
                                       size_t capacity, size_t *count, cprobe_failure *failure);

#endif

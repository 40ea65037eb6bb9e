// Reads /proc/vmstat, as far as needed.

#ifndef CP_LINUX_PAGING_H
#define CP_LINUX_PAGING_H

#include "../include/cprobe/memory.h"
#include "../source/reader.h"

// The cached size of the first read.
typedef struct cp_paging {
    uint32_t bytes; // Likely to contain the wanted rows; 0: read everything.
} cp_paging;

// There is nothing to close.
void cp_paging_init(cp_paging *paging);

// Adds the paging counters to `memory`; a failure is added to memory->failures.
void cp_paging_read(cp_reader *reader, cp_paging *paging, uint32_t page_bytes,
                    cprobe_memory *memory);

#endif

// Reading /proc/vmstat, and how much of it.

#ifndef CP_LINUX_PAGING_H
#define CP_LINUX_PAGING_H

#include "../include/cprobe/memory.h"
#include "../source/reader.h"

// What is cached of the file.
typedef struct cp_paging {
    uint32_t bytes; // So many are likely to hold the wanted rows; 0: all.
} cp_paging;

// There is nothing to close.
void cp_paging_init(cp_paging *paging);

// Adds the paging counters to `memory`; what cannot be read joins its failures.
void cp_paging_read(cp_reader *reader, cp_paging *paging, uint32_t page_bytes,
                    cprobe_memory *memory);

#endif

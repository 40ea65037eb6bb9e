// What OpenBSD and NetBSD say alike of memory.

#ifndef CP_BSD_MEMORY_H
#define CP_BSD_MEMORY_H

#include "../include/cprobe/memory.h"
#include "uvmexp.h"

// Reads the sysctl hw.N as the size of memory. A failure is added to memory->failures.
void cp_memory_read_total(const char *source, int number, cprobe_memory *memory);

// Stores the totals of swap, of which the members at these offsets are numbers of pages. A negative
// number, or more used than there is, adds a MALFORMED failure.
void cp_memory_store_swap(const cp_uvmexp *answer, size_t total_at, size_t used_at,
                          cprobe_memory *memory);

#endif

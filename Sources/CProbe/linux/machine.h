// Units of the numbers that the root's kernel prints: constants of a machine.

#ifndef CP_LINUX_MACHINE_H
#define CP_LINUX_MACHINE_H

#include <stdbool.h>
#include <stdint.h>

typedef struct cp_machine {
    uint32_t ticks_per_second; // USER_HZ, the unit of CPU times in /proc/stat.
    uint32_t page_bytes;       // 0 in a captured root, unless its files contain the page size.
} cp_machine;

// Initializes the units of this machine. Of a captured root the page size is unknown, and USER_HZ
// is 100, as on every architecture but Alpha. There is nothing to close.
void cp_machine_init(cp_machine *machine, bool is_captured);

#endif

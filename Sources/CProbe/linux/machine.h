// The units in which the kernel of this root prints: constants of a machine.

#ifndef CP_LINUX_MACHINE_H
#define CP_LINUX_MACHINE_H

#include <stdbool.h>
#include <stdint.h>

typedef struct cp_machine {
    uint32_t ticks_per_second; // USER_HZ, the unit of /proc/stat.
    uint32_t page_bytes;       // 0 in a captured root: read from its files where they say.
} cp_machine;

// Of this machine, or of a captured root, whose page size is not this machine's; its ticks are 100 a
// second on every system that it could be of but Alpha. There is nothing to close.
void cp_machine_init(cp_machine *machine, bool is_captured);

#endif

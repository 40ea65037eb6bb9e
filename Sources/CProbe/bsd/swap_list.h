// Swap devices and files, as swapctl(2) of OpenBSD and NetBSD lists them.

#ifndef CP_BSD_SWAP_LIST_H
#define CP_BSD_SWAP_LIST_H

#include "../include/cprobe/swap.h"

// The offsets of struct swapent.
typedef struct cp_swap_layout {
    uint16_t bytes;
    uint16_t device;                // dev_t of
    uint8_t device_bytes;           // 4 or 8 bytes; all ones of a file.
    uint16_t blocks, used;          // int, of
    uint16_t block_bytes;
    uint16_t priority;              // int
    uint16_t path, path_bytes;
} cp_swap_layout;

// Results and outputs as cprobe_swap_read().
cprobe_result cp_swap_list_read(const cp_swap_layout *layout, cprobe_collector *collector,
                                cprobe_swap *swap, cprobe_swap_lists *lists,
                                cprobe_failure *failure);

#endif

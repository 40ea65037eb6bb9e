#include "../platform.h"
#if CP_PLATFORM_OPENBSD

#include "../bsd/swap_list.h"
#include "layout.h"

static const cp_swap_layout layout = {
    .bytes = CP_SWAP_BYTES,
    .device = CP_SWAP_DEVICE,
    .device_bytes = 4,
    .blocks = CP_SWAP_BLOCKS,
    .used = CP_SWAP_USED,
    .block_bytes = CP_SWAP_BLOCK,
    .priority = CP_SWAP_PRIORITY,
    .path = CP_SWAP_PATH,
    .path_bytes = CP_SWAP_PATH_BYTES,
};

cprobe_result cprobe_swap_read(cprobe_collector *collector, cprobe_swap *swap,
                               cprobe_swap_lists *lists, cprobe_failure *failure) {
    return cp_swap_list_read(&layout, collector, swap, lists, failure);
}

#endif

#include "../platform.h"
#ifndef CP_PORT_SWAP

#include "unsupported.h"
#include "../include/cprobe/swap.h"

cprobe_result cprobe_swap_read(cprobe_collector *collector, cprobe_swap *swap,
                               cprobe_swap_lists *lists, cprobe_failure *failure) {
    (void)collector, (void)swap, (void)lists;
    return cp_unsupported(failure);
}

#endif

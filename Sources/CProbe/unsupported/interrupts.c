#include "../platform.h"
#ifndef CP_PORT_INTERRUPTS

#include "unsupported.h"
#include "../include/cprobe/interrupts.h"

cprobe_result cprobe_interrupts_read(cprobe_collector *collector, cprobe_interrupts *interrupts,
                                     cprobe_interrupt_lists *lists, cprobe_failure *failure) {
    (void)collector, (void)interrupts, (void)lists;
    return cp_unsupported(failure);
}

#endif

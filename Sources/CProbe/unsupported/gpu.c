#include "../platform.h"
#ifndef CP_PORT_GPU

#include "unsupported.h"
#include "../include/cprobe/gpu.h"

cprobe_result cprobe_gpus_read(cprobe_collector *collector, cprobe_gpus *gpus, cprobe_gpu *items,
                               size_t capacity, size_t *count, cprobe_failure *failure) {
    (void)collector, (void)gpus, (void)items, (void)capacity, (void)count;
    return cp_unsupported(failure);
}

#endif

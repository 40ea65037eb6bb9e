#include "../platform.h"
#ifndef CP_PORT_DISK

#include "unsupported.h"
#include "../include/cprobe/disk.h"

cprobe_result cprobe_disk_read(cprobe_collector *collector, cprobe_disk *disk, cprobe_io *io,
                               cprobe_disk_device *items, size_t capacity, size_t *count,
                               cprobe_failure *failure) {
    (void)collector, (void)disk, (void)io, (void)items, (void)capacity, (void)count;
    return cp_unsupported(failure);
}

cprobe_result cprobe_io_read(cprobe_collector *collector, cprobe_io *io, cprobe_failure *failure) {
    (void)collector, (void)io;
    return cp_unsupported(failure);
}

#endif

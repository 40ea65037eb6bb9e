#include "../platform.h"
#ifndef CP_PORT_FILESYSTEM

#include "unsupported.h"
#include "../include/cprobe/filesystem.h"

cprobe_result cprobe_filesystem_read(cprobe_collector *collector, cprobe_mount_choice choice,
                                     cprobe_filesystem *filesystem, cprobe_mounts *mounts,
                                     cprobe_shared *shared, cprobe_failure *failure) {
    (void)collector, (void)choice, (void)filesystem, (void)mounts, (void)shared;
    return cp_unsupported(failure);
}

#endif

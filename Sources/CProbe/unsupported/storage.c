#include "../platform.h"
#ifndef CP_PORT_STORAGE

#include "unsupported.h"
#include "../include/cprobe/storage.h"

cprobe_result cprobe_storage_read(cprobe_collector *collector, cprobe_storage *storage,
                                  cprobe_storage_lists *lists, cprobe_failure *failure) {
    (void)collector, (void)storage, (void)lists;
    return cp_unsupported(failure);
}

cprobe_result cprobe_disk_health_read(cprobe_collector *collector, const char *name,
                                      size_t name_length, cprobe_disk_health *health,
                                      cprobe_failure *failure) {
    (void)collector, (void)name, (void)name_length, (void)health;
    return cp_unsupported(failure);
}

#endif

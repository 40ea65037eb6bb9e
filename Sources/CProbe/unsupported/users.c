#include "../platform.h"
#ifndef CP_PORT_USERS

#include "unsupported.h"
#include "../include/cprobe/process_lists.h"

cprobe_result cprobe_users_read(cprobe_collector *collector, cprobe_user *items, size_t capacity,
                                size_t *count, cprobe_failure *failure) {
    (void)collector, (void)items, (void)capacity, (void)count;
    return cp_unsupported(failure);
}

#endif

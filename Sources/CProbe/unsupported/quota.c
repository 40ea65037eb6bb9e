#include "../platform.h"
#ifndef CP_PORT_QUOTA

#include "unsupported.h"
#include "../include/cprobe/quota.h"

cprobe_result cprobe_quota_read(cprobe_collector *collector, const cprobe_quota_subject *subject,
                                const cprobe_shared *shared, cprobe_quota *quota,
                                cprobe_quota_level *levels, size_t capacity, size_t *count,
                                cprobe_failure *failure) {
    (void)collector, (void)subject, (void)shared, (void)quota, (void)levels, (void)capacity;
    (void)count;
    return cp_unsupported(failure);
}

#endif

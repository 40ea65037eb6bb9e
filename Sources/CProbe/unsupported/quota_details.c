#include "../platform.h"
#ifndef CP_PORT_QUOTA_DETAILS

#include "unsupported.h"
#include "../include/cprobe/quota_details.h"

cprobe_result cprobe_quota_details_read(cprobe_collector *collector, const cprobe_quota *quota,
                                        cprobe_quota_details *details, cprobe_failure *failure) {
    (void)collector, (void)quota, (void)details;
    return cp_unsupported(failure);
}

#endif

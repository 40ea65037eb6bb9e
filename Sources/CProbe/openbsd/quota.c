#include "../platform.h"
#if CP_PLATFORM_OPENBSD

#include "../bsd/quota.h"

#include "../failure.h"
#include "layout.h"

cprobe_result cprobe_quota_read(cprobe_collector *collector, const cprobe_quota_subject *subject,
                                const cprobe_shared *shared, cprobe_quota *quota,
                                cprobe_quota_level *levels, size_t capacity, size_t *count,
                                cprobe_failure *failure) {
    (void)shared;
    static const cp_quota_machine machine = {"sysctl hw.ncpuonline", CP_HW_NCPUONLINE,
                                             "sysctl hw.physmem", CP_HW_PHYSMEM64};
    if (collector == NULL || quota == NULL || count == NULL || (levels == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "quota", 0, 0);
    }
    *count = 0;
    return cp_quota_read_machine(&machine, NULL, subject, quota, failure);
}

#endif

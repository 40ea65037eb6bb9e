#include "../platform.h"
#if CP_PLATFORM_MACOS

#include "../bsd/quota.h"

#include "../failure.h"

// The system has no affinity, and nothing but rlimits limits a process.
cprobe_result cprobe_quota_read(cprobe_collector *collector, const cprobe_quota_subject *subject,
                                const cprobe_shared *shared, cprobe_quota *quota,
                                cprobe_quota_level *levels, size_t capacity, size_t *count,
                                cprobe_failure *failure) {
    (void)shared;
    static const cprobe_quota_subject self = {0};
    subject = subject == NULL ? &self : subject;
    if (collector == NULL || quota == NULL || count == NULL || (levels == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "quota", 0, 0);
    }
    cp_decision decision;
    const cprobe_result result = cp_quota_begin(subject, &decision, quota, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    if (cp_quota_wants(subject, CPROBE_CONTROLLER_CPU)) {
        cp_quota_set_cpus(quota, cp_quota_number_named("sysctl hw.logicalcpu", INT32_MAX), NULL);
    }
    if (cp_quota_wants(subject, CPROBE_CONTROLLER_MEMORY)) {
        cp_quota_set_memory(quota, cp_quota_number_named("sysctl hw.memsize", UINT64_MAX));
    }
    cp_quota_finish(subject, &decision);
    *count = 0;
    return CPROBE_OK;
}

#endif

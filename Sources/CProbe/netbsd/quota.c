#include "../platform.h"
#if CP_PLATFORM_NETBSD

#include "../bsd/quota.h"

#include <errno.h>

#include "../failure.h"
#include "layout.h"
#include "port_calls.h"

// A mask has a bit for each CPU that the kernel found, in whole words: 1,024 are four times what
// any kernel is built for.
enum { MASK_WORDS = 1024 / 32 };

// Without an affinity, all CPUs that are online. Some kernels take the size of their own mask only
// (EINVAL), others copy as much of it as fits: the first size is that of all CPUs of the machine.
static cp_quota_fact read_affinity(cp_quota_fact online) {
    static const char source[] = "sched_getaffinity_np";
    uint32_t mask[MASK_WORDS] = {0};
    static const int ncpu_numbers[] = {CP_CTL_HW, CP_HW_NCPU};
    const cp_quota_fact present = cp_quota_number("sysctl hw.ncpu", ncpu_numbers, 2, INT32_MAX);
    if (present.failure.code != CPROBE_OK) {
        return present;
    }
    int error = EINVAL;
    for (uint64_t words = (present.number + 31) / 32; error == EINVAL && words <= MASK_WORDS;
         words += 1) {
        error = cp_port_affinity(mask, words * sizeof mask[0]);
    }
    cp_quota_fact fact = {0};
    if (error != 0) {
        (void)cp_fail(&fact.failure, cp_result_of_errno(error), source, 0, error);
        return fact;
    }
    for (size_t index = 0; index < MASK_WORDS; index += 1) {
        fact.number += (uint64_t)__builtin_popcount(mask[index]);
    }
    return fact.number != 0 ? fact : online;
}

cprobe_result cprobe_quota_read(cprobe_collector *collector, const cprobe_quota_subject *subject,
                                const cprobe_shared *shared, cprobe_quota *quota,
                                cprobe_quota_level *levels, size_t capacity, size_t *count,
                                cprobe_failure *failure) {
    (void)shared;
    static const cp_quota_machine machine = {"sysctl hw.ncpuonline", CP_HW_NCPUONLINE,
                                             "sysctl hw.physmem64", CP_HW_PHYSMEM64};
    if (collector == NULL || quota == NULL || count == NULL || (levels == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "quota", 0, 0);
    }
    *count = 0;
    return cp_quota_read_machine(&machine, read_affinity, subject, quota, failure);
}

#endif

#include "../platform.h"
#if CP_PLATFORM_BSD

#include "clockrate.h"

#include "../failure.h"
#include "layout.h"
#include "record.h"
#include "sysctl.h"

cprobe_result cp_clockrate_read(size_t bytes, size_t stathz_at, uint64_t *ticks_per_second,
                                cprobe_failure *failure) {
    static const char source[] = "sysctl kern.clockrate";
    static const int numbers[] = {CP_CTL_KERN, CP_KERN_CLOCKRATE};
    char buffer[64];
    cp_span answer, record;
    const cprobe_result result = cp_sysctl_read(
        source, numbers, 2, (cp_buffer){buffer, sizeof buffer}, &answer, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    if (!cp_record_take(&answer, bytes, &record)) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
    }
    // Without a clock for statistics, the clock of timeouts counts.
    const int32_t stathz = cp_record_i32(record, stathz_at);
    const int32_t hz = stathz != 0 ? stathz : cp_record_i32(record, CP_CLOCKINFO_HZ);
    if (hz <= 0) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
    }
    *ticks_per_second = (uint64_t)hz;
    return CPROBE_OK;
}

#endif

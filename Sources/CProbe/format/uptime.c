// /proc/uptime: seconds since boot, and idle seconds summed over the CPUs.
// Sample: captured, firecracker-6.18-x86_64-namespaces.txt: /proc/uptime
//
//     25378.66 47679.29
//
//     file = uptime " " idle "\n"
//     uptime, idle = digits "." two digits     seconds
//
// Only the first number is parsed; anything may follow it after a blank. At most 2 × (20 + 1 + 2 +
// 1) = 48 bytes. uptime_proc_show(), fs/proc/uptime.c; proc_uptime(5).

#include "../failure.h"
#include "../include/cprobe/load.h"
#include "../text/number.h"

static const char source[] = "/proc/uptime";

enum { NS_PER_HUNDREDTH = 10000000 };

cprobe_result cprobe_uptime_parse(const char *bytes, size_t length, uint64_t *uptime_ns,
                                  cprobe_failure *failure) {
    if (uptime_ns == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_span text = cp_span_make(bytes, length);
    uint64_t uptime = 0;
    if (!cp_take_hundredths(&text, &uptime) ||
        (text.length != 0 && text.bytes[0] != '\n' && !cp_is_blank(text.bytes[0])) ||
        __builtin_mul_overflow(uptime, (uint64_t)NS_PER_HUNDREDTH, &uptime)) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 1, 0);
    }
    *uptime_ns = uptime;
    return CPROBE_OK;
}

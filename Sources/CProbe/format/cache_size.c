// /sys/devices/system/cpu/cpuN/cache/indexM/size: the size of a cache.
// Sample: captured, debian-6.1-x86_64-laptop.txt: /sys/devices/system/cpu/cpu*/cache/index*/size
//
//     512K
//
//     file = digits "K" "\n"         KiB
//
// Anything else is malformed. At most 12 bytes. size_show(), drivers/base/cacheinfo.c.

#include "../failure.h"
#include "../include/cprobe/topology.h"
#include "../text/number.h"

cprobe_result cprobe_cache_size_parse(const char *bytes, size_t length, uint64_t *size_bytes,
                                      cprobe_failure *failure) {
    static const char source[] = "/sys/devices/system/cpu/cpuN/cache/indexM/size";
    if (size_bytes == NULL || (bytes == NULL && length != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_span text = cp_span_make(bytes, length);
    uint64_t kib = 0;
    cp_trim_lines(&text);
    if (!cp_take_u64(&text, &kib) || !cp_take_byte(&text, 'K') || text.length != 0 ||
        kib > INT64_MAX / 1024) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 1, 0);
    }
    *size_bytes = kib * 1024;
    return CPROBE_OK;
}

#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "../failure.h"
#include "linux.h"

cprobe_result cprobe_memory_read(cprobe_collector *collector, cprobe_memory *memory,
                                 cprobe_failure *failure) {
    if (collector == NULL || memory == NULL) {
        return cp_fail(failure, CPROBE_INVALID, "memory", 0, 0);
    }
    cprobe_memory read = {0};
    cp_span text;
    cprobe_result result = cp_kept_read(collector, CP_KEPT_MEMINFO, &text, failure);
    if (result == CPROBE_OK) {
        result = cprobe_meminfo_parse(text.bytes, text.length, &read, failure);
    }
    if (result != CPROBE_OK) {
        return result;
    }
    cprobe_failure lost;
    if (cp_kept_read(collector, CP_KEPT_VMSTAT, &text, &lost) != CPROBE_OK ||
        cprobe_vmstat_parse(text.bytes, text.length, collector->page_bytes, &read, &lost) !=
            CPROBE_OK) {
        cp_failures_add(&read.failures, lost);
    }
    if (cprobe_collector_monotonic_ns(collector, &read.monotonic_ns)) {
        read.present_fields |= (uint64_t)1 << CPROBE_MEMORY_MONOTONIC;
    }
    *memory = read;
    return CPROBE_OK;
}

#endif

#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "../failure.h"
#include "linux.h"

static cprobe_result read_meminfo(cprobe_collector *collector, cprobe_memory *memory,
                                  cprobe_failure *failure) {
    cp_span text;
    const cprobe_result result = cp_kept_read(collector, CP_KEPT_MEMINFO, &text, failure);
    return result != CPROBE_OK ? result
                               : cprobe_meminfo_parse(text.bytes, text.length, memory, failure);
}

static void read_vmstat(cprobe_collector *collector, cprobe_memory *memory) {
    cp_span text;
    cprobe_failure lost;
    if (cp_kept_read(collector, CP_KEPT_VMSTAT, &text, &lost) != CPROBE_OK ||
        cprobe_vmstat_parse(text.bytes, text.length, collector->page_bytes, memory, &lost) !=
            CPROBE_OK) {
        cp_failures_add(&memory->failures, lost);
    }
}

static cprobe_result read_memory(cprobe_collector *collector, bool has_paging,
                                 cprobe_memory *memory, cprobe_failure *failure) {
    if (collector == NULL || memory == NULL) {
        return cp_fail(failure, CPROBE_INVALID, "memory", 0, 0);
    }
    cprobe_memory read = {0};
    const cprobe_result result = read_meminfo(collector, &read, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    if (has_paging) {
        read_vmstat(collector, &read);
    }
    if (cprobe_collector_monotonic_ns(collector, &read.monotonic_ns)) {
        read.present_fields |= (uint64_t)1 << CPROBE_MEMORY_MONOTONIC;
    }
    *memory = read;
    return CPROBE_OK;
}

cprobe_result cprobe_memory_read(cprobe_collector *collector, cprobe_memory *memory,
                                 cprobe_failure *failure) {
    return read_memory(collector, true, memory, failure);
}

cprobe_result cprobe_memory_read_amounts(cprobe_collector *collector, cprobe_memory *memory,
                                         cprobe_failure *failure) {
    return read_memory(collector, false, memory, failure);
}

#endif

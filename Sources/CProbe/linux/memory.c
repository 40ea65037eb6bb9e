#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "../failure.h"
#include "../format/meminfo.h"
#include "collector_state.h"

static cprobe_result read_meminfo(cp_reader *reader, cprobe_memory *memory,
                                  cprobe_failure *failure) {
    cp_span text;
    const cprobe_result result = cp_cached_read(reader, CP_FILE_MEMINFO, &text, failure);
    return result != CPROBE_OK ? result
                               : cp_meminfo_parse(text, cp_meminfo_all(), memory, failure);
}

cprobe_result cprobe_memory_read(cprobe_collector *collector, cprobe_memory *memory,
                                 cprobe_shared *shared, cprobe_failure *failure) {
    if (collector == NULL || memory == NULL) {
        return cp_fail(failure, CPROBE_INVALID, "memory", 0, 0);
    }
    cp_collector *state = cp_collector_of(collector);
    cprobe_memory read = {0};
    cprobe_failure lost;
    if (read_meminfo(&state->reader, &read, &lost) != CPROBE_OK) {
        cp_failures_add(&read.failures, lost);
    }
    // If there are failures, the quota reads the text itself and reports those that concern its
    // fields.
    if (shared != NULL && read.failures.count == 0 &&
        cprobe_has(read.present_fields, CPROBE_MEMORY_TOTAL) &&
        cprobe_has(read.present_fields, CPROBE_MEMORY_AVAILABLE)) {
        shared->memory_total_bytes = read.total_bytes;
        shared->memory_available_bytes = read.available_bytes;
    }
    cp_paging_read(&state->reader, &state->paging, state->machine.page_bytes, &read);
    if (!cprobe_has_any(read.present_fields)) {
        return cp_fail_as(failure, &read.failures.items[0]);
    }
    if (cp_reader_monotonic_ns(&state->reader, &read.monotonic_ns)) {
        cprobe_set(&read.present_fields, CPROBE_MEMORY_MONOTONIC);
    }
    *memory = read;
    return CPROBE_OK;
}

#endif

#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "../failure.h"
#include "../format/meminfo.h"
#include "../format/vmstat.h"
#include "linux.h"

static cprobe_result read_meminfo(cprobe_collector *collector, cprobe_memory *memory,
                                  cprobe_failure *failure) {
    cp_span text;
    const cprobe_result result = cp_kept_read(collector, CP_KEPT_MEMINFO, &text, failure);
    return result != CPROBE_OK ? result
                               : cp_meminfo_parse(text, cp_meminfo_all(), memory, failure);
}

// What is wanted stands before the last third of the file, which the kernel prints line by line: so
// much is asked for as was wanted last time, and a little more for numbers that grew.
static void read_vmstat(cprobe_collector *collector, cprobe_memory *memory) {
    enum { GROWTH_BYTES = 64 };
    cp_stream stream;
    cp_lines lines;
    cprobe_failure lost;
    bool has_all = false;
    cprobe_result result = cp_kept_lines(collector, CP_KEPT_VMSTAT, &stream, &lines, &lost);
    if (result == CPROBE_OK) {
        stream.first = collector->vmstat_bytes;
        result = cp_vmstat_parse(&lines, collector->page_bytes, memory, &has_all, &lost);
        lost.system_error = result == CPROBE_OK ? 0 : stream.system_error;
    }
    collector->vmstat_bytes =
        has_all ? (uint32_t)(stream.offset - lines.rest.length) + GROWTH_BYTES : 0;
    if (result != CPROBE_OK) {
        cp_kept_close(collector, CP_KEPT_VMSTAT);
        cp_failures_add(&memory->failures, lost);
    }
}

cprobe_result cprobe_memory_read(cprobe_collector *collector, cprobe_memory *memory,
                                 cprobe_failure *failure) {
    if (collector == NULL || memory == NULL) {
        return cp_fail(failure, CPROBE_INVALID, "memory", 0, 0);
    }
    cprobe_memory read = {0};
    cprobe_failure lost;
    if (read_meminfo(collector, &read, &lost) != CPROBE_OK) {
        cp_failures_add(&read.failures, lost);
    }
    if (cprobe_has(read.present_fields, CPROBE_MEMORY_TOTAL) &&
        cprobe_has(read.present_fields, CPROBE_MEMORY_AVAILABLE)) {
        collector->told.memory_total_bytes = read.total_bytes;
        collector->told.memory_available_bytes = read.available_bytes;
    }
    read_vmstat(collector, &read);
    if (!cprobe_has_any(read.present_fields)) {
        return cp_fail_as(failure, &read.failures.items[0]);
    }
    if (cprobe_collector_monotonic_ns(collector, &read.monotonic_ns)) {
        cprobe_set(&read.present_fields, CPROBE_MEMORY_MONOTONIC);
    }
    *memory = read;
    return CPROBE_OK;
}

#endif

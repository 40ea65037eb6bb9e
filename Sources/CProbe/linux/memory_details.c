#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "../failure.h"
#include "../format/meminfo.h"
#include "../format/memory_zones.h"
#include "../format/slabinfo.h"
#include "../format/vmstat.h"
#include "../source/descriptor.h"
#include "collector_state.h"

// What receives the lines of a file.
typedef cprobe_result (*parser)(cp_lines *lines, uint32_t page_bytes, cprobe_memory_lists *lists,
                                cprobe_failure *failure);

static cp_memory_zones zones_of(cprobe_memory_lists *lists) {
    return (cp_memory_zones){lists->zones, lists->zone_capacity, &lists->zone_count};
}

static cprobe_result parse_zoneinfo(cp_lines *lines, uint32_t page_bytes,
                                    cprobe_memory_lists *lists, cprobe_failure *failure) {
    cp_memory_zones zones = zones_of(lists);
    return cp_zoneinfo_parse(lines, page_bytes, &zones, failure);
}

static cprobe_result parse_buddyinfo(cp_lines *lines, uint32_t page_bytes,
                                     cprobe_memory_lists *lists, cprobe_failure *failure) {
    (void)page_bytes; // Blocks are counted, not measured.
    cp_memory_zones zones = zones_of(lists);
    return cp_buddyinfo_parse(lines, &zones, failure);
}

static cprobe_result parse_slabinfo(cp_lines *lines, uint32_t page_bytes,
                                    cprobe_memory_lists *lists, cprobe_failure *failure) {
    return cp_slabinfo_parse(lines, page_bytes, lists->slabs, lists->slab_capacity,
                             &lists->slab_count, failure);
}

static cprobe_result parse_counters(cp_lines *lines, uint32_t page_bytes,
                                    cprobe_memory_lists *lists, cprobe_failure *failure) {
    (void)page_bytes; // The numbers are listed as printed.
    return cp_vmstat_counters_parse(lines, lists->counters, lists->counter_capacity,
                                    &lists->counter_count, failure);
}

// The page size of this root. In a captured one it follows from /proc/meminfo and /proc/vmstat; 0
// if they do not show it.
static uint32_t page_bytes_of(cp_collector *state) {
    if (state->machine.page_bytes != 0) {
        return state->machine.page_bytes;
    }
    static const char meminfo[] = "/proc/meminfo";
    static const char vmstat[] = "/proc/vmstat";
    cprobe_memory memory = {0};
    cp_span text;
    if (cp_read_once(&state->reader, meminfo, meminfo, &text, NULL) != CPROBE_OK ||
        cp_meminfo_parse(text, cp_meminfo_all(), &memory, NULL) != CPROBE_OK ||
        cp_read_once(&state->reader, vmstat, vmstat, &text, NULL) != CPROBE_OK) {
        return 0;
    }
    cp_lines lines = cp_lines_of(text.bytes, text.length);
    return cp_vmstat_page_bytes(&lines, &memory);
}

static void read_file(cp_collector *state, const char *path, parser parse, uint32_t page_bytes,
                      cprobe_memory_lists *lists, cprobe_failures *failures) {
    int descriptor = -1;
    cprobe_failure failure = {0};
    cprobe_result result =
        cp_root_open_file(&state->reader.root, path, path, &descriptor, &failure);
    if (result == CPROBE_OK) {
        cp_stream stream;
        cp_lines lines =
            cp_stream_lines(&state->reader, &stream, descriptor, CP_PRINTED_BY_RECORD);
        result = parse(&lines, page_bytes, lists, &failure);
        if (lines.result != CPROBE_OK) {
            failure.system_error = stream.system_error;
        }
        cp_close(descriptor);
    }
    if (result != CPROBE_OK) {
        cp_failures_add(failures, failure);
    }
}

cprobe_result cprobe_memory_details_read(cprobe_collector *collector,
                                         cprobe_memory_details *details,
                                         cprobe_memory_lists *lists, cprobe_failure *failure) {
    if (collector == NULL || details == NULL || lists == NULL ||
        (lists->zones == NULL && lists->zone_capacity != 0) ||
        (lists->slabs == NULL && lists->slab_capacity != 0) ||
        (lists->counters == NULL && lists->counter_capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "memory_details", 0, 0);
    }
    cp_collector *state = cp_collector_of(collector);
    const uint32_t page_bytes = page_bytes_of(state);
    cprobe_memory_details read = {0};
    lists->zone_count = 0;
    lists->slab_count = 0;
    lists->counter_count = 0;
    read_file(state, "/proc/zoneinfo", parse_zoneinfo, page_bytes, lists, &read.failures);
    read_file(state, "/proc/buddyinfo", parse_buddyinfo, page_bytes, lists, &read.failures);
    read_file(state, "/proc/slabinfo", parse_slabinfo, page_bytes, lists, &read.failures);
    read_file(state, "/proc/vmstat", parse_counters, page_bytes, lists, &read.failures);
    if (lists->zone_count == 0 && lists->slab_count == 0 && lists->counter_count == 0) {
        return read.failures.count != 0
                   ? cp_fail_as(failure, &read.failures.items[0])
                   : cp_fail(failure, CPROBE_MALFORMED, "/proc/zoneinfo", 0, 0);
    }
    if (page_bytes == 0 && (lists->zone_count != 0 || lists->slab_count != 0)) {
        cp_failures_add(&read.failures,
                        (cprobe_failure){CPROBE_NOT_FOUND, 0, 0, "the page size"});
    }
    read.has_monotonic = cp_reader_monotonic_ns(&state->reader, &read.monotonic_ns);
    *details = read;
    return CPROBE_OK;
}

#endif

#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include <time.h>

#include "../failure.h"
#include "../format/stat.h"
#include "../include/cprobe/load.h"
#include "collector_state.h"

enum { NS_PER_SECOND = 1000000000 };

// Reads the clocks from which the kernel prints /proc/uptime, and btime of /proc/stat.
static void read_clocks(cprobe_load *load) {
    struct timespec boot;
    struct timespec wall;
    (void)clock_gettime(CLOCK_BOOTTIME, &boot);
    (void)clock_gettime(CLOCK_REALTIME, &wall);
    const uint64_t uptime = (uint64_t)boot.tv_sec * NS_PER_SECOND + (uint64_t)boot.tv_nsec;
    const uint64_t now = (uint64_t)wall.tv_sec * NS_PER_SECOND + (uint64_t)wall.tv_nsec;
    load->uptime_ns = uptime;
    cprobe_set(&load->present_fields, CPROBE_LOAD_UPTIME);
    if (now >= uptime) {
        load->boot_time_ns = (now - uptime) / NS_PER_SECOND * NS_PER_SECOND;
        cprobe_set(&load->present_fields, CPROBE_LOAD_BOOT_TIME);
    } else {
        // The wall clock is not set yet: by it, the machine was booted before 1970.
        cp_failures_add(&load->failures,
                        (cprobe_failure){CPROBE_MALFORMED, 0, 0, "the wall clock"});
    }
}

static cprobe_result read_averages(cp_reader *reader, cprobe_load *load,
                                   cprobe_failure *failure) {
    cp_span text;
    const cprobe_result result = cp_cached_read(reader, CP_FILE_LOADAVG, &text, failure);
    return result == CPROBE_OK ? cprobe_loadavg_parse(text.bytes, text.length, load, failure)
                               : result;
}

static void read_files(cp_reader *reader, cprobe_load *load) {
    cprobe_failure failure;
    cp_span text;
    cprobe_result result = cp_cached_read(reader, CP_FILE_UPTIME, &text, &failure);
    if (result == CPROBE_OK) {
        result = cprobe_uptime_parse(text.bytes, text.length, &load->uptime_ns, &failure);
    }
    if (result == CPROBE_OK) {
        cprobe_set(&load->present_fields, CPROBE_LOAD_UPTIME);
    } else {
        cp_failures_add(&load->failures, failure);
    }
    cp_stream stream;
    cp_lines lines;
    result = cp_cached_lines(reader, CP_FILE_STAT, &stream, &lines, &failure);
    if (result == CPROBE_OK) {
        result = cp_stat_parse_boot_time(&lines, &load->boot_time_ns, &failure);
    }
    if (result == CPROBE_OK) {
        cprobe_set(&load->present_fields, CPROBE_LOAD_BOOT_TIME);
    } else {
        cp_failures_add(&load->failures, failure);
    }
}

// Whether the clocks may replace /proc/uptime. If lxcfs covers that file, it reports the
// container's uptime. The kernel's own file has the machine's uptime, as the clocks do, even if the
// mounted procfs lacks the file.
static bool have_clocks(cp_reader *reader) {
    if (reader->root.kind == CPROBE_ROOT_CAPTURED) {
        return false;
    }
    const cprobe_result result = cp_cached_open(reader, CP_FILE_UPTIME, NULL);
    return result == CPROBE_OK ? cp_cached_is_genuine(reader, CP_FILE_UPTIME)
                               : result == CPROBE_NOT_FOUND;
}

static void read_times(cp_reader *reader, cprobe_load *load) {
    if (have_clocks(reader)) {
        read_clocks(load);
    } else {
        read_files(reader, load);
    }
}

cprobe_result cprobe_load_read(cprobe_collector *collector, cprobe_load *load,
                               cprobe_failure *failure) {
    if (collector == NULL || load == NULL) {
        return cp_fail(failure, CPROBE_INVALID, "load", 0, 0);
    }
    cp_reader *reader = &cp_collector_of(collector)->reader;
    cprobe_failure lost;
    const cprobe_result result = read_averages(reader, load, &lost);
    if (result == CPROBE_OK) {
        // In place: clearing and copying the list of failures would take a tenth of the reading.
        read_times(reader, load);
        return CPROBE_OK;
    }
    cprobe_load read = {0};
    cp_failures_add(&read.failures, lost);
    read_times(reader, &read);
    if (!cprobe_has_any(read.present_fields)) {
        return cp_fail_as(failure, &lost);
    }
    *load = read;
    return CPROBE_OK;
}

#endif

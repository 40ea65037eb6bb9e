#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "../failure.h"
#include "../format/cpu_work.h"
#include "../format/interrupts.h"
#include "../source/descriptor.h"
#include "collector_state.h"

// What receives the lines of a file.
typedef cprobe_result (*parser)(cp_lines *lines, cprobe_interrupt_lists *lists,
                                cprobe_failure *failure);

static cprobe_result parse_lines(cp_lines *lines, cprobe_interrupt_lists *lists,
                                 cprobe_failure *failure) {
    return cp_interrupts_parse(lines, lists->lines, lists->line_capacity, &lists->line_count,
                               failure);
}

static cp_cpu_works works_of(cprobe_interrupt_lists *lists) {
    return (cp_cpu_works){lists->cpus, lists->cpu_capacity, &lists->cpu_count};
}

static cprobe_result parse_schedstat(cp_lines *lines, cprobe_interrupt_lists *lists,
                                     cprobe_failure *failure) {
    cp_cpu_works works = works_of(lists);
    return cp_schedstat_parse(lines, &works, failure);
}

static cprobe_result parse_softnet(cp_lines *lines, cprobe_interrupt_lists *lists,
                                   cprobe_failure *failure) {
    cp_cpu_works works = works_of(lists);
    return cp_softnet_parse(lines, &works, failure);
}

static cprobe_result parse_softirqs(cp_lines *lines, cprobe_interrupt_lists *lists,
                                    cprobe_failure *failure) {
    cp_cpu_works works = works_of(lists);
    return cp_softirqs_parse(lines, &works, failure);
}

static cprobe_result read_file(cp_reader *reader, const char *path, parser parse,
                               cprobe_interrupt_lists *lists, cprobe_failure *failure) {
    int descriptor = -1;
    cprobe_result result = cp_root_open_file(&reader->root, path, path, &descriptor, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    cp_stream stream;
    cp_lines lines = cp_stream_lines(reader, &stream, descriptor, CP_PRINTED_BY_RECORD);
    result = parse(&lines, lists, failure);
    if (lines.result != CPROBE_OK) {
        failure->system_error = stream.system_error;
    }
    cp_close(descriptor);
    return result;
}

cprobe_result cprobe_interrupts_read(cprobe_collector *collector, cprobe_interrupts *interrupts,
                                     cprobe_interrupt_lists *lists, cprobe_failure *failure) {
    if (collector == NULL || interrupts == NULL || lists == NULL ||
        (lists->lines == NULL && lists->line_capacity != 0) ||
        (lists->cpus == NULL && lists->cpu_capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "interrupts", 0, 0);
    }
    cp_reader *reader = &cp_collector_of(collector)->reader;
    const char *softnet = reader->root.kind == CPROBE_ROOT_LIVE ? "/proc/1/net/softnet_stat"
                                                                : "/proc/net/softnet_stat";
    cprobe_interrupts read = {0};
    cprobe_failure first = {0};
    cprobe_failure lost = {0};
    lists->line_count = 0;
    lists->cpu_count = 0;
    if (read_file(reader, "/proc/interrupts", parse_lines, lists, &first) != CPROBE_OK) {
        cp_failures_add(&read.failures, first);
    }
    cprobe_result result = read_file(reader, "/proc/schedstat", parse_schedstat, lists, &lost);
    if (result != CPROBE_OK && result != CPROBE_NOT_FOUND) {
        cp_failures_add(&read.failures, lost);
    }
    result = read_file(reader, softnet, parse_softnet, lists, &lost);
    // A kernel before 5.10 does not name the CPUs.
    if (result != CPROBE_OK && result != CPROBE_UNSUPPORTED) {
        cp_failures_add(&read.failures, lost);
    }
    result = read_file(reader, "/proc/softirqs", parse_softirqs, lists, &lost);
    if (result != CPROBE_OK && result != CPROBE_NOT_FOUND) {
        cp_failures_add(&read.failures, lost);
    }
    if (lists->line_count == 0 && lists->cpu_count == 0) {
        return read.failures.count != 0
                   ? cp_fail_as(failure, &read.failures.items[0])
                   : cp_fail(failure, CPROBE_MALFORMED, "/proc/interrupts", 0, 0);
    }
    read.has_monotonic = cp_reader_monotonic_ns(reader, &read.monotonic_ns);
    *interrupts = read;
    return CPROBE_OK;
}

#endif

#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "../failure.h"
#include "../include/cprobe/pressure.h"
#include "../source/descriptor.h"
#include "collector_state.h"
#include "stalls.h"

_Static_assert(CP_FILE_PRESSURE_IRQ == CP_FILE_PRESSURE_CPU + CP_STALLS - 1, "consecutive");

// Completes a reading: OK if any resource could be read.
static cprobe_result finish(const cp_reader *reader, cprobe_pressure *read,
                            const cprobe_failure *first, cprobe_pressure *pressure,
                            cprobe_failure *failure) {
    if (!cprobe_has_any(read->present_fields)) {
        return cp_fail(failure, first->code, first->source, first->line, first->system_error);
    }
    if (cp_reader_monotonic_ns(reader, &read->monotonic_ns)) {
        cprobe_set(&read->present_fields, CPROBE_PRESSURE_MONOTONIC);
    }
    *pressure = *read;
    return CPROBE_OK;
}

cprobe_result cprobe_pressure_read(cprobe_collector *collector, cprobe_pressure *pressure,
                                   cprobe_failure *failure) {
    if (collector == NULL || pressure == NULL) {
        return cp_fail(failure, CPROBE_INVALID, "pressure", 0, 0);
    }
    cp_reader *reader = &cp_collector_of(collector)->reader;
    cprobe_pressure read = {0};
    cprobe_failure first = {0};
    cprobe_result irq_result = CPROBE_OK;
    for (unsigned resource = 0; resource < CP_STALLS; resource += 1) {
        const cp_file file = (cp_file)(CP_FILE_PRESSURE_CPU + resource);
        cp_stalls_text from = {.name = cp_cached_path(reader, file)};
        from.result = cp_cached_read(reader, file, &from.text, &from.failure);
        irq_result = from.result; // The last resource is irq.
        cp_stalls_add(&read, resource, &from, &first);
    }
    // The set of files is fixed when the kernel is built and booted.
    if (irq_result == CPROBE_NOT_FOUND && cprobe_has_any(read.present_fields)) {
        cp_cached_set_missing(reader, CP_FILE_PRESSURE_IRQ);
    }
    return finish(reader, &read, &first, pressure, failure);
}

cprobe_result cprobe_pressure_read_cgroup(cprobe_collector *collector, const char *cgroup,
                                         cprobe_pressure *pressure, cprobe_failure *failure) {
    if (collector == NULL || pressure == NULL || cgroup == NULL || cgroup[0] != '/') {
        return cp_fail(failure, CPROBE_INVALID, "the directory of the cgroup", 0, 0);
    }
    cp_reader *reader = &cp_collector_of(collector)->reader;
    int directory = -1;
    const cprobe_result result = cp_root_open_mounted(
        &reader->root, cgroup, "the directory of the cgroup", &directory, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    cprobe_pressure read = {0};
    cprobe_failure first = {0};
    for (unsigned resource = 0; resource < CP_STALLS; resource += 1) {
        cp_stalls_text from = {.name = cp_stalls_cgroup_files[resource]};
        int file = -1;
        from.result =
            cp_root_open_file_in(&reader->root, directory, from.name, &file, &from.failure);
        size_t length = 0;
        if (from.result == CPROBE_OK) {
            from.result = cp_read_whole(file, CP_PRINTED_WHOLE, cp_scratch(reader),
                                        CP_SCRATCH_BYTES, &length, from.name, &from.failure);
            from.text = cp_span_make(cp_scratch(reader), length);
            cp_close(file);
        }
        cp_stalls_add(&read, resource, &from, &first);
    }
    cp_close(directory);
    return finish(reader, &read, &first, pressure, failure);
}

#endif

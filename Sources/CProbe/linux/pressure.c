#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "../failure.h"
#include "../include/cprobe/pressure.h"
#include "../presence.h"
#include "../source/descriptor.h"
#include "collector_state.h"
#include "group.h"

enum { RESOURCES = 4 };

_Static_assert(CP_FILE_PRESSURE_IRQ == CP_FILE_PRESSURE_CPU + RESOURCES - 1, "consecutive");
_Static_assert(CPROBE_PRESSURE_IRQ_FULL == 2 * RESOURCES - 1, "two bits a resource, in this order");

// What there is of one resource: its text, or why there is none.
typedef struct source {
    cprobe_result result;
    cp_span text;
    const char *name;
    cprobe_failure failure;
} source;

// Adds one resource to the reading. Its failure joins the others; `first` keeps the one that tells
// most.
static void add(cprobe_pressure *pressure, unsigned resource, source *from, cprobe_failure *first) {
    cprobe_stalls *stalls[RESOURCES] = {&pressure->cpu, &pressure->memory, &pressure->io,
                                        &pressure->irq};
    bool has_some = false;
    bool has_full = false;
    if (from->result == CPROBE_OK) {
        from->result = cprobe_pressure_parse(from->text.bytes, from->text.length, stalls[resource],
                                             &has_some, &has_full, &from->failure);
        from->failure.source = from->name;
    }
    cp_presence_set_if(&pressure->present_fields, 2 * resource, has_some);
    cp_presence_set_if(&pressure->present_fields, 2 * resource + 1, has_full);
    if (from->result == CPROBE_OK) {
        // What every kernel prints: cpu had no "full" before 5.13, irq has no "some".
        static const unsigned lines[RESOURCES] = {1, 3, 3, 2};
        const unsigned missing = lines[resource] & ~((unsigned)has_some | (unsigned)has_full << 1);
        if (missing != 0) {
            cp_failures_add(&pressure->failures,
                            (cprobe_failure){CPROBE_MALFORMED, 0, 0, from->name});
        }
        return;
    }
    const bool is_missing = from->result == CPROBE_NOT_FOUND;
    if (first->code == CPROBE_OK || (first->code == CPROBE_NOT_FOUND && !is_missing)) {
        *first = from->failure;
    }
    // Most kernels have no irq pressure: that it is absent says so.
    if (resource != RESOURCES - 1 || !is_missing) {
        cp_failures_add(&pressure->failures, from->failure);
    }
}

static const char *const group_files[RESOURCES] = {"cpu.pressure", "memory.pressure", "io.pressure",
                                                   "irq.pressure"};

// The end of both calls: an answer, if any resource gave one.
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
    for (unsigned resource = 0; resource < RESOURCES; resource += 1) {
        const cp_file file = (cp_file)(CP_FILE_PRESSURE_CPU + resource);
        source from = {.name = cp_cached_path(reader, file)};
        from.result = cp_cached_read(reader, file, &from.text, &from.failure);
        irq_result = from.result; // The last is irq.
        add(&read, resource, &from, &first);
    }
    // Which files there are was decided when the kernel was built and booted.
    if (irq_result == CPROBE_NOT_FOUND && cprobe_has_any(read.present_fields)) {
        cp_cached_set_missing(reader, CP_FILE_PRESSURE_IRQ);
    }
    return finish(reader, &read, &first, pressure, failure);
}

cprobe_result cprobe_pressure_read_group(cprobe_collector *collector, const char *group,
                                         cprobe_pressure *pressure, cprobe_failure *failure) {
    if (collector == NULL || pressure == NULL || group == NULL || group[0] != '/') {
        return cp_fail(failure, CPROBE_INVALID, "the directory of the group", 0, 0);
    }
    cp_reader *reader = &cp_collector_of(collector)->reader;
    int directory = -1;
    const cprobe_result result = cp_root_open_mounted(
        &reader->root, group, "the directory of the group", &directory, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    cprobe_pressure read = {0};
    cprobe_failure first = {0};
    for (unsigned resource = 0; resource < RESOURCES; resource += 1) {
        source from = {.name = group_files[resource]};
        int file = -1;
        from.result = cp_root_open_file_in(&reader->root, directory, group_files[resource], &file,
                                           &from.failure);
        size_t length = 0;
        if (from.result == CPROBE_OK) {
            from.result = cp_read_whole(file, CP_PRINTED_WHOLE, cp_scratch(reader),
                                        CP_SCRATCH_BYTES, &length, group_files[resource],
                                        &from.failure);
            from.text = cp_span_make(cp_scratch(reader), length);
            cp_close(file);
        }
        add(&read, resource, &from, &first);
    }
    cp_close(directory);
    return finish(reader, &read, &first, pressure, failure);
}

// A group without any of them has pressure switched off, which is no failure.
void cp_group_read_pressure(cp_group *group) {
    cprobe_pressure read = {0};
    cprobe_failure first = {0};
    for (unsigned resource = 0; resource < RESOURCES; resource += 1) {
        source from = {.name = group_files[resource]};
        from.result = cp_group_read_text(group, group_files[resource], &from.text, &from.failure);
        add(&read, resource, &from, &first);
    }
    // Switched on again by cgroup.pressure, since 6.1: then the files are there again.
    cprobe_fact is_on = {0};
    if (!cprobe_has_any(read.present_fields)) {
        cp_group_read_fact(group, "cgroup.pressure", CP_FACT_NUMBER, &is_on);
        group->pass->has_changed = group->pass->has_changed || is_on.value == 1;
    }
    if (cprobe_has_any(read.present_fields) &&
        cp_reader_monotonic_ns(group->pass->reader, &read.monotonic_ns)) {
        cprobe_set(&read.present_fields, CPROBE_PRESSURE_MONOTONIC);
    }
    for (uint32_t index = 0; index < read.failures.count && index < CPROBE_FAILURES_KEPT;
         index += 1) {
        if (read.failures.items[index].code != CPROBE_NOT_FOUND) {
            cp_failures_add(&group->quota->failures, read.failures.items[index]);
        }
    }
    read.failures = (cprobe_failures){0};
    group->quota->pressure = read;
}

#endif

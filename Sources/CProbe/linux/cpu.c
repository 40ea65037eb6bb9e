#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "../failure.h"
#include "../format/stat.h"
#include "../presence.h"
#include "collector_state.h"

// Records a count. A failure makes the field absent.
static void note_count(cprobe_cpu *cpu, cprobe_cpu_field field, cprobe_result result,
                       cprobe_failure failure) {
    if (result == CPROBE_OK) {
        cprobe_set(&cpu->present_fields, field);
    } else {
        cp_failures_add(&cpu->failures, failure);
    }
}

static void read_counts(cp_collector *collector, cprobe_cpu *cpu, size_t rows,
                        cprobe_shared *shared) {
    cp_reader *reader = &collector->reader;
    cp_topology *topology = &collector->topology;
    cprobe_failure failure = {0};
    cprobe_result result = cp_linux_read_possible(reader, topology, &cpu->possible, &failure);
    note_count(cpu, CPROBE_CPU_POSSIBLE, result, failure);
    result = cp_linux_read_cpulist(reader, CP_FILE_PRESENT, &cpu->present, &failure);
    note_count(cpu, CPROBE_CPU_PRESENT, result, failure);
    // Each online CPU has a row in /proc/stat: their number is the fallback if /sys lacks it.
    if (cp_linux_read_online(reader, topology, &cpu->online, &failure) != CPROBE_OK) {
        cpu->online = (uint32_t)rows;
        cp_failures_add(&cpu->failures, failure);
    } else if (shared != NULL) {
        shared->online = cpu->online;
    }
    for (unsigned index = 0; index < 2; index += 1) {
        if (topology->failures[index].code != CPROBE_OK) {
            cp_failures_add(&cpu->failures, topology->failures[index]);
        }
    }
    cpu->physical_cores = topology->physical_cores;
    cpu->packages = topology->packages;
    // 0 means unknown for each of these.
    cprobe_presence *present = &cpu->present_fields;
    cp_presence_set_if(present, CPROBE_CPU_ONLINE, cpu->online != 0);
    cp_presence_set_if(present, CPROBE_CPU_PHYSICAL_CORES, cpu->physical_cores != 0);
    cp_presence_set_if(present, CPROBE_CPU_PACKAGES, cpu->packages != 0);
}

// Reads the times and the counters. A failure is the first in the reading's list.
static void read_stat(cp_collector *collector, cprobe_cpu *cpu, cprobe_logical_cpu *items,
                      size_t capacity, size_t *rows) {
    cp_reader *reader = &collector->reader;
    cprobe_failure failure;
    cprobe_result result = CPROBE_OK;
    for (unsigned tries = 0; tries < 2; tries += 1) {
        cp_stream stream;
        cp_lines lines;
        const bool was_open = cp_cached_is_open(reader, CP_FILE_STAT);
        result = cp_cached_lines(reader, CP_FILE_STAT, &stream, &lines, &failure);
        if (result == CPROBE_OK) {
            result = cp_stat_parse(&lines, collector->machine.ticks_per_second, cpu, items,
                                   capacity, rows, &failure);
        }
        if (result == CPROBE_OK || result == CPROBE_MALFORMED || !was_open) {
            break;
        }
        cp_cached_close(reader, CP_FILE_STAT); // The descriptor is stale: open the file again, and
                                               // retry once.
    }
    if (result != CPROBE_OK) {
        cp_cached_close(reader, CP_FILE_STAT);
        cp_failures_add(&cpu->failures, failure);
    }
}

cprobe_result cprobe_cpu_read(cprobe_collector *collector, cprobe_cpu *cpu,
                              cprobe_logical_cpu *items, size_t capacity, size_t *count,
                              cprobe_shared *shared, cprobe_failure *failure) {
    if (collector == NULL || cpu == NULL || count == NULL || (items == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "cpu", 0, 0);
    }
    cprobe_cpu read = {0};
    size_t rows = 0;
    cp_collector *state = cp_collector_of(collector);
    read_stat(state, &read, items, capacity, &rows);
    const bool has_clock = cp_reader_monotonic_ns(&state->reader, &read.monotonic_ns);
    read_counts(state, &read, rows, shared);
    if (!cprobe_has_any(read.present_fields) && rows == 0) {
        return cp_fail_as(failure, &read.failures.items[0]);
    }
    cp_presence_set_if(&read.present_fields, CPROBE_CPU_MONOTONIC, has_clock);
    *cpu = read;
    *count = rows;
    return CPROBE_OK;
}

#endif

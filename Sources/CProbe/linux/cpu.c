#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "../failure.h"
#include "../format/stat.h"
#include "../presence.h"
#include "linux.h"

cprobe_result cp_linux_read_cpulist(cprobe_collector *collector, cp_kept_file file,
                                    uint32_t *count, cprobe_failure *failure) {
    cp_span text;
    cprobe_result result = cp_kept_read(collector, file, &text, failure);
    if (result == CPROBE_OK) {
        result = cp_linux_count_cpus(collector, file, text, count, failure);
    }
    return result;
}

// Reads one of the counts; its failure costs the field.
static void read_count(cprobe_collector *collector, cp_kept_file file, uint32_t *count,
                       cprobe_cpu_field field, cprobe_cpu *cpu) {
    cprobe_failure failure;
    if (cp_linux_read_cpulist(collector, file, count, &failure) == CPROBE_OK) {
        cprobe_set(&cpu->present_fields, field);
    } else {
        cp_failures_add(&cpu->failures, failure);
    }
}

// How many CPUs there can be. A running kernel is asked once: this stands since it was booted.
static void read_possible(cprobe_collector *collector, cprobe_cpu *cpu) {
    if (collector->possible != 0) {
        cpu->possible = collector->possible;
        cprobe_set(&cpu->present_fields, CPROBE_CPU_POSSIBLE);
        return;
    }
    read_count(collector, CP_KEPT_POSSIBLE, &cpu->possible, CPROBE_CPU_POSSIBLE, cpu);
    if (collector->kept[CP_KEPT_POSSIBLE].genuine &&
        collector->root.kind != CPROBE_ROOT_CAPTURED) {
        collector->possible = cpu->possible;
        cp_kept_close(collector, CP_KEPT_POSSIBLE);
    }
}

static void read_counts(cprobe_collector *collector, cprobe_cpu *cpu, size_t rows) {
    read_possible(collector, cpu);
    read_count(collector, CP_KEPT_PRESENT, &cpu->present, CPROBE_CPU_PRESENT, cpu);
    // Each online CPU has a row of its own, so the rows say how many there are where /sys does not.
    cprobe_failure failure;
    if (cp_linux_read_online(collector, &cpu->online, &failure) == CPROBE_OK) {
        collector->told.online = cpu->online;
    } else {
        cpu->online = (uint32_t)rows;
        cp_failures_add(&cpu->failures, failure);
    }
    for (unsigned index = 0; index < 2; index += 1) {
        if (collector->topology_failures[index].code != CPROBE_OK) {
            cp_failures_add(&cpu->failures, collector->topology_failures[index]);
        }
    }
    cpu->physical_cores = collector->physical_cores;
    cpu->packages = collector->packages;
    // None of these is ever 0.
    cprobe_presence *present = &cpu->present_fields;
    cp_presence_set_if(present, CPROBE_CPU_ONLINE, cpu->online != 0);
    cp_presence_set_if(present, CPROBE_CPU_PHYSICAL_CORES, cpu->physical_cores != 0);
    cp_presence_set_if(present, CPROBE_CPU_PACKAGES, cpu->packages != 0);
}

// Reads the times and the counters. Its failure is the first of the reading.
static void read_stat(cprobe_collector *collector, cprobe_cpu *cpu, cprobe_logical_cpu *items,
                      size_t capacity, size_t *rows) {
    cprobe_failure failure;
    cprobe_result result = CPROBE_OK;
    for (unsigned tries = 0; tries < 2; tries += 1) {
        cp_stream stream;
        cp_lines lines;
        const bool was_open = collector->kept[CP_KEPT_STAT].descriptor >= 0;
        result = cp_kept_lines(collector, CP_KEPT_STAT, &stream, &lines, &failure);
        if (result == CPROBE_OK) {
            result = cp_stat_parse(&lines, collector->ticks_per_second, cpu, items, capacity, rows,
                                   &failure);
        }
        if (result == CPROBE_OK || result == CPROBE_MALFORMED || !was_open) {
            break;
        }
        cp_kept_close(collector, CP_KEPT_STAT); // It has gone bad: once more from a new one.
    }
    if (result != CPROBE_OK) {
        cp_kept_close(collector, CP_KEPT_STAT);
        cp_failures_add(&cpu->failures, failure);
    }
}

cprobe_result cprobe_cpu_read(cprobe_collector *collector, cprobe_cpu *cpu,
                              cprobe_logical_cpu *items, size_t capacity, size_t *count,
                              cprobe_failure *failure) {
    if (collector == NULL || cpu == NULL || count == NULL || (items == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "cpu", 0, 0);
    }
    cprobe_cpu read = {0};
    size_t rows = 0;
    read_stat(collector, &read, items, capacity, &rows);
    const bool has_clock = cprobe_collector_monotonic_ns(collector, &read.monotonic_ns);
    read_counts(collector, &read, rows);
    if (!cprobe_has_any(read.present_fields) && rows == 0) {
        return cp_fail_as(failure, &read.failures.items[0]);
    }
    cp_presence_set_if(&read.present_fields, CPROBE_CPU_MONOTONIC, has_clock);
    *cpu = read;
    *count = rows;
    return CPROBE_OK;
}

#endif

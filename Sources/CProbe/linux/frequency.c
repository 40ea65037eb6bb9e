#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "../failure.h"
#include "../format/cgroup_files.h"
#include "../format/cpulist.h"
#include "collector_state.h"
#include "topology.h"

enum { HZ_PER_KHZ = 1000 };

// Reads a frequency in kHz. A value that the driver does not know ("<unknown>", or 0) is absent,
// and no failure.
static bool read_hz(cp_reader *reader, uint64_t id, const char *file, const char *source,
                    uint64_t *hz, cprobe_failure *failure) {
    cp_span text;
    uint64_t khz = 0;
    *failure = (cprobe_failure){0};
    if (cp_linux_read_of_cpu(reader, id, file, source, &text, failure) != CPROBE_OK) {
        return false;
    }
    if (cp_span_starts(text, cp_span_of("<unknown>"))) {
        return false;
    }
    if (!cp_number_parse(text, &khz) || __builtin_mul_overflow(khz, (uint64_t)HZ_PER_KHZ, hz)) {
        (void)cp_fail(failure, CPROBE_MALFORMED, source, 1, 0);
        return false;
    }
    return *hz != 0;
}

// Records the first failure. A missing file is none: the CPU has no driver, or the driver does not
// report this frequency.
static void note(cprobe_cpu_frequency *item, cprobe_failure failure) {
    if (item->failure.code == CPROBE_OK && failure.code != CPROBE_NOT_FOUND) {
        item->failure = failure;
    }
}

static cprobe_cpu_frequency read_frequency(cp_reader *reader, uint64_t id) {
    cprobe_cpu_frequency item = {.id = (uint32_t)id};
    cprobe_failure failure;
    item.has_current = read_hz(reader, id, "/cpufreq/scaling_cur_freq",
                               "/sys/devices/system/cpu/cpuN/cpufreq/scaling_cur_freq",
                               &item.current_hz, &failure);
    if (!item.has_current) {
        cprobe_failure second;
        // Some drivers report only the frequency read from the hardware; mostly readable by root
        // only.
        item.has_current = read_hz(reader, id, "/cpufreq/cpuinfo_cur_freq",
                                   "/sys/devices/system/cpu/cpuN/cpufreq/cpuinfo_cur_freq",
                                   &item.current_hz, &second);
        if (!item.has_current) {
            note(&item, failure);
            note(&item, second);
        }
    }
    item.has_minimum = read_hz(reader, id, "/cpufreq/cpuinfo_min_freq",
                               "/sys/devices/system/cpu/cpuN/cpufreq/cpuinfo_min_freq",
                               &item.minimum_hz, &failure);
    note(&item, failure);
    item.has_maximum = read_hz(reader, id, "/cpufreq/cpuinfo_max_freq",
                               "/sys/devices/system/cpu/cpuN/cpufreq/cpuinfo_max_freq",
                               &item.maximum_hz, &failure);
    note(&item, failure);
    return item;
}

cprobe_result cprobe_cpu_frequency_read(cprobe_collector *collector, cprobe_cpu_frequency *items,
                                        size_t capacity, size_t *count, cprobe_failure *failure) {
    static const char source[] = "/sys/devices/system/cpu/cpuN/cpufreq";
    if (collector == NULL || count == NULL || (items == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    cp_reader *reader = &cp_collector_of(collector)->reader;
    cp_cpus cpus;
    cprobe_failure lost = {0};
    if (cp_linux_copy_cpus(reader, &cpus, &lost) != CPROBE_OK) {
        return cp_fail_as(failure, &lost);
    }
    if (cpus.count > CP_CPUS_READ) {
        return cp_fail(failure, CPROBE_TOO_LARGE, cp_cached_path(reader, CP_FILE_ONLINE), 1, 0);
    }
    size_t found = 0;
    bool has_any = false;
    uint64_t first = 0;
    uint64_t last = 0;
    while (cp_cpulist_take_range(&cpus.text, &first, &last)) {
        for (uint64_t id = first; id <= last; id += 1) {
            const cprobe_cpu_frequency item = read_frequency(reader, id);
            const bool has_one = item.has_current || item.has_minimum || item.has_maximum;
            has_any = has_any || has_one;
            lost = lost.code == CPROBE_OK ? item.failure : lost;
            if (!has_one && item.failure.code == CPROBE_OK && cpus.has_offline) {
                continue;
            }
            if (found < capacity) {
                items[found] = item;
            }
            found += 1;
        }
        (void)cp_take_byte(&cpus.text, ',');
    }
    if (!has_any) {
        return lost.code != CPROBE_OK ? cp_fail_as(failure, &lost)
                                      : cp_fail(failure, CPROBE_NOT_FOUND, source, 0, 0);
    }
    *count = found;
    return CPROBE_OK;
}

#endif

#define _GNU_SOURCE 1
#include "../platform.h"
#if CP_PLATFORM_LINUX

#include "../failure.h"
#include "../format/cgroup_files.h"
#include "../format/cpulist.h"
#include "../text/build.h"
#include "../text/hash.h"
#include "linux.h"

enum {
    HZ_PER_KHZ = 1000,
    // Linux has at most 8,192 CPUs; a captured root may say that there are 4 thousand millions.
    CPUS_ASKED = 1 << 16,
    NAMED_CPUS = 8192,
    WORD_BITS = 64
};

// Stands for the text of the list of online CPUs. Never 0.
static uint64_t key_of(cp_span text) {
    const uint64_t key = cp_hash_add(cp_hash_start, text);
    return key == 0 ? 1 : key;
}

cprobe_result cp_linux_copy_online(cprobe_collector *collector, char list[CP_LIST_BYTES],
                                   cp_span *text, uint32_t *count, cprobe_failure *failure) {
    cp_span read;
    cprobe_result result = cp_kept_read(collector, CP_KEPT_ONLINE, &read, failure);
    if (result == CPROBE_OK) {
        result = cprobe_cpulist_parse(read.bytes, read.length, count, NULL, failure);
        if (result != CPROBE_OK && failure != NULL) {
            failure->source = cp_kept_path(collector, CP_KEPT_ONLINE);
        }
    }
    if (result != CPROBE_OK) {
        return result;
    }
    if (read.length > CP_LIST_BYTES) {
        return cp_fail(failure, CPROBE_TOO_LARGE, cp_kept_path(collector, CP_KEPT_ONLINE), 1, 0);
    }
    memcpy(list, read.bytes, read.length);
    *text = cp_span_make(list, read.length);
    return CPROBE_OK;
}

cprobe_result cp_linux_read_of_cpu(cprobe_collector *collector, uint64_t id, const char *file,
                                   const char *source, cp_span *text, cprobe_failure *failure) {
    char path[128];
    cp_build build = {path, sizeof path, 0, false};
    cp_build_add(&build, cp_span_of("/sys/devices/system/cpu/cpu"));
    cp_build_add_number(&build, id);
    cp_build_add(&build, cp_span_of(file));
    return cp_read_once(collector, path, source, text, failure);
}

cprobe_result cp_linux_copy_list(cprobe_collector *collector, uint64_t id, const char *file,
                                 const char *source, char list[CP_LIST_BYTES], cp_span *text,
                                 uint32_t *first, cprobe_failure *failure) {
    cp_span read;
    uint32_t count = 0;
    cprobe_result result = cp_linux_read_of_cpu(collector, id, file, source, &read, failure);
    if (result == CPROBE_OK) {
        result = cprobe_cpulist_parse(read.bytes, read.length, &count, first, failure);
        failure->source = source;
    }
    if (result != CPROBE_OK) {
        return result;
    }
    if (read.length > CP_LIST_BYTES) {
        return cp_fail(failure, CPROBE_TOO_LARGE, source, 1, 0);
    }
    memcpy(list, read.bytes, read.length);
    *text = cp_span_make(list, read.length);
    return CPROBE_OK;
}

// CPUs that a list read before has named, each with the first of its core or package.
typedef struct named_cpus {
    uint64_t words[NAMED_CPUS / WORD_BITS];
} named_cpus;

static bool is_named(const named_cpus *named, uint64_t id) {
    return id < NAMED_CPUS && (named->words[id / WORD_BITS] >> id % WORD_BITS & 1) != 0;
}

// Adds what a list names that was parsed.
static void add_names(named_cpus *named, cp_span list) {
    uint64_t first = 0;
    uint64_t last = 0;
    while (cp_cpulist_take_range(&list, &first, &last)) {
        for (uint64_t id = first; id <= last && id < NAMED_CPUS; id += 1) {
            named->words[id / WORD_BITS] |= (uint64_t)1 << id % WORD_BITS;
        }
        (void)cp_take_byte(&list, ',');
    }
}

// Counts the core, or package, that a CPU is the first of by this file of its topology. Where the file
// of another CPU has named this one, it is not the first, and its own is left: most of them are.
static cprobe_result count_unit(cprobe_collector *collector, uint64_t id, const char *file,
                                const char *source, named_cpus *named, uint32_t *units,
                                cprobe_failure *failure) {
    if (is_named(named, id)) {
        return CPROBE_OK;
    }
    cp_span text;
    cprobe_result result = cp_linux_read_of_cpu(collector, id, file, source, &text, failure);
    uint32_t count = 0;
    uint32_t first = 0;
    if (result == CPROBE_OK) {
        result = cprobe_cpulist_parse(text.bytes, text.length, &count, &first, failure);
    }
    if (result != CPROBE_OK) {
        failure->source = source;
        return result;
    }
    *units += count != 0 && first == id ? 1 : 0;
    add_names(named, text);
    return CPROBE_OK;
}

// Each core, and each package, is counted at the first of its online CPUs.
static cprobe_result count_all(cprobe_collector *collector, cp_span online,
                               cprobe_failure *failure) {
    static const char cores_source[] = "/sys/devices/system/cpu/cpuN/topology/thread_siblings_list";
    static const char packages_source[] = "/sys/devices/system/cpu/cpuN/topology/core_siblings_list";
    named_cpus of_cores = {0};
    named_cpus of_packages = {0};
    uint32_t cores = 0;
    uint32_t packages = 0;
    uint64_t first = 0;
    uint64_t last = 0;
    while (cp_cpulist_take_range(&online, &first, &last)) {
        for (uint64_t id = first; id <= last; id += 1) {
            cprobe_result result = count_unit(collector, id, "/topology/thread_siblings_list",
                                              cores_source, &of_cores, &cores, failure);
            if (result == CPROBE_OK) {
                result = count_unit(collector, id, "/topology/core_siblings_list", packages_source,
                                    &of_packages, &packages, failure);
            }
            if (result != CPROBE_OK) {
                return result;
            }
        }
        (void)cp_take_byte(&online, ',');
    }
    collector->physical_cores = cores;
    collector->packages = packages;
    return CPROBE_OK;
}

cprobe_result cp_linux_read_online(cprobe_collector *collector, uint32_t *count,
                                   cprobe_failure *failure) {
    char list[CP_LIST_BYTES];
    cp_span online;
    const cprobe_result result = cp_linux_copy_online(collector, list, &online, count, failure);
    if (result != CPROBE_OK) {
        collector->topology_key = 0;
        collector->topology_failure = *failure;
        return result;
    }
    const uint64_t key = key_of(online);
    if (key != collector->topology_key) {
        cprobe_failure lost = {0};
        (void)count_all(collector, online, &lost);
        collector->topology_failure = lost;
        // A want of descriptors passes; anything else stays until the CPUs change.
        collector->topology_key = lost.code == CPROBE_EXHAUSTED ? 0 : key;
    }
    return CPROBE_OK;
}

// Reads a frequency in kHz. False where the CPU has none.
static bool read_hz(cprobe_collector *collector, uint64_t id, const char *file, uint64_t *hz) {
    cp_span text;
    uint64_t khz = 0;
    return cp_linux_read_of_cpu(collector, id, file, file, &text, NULL) == CPROBE_OK &&
           cp_number_parse(text, &khz) &&
           !__builtin_mul_overflow(khz, (uint64_t)HZ_PER_KHZ, hz);
}

cprobe_result cprobe_cpu_frequency_read(cprobe_collector *collector, cprobe_cpu_frequency *items,
                                        size_t capacity, size_t *count, cprobe_failure *failure) {
    static const char source[] = "/sys/devices/system/cpu/cpuN/cpufreq";
    if (collector == NULL || count == NULL || (items == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, source, 0, 0);
    }
    char list[CP_LIST_BYTES];
    cp_span online;
    uint32_t total = 0;
    const cprobe_result result = cp_linux_copy_online(collector, list, &online, &total, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    if (total > CPUS_ASKED) {
        return cp_fail(failure, CPROBE_TOO_LARGE, cp_kept_path(collector, CP_KEPT_ONLINE), 1, 0);
    }
    size_t found = 0;
    bool has_any = false;
    uint64_t first = 0;
    uint64_t last = 0;
    while (cp_cpulist_take_range(&online, &first, &last)) {
        for (uint64_t id = first; id <= last; id += 1) {
            cprobe_cpu_frequency item = {.id = (uint32_t)id};
            item.has_current =
                read_hz(collector, id, "/cpufreq/scaling_cur_freq", &item.current_hz);
            item.has_minimum =
                read_hz(collector, id, "/cpufreq/cpuinfo_min_freq", &item.minimum_hz);
            item.has_maximum =
                read_hz(collector, id, "/cpufreq/cpuinfo_max_freq", &item.maximum_hz);
            has_any = has_any || item.has_current || item.has_minimum || item.has_maximum;
            if (found < capacity) {
                items[found] = item;
            }
            found += 1;
        }
        (void)cp_take_byte(&online, ',');
    }
    if (!has_any) {
        return cp_fail(failure, CPROBE_NOT_FOUND, source, 0, 0);
    }
    *count = found;
    return CPROBE_OK;
}

#endif

#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include "throttling.h"

#include "../../failure.h"
#include "../../format/cgroup_files.h"
#include "../../format/cpulist.h"
#include "../topology.h"

enum { NS_PER_MS = 1000000, COUNTERS = 2 };

// A core or a package, and the files in which each of its threads counts thermal throttling. A
// thread that was offline has counted fewer events than the others, so the maximum is correct.
typedef struct unit {
    const char *members; // The list of its threads, in the directory of each of them.
    const char *members_source;
    const char *files[COUNTERS];
    const char *sources[COUNTERS];
} unit;

static const unit core = {
    "/topology/thread_siblings_list",
    "/sys/devices/system/cpu/cpuN/topology/thread_siblings_list",
    {"/thermal_throttle/core_throttle_count", "/thermal_throttle/core_throttle_total_time_ms"},
    {"/sys/devices/system/cpu/cpuN/thermal_throttle/core_throttle_count",
     "/sys/devices/system/cpu/cpuN/thermal_throttle/core_throttle_total_time_ms"},
};

static const unit package = {
    "/topology/core_siblings_list",
    "/sys/devices/system/cpu/cpuN/topology/core_siblings_list",
    {"/thermal_throttle/package_throttle_count",
     "/thermal_throttle/package_throttle_total_time_ms"},
    {"/sys/devices/system/cpu/cpuN/thermal_throttle/package_throttle_count",
     "/sys/devices/system/cpu/cpuN/thermal_throttle/package_throttle_total_time_ms"},
};

// The sums over all cores, or over all packages: events and time.
typedef struct sums {
    cprobe_result results[COUNTERS]; // NOT_FOUND: this machine has no such counter.
    bool has_any[COUNTERS];
    uint64_t values[COUNTERS];
    cp_named_cpus named;
} sums;

static cprobe_result read_counter(cp_reader *reader, uint64_t id, const unit *of,
                                  unsigned counter, uint64_t *value, cprobe_failure *failure) {
    cp_span text;
    const cprobe_result result = cp_linux_read_of_cpu(
        reader, id, of->files[counter], of->sources[counter], &text, failure);
    if (result == CPROBE_OK && !cp_number_parse(text, value)) {
        return cp_fail(failure, CPROBE_MALFORMED, of->sources[counter], 1, 0);
    }
    return result;
}

// Adds the maximum over the threads of one core or package.
static void add_unit(cp_reader *reader, cp_span members, const unit *of,
                     unsigned counter, sums *total, cprobe_failure *failure) {
    uint64_t most = 0;
    uint64_t first = 0;
    uint64_t last = 0;
    while (cp_cpulist_take_range(&members, &first, &last)) {
        for (uint64_t id = first; id <= last; id += 1) {
            uint64_t value = 0;
            const cprobe_result result =
                read_counter(reader, id, of, counter, &value, failure);
            if (result != CPROBE_OK) {
                const bool is_gone = result == CPROBE_NOT_FOUND && total->has_any[counter];
                total->results[counter] = is_gone ? CPROBE_GONE : result;
                failure->code = total->results[counter];
                return;
            }
            total->has_any[counter] = true;
            most = value > most ? value : most;
        }
        (void)cp_take_byte(&members, ',');
    }
    if (__builtin_add_overflow(total->values[counter], most, &total->values[counter])) {
        total->results[counter] =
            cp_fail(failure, CPROBE_MALFORMED, of->sources[counter], 1, 0);
    }
}

// Whether neither sum can be computed: on most machines after their first CPU.
static bool is_over(const sums *total) {
    return total->results[0] != CPROBE_OK && total->results[1] != CPROBE_OK;
}

// Adds a core or package at its first listed CPU, by the list of its threads.
static void add_at(cp_reader *reader, uint64_t id, const unit *of, bool may_be_offline,
                   sums *total, cprobe_failure failures[COUNTERS]) {
    if (is_over(total) || cp_is_named(&total->named, id)) {
        return;
    }
    char list[CP_LIST_BYTES];
    cp_span members;
    uint32_t first = 0;
    uint64_t value = 0;
    cprobe_failure failure;
    cprobe_result result = cp_linux_copy_list(reader, id, of->members, of->members_source, list,
                                              &members, &first, &failure);
    if (result == CPROBE_NOT_FOUND && may_be_offline) {
        return;
    }
    const bool is_new =
        result == CPROBE_OK && cp_linux_is_new_unit(&total->named, id, first, members);
    for (unsigned counter = 0; counter < COUNTERS; counter += 1) {
        if (total->results[counter] != CPROBE_OK) {
            continue;
        }
        if (is_new) {
            add_unit(reader, members, of, counter, total, &failures[counter]);
        } else if (result != CPROBE_OK) {
            failures[counter] = failure;
            // A CPU that counts, but whose siblings are unknown, makes the sum unknown.
            const bool counts =
                result == CPROBE_NOT_FOUND &&
                read_counter(reader, id, of, counter, &value, &failure) != CPROBE_NOT_FOUND;
            total->results[counter] = counts ? CPROBE_GONE : result;
        }
    }
}

// Stores a complete sum. One unreadable CPU makes the sum unknown, and its failure is reported; if
// the first CPU has no such file, the machine does not count.
static void settle(const sums *total, const cprobe_failure failures[COUNTERS], uint64_t *events,
                   cprobe_thermal_throttling_field events_field, uint64_t *time_ns,
                   cprobe_thermal_throttling_field time_field, const char *time_source,
                   cprobe_thermal_throttling *throttling, cprobe_failures *noted) {
    uint64_t ns = 0;
    for (unsigned counter = 0; counter < COUNTERS; counter += 1) {
        if (total->results[counter] != CPROBE_OK &&
            total->results[counter] != CPROBE_NOT_FOUND) {
            cp_failures_add(noted, failures[counter]);
        }
    }
    if (total->results[0] == CPROBE_OK && total->has_any[0]) {
        *events = total->values[0];
        cprobe_set(&throttling->present_fields, events_field);
    }
    if (total->results[1] == CPROBE_OK && total->has_any[1]) {
        if (__builtin_mul_overflow(total->values[1], (uint64_t)NS_PER_MS, &ns)) {
            cp_failures_add(noted, (cprobe_failure){CPROBE_MALFORMED, 1, 0, time_source});
            return;
        }
        *time_ns = ns;
        cprobe_set(&throttling->present_fields, time_field);
    }
}

void cp_throttling_read(cp_reader *reader, cprobe_thermal_throttling *throttling,
                        cprobe_failures *failures) {
    cp_cpus cpus;
    cprobe_failure failure;
    if (cp_linux_copy_cpus(reader, &cpus, &failure) != CPROBE_OK) {
        cp_failures_add(failures, failure);
        return;
    }
    sums cores = {0};
    sums packages = {0};
    cprobe_failure of_cores[COUNTERS];
    cprobe_failure of_packages[COUNTERS];
    uint64_t first = 0;
    uint64_t last = 0;
    // A captured root may list 2^32 CPUs that have no files.
    const bool may_be_offline = cpus.has_offline && cpus.count <= CP_NAMED_CPUS;
    while (cp_cpulist_take_range(&cpus.text, &first, &last)) {
        for (uint64_t id = first; id <= last && !(is_over(&cores) && is_over(&packages)); id += 1) {
            add_at(reader, id, &core, may_be_offline, &cores, of_cores);
            add_at(reader, id, &package, may_be_offline, &packages, of_packages);
        }
        (void)cp_take_byte(&cpus.text, ',');
    }
    settle(&cores, of_cores, &throttling->core_events, CPROBE_THERMAL_CORE_EVENTS,
           &throttling->core_ns, CPROBE_THERMAL_CORE_TIME, core.sources[1], throttling, failures);
    settle(&packages, of_packages, &throttling->package_events, CPROBE_THERMAL_PACKAGE_EVENTS,
           &throttling->package_ns, CPROBE_THERMAL_PACKAGE_TIME, package.sources[1], throttling,
           failures);
}

#endif

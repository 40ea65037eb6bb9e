#include "../platform.h"
#if CP_PLATFORM_MACOS

#include "../bsd/collector_state.h"
#include "../bsd/cpu_count.h"
#include "../bsd/cpu_times.h"
#include "../bsd/named_sysctl.h"
#include "../bsd/record.h"
#include "../failure.h"
#include "../presence.h"
#include "layout.h"
#include "port_calls.h"

enum {
    ROW_BYTES = CP_CPU_STATES * sizeof(uint64_t),
    CPUS_MAX = CP_COUNTERS / CP_CPU_STATES // 512; a Mac has at most some 32.
};

static const char ticks_source[] = "host_processor_info";

static const cp_cpu_states states = {
    CP_CPU_STATES,
    {
        [CPROBE_CPU_USER] = CP_CPU_STATE_USER,
        [CPROBE_CPU_NICE] = CP_CPU_STATE_NICE,
        [CPROBE_CPU_SYSTEM] = CP_CPU_STATE_SYSTEM,
        [CPROBE_CPU_IDLE] = CP_CPU_STATE_IDLE,
        [CPROBE_CPU_IOWAIT] = -1,
        [CPROBE_CPU_IRQ] = -1,
        [CPROBE_CPU_SOFTIRQ] = -1,
        [CPROBE_CPU_STEAL] = -1,
        [CPROBE_CPU_GUEST] = -1,
        [CPROBE_CPU_GUEST_NICE] = -1,
    },
};

// Extends the four counters of a CPU to 64 bits, and adds them to the sum of all CPUs.
static void extend(cp_span record, cp_counter *counters, uint64_t row[CP_CPU_STATES],
                   uint64_t sum[CP_CPU_STATES]) {
    for (unsigned state = 0; state < CP_CPU_STATES; state += 1) {
        row[state] = cp_counter_extend(&counters[state],
                                       cp_record_u32(record, state * sizeof(uint32_t)));
        sum[state] += row[state];
    }
}

// The kernel's own sum over the CPUs has 32 bits, too, and wraps in days on many CPUs: the sum is
// that of the extended counters.
static cprobe_result read_times(cp_collector *collector, cprobe_cpu *cpu,
                                cprobe_logical_cpu *items, size_t capacity, size_t *count,
                                cprobe_failure *failure) {
    const cp_buffer buffer = cp_answer_buffer(collector);
    size_t length = buffer.capacity;
    cp_span answer;
    const int error = cp_port_cpu_ticks(buffer.bytes, &length);
    const cprobe_result result =
        cp_sysctl_check(ticks_source, error, length, buffer, &answer, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    const uint64_t ticks_per_second = cp_port_ticks_per_second();
    if (answer.length == 0 || answer.length % CP_CPU_LOAD_BYTES != 0) {
        return cp_fail(failure, CPROBE_MALFORMED, ticks_source, 0, 0);
    }
    if (answer.length / CP_CPU_LOAD_BYTES > CPUS_MAX) {
        return cp_fail(failure, CPROBE_TOO_LARGE, ticks_source, 0, 0);
    }
    uint64_t sum[CP_CPU_STATES] = {0};
    uint32_t id = 0;
    for (cp_span record; cp_record_take(&answer, CP_CPU_LOAD_BYTES, &record); id += 1) {
        uint64_t row[CP_CPU_STATES];
        extend(record, &collector->counters[id * CP_CPU_STATES], row, sum);
        cprobe_logical_cpu item = {.id = id};
        if (!cp_cpu_row_store_logical(cp_span_make((const char *)row, ROW_BYTES), &states,
                                      ticks_per_second, &item)) {
            return cp_fail(failure, CPROBE_MALFORMED, "sysconf", 0, 0);
        }
        if (id < capacity) {
            items[id] = item;
        }
    }
    *count = id;
    return cp_cpu_row_store(cp_span_make((const char *)sum, ROW_BYTES), &states, ticks_per_second,
                            cpu)
               ? CPROBE_OK
               : cp_fail(failure, CPROBE_MALFORMED, ticks_source, 0, 0);
}

static void read_counts(cprobe_cpu *cpu) {
    const cp_cpu_count counts[] = {
        {CPROBE_CPU_POSSIBLE, "sysctl hw.logicalcpu_max", &cpu->possible},
        {CPROBE_CPU_ONLINE, "sysctl hw.logicalcpu", &cpu->online},
        {CPROBE_CPU_PHYSICAL_CORES, "sysctl hw.physicalcpu", &cpu->physical_cores},
        {CPROBE_CPU_PACKAGES, "sysctl hw.packages", &cpu->packages},
    };
    cp_cpu_counts_read_named(counts, sizeof counts / sizeof counts[0], cpu);
}

cprobe_result cprobe_cpu_read(cprobe_collector *collector, cprobe_cpu *cpu,
                              cprobe_logical_cpu *items, size_t capacity, size_t *count,
                              cprobe_shared *shared, cprobe_failure *failure) {
    if (collector == NULL || cpu == NULL || count == NULL || (items == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "cpu", 0, 0);
    }
    cprobe_cpu read = {0};
    cprobe_failure lost;
    size_t found = 0;
    if (read_times(cp_collector_of(collector), &read, items, capacity, &found, &lost) !=
        CPROBE_OK) {
        cp_failures_add(&read.failures, lost);
        found = 0;
    }
    const bool has_clock = cprobe_collector_monotonic_ns(collector, &read.monotonic_ns);
    read_counts(&read);
    if (!cprobe_has_any(read.present_fields) && found == 0) {
        return cp_fail_as(failure, &read.failures.items[0]);
    }
    cp_presence_set_if(&read.present_fields, CPROBE_CPU_MONOTONIC, has_clock);
    if (shared != NULL && cprobe_has(read.present_fields, CPROBE_CPU_ONLINE)) {
        shared->online = read.online;
    }
    *cpu = read;
    *count = found;
    return CPROBE_OK;
}

#endif

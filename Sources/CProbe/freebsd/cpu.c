#include "../platform.h"
#if CP_PLATFORM_FREEBSD

#include "../bsd/clockrate.h"
#include "../bsd/collector_state.h"
#include "../bsd/cpu_count.h"
#include "../bsd/cpu_times.h"
#include "../bsd/named_sysctl.h"
#include "../bsd/record.h"
#include "../failure.h"
#include "../presence.h"
#include "layout.h"
#include "port_calls.h"

static const cp_cpu_states states = {
    CP_CPU_STATES,
    {
        [CPROBE_CPU_USER] = CP_CPU_STATE_USER,
        [CPROBE_CPU_NICE] = CP_CPU_STATE_NICE,
        [CPROBE_CPU_SYSTEM] = CP_CPU_STATE_SYSTEM,
        [CPROBE_CPU_IDLE] = CP_CPU_STATE_IDLE,
        [CPROBE_CPU_IOWAIT] = -1,
        [CPROBE_CPU_IRQ] = CP_CPU_STATE_INTERRUPT,
        [CPROBE_CPU_SOFTIRQ] = -1,
        [CPROBE_CPU_STEAL] = -1,
        [CPROBE_CPU_GUEST] = -1,
        [CPROBE_CPU_GUEST_NICE] = -1,
    },
};

static cprobe_result read_machine(cp_buffer buffer, uint64_t ticks_per_second, cprobe_cpu *cpu,
                                  cprobe_failure *failure) {
    static const char source[] = "sysctl kern.cp_time";
    cp_span answer;
    const cprobe_result result = cp_named_sysctl_read(source, buffer, &answer, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    return answer.length == cp_cpu_states_bytes(&states) &&
                   cp_cpu_row_store(answer, &states, ticks_per_second, cpu)
               ? CPROBE_OK
               : cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
}

// Reads a row for each number that a CPU may have. The rows of numbers that no CPU has are zeros.
static cprobe_result read_each(cp_buffer buffer, uint64_t ticks_per_second,
                               cprobe_logical_cpu *items, size_t capacity, size_t *count,
                               cprobe_failure *failure) {
    static const char source[] = "sysctl kern.cp_times";
    cp_span answer;
    const cprobe_result result = cp_named_sysctl_read(source, buffer, &answer, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    const size_t row_bytes = cp_cpu_states_bytes(&states);
    size_t found = 0;
    uint32_t id = 0;
    for (cp_span row; cp_record_take(&answer, row_bytes, &row); id += 1) {
        if (cp_cpu_row_is_empty(row)) {
            continue;
        }
        cprobe_logical_cpu item = {.id = id};
        if (!cp_cpu_row_store_logical(row, &states, ticks_per_second, &item)) {
            return cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
        }
        if (found < capacity) {
            items[found] = item;
        }
        found += 1;
    }
    if (answer.length != 0 || found == 0) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
    }
    *count = found;
    return CPROBE_OK;
}

static void read_times(cp_buffer buffer, cprobe_cpu *cpu, cprobe_logical_cpu *items,
                       size_t capacity, size_t *count) {
    cprobe_failure failure;
    uint64_t ticks_per_second = 0;
    if (cp_clockrate_read(CP_CLOCKINFO_BYTES, CP_CLOCKINFO_STATHZ, &ticks_per_second, &failure) !=
        CPROBE_OK) {
        cp_failures_add(&cpu->failures, failure);
        return;
    }
    if (read_machine(buffer, ticks_per_second, cpu, &failure) != CPROBE_OK) {
        cp_failures_add(&cpu->failures, failure);
    }
    if (read_each(buffer, ticks_per_second, items, capacity, count, &failure) != CPROBE_OK) {
        cp_failures_add(&cpu->failures, failure);
    }
}

static void read_counters(cprobe_cpu *cpu) {
    const struct {
        cprobe_cpu_field field;
        const char *source;
        uint64_t *number;
    } counters[] = {
        {CPROBE_CPU_CONTEXT_SWITCHES, "sysctl vm.stats.sys.v_swtch", &cpu->context_switches},
        {CPROBE_CPU_INTERRUPTS, "sysctl vm.stats.sys.v_intr", &cpu->interrupts},
        {CPROBE_CPU_SOFT_INTERRUPTS, "sysctl vm.stats.sys.v_soft", &cpu->soft_interrupts},
    };
    for (size_t index = 0; index < sizeof counters / sizeof counters[0]; index += 1) {
        cprobe_failure failure;
        if (cp_named_sysctl_number(counters[index].source, counters[index].number, &failure) ==
            CPROBE_OK) {
            cprobe_set(&cpu->present_fields, counters[index].field);
        } else {
            cp_failures_add(&cpu->failures, failure);
        }
    }
}

static void read_counts(cprobe_cpu *cpu) {
    const cp_cpu_count counts[] = {
        {CPROBE_CPU_ONLINE, "sysctl hw.ncpu", &cpu->online},
        {CPROBE_CPU_PHYSICAL_CORES, "sysctl kern.smp.cores", &cpu->physical_cores},
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
    size_t found = 0;
    read_times(cp_answer_buffer(cp_collector_of(collector)), &read, items, capacity, &found);
    const bool has_clock = cprobe_collector_monotonic_ns(collector, &read.monotonic_ns);
    read_counters(&read);
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

#include "../platform.h"
#if CP_PLATFORM_OPENBSD

#include "../bsd/clockrate.h"
#include "../bsd/collector_state.h"
#include "../bsd/cpu_count.h"
#include "../bsd/cpu_times.h"
#include "../bsd/record.h"
#include "../failure.h"
#include "../fields/fields.h"
#include "../presence.h"
#include "layout.h"
#include "vm.h"

// Time in which a CPU spins for a lock of the kernel is added to the time in the kernel before a
// row is converted.
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
static const char cpus_source[] = "sysctl kern.cpustats";

// CPUs are numbered from 0 without gaps. No port of OpenBSD has more than 256.
enum { CPUS = 4096 };

typedef struct row {
    uint64_t ticks[CP_CPU_STATES];
} row;

static cp_span span_of(const row *ticks) {
    return cp_span_make((const char *)(const void *)ticks->ticks, sizeof ticks->ticks);
}

// Adds the row to the sum of all CPUs. False if a counter overflows.
static bool add(row *sum, const row *one) {
    for (unsigned state = 0; state < CP_CPU_STATES; state += 1) {
        if (__builtin_add_overflow(sum->ticks[state], one->ticks[state], &sum->ticks[state])) {
            return false;
        }
    }
    return true;
}

// Reads the row of a CPU. NOT_FOUND if there is none.
static cprobe_result read_row(int id, row *one, bool *is_online, cprobe_failure *failure) {
    const int numbers[] = {CP_CTL_KERN, CP_KERN_CPUSTATS, id};
    char bytes[CP_CPUSTATS_BYTES];
    cp_span answer, record;
    const cprobe_result result = cp_sysctl_read(
        cpus_source, numbers, 3, (cp_buffer){bytes, sizeof bytes}, &answer, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    if (!cp_record_take(&answer, CP_CPUSTATS_BYTES, &record)) {
        return cp_fail(failure, CPROBE_MALFORMED, cpus_source, 0, 0);
    }
    *is_online = (cp_record_u64(record, CP_CPUSTATS_FLAGS) & CP_CPUSTATS_IS_ONLINE) != 0;
    cp_record_copy(record, 0, one->ticks, sizeof one->ticks);
    return __builtin_add_overflow(one->ticks[CP_CPU_STATE_SYSTEM], one->ticks[CP_CPU_STATE_SPIN],
                                  &one->ticks[CP_CPU_STATE_SYSTEM])
               ? cp_fail(failure, CPROBE_MALFORMED, cpus_source, 0, 0)
               : CPROBE_OK;
}

// Reads each online CPU, and their sum: kern.cp_time is their average.
static cprobe_result read_each(uint64_t ticks_per_second, cprobe_cpu *cpu,
                               cprobe_logical_cpu *items, size_t capacity, size_t *count,
                               cprobe_failure *failure) {
    row sum = {{0}};
    size_t found = 0;
    int id = 0;
    for (; id < CPUS; id += 1) {
        row one;
        bool is_online = false;
        const cprobe_result result = read_row(id, &one, &is_online, failure);
        if (result == CPROBE_NOT_FOUND && id != 0) {
            break;
        }
        if (result != CPROBE_OK) {
            return result;
        }
        if (!is_online) {
            continue;
        }
        cprobe_logical_cpu item = {.id = (uint32_t)id};
        if (!add(&sum, &one) ||
            !cp_cpu_row_store_logical(span_of(&one), &states, ticks_per_second, &item)) {
            return cp_fail(failure, CPROBE_MALFORMED, cpus_source, 0, 0);
        }
        if (found < capacity) {
            items[found] = item;
        }
        found += 1;
    }
    if (id == CPUS) {
        return cp_fail(failure, CPROBE_TOO_LARGE, cpus_source, 0, 0);
    }
    if (found == 0 || !cp_cpu_row_store(span_of(&sum), &states, ticks_per_second, cpu)) {
        return cp_fail(failure, CPROBE_MALFORMED, cpus_source, 0, 0);
    }
    *count = found;
    return CPROBE_OK;
}

static void read_times(cprobe_cpu *cpu, cprobe_logical_cpu *items, size_t capacity,
                       size_t *count) {
    cprobe_failure failure;
    uint64_t ticks_per_second = 0;
    cprobe_result result = cp_clockrate_read(CP_CLOCKINFO_BYTES, CP_CLOCKINFO_STATHZ,
                                             &ticks_per_second, &failure);
    if (result == CPROBE_OK) {
        result = read_each(ticks_per_second, cpu, items, capacity, count, &failure);
    }
    if (result != CPROBE_OK) {
        cp_failures_add(&cpu->failures, failure);
    }
}

static void read_counters(cp_collector *collector, cprobe_cpu *cpu) {
    static const cp_uvmexp_member members[] = {
        {CPROBE_CPU_CONTEXT_SWITCHES, CP_UVMEXP_COUNTER, CP_UVMEXP_SWTCH, 0},
        {CPROBE_CPU_INTERRUPTS, CP_UVMEXP_COUNTER, CP_UVMEXP_INTRS, 0},
        {CPROBE_CPU_SOFT_INTERRUPTS, CP_UVMEXP_COUNTER, CP_UVMEXP_SOFTS, 0},
        {CPROBE_CPU_FORKS, CP_UVMEXP_COUNTER, CP_UVMEXP_FORKS, 0},
    };
    cp_uvmexp answer;
    cprobe_failure failure;
    if (cp_vm_read(collector, &cp_vm, CP_VM_CPU_COUNTERS, &answer, &failure) == CPROBE_OK) {
        cp_uvmexp_store(&answer, members, sizeof members / sizeof members[0], cp_cpu_fields, cpu,
                        &cpu->present_fields, &cpu->failures);
    } else {
        cp_failures_add(&cpu->failures, failure);
    }
}

static void read_counts(cprobe_cpu *cpu) {
    cp_cpu_count_read("sysctl hw.ncpufound", CP_HW_NCPUFOUND, CPROBE_CPU_PRESENT, &cpu->present,
                      cpu);
    cp_cpu_count_read("sysctl hw.ncpuonline", CP_HW_NCPUONLINE, CPROBE_CPU_ONLINE, &cpu->online,
                      cpu);
}

cprobe_result cprobe_cpu_read(cprobe_collector *collector, cprobe_cpu *cpu,
                              cprobe_logical_cpu *items, size_t capacity, size_t *count,
                              cprobe_shared *shared, cprobe_failure *failure) {
    if (collector == NULL || cpu == NULL || count == NULL || (items == NULL && capacity != 0)) {
        return cp_fail(failure, CPROBE_INVALID, "cpu", 0, 0);
    }
    cprobe_cpu read = {0};
    size_t found = 0;
    read_times(&read, items, capacity, &found);
    const bool has_clock = cprobe_collector_monotonic_ns(collector, &read.monotonic_ns);
    read_counters(cp_collector_of(collector), &read);
    read_counts(&read);
    if (!cprobe_has_any(read.present_fields)) {
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

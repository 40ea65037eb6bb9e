#include "../platform.h"
#if CP_PLATFORM_NETBSD

#include "../bsd/clockrate.h"
#include "../bsd/collector_state.h"
#include "../bsd/cpu_count.h"
#include "../bsd/cpu_times.h"
#include "../failure.h"
#include "../fields/fields.h"
#include "../presence.h"
#include "layout.h"
#include "vm.h"

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
static const char source[] = "sysctl kern.cp_time";

// CPUs are numbered from 0 without gaps. No port of NetBSD has more than 256.
enum { CPUS = 4096 };

// Reads a row. With a buffer of exactly one row and without a number, the sum of all CPUs.
static cprobe_result read_row(const int *numbers, unsigned count, cp_buffer buffer, cp_span *row,
                              cprobe_failure *failure) {
    const cprobe_result result = cp_sysctl_read(source, numbers, count, buffer, row, failure);
    return result == CPROBE_OK && row->length != cp_cpu_states_bytes(&states)
               ? cp_fail(failure, CPROBE_MALFORMED, source, 0, 0)
               : result;
}

static cprobe_result read_machine(uint64_t ticks_per_second, cprobe_cpu *cpu,
                                  cprobe_failure *failure) {
    static const int numbers[] = {CP_CTL_KERN, CP_KERN_CP_TIME};
    uint64_t ticks[CP_CPU_STATES];
    cp_span row;
    const cprobe_result result =
        read_row(numbers, 2, (cp_buffer){(char *)ticks, sizeof ticks}, &row, failure);
    return result != CPROBE_OK ? result
           : cp_cpu_row_store(row, &states, ticks_per_second, cpu)
               ? CPROBE_OK
               : cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
}

static cprobe_result read_each(uint64_t ticks_per_second, cprobe_logical_cpu *items,
                               size_t capacity, size_t *count, cprobe_failure *failure) {
    for (int id = 0; id < CPUS; id += 1) {
        const int numbers[] = {CP_CTL_KERN, CP_KERN_CP_TIME, id};
        uint64_t ticks[CP_CPU_STATES];
        cp_span row;
        const cprobe_result result =
            read_row(numbers, 3, (cp_buffer){(char *)ticks, sizeof ticks}, &row, failure);
        if (result == CPROBE_NOT_FOUND && id != 0) {
            *count = (size_t)id;
            return CPROBE_OK;
        }
        if (result != CPROBE_OK) {
            return result;
        }
        cprobe_logical_cpu item = {.id = (uint32_t)id};
        if (!cp_cpu_row_store_logical(row, &states, ticks_per_second, &item)) {
            return cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
        }
        if ((size_t)id < capacity) {
            items[id] = item;
        }
    }
    return cp_fail(failure, CPROBE_TOO_LARGE, source, 0, 0);
}

static void read_times(cprobe_cpu *cpu, cprobe_logical_cpu *items, size_t capacity,
                       size_t *count) {
    cprobe_failure failure;
    uint64_t ticks_per_second = 0;
    if (cp_clockrate_read(CP_CLOCKINFO_BYTES, CP_CLOCKINFO_STATHZ, &ticks_per_second, &failure) !=
        CPROBE_OK) {
        cp_failures_add(&cpu->failures, failure);
        return;
    }
    if (read_machine(ticks_per_second, cpu, &failure) != CPROBE_OK) {
        cp_failures_add(&cpu->failures, failure);
    }
    if (read_each(ticks_per_second, items, capacity, count, &failure) != CPROBE_OK) {
        cp_failures_add(&cpu->failures, failure);
    }
}

static void read_counters(cp_collector *collector, cprobe_cpu *cpu) {
    static const cp_uvmexp_member members[] = {
        {CPROBE_CPU_CONTEXT_SWITCHES, CP_UVMEXP_COUNTER, CP_UVMEXP_SWTCH, 0},
        {CPROBE_CPU_INTERRUPTS, CP_UVMEXP_COUNTER, CP_UVMEXP_INTRS, 0},
        {CPROBE_CPU_SOFT_INTERRUPTS, CP_UVMEXP_COUNTER, CP_UVMEXP_SOFTS, 0},
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
    cp_cpu_count_read("sysctl hw.ncpu", CP_HW_NCPU, CPROBE_CPU_PRESENT, &read.present, &read);
    cp_cpu_count_read("sysctl hw.ncpuonline", CP_HW_NCPUONLINE, CPROBE_CPU_ONLINE, &read.online,
                      &read);
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

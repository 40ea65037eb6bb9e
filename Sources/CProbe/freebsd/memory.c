#include "../platform.h"
#if CP_PLATFORM_FREEBSD

#include "../bsd/collector_state.h"
#include "../bsd/named_sysctl.h"
#include "../bsd/swap_total.h"
#include "../bsd/units.h"
#include "../failure.h"
#include "../fields/fields.h"
#include "../include/cprobe/memory.h"
#include "../presence.h"
#include "../text/table.h"
#include "swap_devices.h"

// The sysctls of single numbers. Counters have 64 bits since FreeBSD 12.
static const struct {
    cprobe_memory_field field;
    bool is_pages;
    bool is_new; // Older supported systems lack it.
    const char *source;
} numbers[] = {
    {CPROBE_MEMORY_TOTAL, false, false, "sysctl hw.physmem"},
    {CPROBE_MEMORY_FREE, true, false, "sysctl vm.stats.vm.v_free_count"},
    {CPROBE_MEMORY_BUFFERS, false, false, "sysctl vfs.bufspace"},
    {CPROBE_MEMORY_ACTIVE, true, false, "sysctl vm.stats.vm.v_active_count"},
    {CPROBE_MEMORY_INACTIVE, true, false, "sysctl vm.stats.vm.v_inactive_count"},
    {CPROBE_MEMORY_LOCKED, true, true, "sysctl vm.stats.vm.v_user_wire_count"}, // 13.0
    {CPROBE_MEMORY_COMMITTED, false, false, "sysctl vm.swap_reserved"},
    {CPROBE_MEMORY_PAGE_FAULTS, false, false, "sysctl vm.stats.vm.v_vm_faults"},
    {CPROBE_MEMORY_MAJOR_PAGE_FAULTS, false, false, "sysctl vm.stats.vm.v_io_faults"},
    {CPROBE_MEMORY_SWAPPED_IN, true, false, "sysctl vm.stats.vm.v_swappgsin"},
    {CPROBE_MEMORY_SWAPPED_OUT, true, false, "sysctl vm.stats.vm.v_swappgsout"},
};

static void read_numbers(uint64_t page_bytes, cprobe_memory *memory) {
    for (size_t index = 0; index < sizeof numbers / sizeof numbers[0]; index += 1) {
        const char *source = numbers[index].source;
        const uint64_t unit = numbers[index].is_pages ? page_bytes : 1;
        cprobe_failure failure;
        uint64_t number = 0;
        cprobe_result result = cp_named_sysctl_number(source, &number, &failure);
        if (result == CPROBE_OK && (unit == 0 || !cp_scaled(number, unit, &number))) {
            result = cp_fail(&failure, CPROBE_MALFORMED, source, 0, 0);
        }
        if (result == CPROBE_OK) {
            cp_row_store(&cp_memory_fields[numbers[index].field], number, memory,
                         &memory->present_fields);
        } else if (result != CPROBE_NOT_FOUND || !numbers[index].is_new) {
            cp_failures_add(&memory->failures, failure);
        }
    }
}

static void read_swap(uint64_t page_bytes, cprobe_memory *memory) {
    cprobe_failure failure;
    cp_swap_total total;
    if (cp_swap_devices_total(page_bytes, &total, &failure) != CPROBE_OK) {
        cp_failures_add(&memory->failures, failure);
        return;
    }
    // The devices were checked one by one.
    (void)cp_swap_total_store(total.size_bytes, total.used_bytes, memory);
}

cprobe_result cprobe_memory_read(cprobe_collector *collector, cprobe_memory *memory,
                                 cprobe_shared *shared, cprobe_failure *failure) {
    (void)shared; // The quota needs MemAvailable, too, which this kernel does not estimate.
    if (collector == NULL || memory == NULL) {
        return cp_fail(failure, CPROBE_INVALID, "memory", 0, 0);
    }
    const uint64_t page_bytes = cp_collector_of(collector)->page_bytes;
    cprobe_memory read = {0};
    read_numbers(page_bytes, &read);
    read_swap(page_bytes, &read);
    if (!cprobe_has_any(read.present_fields)) {
        return cp_fail_as(failure, &read.failures.items[0]);
    }
    cp_presence_set_if(&read.present_fields, CPROBE_MEMORY_MONOTONIC,
                       cprobe_collector_monotonic_ns(collector, &read.monotonic_ns));
    *memory = read;
    return CPROBE_OK;
}

#endif

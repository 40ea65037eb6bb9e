#include "../platform.h"
#if CP_PLATFORM_MACOS

#include "../bsd/collector_state.h"
#include "../bsd/named_sysctl.h"
#include "../bsd/record.h"
#include "../bsd/swap_total.h"
#include "../bsd/units.h"
#include "../failure.h"
#include "../fields/fields.h"
#include "../include/cprobe/memory.h"
#include "../presence.h"
#include "../text/table.h"
#include "layout.h"
#include "port_calls.h"

// The numbers of struct vm_statistics64.
static const struct {
    cprobe_memory_field field;
    uint8_t offset, bytes;
    bool is_pages;
} numbers[] = {
    {CPROBE_MEMORY_CACHED, CP_VM_EXTERNAL, 4, true},
    {CPROBE_MEMORY_ACTIVE, CP_VM_ACTIVE, 4, true},
    {CPROBE_MEMORY_INACTIVE, CP_VM_INACTIVE, 4, true},
    {CPROBE_MEMORY_ANONYMOUS, CP_VM_INTERNAL, 4, true},
    {CPROBE_MEMORY_ZSWAP, CP_VM_COMPRESSOR, 4, true},
    {CPROBE_MEMORY_ZSWAPPED, CP_VM_COMPRESSED, 8, true},
    {CPROBE_MEMORY_PAGE_FAULTS, CP_VM_FAULTS, 8, false},
    {CPROBE_MEMORY_SWAPPED_IN, CP_VM_SWAPINS, 8, true},
    {CPROBE_MEMORY_SWAPPED_OUT, CP_VM_SWAPOUTS, 8, true},
    {CPROBE_MEMORY_PAGED_IN, CP_VM_PAGEINS, 8, true},
    {CPROBE_MEMORY_PAGED_OUT, CP_VM_PAGEOUTS, 8, true},
};

// Stores a number of pages or events. Absent if it exceeds 64 bits.
static void store(cprobe_memory_field field, uint64_t number, uint64_t unit,
                  cprobe_memory *memory) {
    if (unit != 0 && cp_scaled(number, unit, &number)) {
        cp_row_store(&cp_memory_fields[field], number, memory, &memory->present_fields);
    }
}

static cprobe_result read_statistics(uint64_t page_bytes, cprobe_memory *memory,
                                     cprobe_failure *failure) {
    static const char source[] = "host_statistics64";
    uint64_t bytes[64]; // Later versions of the structure are longer; a longer one is cut.
    const cp_buffer buffer = {(char *)(void *)bytes, sizeof bytes};
    size_t length = sizeof bytes;
    cp_span answer;
    cp_span record;
    const int error = cp_port_vm_statistics(bytes, &length);
    const cprobe_result result = cp_sysctl_check(source, error, length, buffer, &answer, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    if (!cp_record_take(&answer, CP_VM_BYTES, &record) || page_bytes == 0) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
    }
    for (size_t index = 0; index < sizeof numbers / sizeof numbers[0]; index += 1) {
        const size_t offset = numbers[index].offset;
        store(numbers[index].field,
              numbers[index].bytes == 8 ? cp_record_u64(record, offset)
                                        : cp_record_u32(record, offset),
              numbers[index].is_pages ? page_bytes : 1, memory);
    }
    // The free pages include those that hold data read ahead, as vm_stat(1) prints apart.
    const uint32_t free = cp_record_u32(record, CP_VM_FREE);
    const uint32_t speculative = cp_record_u32(record, CP_VM_SPECULATIVE);
    if (speculative <= free) {
        store(CPROBE_MEMORY_FREE, free - speculative, page_bytes, memory);
    }
    return CPROBE_OK;
}

static cprobe_result read_swap(cprobe_memory *memory, cprobe_failure *failure) {
    static const char source[] = "sysctl vm.swapusage";
    char bytes[CP_XSW_BYTES];
    cp_span answer;
    cp_span record;
    const cprobe_result result =
        cp_named_sysctl_read(source, (cp_buffer){bytes, sizeof bytes}, &answer, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    return cp_record_take(&answer, CP_XSW_BYTES, &record) &&
                   cp_swap_total_store(cp_record_u64(record, CP_XSW_TOTAL),
                                       cp_record_u64(record, CP_XSW_USED), memory)
               ? CPROBE_OK
               : cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
}

// The kernel answers with the levels of libdispatch's sources (DISPATCH_MEMORYPRESSURE_NORMAL and
// the others).
static cprobe_result read_pressure_level(cprobe_memory *memory, cprobe_failure *failure) {
    static const char source[] = "sysctl kern.memorystatus_vm_pressure_level";
    uint64_t level = 0;
    const cprobe_result result = cp_named_sysctl_number(source, &level, failure);
    if (result != CPROBE_OK) {
        return result;
    }
    if (level != 1 && level != 2 && level != 4) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
    }
    memory->pressure_level = (uint32_t)level;
    cprobe_set(&memory->present_fields, CPROBE_MEMORY_PRESSURE_LEVEL);
    return CPROBE_OK;
}

cprobe_result cprobe_memory_read(cprobe_collector *collector, cprobe_memory *memory,
                                 cprobe_shared *shared, cprobe_failure *failure) {
    (void)shared; // The quota needs MemAvailable, too, which this kernel does not estimate.
    if (collector == NULL || memory == NULL) {
        return cp_fail(failure, CPROBE_INVALID, "memory", 0, 0);
    }
    cprobe_memory read = {0};
    cprobe_failure lost;
    if (cp_named_sysctl_number("sysctl hw.memsize", &read.total_bytes, &lost) == CPROBE_OK) {
        cprobe_set(&read.present_fields, CPROBE_MEMORY_TOTAL);
    } else {
        cp_failures_add(&read.failures, lost);
    }
    if (read_statistics(cp_collector_of(collector)->page_bytes, &read, &lost) != CPROBE_OK) {
        cp_failures_add(&read.failures, lost);
    }
    if (read_swap(&read, &lost) != CPROBE_OK) {
        cp_failures_add(&read.failures, lost);
    }
    if (read_pressure_level(&read, &lost) != CPROBE_OK) {
        cp_failures_add(&read.failures, lost);
    }
    if (!cprobe_has_any(read.present_fields)) {
        return cp_fail_as(failure, &read.failures.items[0]);
    }
    cp_presence_set_if(&read.present_fields, CPROBE_MEMORY_MONOTONIC,
                       cprobe_collector_monotonic_ns(collector, &read.monotonic_ns));
    *memory = read;
    return CPROBE_OK;
}

#endif

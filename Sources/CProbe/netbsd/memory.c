#include "../platform.h"
#if CP_PLATFORM_NETBSD

#include "../bsd/memory.h"

#include "../bsd/collector_state.h"
#include "../failure.h"
#include "../fields/fields.h"
#include "../presence.h"
#include "layout.h"
#include "vm.h"

static void read_pages(cp_collector *collector, cprobe_memory *memory) {
    static const cp_uvmexp_member members[] = {
        {CPROBE_MEMORY_FREE, CP_UVMEXP_PAGES, CP_UVMEXP_FREE, 0},
        {CPROBE_MEMORY_ACTIVE, CP_UVMEXP_PAGES, CP_UVMEXP_ACTIVE, 0},
        {CPROBE_MEMORY_INACTIVE, CP_UVMEXP_PAGES, CP_UVMEXP_INACTIVE, 0},
        {CPROBE_MEMORY_ANONYMOUS, CP_UVMEXP_PAGES, CP_UVMEXP_ANONPAGES, 0},
        // The kernel leaves the pages of programs out of those of files.
        {CPROBE_MEMORY_CACHED, CP_UVMEXP_PAGES, CP_UVMEXP_FILEPAGES, CP_UVMEXP_EXECPAGES},
        {CPROBE_MEMORY_PAGE_FAULTS, CP_UVMEXP_COUNTER, CP_UVMEXP_FAULTS, 0},
        {CPROBE_MEMORY_SWAPPED_OUT, CP_UVMEXP_PAGES_COUNTER, CP_UVMEXP_PGSWAPOUT, 0},
    };
    cp_uvmexp answer;
    cprobe_failure failure;
    if (cp_vm_read(collector, &cp_vm, CP_VM_MEMORY_COUNTERS, &answer, &failure) != CPROBE_OK) {
        cp_failures_add(&memory->failures, failure);
        return;
    }
    cp_uvmexp_store(&answer, members, sizeof members / sizeof members[0], cp_memory_fields, memory,
                    &memory->present_fields, &memory->failures);
    cp_memory_store_swap(&answer, CP_UVMEXP_SWPAGES, CP_UVMEXP_SWPGINUSE, memory);
}

cprobe_result cprobe_memory_read(cprobe_collector *collector, cprobe_memory *memory,
                                 cprobe_shared *shared, cprobe_failure *failure) {
    (void)shared; // The quota needs MemAvailable, too, which this kernel does not estimate.
    if (collector == NULL || memory == NULL) {
        return cp_fail(failure, CPROBE_INVALID, "memory", 0, 0);
    }
    cprobe_memory read = {0};
    cp_memory_read_total("sysctl hw.physmem64", CP_HW_PHYSMEM64, &read);
    read_pages(cp_collector_of(collector), &read);
    if (!cprobe_has_any(read.present_fields)) {
        return cp_fail_as(failure, &read.failures.items[0]);
    }
    cp_presence_set_if(&read.present_fields, CPROBE_MEMORY_MONOTONIC,
                       cprobe_collector_monotonic_ns(collector, &read.monotonic_ns));
    *memory = read;
    return CPROBE_OK;
}

#endif

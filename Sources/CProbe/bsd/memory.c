#include "../platform.h"
#if CP_PLATFORM_BSD

#include "memory.h"

#include "../failure.h"
#include "layout.h"
#include "swap_total.h"
#include "sysctl.h"

void cp_memory_read_total(const char *source, int number, cprobe_memory *memory) {
    const int numbers[] = {CP_CTL_HW, number};
    cprobe_failure failure;
    if (cp_sysctl_number(source, numbers, 2, &memory->total_bytes, &failure) == CPROBE_OK) {
        cprobe_set(&memory->present_fields, CPROBE_MEMORY_TOTAL);
    } else {
        cp_failures_add(&memory->failures, failure);
    }
}

void cp_memory_store_swap(const cp_uvmexp *answer, size_t total_at, size_t used_at,
                          cprobe_memory *memory) {
    uint64_t total = 0;
    uint64_t used = 0;
    if (!cp_uvmexp_bytes(answer, total_at, &total) || !cp_uvmexp_bytes(answer, used_at, &used) ||
        !cp_swap_total_store(total, used, memory)) {
        cp_failures_add(&memory->failures,
                        (cprobe_failure){CPROBE_MALFORMED, 0, 0, answer->source});
    }
}

#endif

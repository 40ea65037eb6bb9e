#include "../platform.h"
#if CP_PLATFORM_BSD

#include "cpu_count.h"

#include "../failure.h"
#include "layout.h"
#include "named_sysctl.h"
#include "sysctl.h"

static void store(const cp_cpu_count *row, cprobe_result result, uint64_t value,
                  cprobe_failure failure, cprobe_cpu *cpu) {
    if (result == CPROBE_OK && (value == 0 || value > INT32_MAX)) {
        result = cp_fail(&failure, CPROBE_MALFORMED, row->source, 0, 0);
    }
    if (result == CPROBE_OK) {
        *row->number = (uint32_t)value;
        cprobe_set(&cpu->present_fields, row->field);
    } else {
        cp_failures_add(&cpu->failures, failure);
    }
}

void cp_cpu_count_read(const char *source, int number, cprobe_cpu_field field, uint32_t *count,
                       cprobe_cpu *cpu) {
    const cp_cpu_count row = {field, source, count};
    const int numbers[] = {CP_CTL_HW, number};
    cprobe_failure failure = {0};
    uint64_t value = 0;
    const cprobe_result result = cp_sysctl_number(source, numbers, 2, &value, &failure);
    store(&row, result, value, failure, cpu);
}

#ifdef CP_BSD_SYSCTL_BY_NAME
void cp_cpu_counts_read_named(const cp_cpu_count *counts, size_t length, cprobe_cpu *cpu) {
    for (size_t index = 0; index < length; index += 1) {
        cprobe_failure failure = {0};
        uint64_t value = 0;
        const cprobe_result result =
            cp_named_sysctl_number(counts[index].source, &value, &failure);
        store(&counts[index], result, value, failure, cpu);
    }
}
#endif

#endif

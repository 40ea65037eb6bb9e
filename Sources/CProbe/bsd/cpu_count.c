#include "../platform.h"
#if CP_PLATFORM_BSD

#include "cpu_count.h"

#include "../failure.h"
#include "layout.h"
#include "sysctl.h"

void cp_cpu_count_read(const char *source, int number, cprobe_cpu_field field, uint32_t *count,
                       cprobe_cpu *cpu) {
    const int numbers[] = {CP_CTL_HW, number};
    cprobe_failure failure;
    uint64_t value = 0;
    cprobe_result result = cp_sysctl_number(source, numbers, 2, &value, &failure);
    if (result == CPROBE_OK && (value == 0 || value > INT32_MAX)) {
        result = cp_fail(&failure, CPROBE_MALFORMED, source, 0, 0);
    }
    if (result == CPROBE_OK) {
        *count = (uint32_t)value;
        cprobe_set(&cpu->present_fields, field);
    } else {
        cp_failures_add(&cpu->failures, failure);
    }
}

#endif

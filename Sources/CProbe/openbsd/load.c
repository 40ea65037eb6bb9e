#include "../platform.h"
#if CP_PLATFORM_OPENBSD

#include "../bsd/load.h"

#include "../bsd/sysctl.h"
#include "../failure.h"
#include "layout.h"

cprobe_result cprobe_load_read(cprobe_collector *collector, cprobe_load *load,
                               cprobe_failure *failure) {
    if (collector == NULL || load == NULL) {
        return cp_fail(failure, CPROBE_INVALID, "load", 0, 0);
    }
    static const char source[] = "sysctl kern.nthreads";
    static const int numbers[] = {CP_CTL_KERN, CP_KERN_NTHREADS};
    cprobe_load read = {0};
    cprobe_failure lost;
    cp_load_read_numbered(CP_KERN_BOOTTIME, &read);
    if (cp_sysctl_number(source, numbers, 2, &read.tasks.all, &lost) == CPROBE_OK) {
        cprobe_set(&read.present_fields, CPROBE_LOAD_ALL);
    } else {
        cp_failures_add(&read.failures, lost);
    }
    if (!cprobe_has_any(read.present_fields)) {
        return cp_fail_as(failure, &read.failures.items[0]);
    }
    *load = read;
    return CPROBE_OK;
}

#endif

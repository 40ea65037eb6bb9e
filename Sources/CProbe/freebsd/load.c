#include "../platform.h"
#if CP_PLATFORM_FREEBSD

#include "../bsd/load.h"

#include "../bsd/named_sysctl.h"
#include "../failure.h"

cprobe_result cprobe_load_read(cprobe_collector *collector, cprobe_load *load,
                               cprobe_failure *failure) {
    if (collector == NULL || load == NULL) {
        return cp_fail(failure, CPROBE_INVALID, "load", 0, 0);
    }
    cprobe_load read = {0};
    cp_load_read_named(&read);
    cprobe_failure lost;
    static const char last_pid[] = "sysctl kern.lastpid";
    if (cp_named_sysctl_number(last_pid, &read.tasks.last_pid, &lost) == CPROBE_OK) {
        cprobe_set(&read.present_fields, CPROBE_LOAD_LAST_PID);
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

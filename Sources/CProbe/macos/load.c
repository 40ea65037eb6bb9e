#include "../platform.h"
#if CP_PLATFORM_MACOS

#include "../bsd/load.h"

#include "../bsd/named_sysctl.h"
#include "../failure.h"
#include "layout.h"

cprobe_result cprobe_load_read(cprobe_collector *collector, cprobe_load *load,
                               cprobe_failure *failure) {
    if (collector == NULL || load == NULL) {
        return cp_fail(failure, CPROBE_INVALID, "load", 0, 0);
    }
    static const char averages[] = "sysctl vm.loadavg";
    static const char boot_time[] = "sysctl kern.boottime";
    cprobe_load read = {0};
    cprobe_failure lost;
    char bytes[CP_LOADAVG_BYTES];
    const cp_buffer buffer = {bytes, sizeof bytes};
    cp_span answer;
    cprobe_result result = cp_named_sysctl_read(averages, buffer, &answer, &lost);
    if (result == CPROBE_OK) {
        result = cp_load_store_averages(averages, answer, &read, &lost);
    }
    if (result != CPROBE_OK) {
        cp_failures_add(&read.failures, lost);
    }
    result = cp_named_sysctl_read(boot_time, buffer, &answer, &lost);
    if (result == CPROBE_OK) {
        result = cp_load_store_boot_time(boot_time, answer, &read, &lost);
    }
    if (result != CPROBE_OK) {
        cp_failures_add(&read.failures, lost);
    }
    cp_load_read_uptime(&read);
    if (!cprobe_has_any(read.present_fields)) {
        return cp_fail_as(failure, &read.failures.items[0]);
    }
    *load = read;
    return CPROBE_OK;
}

#endif

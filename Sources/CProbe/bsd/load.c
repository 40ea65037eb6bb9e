#include "../platform.h"
#if CP_PLATFORM_BSD

#include "load.h"

#include "../failure.h"
#include "layout.h"
#include "named_sysctl.h"
#include "port_calls.h"
#include "record.h"
#include "sysctl.h"
#include "units.h"

cprobe_result cp_load_store_averages(const char *source, cp_span answer, cprobe_load *load,
                                     cprobe_failure *failure) {
    cp_span record;
    if (!cp_record_take(&answer, CP_LOADAVG_BYTES, &record)) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
    }
    const int64_t scale = cp_record_i64(record, CP_LOADAVG_SCALE);
    if (scale <= 0) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
    }
    double *const averages[] = {&load->load1, &load->load5, &load->load15};
    for (unsigned index = 0; index < 3; index += 1) {
        const uint32_t average =
            cp_record_u32(record, CP_LOADAVG_AVERAGES + index * sizeof(uint32_t));
        *averages[index] = (double)average / (double)scale;
        cprobe_set(&load->present_fields, CPROBE_LOAD_1 + index);
    }
    return CPROBE_OK;
}

cprobe_result cp_load_store_boot_time(const char *source, cp_span answer, cprobe_load *load,
                                      cprobe_failure *failure) {
    cp_span record;
    uint64_t time_ns = 0;
    if (!cp_record_take(&answer, CP_TIMEVAL_BYTES, &record) ||
        !cp_seconds_ns(cp_record_i64(record, CP_TIMEVAL_SECONDS), 0, &time_ns) || time_ns == 0) {
        return cp_fail(failure, CPROBE_MALFORMED, source, 0, 0);
    }
    load->boot_time_ns = time_ns;
    cprobe_set(&load->present_fields, CPROBE_LOAD_BOOT_TIME);
    return CPROBE_OK;
}

// Reads the clock of uptime(1).
static void read_uptime(cprobe_load *load) {
    const int error = cp_port_clock_ns(CP_PORT_CLOCK_UPTIME, &load->uptime_ns);
    if (error == 0) {
        cprobe_set(&load->present_fields, CPROBE_LOAD_UPTIME);
    } else {
        cp_failures_add(&load->failures, (cprobe_failure){cp_result_of_errno(error), 0, error,
                                                          "clock_gettime"});
    }
}

static const char averages_source[] = "sysctl vm.loadavg";
static const char boot_time_source[] = "sysctl kern.boottime";

void cp_load_read_numbered(int boot_time, cprobe_load *load) {
    const int averages_numbers[] = {CP_CTL_VM, CP_VM_LOADAVG};
    const int boot_time_numbers[] = {CP_CTL_KERN, boot_time};
    char bytes[CP_LOADAVG_BYTES];
    const cp_buffer buffer = {bytes, sizeof bytes};
    cprobe_failure failure;
    cp_span answer;
    if (cp_sysctl_read(averages_source, averages_numbers, 2, buffer, &answer, &failure) !=
            CPROBE_OK ||
        cp_load_store_averages(averages_source, answer, load, &failure) != CPROBE_OK) {
        cp_failures_add(&load->failures, failure);
    }
    if (cp_sysctl_read(boot_time_source, boot_time_numbers, 2, buffer, &answer, &failure) !=
            CPROBE_OK ||
        cp_load_store_boot_time(boot_time_source, answer, load, &failure) != CPROBE_OK) {
        cp_failures_add(&load->failures, failure);
    }
    read_uptime(load);
}

#ifdef CP_BSD_SYSCTL_BY_NAME
void cp_load_read_named(cprobe_load *load) {
    char bytes[CP_LOADAVG_BYTES];
    const cp_buffer buffer = {bytes, sizeof bytes};
    cprobe_failure failure;
    cp_span answer;
    if (cp_named_sysctl_read(averages_source, buffer, &answer, &failure) != CPROBE_OK ||
        cp_load_store_averages(averages_source, answer, load, &failure) != CPROBE_OK) {
        cp_failures_add(&load->failures, failure);
    }
    if (cp_named_sysctl_read(boot_time_source, buffer, &answer, &failure) != CPROBE_OK ||
        cp_load_store_boot_time(boot_time_source, answer, load, &failure) != CPROBE_OK) {
        cp_failures_add(&load->failures, failure);
    }
    read_uptime(load);
}
#endif

#endif

#define _GNU_SOURCE 1
#include "../../platform.h"
#if CP_PLATFORM_LINUX

#include "pressure.h"

#include "../../failure.h"
#include "../stalls.h"

void cp_cgroup_read_pressure(cp_cgroup *cgroup) {
    cprobe_pressure read = {0};
    cprobe_failure first = {0};
    for (unsigned resource = 0; resource < CP_STALLS; resource += 1) {
        cp_stalls_text from = {.name = cp_stalls_cgroup_files[resource]};
        from.result = cp_cgroup_read_text(cgroup, from.name, &from.text, &from.failure);
        cp_stalls_add(&read, resource, &from, &first);
    }
    // Since 6.1, writing 1 to cgroup.pressure enables PSI again, and the files come back.
    cprobe_file_value is_on = {0};
    if (!cprobe_has_any(read.present_fields)) {
        cp_cgroup_read_value(cgroup, "cgroup.pressure", CP_FORM_NUMBER, &is_on);
        cgroup->pass->has_changed = cgroup->pass->has_changed || is_on.value == 1;
    }
    if (cprobe_has_any(read.present_fields) &&
        cp_reader_monotonic_ns(cgroup->pass->reader, &read.monotonic_ns)) {
        cprobe_set(&read.present_fields, CPROBE_PRESSURE_MONOTONIC);
    }
    for (uint32_t index = 0; index < read.failures.count && index < CPROBE_FAILURES_LISTED;
         index += 1) {
        if (read.failures.items[index].code != CPROBE_NOT_FOUND) {
            cp_failures_add(&cgroup->quota->failures, read.failures.items[index]);
        }
    }
    read.failures = (cprobe_failures){0};
    cgroup->quota->pressure = read;
}

#endif

// cpuacct.stat of a cgroup (v1): the CPU time that it used outside and in the kernel.
// Sample: captured, debian-5.10-x86_64-v1.txt: /sys/fs/cgroup/*cpuacct.stat
//
//     user 422
//     system 764
//
//     file = (name " " digits "\n")*                   ticks of 1 / USER_HZ seconds
//
// Includes the descendants. A wanted line with a bad number is malformed and costs only its own
// field. Streams. cpuacct_stats_show(), kernel/sched/cpuacct.c.

#include "cgroup_table.h"

static const cprobe_field *const rows[] = {
    &(const cprobe_field){CP_ROW_KEY("user"), .presence = CPROBE_CGROUP_USER,
                           .offset = offsetof(cprobe_cgroup, user_ns)},
    &(const cprobe_field){CP_ROW_KEY("system"), .presence = CPROBE_CGROUP_SYSTEM,
                           .offset = offsetof(cprobe_cgroup, system_ns)},
};

enum { SECOND_NS = 1000000000 };

// Converts ticks to nanoseconds. False if the number is too large.
static bool convert(uint64_t *ticks, uint32_t ticks_per_second) {
    if (*ticks > INT64_MAX / SECOND_NS) {
        return false;
    }
    *ticks = *ticks * SECOND_NS / ticks_per_second;
    return true;
}

uint32_t cp_cgroup_cpuacct_stat_parse(cp_lines *lines, uint32_t ticks_per_second,
                                      cprobe_cgroup *cgroup) {
    cprobe_presence fields = {{0, 0}};
    cp_table table = cp_table_of(rows, sizeof rows / sizeof rows[0], ' ');
    uint32_t wrong = cp_table_read(&table, lines, cgroup, &fields);
    if (cprobe_has(fields, CPROBE_CGROUP_USER) && convert(&cgroup->user_ns, ticks_per_second)) {
        cprobe_set(&cgroup->present_fields, CPROBE_CGROUP_USER);
    }
    if (cprobe_has(fields, CPROBE_CGROUP_SYSTEM) && convert(&cgroup->system_ns, ticks_per_second)) {
        cprobe_set(&cgroup->present_fields, CPROBE_CGROUP_SYSTEM);
    }
    return wrong;
}
